import datetime as dt
import io
import zipfile
from concurrent.futures import ThreadPoolExecutor

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kayoiba.tools.sheets import Sheet, UnreadableSheet, csv_stream, read_sheets

BOM = b"\xef\xbb\xbf"
LIST = "名称,開催日\r\nひまわりサロン,第2火曜\r\n"
ROWS = [["名称", "開催日"], ["ひまわりサロン", "第2火曜"]]


@pytest.fixture
def read(tmp_path):
    def read(content: bytes) -> list[Sheet]:
        file = tmp_path / "list"
        file.write_bytes(content)
        return read_sheets(file)

    return read


@pytest.fixture
def workbook(tmp_path):
    """Writes a workbook by the given function and reads it."""

    def workbook(fill) -> list[Sheet]:
        buffer = io.BytesIO()
        with xlsxwriter.Workbook(buffer) as book:
            fill(book)
        file = tmp_path / "list.xlsx"
        file.write_bytes(buffer.getvalue())
        return read_sheets(file)

    return workbook


@pytest.mark.parametrize(
    "content",
    [
        LIST.encode(),
        BOM + LIST.encode(),
        BOM + BOM + LIST.encode(),
        BOM + b"?" + LIST.encode(),
        b"?" + LIST.encode("cp932"),
        LIST.encode("cp932"),
        LIST.encode("utf-16"),
        LIST.replace(",", "\t").encode("utf-16"),
        LIST.replace(",", "\t").encode(),
        LIST.replace("\r\n", "\r").encode(),
    ],
)
def test_a_text_list_reads_the_same_however_it_was_saved(read, content):
    assert read(content) == [Sheet(None, ROWS)]


def test_the_letters_of_old_windows_are_known(read):
    assert read("①,髙橋,〜,Ⅲ\n".encode("cp932", errors="replace")) != []
    assert read("①,髙橋,～,㈱\n".encode("cp932"))[0].rows == [["①", "髙橋", "～", "㈱"]]


def test_the_headings_tell_commas_from_tabs(read):
    title_then_tabs = "サロン一覧\n名称\t時間\nひまわり\t10,11,12,13時\n"

    assert read(title_then_tabs.encode())[0].rows == [["サロン一覧"], ["名称", "時間"], ["ひまわり", "10,11,12,13時"]]
    assert read(b"name,note\na,b\tc\td\n")[0].rows == [["name", "note"], ["a", "b\tc\td"]]


def test_cells_stay_as_written(read):
    text = '名称,備考\n" ＡＢＣ　１ ","1行目\n2行目, ""つづき"""\n\n,\n'

    assert read(text.encode())[0].rows == [["名称", "備考"], [" ＡＢＣ　１ ", '1行目\n2行目, "つづき"'], [], ["", ""]]


def test_quotes_in_a_tsv_that_does_not_quote_are_letters(read):
    assert read('name\tnote\n"ひまわり"の会\t"\n'.encode())[0].rows == [["name", "note"], ['"ひまわり"の会', '"']]


def test_a_stray_quote_in_a_csv_costs_nothing_but_itself(read):
    assert read('name,note\n"ひまわり"の会,1\nすみれ,2\n'.encode())[0].rows[1:] == [
        ["ひまわりの会", "1"],
        ["すみれ", "2"],
    ]


def test_a_quote_that_never_closes_is_told_with_its_line(read):
    with pytest.raises(UnreadableSheet, match="2行目"):
        read('name,note\n"ひまわり,1\nすみれ,2\n'.encode())


@pytest.mark.parametrize("content", [b"", BOM, b"\r\n\r\n", b",,\n,,\n", " 　\n".encode()])
def test_an_empty_file_is_refused(read, content):
    with pytest.raises(UnreadableSheet, match="何も書かれていません"):
        read(content)


def test_letters_of_no_known_kind_are_refused(read):
    with pytest.raises(UnreadableSheet, match="文字の種類がわかりません"):
        read("名称".encode("euc-jp") + b"\xff\xa0\x80")


def test_a_file_that_is_no_table_is_refused(read):
    with pytest.raises(UnreadableSheet, match="表のファイルではありません"):
        read(b"GIF89a\0\0\0")


def test_a_broken_workbook_is_refused(read):
    with pytest.raises(UnreadableSheet, match="Excelのファイルとして読めません"):
        read(b"PK\x03\x04 and nothing more")


def test_a_workbook_under_a_password_is_refused(read):
    container = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + "EncryptedPackage".encode("utf-16-le")

    with pytest.raises(UnreadableSheet, match="パスワード"):
        read(container)


def test_a_workbook_without_a_cell_is_refused(workbook):
    with pytest.raises(UnreadableSheet, match="何も書かれていません"):
        workbook(lambda book: book.add_worksheet("空"))


