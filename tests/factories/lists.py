"""Small lists as cities and councils keep them, and the verbs that take them in."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from directory.imports import actions
from directory.imports.actions import Rehearsal
from directory.imports.choices import Choices
from tests.factories.places import AT, a_municipality

SAMPLES = Path(__file__).resolve().parents[2] / "fixtures" / "samples"


def a_list(folder: Path, *lines: str, name: str = "list.csv") -> Path:
    """A CSV of these lines."""
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def a_workbook(folder: Path, sheets: Mapping[str, Sequence[Sequence[str]]]) -> Path:
    path = folder / "list.xlsx"
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as workbook:
        for name, rows in sheets.items():
            sheet = workbook.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path


def rehearse(path: Path, *, as_places: bool = False, **choices: Any) -> Rehearsal:
    return actions.rehearse(path=path, municipality=a_municipality(), as_places=as_places, choices=Choices(**choices))


def take_in(path: Path, *, as_places: bool = False, **choices: Any) -> Rehearsal:
    return actions.commit(
        path=path, municipality=a_municipality(), as_places=as_places, choices=Choices(**choices), by=None, at=AT
    )


def outcomes(rehearsal: Rehearsal) -> list[str]:
    return [decision.outcome.value for decision in rehearsal.decisions]


def reasons(rehearsal: Rehearsal) -> list[str]:
    return [decision.reason for decision in rehearsal.decisions]
