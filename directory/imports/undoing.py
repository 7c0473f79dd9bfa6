"""An import taken back: what it made is removed, what it changed set back; what others have written since stays."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone
from pghistory.models import Event

from directory.areas.models import Municipality
from directory.imports.fields import label
from directory.imports.models import Import, SourceRow
from directory.imports.progress import Tell
from directory.imports.remembering import NOTHING, Memory, remember, revive
from directory.places.actions import MovedSince, edit_place, place_in, take_back_move
from directory.places.models import KnownPeriod, MeetingFrequency, MeetingRule, Place, PlaceArea, PlaceKind
from directory.places.removal import remove_place
from kayoiba.accounts import audit
from kayoiba.accounts.models import User

AREAS = ("district", "school_district")
POINT = ("lat", "lng")
APART = {*AREAS, "source_text", "moved_that_day"}
MADE_WITH_IT = (SourceRow, KnownPeriod, PlaceArea, PlaceKind, MeetingRule, MeetingFrequency)
"""Rows that a place has from the start; any other shows that somebody has worked with it."""

REASON = "一覧の取り込みを、取りやめました。"
ENDED = "終わりの記録"
ELSEWHERE = "すべて（いまは、ほかの地区の場です）"
REMOVED = "すべて（取り消した場です）"
NAMELESS = "名前のない行"


@dataclass(frozen=True)
class Undone:
    """`left` is what others have written since, with the names of the fields.

    A place that is out of reach is called as the list called it, and has no key.
    """

    removed: list[Place] = field(default_factory=list)
    restored: list[Place] = field(default_factory=list)
    left: list[tuple[Place, list[str]]] = field(default_factory=list)


@dataclass
class Trace:
    """What one import found in a place and left there, all its rows taken together."""

    name: str = NAMELESS
    has_made_it: bool = False
    before: Memory = field(default_factory=dict)
    wrote: Memory = field(default_factory=dict)

    def add(self, row: SourceRow) -> None:
        self.name = row.fields.get("name", self.name)
        self.has_made_it |= row.before is None
        self.before = (row.before or {}) | self.before
        self.wrote |= row.wrote


@transaction.atomic
def undo_import(*, origin: Import, by: User | None, at: dt.datetime, progress: Tell | None = None) -> Undone:
    """From now on the list has said nothing. A second time does nothing."""
    Municipality.objects.select_for_update().get(pk=origin.municipality_id)
    undone = Undone()
    if not Import.objects.filter(pk=origin.pk, undone_at__isnull=True).update(undone_at=at, undone_by=by):
        return undone
    Undoing(origin, undone, by, at).undo(_traces(origin), progress or _tell_nobody)
    counts = {name: len(places) for name, places in vars(undone).items()}
    audit.record("import.undone", origin, by=by, at=at, **counts)
    return undone


def foresee(*, origin: Import, by: User | None, at: dt.datetime) -> Undone:
    """What undoing would do now; nothing is written."""
    undone = Undone()
    Foreseeing(origin, undone, by, at).undo(_traces(origin), _tell_nobody)
    return undone


def _tell_nobody(done: int, total: int) -> None: ...


def _traces(origin: Import) -> dict[int, Trace]:
    """By the key of the place."""
    traces: dict[int, Trace] = {}
    for row in origin.rows.exclude(wrote={}).only("origin", "place", "fields", "before", "wrote").order_by("pk"):
        traces.setdefault(row.place_id, Trace()).add(row)
    return traces


class Undoing:
    def __init__(self, origin: Import, undone: Undone, by: User | None, at: dt.datetime) -> None:
        self.origin = origin
        self.undone = undone
        self.on = timezone.localdate(origin.at)
        self.by = by
        self.at = at

    def undo(self, traces: dict[int, Trace], progress: Tell) -> None:
        places = list(Place.with_removed.filter(pk__in=traces).prefetch_related("rules", "kinds").order_by("pk"))
        made = [place.pk for place in places if traces[place.pk].has_made_it]
        mine = Place.objects.in_care_of(self.by) if self.by else Place.objects.all()
        within_reach = set(mine.filter(pk__in=traces).values_list("pk", flat=True))
        self._claim_all(made)
        worked_with = _worked_with(made)
        for done, place in enumerate(places):
            progress(done, len(places))
            trace = traces[place.pk]
            if place.pk not in within_reach:
                self.undone.left.append((Place(name=trace.name), [REMOVED if place.removed_at else ELSEWHERE]))
            elif trace.has_made_it:
                self._remove(place, trace, worked_with.get(place.pk, []))
            else:
                self._restore(place, trace)

    def _remove(self, place: Place, trace: Trace, worked_with: list[str]) -> None:
        """A place that somebody has worked with since is theirs too: it stays."""
        self._claim(place)
        now, made = remember(place, rules=True, kinds=True), NOTHING | {"rules": [], "kinds": []} | trace.wrote
        names = [label(name) for name in now if now[name] != made[name]]
        if names or worked_with:
            self.undone.left.append((place, names + worked_with))
            return
        self._take_out(place)
        self.undone.removed.append(place)

    def _restore(self, place: Place, trace: Trace) -> None:
        self._claim(place)
        now = remember(place, rules="rules" in trace.wrote, kinds="kinds" in trace.wrote)
        back, left = _set_back(now, trace)
        if back:
            self._write(place, back)
        is_back, could_not = self._move_back(place, trace, now)
        if back or is_back:
            self.undone.restored.append(place)
        if left or could_not:
            self.undone.left.append((place, [label(name) for name in left] + could_not))

    def _claim_all(self, keys: list[int]) -> None:
        """From here on nobody can begin to work with them."""
        list(Place.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk").values("pk"))

    def _claim(self, place: Place) -> None:
        place.claim()

    def _take_out(self, place: Place) -> None:
        remove_place(place=place, reason=REASON, by=self.by, at=self.at)

    def _write(self, place: Place, back: Memory) -> None:
        values = {name: revive(name, value) for name, value in back.items()}
        kinds, rules = values.pop("kinds", None), values.pop("rules", None)
        edit_place(place=place, changes=values, kinds=kinds, rules=rules, by=self.by, at=self.at)

    def _move_back(self, place: Place, trace: Trace, now: Memory) -> tuple[bool, list[str]]:
        moved = [name for name in AREAS if name in trace.wrote]
        if all(now[name] == trace.before[name] for name in moved):
            return False, []
        if any(now[name] != trace.wrote[name] for name in moved):
            return False, [label("district")]
        try:
            self._take_back(place, now | trace.before, moved_that_day=trace.before["moved_that_day"])
        except MovedSince:
            return False, [label("district")]
        return True, []

    def _take_back(self, place: Place, areas: Memory, *, moved_that_day: bool) -> None:
        who: dict[str, Any] = {"by": self.by, "at": self.at}
        if not moved_that_day:
            take_back_move(place=place, on=self.on, **who)
            return
        values = {name: revive(name, areas[name]) for name in AREAS}
        place_in(place=place, from_date=self.on, **values, **who)


class Foreseeing(Undoing):
    """Looks, and keeps its hands off."""

    def _claim_all(self, keys: list[int]) -> None: ...

    def _claim(self, place: Place) -> None: ...

    def _take_out(self, place: Place) -> None: ...

    def _write(self, place: Place, back: Memory) -> None: ...

    def _take_back(self, place: Place, areas: Memory, *, moved_that_day: bool) -> None: ...


def _set_back(now: Memory, trace: Trace) -> tuple[Memory, list[str]]:
    """What is to be written, and the fields that somebody has written since."""
    back: Memory = {}
    left = []
    for name, wrote in trace.wrote.items():
        if name in APART or now[name] == trace.before[name]:
            continue
        if now[name] == wrote:
            back[name] = trace.before[name]
        else:
            left.append(name)
    lat, lng = (back.get(name, now[name]) for name in POINT)
    if (lat is None) != (lng is None):
        left += [name for name in POINT if name in back]
        back = {name: value for name, value in back.items() if name not in POINT}
    if "source_text" in trace.wrote and (text := _text_set_back(now, trace)) != now["source_text"]:
        back["source_text"] = text
    return back, left


def _text_set_back(now: Memory, trace: Trace) -> dict[str, str]:
    """Cell by cell: what somebody has dealt with since stays so."""
    before, wrote, text = (memory["source_text"] for memory in (trace.before, trace.wrote, now))
    unchanged = {heading for heading in before | wrote if text.get(heading) == wrote.get(heading)}
    kept = {heading: said for heading, said in text.items() if heading not in unchanged}
    return {heading: said for heading, said in before.items() if heading in unchanged} | kept


def _worked_with(made: Iterable[int]) -> dict[int, list[str]]:
    """By place what has been written down of it since it was made, but for its own fields."""
    found: dict[int, list[str]] = {}
    ended = KnownPeriod.objects.filter(place__in=made, until__isnull=False)
    for pk in ended.values_list("place", flat=True):
        found.setdefault(pk, []).append(ENDED)
    for relation in Place._meta.related_objects:
        model = relation.related_model
        if model in MADE_WITH_IT or issubclass(model, Event):
            continue
        rows = model._base_manager.filter(**{f"{relation.field.name}__in": made})
        for pk in rows.order_by().values_list(relation.field.attname, flat=True).distinct():
            found.setdefault(pk, []).append(str(model._meta.verbose_name))
    return found
