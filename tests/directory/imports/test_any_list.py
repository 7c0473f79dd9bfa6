"""Whatever a list holds, it is read without a fault and without losing a cell."""

from hypothesis import given, settings
from hypothesis import strategies as st

from directory.imports import schedule
from directory.imports.headings import MEANINGS
from directory.imports.reading import read_sheet
from directory.imports.values import read_values
from kayoiba.tools.sheets import Sheet

WORDS = [
    "非公開",
    "第2火曜",
    "10:00",
    "午後1時～3時",
    "100円",
    "無料",
    "20",
    "34.6",
    "133.7",
    "〃",
    "○○",
    "※注",
    "計",
    "-",
    "５",
]
TOGETHER = {**dict.fromkeys(schedule.FIELDS, "schedule"), "lng": "lat"}

headings = st.one_of(st.sampled_from(sorted(MEANINGS)), st.text(max_size=8))
cells = st.one_of(st.sampled_from(WORDS), st.text(max_size=12), st.just(""))


@st.composite
def tables(draw):
    first = ["名称", *draw(st.lists(headings, max_size=12))]
    rows = draw(st.lists(st.lists(cells, max_size=len(first) + 2), max_size=6))
    return [*draw(st.lists(st.lists(cells, max_size=2), max_size=2)), first, *rows]


@settings(max_examples=300, deadline=None)
@given(tables())
def test_every_cell_of_a_row_that_is_taken_is_in_a_field_or_kept(table):
    for row in read_sheet(Sheet(None, table)).rows:
        if row.is_empty or row.refusal or row.further:
            continue
        values = read_values(row)
        for cell in row.cells:
            field = cell.meaning and TOGETHER.get(cell.meaning.field, cell.meaning.field)
            assert values.kept.get(cell.heading) == cell.written or field in values.fields


@settings(max_examples=300, deadline=None)
@given(st.lists(st.lists(cells, max_size=6), max_size=8))
def test_every_line_of_a_sheet_is_a_row_a_heading_or_stands_above(table):
    sheet = read_sheet(Sheet(None, table))

    assert [row.number for row in sheet.rows] == list(range(len(table) - len(sheet.rows) + 1, len(table) + 1))
    assert all(not row.cells or row.as_written for row in sheet.rows)
