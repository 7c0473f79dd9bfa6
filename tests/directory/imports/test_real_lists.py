"""Lists of real cities and councils, which are not ours to copy: REAL_DATA names the folder that holds them."""

import os
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from django.core.management import call_command

from directory.imports.deciding import Decision
from directory.imports.models import SourceRow
from directory.places.models import Place
from kayoiba.tools.sheets import read_sheets
from tests.factories.lists import outcomes, take_in

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif("REAL_DATA" not in os.environ, reason="REAL_DATA names no folder"),
]

LISTS = sorted(Path(os.environ.get("REAL_DATA", "nowhere"), "lists").glob("*.*"))
NO_PLACES = {
    "suzuka__public_facilities.csv",
    "takamatsu__community_center.xlsx",
    "takamatsu__elderly_wedding_house.xlsx",
    "takamatsu__events.xlsx",
    "takamatsu__exchange_center.xlsx",
}


@pytest.fixture(autouse=True)
def empty_city():
    call_command("load_reference", verbosity=0)


def in_file_order() -> list[Path]:
    """追加情報 need the list they add to."""
    return sorted(LISTS, key=lambda path: ("tsuika" in path.name, path.name))


def test_the_folder_holds_lists():
    assert len(LISTS) > 15


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.name)
def test_every_row_with_a_name_becomes_a_place_or_is_refused_for_a_reason(path):
    done = take_in(path)

    named = [decision for decision in done.decisions if decision.row.name]
    assert {bool(decision.reason) for decision in done.decisions if decision.outcome == "refused"} <= {True}
    assert {decision.outcome.value for decision in named} <= ({"refused"} if path.name in NO_PLACES else {"created"})


def test_all_lists_beside_each_other_make_a_place_for_each_row_with_a_name():
    done = {path.name: take_in(path) for path in in_file_order()}

    created = {name: Counter(outcomes(rehearsal))["created"] for name, rehearsal in done.items()}
    named = {name: sum(bool(decision.row.name) for decision in rehearsal.decisions) for name, rehearsal in done.items()}
    assert created == {name: 0 if name in NO_PLACES else count for name, count in named.items()}
    assert Place.objects.count() == sum(created.values())


def test_a_second_run_over_all_lists_changes_nothing():
    for path in in_file_order():
        take_in(path)
    before = [Place.pgh_event_model.objects.count(), SourceRow.objects.count()]

    again = Counter(outcome for path in in_file_order() for outcome in outcomes(take_in(path)))

    assert [Place.pgh_event_model.objects.count(), SourceRow.objects.count()] == before
    assert {"created", "updated"} & set(again) == set()


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.name)
def test_no_cell_is_lost(path):
    done = take_in(path)

    written = {
        (sheet.name, number): [cell.strip() for cell in row if cell.strip()]
        for sheet in read_sheets(path)
        for number, row in enumerate(sheet.rows, start=1)
    }
    for decision in done.decisions:
        cells = written.pop((decision.row.sheet, decision.row.number))
        assert sorted(decision.row.as_written.values()) == sorted(cells)
        assert [cell for cell in decision.row.as_written.items() if not _is_told(decision, *cell)] == []
    above_the_rows = {cell for cells in written.values() for cell in cells}
    kept = {column.heading for sheet in done.sheets for column in sheet.columns} | {
        text for sheet in done.sheets for text in sheet.above
    }
    assert {_squeeze(cell) for cell in above_the_rows} <= {_squeeze(text) for text in kept}


def _is_told(decision: Decision, heading: str, text: str) -> bool:
    """In a field, in other words perhaps but of the field its column means; else kept as it is."""
    if decision.kept.get(heading) == text:
        return True
    meaning = next(cell.meaning for cell in decision.row.cells if cell.heading == heading)
    said = {name: _squeeze(str(value)) for name, value in decision.fields.items()}
    if meaning is None or meaning.field not in said:
        return False
    return (
        _squeeze(text) in said[meaning.field]
        or _squeeze(text) in said.get("schedule", "")
        or meaning.field
        in {
            "weekdays",
            "start",
            "end",
            "lat",
            "lng",
            "fee",
            "capacity",
        }
    )


@cache
def _squeeze(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
