import datetime as dt
import io
import re
import zipfile
from decimal import Decimal

import pytest

from kayoiba.tools.sheets import csv_stream, neutral, office_workbook, read_sheets


@pytest.fixture
def target(tmp_path):
    return tmp_path / "counts.xlsx"


def part(target, name: str) -> str:
    return zipfile.ZipFile(target).read(name).decode()


@pytest.mark.parametrize("text", ["=1+1", "+81", "-5", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "－"])
def test_a_text_that_would_run_is_made_neutral(text):
    assert neutral(text) == f"'{text}"


@pytest.mark.parametrize("value", ["ひまわり", "1-1", "", "ー", -5, 0, None, dt.date(2026, 11, 24)])
def test_other_values_are_left_alone(value):
    assert neutral(value) is value


def test_csv_is_what_excel_opens_rightly():
    rows = [
        ["名称", "人数", "日", "時刻"],
        ["=HYPERLINK()", None, dt.date(2026, 11, 24), dt.time(9, 5)],
        ['「"」,', -3, "", ""],
    ]

    assert b"".join(csv_stream(rows)) == (
        '\ufeff名称,人数,日,時刻\r\n\'=HYPERLINK(),,2026-11-24,09:05\r\n"「""」,",-3,,\r\n'.encode()
    )


def test_csv_comes_in_pieces_with_one_mark():
    pieces = list(csv_stream([number] for number in range(1200)))

    assert len(pieces) == 3
    assert b"".join(pieces).decode("utf-8-sig").split() == [str(number) for number in range(1200)]


def test_a_workbook_reads_back_as_it_was_written(target):
    with office_workbook(target) as book:
        book.sheet(
            "地区別",
            title="通いの場の数",
            notes=["令和8年3月31日現在"],
            headings=["地区", "R6", "R7", "率", "確認日", "時刻"],
            rows=[
                ["倉敷", 1231, None, Decimal("12.5"), dt.date(2026, 3, 1), dt.time(13, 30)],
                ["=水島", 0, 3, 0.5, dt.datetime.fromisoformat("2026-03-01 09:05"), ""],
            ],
            unknown="未把握",
        )

    (sheet,) = read_sheets(target)

    assert sheet.name == "地区別"
    assert sheet.rows == [
        ["通いの場の数", "", "", "", "", ""],
        ["令和8年3月31日現在", "", "", "", "", ""],
        ["地区", "R6", "R7", "率", "確認日", "時刻"],
        ["倉敷", "1231", "未把握", "12.5", "2026-03-01", "13:30"],
        ["=水島", "0", "3", "0.5", "2026-03-01 09:05", ""],
    ]


def test_no_text_becomes_a_formula_or_a_link(target):
    with office_workbook(target) as book:
        book.sheet(
            "一覧", headings=["=1+1", "@x"], rows=[["=1+1", "+81"], ["https://example.jp", "{=1}"]], title="=1+1"
        )

    assert "<f>" not in part(target, "xl/worksheets/sheet1.xml")
    assert "hyperlink" not in part(target, "xl/worksheets/sheet1.xml")
    assert 'quotePrefix="1"' in part(target, "xl/styles.xml")


def test_headings_stay_in_sight_on_screen_and_on_paper(target):
    with office_workbook(target) as book:
        book.sheet("一覧", title="一覧", headings=["名称", "地区"], rows=[["ひまわり", "倉敷"]])

    page = part(target, "xl/worksheets/sheet1.xml")

    assert 'xSplit="1" ySplit="2"' in page
    assert 'paperSize="9"' in page
    assert 'orientation="landscape"' in page
    assert 'fitToHeight="0"' in page
    assert "一覧!$2:$2" in part(target, "xl/workbook.xml")


def test_columns_are_as_wide_as_their_longest_line(target):
    with office_workbook(target) as book:
        book.sheet(
            "一覧", headings=["名", "x", "備考"], rows=[["ひまわりサロン", "abc", "あ" * 90], ["二行\nでも", "", ""]]
        )

    page = part(target, "xl/worksheets/sheet1.xml")

    assert [page.split(f'<col min="{number}"')[1].split('width="')[1].split(".")[0] for number in (1, 2, 3)] == [
        "16",
        "8",
        "48",
    ]


def test_a_column_may_have_a_number_format_of_its_own(target):
    with office_workbook(target) as book:
        book.sheet("一覧", headings=["年", "数"], rows=[[2026, 2026]], formats={"年": "0"}, portrait=True)

    assert read_sheets(target)[0].rows[1] == ["2026", "2026"]
    assert 'orientation="portrait"' in part(target, "xl/worksheets/sheet1.xml")
    assert 'numFmtId="1"' in part(target, "xl/styles.xml")


def test_sheet_names_are_made_such_as_excel_takes(target):
    with office_workbook(target) as book:
        for name in ("R7/R8 [案]", "r7・r8 ・案・", "長" * 40, "長" * 40):
            book.sheet(name, headings=["名称"], rows=[])

    assert [sheet.name for sheet in read_sheets(target)] == [
        "R7・R8 ・案・",
        "r7・r8 ・案・ 2",
        "長" * 28,
        "長" * 28 + " 2",
    ]


def test_a_cover_says_what_the_workbook_is():
    buffer = io.BytesIO()
    with office_workbook(buffer) as book:
        book.cover(
            "はじめに",
            title="通いの場の数",
            facts={"年度": "令和7年度", "基準日": dt.date(2026, 3, 31)},
            notes=["把握した場"],
        )
        book.sheet("数", headings=["地区"], rows=[["倉敷"]])

    page = zipfile.ZipFile(buffer).read("xl/worksheets/sheet1.xml").decode()

    assert "令和7年度" in page
    assert "pane" not in page


def test_a_row_is_as_high_as_its_wrapped_text(target):
    with office_workbook(target) as book:
        book.cover("はじめに", title="通いの場の数", facts={"年度": "令和7年度", "数えかた": "あ" * 60})

    page = part(target, "xl/worksheets/sheet1.xml")
    heights = re.findall(r'<row r="(\d)"[^>]*?(?: ht="(\d+)" customHeight="1")?>', page)

    assert heights == [("1", ""), ("2", ""), ("3", "54")]


def test_a_sheet_of_many_columns_keeps_them_narrow_and_its_rows_high(target):
    with office_workbook(target) as book:
        book.sheet("調査票", headings=["名称"], rows=[["ふれあいサロンひまわり"]], widest=10)

    sheet = part(target, "xl/worksheets/sheet1.xml")
    assert re.search(r'<col min="1" max="1" width="10.7\d*"', sheet)
    assert re.search(r'<row r="2"[^>]* ht="54"', sheet)


def test_a_row_of_the_wrong_length_is_a_mistake(target):
    with pytest.raises(ValueError, match="zip"), office_workbook(target) as book:
        book.sheet("数", headings=["地区", "数"], rows=[["倉敷"]])


def test_text_longer_than_a_cell_holds_is_cut_and_not_dropped(target):
    with office_workbook(target) as book:
        book.sheet("一覧", headings=["備考"], rows=[["あ" * 40_000]])

    assert len(read_sheets(target)[0].rows[1][0]) == 32_767
