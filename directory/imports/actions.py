"""A list taken in: rehearsed, which only reads, or committed, in one transaction and through the verbs of `places`."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from pathlib import Path

from django.db import transaction

from directory.areas.models import Municipality
from directory.imports.caring import Care
from directory.imports.choices import Choices
from directory.imports.deciding import Decider
from directory.imports.decisions import Decision, Outcome
from directory.imports.linking import Register
from directory.imports.models import Import, Sender, SourceRow
from directory.imports.progress import Progress, Tell
from directory.imports.reading import NO_CHOICES, ReadSheet, read_sheet
from directory.imports.whereabouts import Areas
from directory.imports.writing import Writer
from directory.places.models import Place
from kayoiba.accounts import audit
from kayoiba.accounts.models import User
from kayoiba.tools.sheets import read_sheets


@dataclass(frozen=True)
class Rehearsal:
    """What a file says and what taking it in does, row by row; `origin` is the import that it became."""

    file_name: str
    sheets: Sequence[ReadSheet]
    decisions: list[Decision]
    origin: Import | None = None

    def count(self, outcome: Outcome) -> int:
        return sum(decision.outcome == outcome for decision in self.decisions)


def rehearse(
    *,
    path: Path,
    municipality: Municipality,
    as_places: bool = False,
    choices: Choices = NO_CHOICES,
    progress: Tell | None = None,
) -> Rehearsal:
    """Read the file and decide over every row. Raises UnreadableSheet."""
    register = Register(municipality.name, Care(choices.for_user))
    decider = Decider(Areas(municipality), register, choices, Progress(progress))
    rehearsal = _decide(path, decider, as_places)
    decider.tell_of_twins(rehearsal.decisions)
    return rehearsal


def _decide(path: Path, decider: Decider, as_places: bool) -> Rehearsal:
    sheets = [read_sheet(sheet, as_places=as_places, choices=decider.choices) for sheet in read_sheets(path)]
    return Rehearsal(path.name, sheets, decider.decide(row for sheet in sheets for row in sheet.rows))


@transaction.atomic
def commit(
    *,
    path: Path,
    municipality: Municipality,
    as_places: bool = False,
    choices: Choices = NO_CHOICES,
    sender: Sender | None = None,
    progress: Tell | None = None,
    by: User | None,
    at: dt.datetime,
) -> Rehearsal:
    """Take the list in. What it has said before leaves no trace, a list that says nothing new none at all."""
    Municipality.objects.select_for_update().get(pk=municipality.pk)  # two lists at once would make a place twice
    areas, care, told = Areas(municipality), Care(choices.for_user), Progress(progress)
    while True:
        rehearsal = _decide(path, Decider(areas, Register(municipality.name, care), choices, told), as_places)
        if _held(rehearsal):
            break  # else somebody has edited or moved a place while the file was read
    news = [decision for decision in rehearsal.decisions if decision.is_news]
    Writer(by, at).write(news, told)
    origin = _store(rehearsal, news, municipality, sender, by, at) if news else None
    return replace(rehearsal, origin=origin)


def _held(rehearsal: Rehearsal) -> bool:
    """Keep everybody else from the places that change; False where one is no longer what was decided over."""
    look = attrgetter("edited_at", "district_id", "school_district_id")
    seen = {
        decision.place.pk: look(decision.place)
        for decision in rehearsal.decisions
        if decision.place and decision.outcome == Outcome.UPDATED
    }
    locked = Place.objects.select_for_update(of=("self",)).filter(pk__in=seen).order_by("pk")
    return {place.pk: look(place) for place in locked} == seen


def _store(
    rehearsal: Rehearsal,
    news: Sequence[Decision],
    municipality: Municipality,
    sender: Sender | None,
    by: User | None,
    at: dt.datetime,
) -> Import:
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
    origin = Import.objects.create(
        municipality=municipality, file_name=name, sheets=sheets, sender=sender, at=at, by=by
    )
    SourceRow.objects.bulk_create((_source_row(origin, decision) for decision in news), batch_size=1000)
    counts = Counter(decision.outcome.value for decision in rehearsal.decisions if not decision.is_left_out)
    audit.record("import.committed", origin, by=by, at=at, **counts)
    return origin


def _source_row(origin: Import, decision: Decision) -> SourceRow:
    """Whole, with what it did to its place. One that did nothing is told by its marks, and says nothing of anybody."""
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
        reason="" if place or row.is_of_ours else decision.reason[:200],  # of ours it quotes cells
        cells=row.as_in_file if place else {},
        typed=row.typed if place else {},
        fields=decision.fields,
        kept=decision.kept if place else {},
        before=decision.before,
        wrote=decision.wrote,
    )
