"""A list taken in: rehearsed, which only reads, or committed, in one transaction and through the verbs of `places`."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from directory.areas.models import Municipality
from directory.groups.actions import group_named
from directory.groups.models import Group
from directory.imports.deciding import Decider, Decision, Outcome
from directory.imports.linking import Register
from directory.imports.models import Import, SourceRow
from directory.imports.reading import ReadSheet, read_sheet
from directory.imports.whereabouts import Areas
from directory.places.actions import edit_place, place_in
from directory.places.in_bulk import register_places
from directory.places.models import Place
from directory.places.schedule import Rule, read
from kayoiba.accounts import audit
from kayoiba.accounts.models import User
from kayoiba.tools.sheets import read_sheets


@dataclass(frozen=True)
class Rehearsal:
    """What a file says and what taking it in does, row by row."""

    file_name: str
    sheets: Sequence[ReadSheet]
    decisions: Sequence[Decision]

    def count(self, outcome: Outcome) -> int:
        return sum(decision.outcome == outcome for decision in self.decisions)


def rehearse(*, path: Path, municipality: Municipality, as_places: bool = False) -> Rehearsal:
    """Read the file and decide over every row. Raises UnreadableSheet."""
    sheets = [read_sheet(sheet, as_places=as_places) for sheet in read_sheets(path)]
    decider = Decider(Areas(municipality), Register(municipality.name))
    return Rehearsal(path.name, sheets, decider.decide(row for sheet in sheets for row in sheet.rows))


@transaction.atomic
def commit(
    *, path: Path, municipality: Municipality, as_places: bool = False, by: User | None, at: dt.datetime
) -> Rehearsal:
    """Take the list in. What it has said before leaves no trace, a list that says nothing new none at all."""
    Municipality.objects.select_for_update().get(pk=municipality.pk)  # two lists at once would make a place twice
    rehearsal = rehearse(path=path, municipality=municipality, as_places=as_places)
    news = [decision for decision in rehearsal.decisions if decision.is_news]
    Writer(by, at).write(news)
    if news:
        _store(rehearsal, news, municipality, by, at)
    return rehearsal


class Writer:
    """Carries decisions out; groups are looked up once each."""

    def __init__(self, by: User | None, at: dt.datetime) -> None:
        self.by = by
        self.at = at
        self.today = timezone.localdate(at)
        self.groups: dict[str, Group | None] = {}

    def write(self, decisions: Iterable[Decision]) -> None:
        """New places first: a 追加情報 row may belong to one of them."""
        decisions = list(decisions)
        self._register([decision for decision in decisions if decision.outcome == Outcome.CREATED])
        for decision in decisions:
            if decision.outcome == Outcome.UPDATED:
                self._add_further(decision) if decision.row.further else self._edit(decision)

    def _register(self, decisions: list[Decision]) -> None:
        entries = [
            self._with_group(decision)
            | {
                "district": decision.move_to.district if decision.move_to else None,
                "school_district": decision.move_to.school_district if decision.move_to else None,
                "kinds": decision.kinds,
                "rules": read(str(decision.changes.get("schedule_text", ""))).rules,
            }
            for decision in decisions
        ]
        places = register_places(entries, known_from=self.today, by=self.by, at=self.at)
        for decision, place in zip(decisions, places, strict=True):
            decision.place = place

    def _edit(self, decision: Decision) -> None:
        assert decision.place
        if decision.changes:
            edit_place(
                place=decision.place,
                changes=self._with_group(decision),
                by=self.by,
                at=self.at,
                rules=rules_said_anew(decision.place, decision.changes),
            )
        if decision.move_to:
            place_in(
                place=decision.place,
                district=decision.move_to.district,
                school_district=decision.move_to.school_district,
                from_date=self.today,
                by=self.by,
                at=self.at,
            )

    def _with_group(self, decision: Decision) -> dict[str, Any]:
        changes = dict(decision.changes)
        if "group" not in changes:
            return changes
        name = changes["group"]
        if name not in self.groups:
            self.groups[name] = group_named(name)
        group = self.groups[name]
        number = str(decision.fields.get("corporate_number", ""))
        if group and not group.corporate_number and len(number) == 13 and number.isdigit():
            group.corporate_number = number
            group.save(update_fields=["corporate_number"])
        return changes | {"group": group}

    def _add_further(self, decision: Decision) -> None:
        """A further session: its words for when beside the place's own, everything else as source text."""
        place = decision.place = decision.base.place if decision.base else decision.place
        assert place
        changes: dict[str, Any] = {"source_text": place.source_text | further_text(decision)}
        last = SourceRow.objects.latest_per_place_and_list().filter(
            place=place, signature=decision.row.signature, kind=SourceRow.Kind.FURTHER, position=decision.position
        )
        before = [str(row.fields.get("schedule", "")) for row in last]
        lines = [line for line in place.schedule_text.splitlines() if line not in before]
        lines += filter(None, [str(decision.fields.get("schedule", ""))])
        if "\n".join(lines) != place.schedule_text:
            changes["schedule_text"] = "\n".join(lines)
        edit_place(place=place, changes=changes, by=self.by, at=self.at, rules=rules_said_anew(place, changes))


def rules_said_anew(place: Place, changes: dict[str, Any]) -> tuple[Rule, ...] | None:
    """What a new sentence says, unless somebody has typed other rules than the sentence before it said."""
    if "schedule_text" not in changes:
        return None
    rules = tuple(Rule.from_model(row) for row in place.rules.order_by("position", "pk"))
    return read(changes["schedule_text"]).rules if rules == read(place.schedule_text).rules else None


def further_text(decision: Decision) -> dict[str, str]:
    """The cells of a 追加情報 row under headings that do not collide with the place's own."""
    return {
        f"追加情報{decision.position} {cell.heading}": cell.written
        for cell in decision.row.cells
        if not (cell.meaning and cell.meaning.field == "source_id")
    }


def _store(
    rehearsal: Rehearsal, news: Sequence[Decision], municipality: Municipality, by: User | None, at: dt.datetime
) -> None:
    sheets = [
        {
            "sheet": sheet.name,
            "above": list(sheet.above),
            "columns": [
                {"heading": column.heading, "field": column.meaning.field if column.meaning else None}
                for column in sheet.columns
            ],
        }
        for sheet in rehearsal.sheets
    ]
    name = rehearsal.file_name[:255]
    origin = Import.objects.create(municipality=municipality, file_name=name, sheets=sheets, at=at, by=by)
    SourceRow.objects.bulk_create((_source_row(origin, decision) for decision in news), batch_size=1000)
    counts = Counter(decision.outcome.value for decision in rehearsal.decisions)
    audit.record("import.committed", origin, by=by, at=at, **counts)


def _source_row(origin: Import, decision: Decision) -> SourceRow:
    row, place = decision.row, decision.place
    kind = SourceRow.Kind.FURTHER if row.further else SourceRow.Kind.PLACE
    return SourceRow(
        origin=origin,
        place=place,
        kind=kind if place else SourceRow.Kind.REFUSED,
        sheet=(row.sheet or "")[:120],
        number=row.number,
        position=decision.position if place else 0,
        signature=row.signature,
        digest=row.digest,
        scope=row.scope[:200],
        source_id=str(decision.fields.get("source_id", ""))[:120],
        reason=decision.reason[:200] if not place else "",
        cells=row.as_written,
        fields=decision.fields,
        kept=decision.kept,
    )
