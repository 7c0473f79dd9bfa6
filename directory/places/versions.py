"""What a place was before, read from the history that the database keeps by itself.

An edit writes the place anew, so each row of its history is a version. The rules and kinds of a version are those that
were written with it or with one before it. That is not a question of time: whoever waited for another began earlier.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pghistory.models import Event

from directory.places.models import Kind, MeetingRule, Place, PlaceKind
from directory.places.schedule import Rule

APART = "id number sort_key district school_district removed_at request_id created_at edited_at kinds".split()
"""What `actions.edit_place` does not write: it is made by itself, or changes by a verb of its own."""

EDITED = [field.name for field in Place._meta.fields if field.name not in APART]
EDITS: Any = Place.pgh_event_model  # type: ignore[attr-defined]

Values = dict[str, Any]
"""By field of `Place` that `edit_place` writes, with `kinds` and `rules` as tuples."""


@dataclass(frozen=True)
class Version:
    """`place` is not to be saved: it only has the fields of then."""

    key: int
    place: Place
    kinds: tuple[Kind, ...]
    rules: tuple[Rule, ...]

    @property
    def values(self) -> Values:
        return _values(self.place, self.kinds, self.rules)


def values_now(place: Place) -> Values:
    rules = tuple(Rule.from_model(row) for row in place.rules.order_by("position", "pk"))
    return _values(place, tuple(place.kinds.order_by("position")), rules)


def version_edited_at(place: Place, moment: dt.datetime) -> Version | None:
    """What the last edit at that moment left, which a form names by `Place.edited_at`."""
    return _version(EDITS.objects.filter(pgh_obj_id=place.pk, edited_at=moment).last())


def version_of(place: Place, key: int) -> Version | None:
    return _version(EDITS.objects.filter(pgh_obj_id=place.pk, pk=key).first())


def _version(event: Any) -> Version | None:
    if event is None:
        return None
    place = Place(**{field.attname: getattr(event, field.attname) for field in Place._meta.fields})
    moments = EDITS.objects.filter(pgh_obj_id=place.pk, pk__lte=event.pk).values("pgh_created_at")
    kinds = {row.kind_id for row in _standing(PlaceKind, place, moments)}
    rules = sorted(_standing(MeetingRule, place, moments), key=lambda row: (row.position, row.id))
    named = Kind.objects.filter(pk__in=kinds).order_by("position")
    return Version(event.pk, place, tuple(named), tuple(map(Rule.from_model, rules)))


def _standing(model: Any, place: Place, moments: Any) -> list[Any]:
    """The rows of the place that were there once all had happened that did at these moments."""
    events = model.pgh_event_model.objects.filter(place_id=place.pk, pgh_created_at__in=moments)
    return standing(events.order_by("pk"))


def standing(events: Iterable[Event]) -> list[Any]:
    """Of events in their order the last of each row, but of those that were deleted."""
    last = {event.pgh_obj_id: event for event in events}
    return [event for event in last.values() if event.pgh_label != "delete"]


def _values(place: Place, kinds: tuple[Kind, ...], rules: tuple[Rule, ...]) -> Values:
    return {name: getattr(place, name) for name in EDITED} | {"kinds": kinds, "rules": rules}