def test_every_sheet_is_read_with_its_empty_rows_and_columns(workbook):
    def fill(book):
        book.add_worksheet("基本情報").write("B3", "名称")
        book.add_worksheet("空")
        book.add_chartsheet("グラフ").set_chart(a_chart(book))
        book.add_worksheet("入力例").write("A1", "○○公民館")

    def a_chart(book):
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=基本情報!$B$3:$B$3"})
        return chart

    assert workbook(fill) == [
        Sheet("基本情報", [["", ""], ["", ""], ["", "名称"]]),
        Sheet("空", []),
        Sheet("入力例", [["○○公民館"]]),
    ]


def test_cells_of_a_workbook_read_as_a_person_sees_them(workbook):
    def fill(book):
        sheet = book.add_worksheet()
        shown = {
            shape: book.add_format({"num_format": shape})
            for shape in ("yyyy-mm-dd", "yyyy-mm-dd hh:mm", "h:mm", "[h]:mm")
        }
        sheet.write_row(0, 0, [145999, 34.6012345678, 0.1 + 0.2, -3, True, "0000000001", "　全角　"])
        sheet.write(1, 0, dt.date(2026, 11, 24), shown["yyyy-mm-dd"])
        sheet.write(1, 1, dt.datetime.fromisoformat("2026-11-24 10:30"), shown["yyyy-mm-dd hh:mm"])
        sheet.write(1, 2, dt.time(9, 30), shown["h:mm"])
        sheet.write(1, 3, dt.time(13, 0), shown["[h]:mm"])
        sheet.write(1, 4, 1.5, shown["[h]:mm"])
        sheet.write(1, 5, dt.time(9, 30, 15), shown["h:mm"])
        sheet.write_formula(1, 6, '="ひ"&"ま"', None, "ひま")

    assert workbook(fill)[0].rows == [
        ["145999", "34.6012345678", "0.3", "-3", "TRUE", "0000000001", "　全角　"],
        ["2026-11-24", "2026-11-24 10:30", "09:30", "13:00", "36:00", "09:30:15", "ひま"],
    ]


letters = st.text(st.characters(codec="utf-8", exclude_characters="\0\r\x04", exclude_categories=["Cs"]), max_size=8)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(letters, min_size=2, max_size=3), min_size=1, max_size=4))
def test_what_we_write_as_csv_we_read_back(read, rows):
    headed = [["名称", "備考"], *rows]

    read_rows = read(b"".join(csv_stream(headed)))[0].rows

    assert [[cell.removeprefix("'") for cell in row] for row in read_rows] == [
        [cell.removeprefix("'") for cell in row] for row in headed
    ]


def test_a_note_as_long_as_a_book_is_read_whole(read):
    note = "あ" * 200_000

    assert read(f'名称,紹介\nくれせ,"{note}"\n'.encode()) == [Sheet(None, [["名称", "紹介"], ["くれせ", note]])]


def test_a_letter_of_no_meaning_in_a_workbook_is_left_out(read):
    written, rewritten = io.BytesIO(), io.BytesIO()
    with xlsxwriter.Workbook(written) as book:
        book.add_worksheet().write_string("A1", "くれ_x0000_せ")
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(rewritten, "w") as target:
        for name in source.namelist():  # XlsxWriter sees to it that the letters stay letters
            target.writestr(name, source.read(name).replace(b"_x005F_x0000_", b"_x0000_"))

    assert read(rewritten.getvalue())[0].rows == [["くれせ"]]


def two_cells(book, far: str) -> None:
    """One in the corner and one elsewhere, as a letter that somebody left behind makes them."""
    sheet = book.add_worksheet()
    sheet.write("A1", "名称")
    sheet.write(far, "x")


@pytest.mark.parametrize("far", ["XFD1048576", "ALL50000", "SG2", "A50001"])
def test_a_letter_far_from_the_table_is_told_of_and_stops_nothing(workbook, far):
    with pytest.raises(UnreadableSheet, match="表から下や右に はなれた所"):
        workbook(lambda book: two_cells(book, far))


def test_a_file_that_is_packed_to_burst_is_refused(read):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/workbook.xml", "w") as entry:
        for _ in range(201):
            entry.write(b" " * 1024**2)

    with pytest.raises(UnreadableSheet, match="中身が大きすぎて"):
        read(packed.getvalue())


@pytest.mark.parametrize(
    "content", [b"," * 100_000, b"a\n" * 50_001, b"a\tb\n" + b'"x\t' * 501, b'a,"b"c' + b"," * 501]
)
def test_a_text_list_is_bounded_too(read, content):
    with pytest.raises(UnreadableSheet, match="中身が大きすぎて"):
        read(content)


def test_sheets_are_read_in_threads_beside_each_other(tmp_path):
    for number in range(4):
        with xlsxwriter.Workbook(tmp_path / f"{number}.xlsx") as book:
            book.add_worksheet(f"{number}").write_row("A1", ["名称", number])

    with ThreadPoolExecutor() as pool:
        read_at_once = list(pool.map(read_sheets, sorted(tmp_path.iterdir())))

    assert read_at_once == [[Sheet(f"{number}", [["名称", f"{number}"]])] for number in range(4)]
