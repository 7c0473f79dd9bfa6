"""A rehearsal or a commit told: as JSON for programs, in sentences for people."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from directory.imports.actions import Rehearsal
from directory.imports.deciding import ENDED
from directory.imports.decisions import Decision, Outcome
from directory.imports.reading import ReadSheet


def as_json(rehearsal: Rehearsal) -> dict[str, Any]:
    """Every column and every row, in the shape other people's scripts rely on."""
    columns = [
        {"sheet": sheet.name, "heading": column.heading, "field": column.meaning.field if column.meaning else None}
        for sheet in rehearsal.sheets
        for column in sheet.columns
    ]
    return {"columns": columns, "rows": [_row_as_json(decision) for decision in rehearsal.decisions]}


def _row_as_json(decision: Decision) -> dict[str, Any]:
    return {
        "sheet": decision.row.sheet,
        "row": decision.row.number,
        "name": decision.name,
        "outcome": decision.outcome.value,
        "reason": decision.reason,
        "fields": decision.fields,
        "kept": decision.kept,
    }


def in_words(rehearsal: Rehearsal) -> Iterator[str]:
    """What happened, sheet by sheet, a line at a time."""
    for sheet in rehearsal.sheets:
        decisions = [decision for decision in rehearsal.decisions if decision.row.sheet == sheet.name]
        yield f"【{sheet.name or rehearsal.file_name}】"
        counts = Counter(decision.outcome for decision in decisions)
        yield "　" + "　".join(f"{outcome.label} {counts[outcome]}" for outcome in Outcome)
        yield from _columns_in_words(sheet)
        yield from _reasons_in_words(decisions)


def _columns_in_words(sheet: ReadSheet) -> Iterator[str]:
    read = [column.heading for column in sheet.columns if column.meaning]
    kept = [column.heading for column in sheet.columns if not column.meaning]
    if read:
        yield f"　読み取った列（{len(read)}）: {'、'.join(read)}"
    if kept:
        yield f"　文字のまま残した列（{len(kept)}）: {'、'.join(kept)}"


def _reasons_in_words(decisions: list[Decision]) -> Iterator[str]:
    """Rows that somebody has to look at, by the reason."""
    rows: dict[tuple[str, str], list[int]] = {}
    for decision in decisions:
        if decision.outcome == Outcome.REFUSED:
            rows.setdefault(("取り込まない", decision.reason), []).append(decision.row.number)
        elif decision.has_ended:
            rows.setdefault(("終わった場", ENDED), []).append(decision.row.number)
    for (what, reason), numbers in rows.items():
        shown = "、".join(map(str, numbers[:5])) + ("…" if len(numbers) > 5 else "")
        yield f"　{what} {len(numbers)}行: {reason}（{shown}行目）"
