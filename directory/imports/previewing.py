"""A rehearsal kept as rows that a page can show fifty of, with what somebody said of them before."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Q

from directory.imports.actions import Rehearsal
from directory.imports.choices import Choices
from directory.imports.decisions import Decision, Outcome
from directory.imports.headings import plain
from directory.imports.models import Upload, UploadRow
from directory.imports.queries import TAKEN
from directory.imports.wording import say_meaning

FIELDS_NAMED = "変わった欄"
SAMPLES = 3
SAMPLE_LETTERS = 40


def choices_of(upload: Upload, *, to_write: bool = False) -> Choices:
    """What has been said so far. Rows that are to be left out are shown all the same, and not written.

    With them go their repetitions, which have no place of their own.
    """
    corrected = upload.rows.exclude(corrections={})
    same = upload.rows.filter(same_as__isnull=False)
    aside = Q(chosen=False) | Q(outcome=UploadRow.ALIKE) | Q(outcome=Outcome.UNCHANGED, place__isnull=True)
    left_out = upload.rows.filter(aside) if to_write else upload.rows.none()
    return Choices(
        meanings=upload.meanings,
        corrections={(sheet, number): said for sheet, number, said in _by_key(corrected, "corrections")},
        same_as={(sheet, number): place for sheet, number, place in _by_key(same, "same_as_id")},
        left_out=frozenset(_by_key(left_out)),
        for_user=upload.by,
    )


def _by_key(rows: Any, *names: str) -> Any:
    return rows.values_list("sheet", "number", *names)


def rows_of(upload: Upload, rehearsal: Rehearsal) -> Iterator[UploadRow]:
    """A row for each decision. What somebody said of a row is carried over from the preview before."""
    said = Q(chosen=False) | Q(is_another=True) | Q(same_as__isnull=False) | ~Q(corrections={})
    before = {(row.sheet, row.number): row for row in upload.rows.filter(said)}
    for position, decision in enumerate(rehearsal.decisions):
        yield _row(upload, position, decision, before.get(decision.row.spot))


def outcome_of(decision: Decision, *, is_another: bool) -> str:
    """The decision's own, but for a new place that may be one that is known: that is for a person to say."""
    if decision.outcome == Outcome.CREATED and decision.alike and not is_another:
        return UploadRow.ALIKE
    return decision.outcome.value


def _row(upload: Upload, position: int, decision: Decision, before: UploadRow | None) -> UploadRow:
    sheet, number = decision.row.spot
    row = UploadRow(
        upload=upload,
        position=position,
        sheet=sheet,
        number=number,
        name=decision.name[:200],
        outcome=outcome_of(decision, is_another=bool(before and before.is_another)),
        reason=decision.reason.partition(FIELDS_NAMED)[0],  # the page names them with what they say
        changes=decision.told(),
        cells=_in_file(decision),
        kept=decision.kept,
        place=decision.place,
        alike=decision.alike,
        may_list=decision.may_list,
    )
    if before:
        row.corrections, row.same_as_id = before.corrections, before.same_as_id
        row.is_another, row.chosen = before.is_another, before.chosen
    return row


def _in_file(decision: Decision) -> dict[str, str]:
    """The cells without what somebody typed instead."""
    cells = decision.row.as_written | decision.row.in_file
    return {heading: text for heading, text in cells.items() if text}


def columns_of(rehearsal: Rehearsal) -> list[dict[str, Any]]:
    """Each column once a sheet: what it was taken for, and the first that stands in it."""
    return [
        {
            "sheet": sheet.name or "",
            "heading": column.heading,
            "plain": plain(column.heading),
            "meaning": " ".join(filter(None, column.meaning)) if column.meaning else "",
            "said": say_meaning(column.meaning) if column.meaning else "",
            "samples": _samples(sheet.rows, column.heading),
        }
        for sheet in rehearsal.sheets
        for column in sheet.columns
    ]


def _samples(rows: Iterable[Any], heading: str) -> list[str]:
    """A few different texts of the column."""
    samples: dict[str, None] = {}
    for row in rows:
        if text := row.as_written.get(heading):
            samples[text if len(text) <= SAMPLE_LETTERS else f"{text[:SAMPLE_LETTERS]}…"] = None
        if len(samples) == SAMPLES:
            break
    return list(samples)


def moved_since(upload: Upload, rehearsal: Rehearsal) -> list[str]:
    """The names of the rows that would not be taken in as the preview says, the record having changed meanwhile."""
    rows = upload.rows.filter(outcome__in=TAKEN, chosen=True).defer("cells", "kept")
    shown = {(row.sheet, row.number): row for row in rows}
    moved = []
    for decision in rehearsal.decisions:
        row = shown.get(decision.row.spot)
        if row and (outcome_of(decision, is_another=row.is_another), decision.told()) != (row.outcome, row.changes):
            moved.append(row.name or str(row))
    return moved
