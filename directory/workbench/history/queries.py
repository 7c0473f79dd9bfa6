"""Everything that ever changed of a place, in the moments when it did, in a fixed number of queries.

The database keeps every row that was written, by triggers; an audit line of the same transaction says who wrote it, and
why. What no line speaks of was the system.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from typing import Any

from directory.areas.models import District, SchoolDistrict, Town
from directory.groups.models import Group
from directory.places.models import Kind, MeetingRule, Place, PlaceKind
from directory.places.removal import histories
from directory.places.schedule import Rule
from directory.places.versions import EDITED, Values
from directory.workbench.history.changes import Change, changes_between
from directory.workbench.history.words import SAID, Names, say_row
from directory.workbench.wording import say_event
from kayoiba.accounts.models import AuditEvent

SYSTEM = "システム"
BY_ITSELF = "記録がかわりました"

Rows = Mapping[int, Any]
"""Rows of one table as they stood in one moment, by key."""


@dataclass(frozen=True)
class Step:
    """What one transaction made of the rows of one table."""

    table: type
    before: Rows
    after: Rows


@dataclass
class Entry:
    """One transaction: who, when, and what."""

    moment: dt.datetime
    names: Names
    lines: list[AuditEvent] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)

    @property
    def at(self) -> dt.datetime:
        return self.lines[0].at if self.lines else self.moment

    @property
    def by_name(self) -> str:
        return self.lines[0].by_name if self.lines else SYSTEM

    @property
    def said(self) -> list[str]:
        return [say_event(line) for line in self.lines] or [BY_ITSELF]

    @property
    def changes(self) -> list[Change]:
        return [*self.edits, *self._of_rows()]

    @property
    def version(self) -> int | None:
        """The version that was left, where it differs from the one before in what can be restored."""
        rows = next((step.after for step in self.steps if step.table is Place), {})
        return next((row.pk for row in rows.values()), None) if self.edits else None

    @cached_property
    def edits(self) -> list[Change]:
        old: Values = {}
        new: Values = {}
        for step in self.steps:
            if step.table not in SAID:
                old |= _values(step.table, step.before, self.names)
                new |= _values(step.table, step.after, self.names)
        return changes_between(old, new)

    def _of_rows(self) -> Iterator[Change]:
        for step in self.steps:
            if step.table in SAID:
                for key in {**step.before, **step.after}:
                    was, now = step.before.get(key), step.after.get(key)
                    if was is not now:
                        label, old, new = _said(step.table, was, now, self.names)
                        yield Change(label, old, new)


def _values(table: type, rows: Rows, names: Names) -> Values:
    """What the rows say as values of a version."""
    if table is MeetingRule:
        return {"rules": [Rule.from_model(row) for row in sorted(rows.values(), key=lambda row: row.position)]}
    if table is PlaceKind:
        return {"kinds": [names[Kind][row.kind_id] for row in rows.values() if row.kind_id in names[Kind]]}
    row: Any = next(iter(rows.values()), Place())
    values = {name: getattr(row, name) for name in EDITED if name not in ("group", "town")}
    return values | {"group": names[Group].get(row.group_id), "town": names[Town].get(row.town_id)}


def _said(table: type, was: Any, now: Any, names: Names) -> tuple[str, str, str]:
    said = [say_row(table, row, names) if row else ("", "") for row in (was, now)]
    (label, old), (label_now, new) = said
    return label_now or label, old, new


def past_of(place: Place) -> list[Entry]:
    """The newest first."""
    tables: dict[Any, list[Any]] = {
        events.pgh_tracked_model: list(events.objects.filter(**{column: place.pk}).order_by("pk"))
        for events, column in histories()
    }
    names = _names(tables[Place])
    entries: dict[dt.datetime, Entry] = {}
    for line in AuditEvent.objects.filter(subject_kind="place", subject_id=place.pk).order_by("pk"):
        entries.setdefault(line.written_at, Entry(line.written_at, names)).lines.append(line)
    for table, events in tables.items():
        for moment, before, after in _moments(events):
            entries.setdefault(moment, Entry(moment, names)).steps.append(Step(table, before, after))
    return [entries[moment] for moment in sorted(entries, reverse=True)]


def _moments(events: Iterable[Any]) -> Iterator[tuple[dt.datetime, Rows, Rows]]:
    """The rows of a table before and after each moment at which some of them changed."""
    rows: dict[int, Any] = {}
    for moment, changed in groupby(events, key=lambda event: event.pgh_created_at):
        before = dict(rows)
        for event in changed:
            rows.pop(event.pgh_obj_id, None)
            if event.pgh_label != "delete":
                rows[event.pgh_obj_id] = event
        yield moment, before, dict(rows)


def _names(versions: Iterable[Any]) -> Names:
    versions = list(versions)
    return {
        Kind: Kind.objects.in_bulk(),
        District: District.objects.in_bulk(),
        SchoolDistrict: SchoolDistrict.objects.in_bulk(),
        Town: Town.objects.in_bulk({row.town_id for row in versions if row.town_id}),
        Group: Group.objects.in_bulk({row.group_id for row in versions if row.group_id}),
    }
