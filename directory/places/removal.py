"""What should never have been written down: taken out by the office, for 30 days to be brought back, then forgotten.

What really was a place and is no more has ended (`actions.end_place`) and stays in the record.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import partial

from django.apps import apps
from django.db import models, transaction
from pghistory.models import Event

from directory.places.models import Photo, Place
from directory.places.photo_files import drop_files
from directory.places.publishing import withdraw_place
from kayoiba.accounts import audit
from kayoiba.accounts.models import AuditEvent, User

KEPT_FOR = dt.timedelta(days=30)


class NotRemoved(Exception):
    """Somebody has brought the place back meanwhile, or its days are over."""


@transaction.atomic
def remove_place(*, place: Place, reason: str, by: User | None, at: dt.datetime) -> None:
    """From now on it is in no list and no count, whatever the date. Raises Place.DoesNotExist where it was already."""
    withdraw_place(place=place, reason=reason, by=by, at=at)
    place.removed_at = at
    place.save(update_fields=["removed_at"])
    audit.record("place.removed", place, by=by, at=at, reason=reason)


@transaction.atomic
def bring_back_removed(*, place: Place, by: User | None, at: dt.datetime) -> None:
    """It is as it was, with its whole past; residents see it once it is published. Raises NotRemoved."""
    kept = Place.with_removed.select_for_update().filter(pk=place.pk, removed_at__gt=at - KEPT_FOR).first()
    if kept is None:
        raise NotRemoved
    kept.removed_at = None
    kept.save(update_fields=["removed_at"])
    audit.record("place.brought_back", kept, by=by, at=at)


@transaction.atomic
def forget_removed(*, at: dt.datetime) -> int:
    """Delete for good, with its past, what was removed 30 days ago; of how many. Audit lines stay without a name."""
    places = list(Place.with_removed.select_for_update().filter(removed_at__lte=at - KEPT_FOR))
    keys = [place.pk for place in places]
    audit.record_all("place.forgotten", places, by=None, at=at)
    photos = list(Photo.objects.filter(place__in=keys).values_list("key", flat=True))
    transaction.on_commit(partial(drop_files, photos), robust=True)
    _blank_lines(keys)
    Place.with_removed.filter(pk__in=keys).delete()
    for events, place in histories():  # deleting leaves traces of its own
        events.objects.filter(**{f"{place}__in": keys}).delete()
    return len(places)


def _blank_lines(keys: list[int]) -> None:
    """Audit lines about these places, and about what goes with them, keep neither a name nor a reason."""
    gone: dict[type[models.Model], Iterable[int]] = {Place: keys}
    for relation in Place._meta.related_objects:
        if relation.on_delete is models.CASCADE:
            of_these = {f"{relation.field.name}__in": keys}
            gone[relation.related_model] = relation.related_model._base_manager.filter(**of_these).values("pk")
    for model, lost in gone.items():
        lines = AuditEvent.objects.filter(subject_kind=model._meta.model_name, subject_id__in=lost)
        lines.update(subject_name="", detail={})


def histories() -> Iterator[tuple[type[Event], str]]:
    """Every table that keeps the past of places, and its column with the key of the place."""
    for model in apps.get_models():
        if issubclass(model, Event):
            if model.pgh_tracked_model is Place:
                yield model, "pgh_obj_id"
            elif any(field.name == "place" for field in model._meta.fields):
                yield model, "place_id"
