from directory.imports import reading
from directory.imports.reading import ReadSheet, read_sheet
from kayoiba.tools.sheets import Sheet


def read(*rows: str, name: str | None = None, as_places: bool = False) -> ReadSheet:
    """A sheet of rows with | between their cells."""
    return read_sheet(Sheet(name, [row.split("|") for row in rows]), as_places=as_places)


def refusals(sheet: ReadSheet) -> list[str]:
    return [row.refusal for row in sheet.rows]


def test_titles_above_the_headings_are_kept_apart_and_rows_keep_the_files_numbers():
    sheet = read("サロン一覧|", "|", "サロン名|会場", "くれせ|集会所")

    assert sheet.above == ("サロン一覧",)
    assert [(row.number, row.name) for row in sheet.rows] == [(4, "くれせ")]


def test_of_english_and_japanese_headings_the_lower_line_counts():
    sheet = read("#property|latitude|longitude|name|address", "番号|緯度|経度|名称|住所", "1|34.6|133.7|サロン|酒津")

    assert [column.heading for column in sheet.columns] == ["番号", "緯度", "経度", "名称", "住所"]
    assert [row.name for row in sheet.rows] == ["サロン"]


def test_english_headings_alone_are_read():
    sheet = read("#property|name|address", "1|サロン|酒津")

    assert [(row.said("source_id"), row.name, row.said("address")) for row in sheet.rows] == [("1", "サロン", "酒津")]


def test_a_sheet_without_headings_is_refused_row_by_row():
    sheet = read("このシートの使い方", "", "空欄でもよい")

    assert refusals(sheet) == [reading.NO_HEADINGS, "", reading.NO_HEADINGS]
    assert [row.is_empty for row in sheet.rows] == [False, True, False]


def test_headings_that_repeat_or_lack_are_told_apart():
    sheet = read("名称|備考|備考||", "サロン|一|二|三|")

    assert sheet.rows[0].as_written == {
        "名称": "サロン",
        "備考": "一",
        "備考（2）": "二",
        "（見出しなし・4列目）": "三",
    }


def test_a_row_with_only_number_and_city_is_empty():
    sheet = read("ID|市区町村名|名称", "7|倉敷市|", "||")

    assert [row.is_empty for row in sheet.rows] == [True, True]


def test_a_footnote_in_the_number_column_is_not_empty():
    assert refusals(read("ID|名称", "※8月は休み|")) == [reading.NO_NAME]


def test_a_row_without_a_name_is_refused():
    assert refusals(read("名称|会場", "|集会所", "非公開|集会所")) == [reading.NO_NAME, reading.NO_NAME]


def test_totals_footnotes_and_repeated_headings_are_no_places():
    sheet = read("地区|名称|会場", "計|6か所|", "|合計|6", "|※会場は変わります|", "地区|名称|会場")

    assert refusals(sheet) == [reading.TOTAL, reading.TOTAL, reading.FOOTNOTE, reading.REPEATED_HEADINGS]


def test_an_example_sheet_is_refused_by_its_name_or_title():
    assert refusals(read("名称|住所", "ひまわり公民館|酒津", name="入力例")) == [reading.EXAMPLE]
    assert refusals(read("(例)施設一覧", "名称|住所", "ひまわり公民館|酒津")) == [reading.EXAMPLE]


def test_an_example_row_is_refused_and_a_name_with_signs_is_not():
    assert refusals(read("名称", "○○公民館", "○△□子ども食堂")) == [reading.EXAMPLE, ""]


def test_events_are_refused():
    assert refusals(read("行事名|開催日|会場", "花火|8月5日|港")) == [reading.EVENT_LIST]


def test_halls_are_refused_until_they_are_asked_for():
    rows = ("名称|住所|利用可能曜日", "公民館|酒津|月火水")

    assert refusals(read(*rows)) == [reading.HALL_LIST]
    assert refusals(read(*rows, as_places=True)) == [""]


def test_a_ditto_mark_is_carried_down_and_kept_as_written():
    sheet = read("地区|名称", "真備|くれせ", "〃|やた", "(同)|おざき")

    assert [row.said("district") for row in sheet.rows] == ["真備", "真備", "真備"]
    assert [row.as_written["地区"] for row in sheet.rows] == ["真備", "〃", "(同)"]


def test_a_table_with_numbers_and_no_names_adds_to_places_listed_elsewhere():
    sheet = read("ID|住所|開催日", "A1|酒津|毎月第2日曜日")

    assert [(row.further, row.refusal) for row in sheet.rows] == [(True, "")]
