import datetime as dt

import pytest

from directory.areas.models import Population
from directory.counts.populations.reading import NO_HEADINGS, read_populations
from kayoiba.tools.sheets import UnreadableSheet
from tests.factories.places import a_district, a_municipality, a_school

pytestmark = pytest.mark.django_db

HEAD = "area,on,total,aged_65_plus,aged_75_plus,households,source"


@pytest.fixture
def city():
    a_municipality()
    return a_school(district=a_district())


@pytest.fixture
def read(tmp_path, city):
    def reading(*lines, head=HEAD, encoding="utf-8-sig"):
        file = tmp_path / "people.csv"
        file.write_text("\r\n".join([head, *lines]), encoding)
        return read_populations(file)

    return reading


def areas(reading):
    return [getattr(row.district, "slug", None) or getattr(row.school_district, "code", None) for row in reading.rows]


def whys(reading):
    return [(unread.row, unread.why) for unread in reading.unread]


def test_an_area_is_called_by_code_slug_or_name(read):
    reading = read(
        "332020,2026-01-31,,1,,,台帳",
        "33202,2026-02-01,,1,,,台帳",
        "倉敷市,2026-02-02,,1,,,台帳",
        "市全体,2026-02-03,,1,,,台帳",
        "mabi,2026-01-31,,1,,,台帳",
        "真備,2026-02-01,,1,,,台帳",
        "m-01,2026-01-31,,1,,,台帳",
    )

    assert areas(reading) == [None] * 4 + ["mabi", "mabi", "m-01"]
    assert reading.unread == []


def test_numbers_and_dates_are_read_as_people_write_them(read):
    reading = read('332020,2026/1/31,"478,570",１２５５３２,65415.0,,住民基本台帳', encoding="cp932")

    (row,) = reading.rows
    assert (row.total, row.aged_65, row.aged_75, row.households) == (478570, 125532, 65415, None)
    assert (row.date, row.source) == (dt.date(2026, 1, 31), "住民基本台帳")


def test_japanese_headings_do_in_any_order_below_a_title(read):
    reading = read("65歳以上,地区,基準日,出典", "1000,真備,2026年1月31日,台帳", head="真備の人口")

    assert [(row.aged_65, row.date) for row in reading.rows] == [(1000, dt.date(2026, 1, 31))]


def test_what_cannot_be_read_is_told_and_the_rest_is_read(read):
    reading = read(
        "玉野,2026-01-31,,1,,,台帳",
        "mabi,きのう,,1,,,台帳",
        "mabi,2026-02-30,,1,,,台帳",
        "mabi,2026-01-31,,約千人,,,台帳",
        "mabi,2026-01-31,,99999999999,,,台帳",
        "mabi,2026-01-31,,,,,台帳",
        "mabi,2026-01-31,,1,2,,台帳",
        "mabi,2026-01-31,,1,,,",
        "mabi,0026-01-31,,1,,,台帳",
        "mabi,2026-01-31,,1000,,,台帳",
        "真備,2026-01-31,,1001,,,台帳",
    )

    assert [row.aged_65 for row in reading.rows] == [1000]
    assert whys(reading) == [
        (2, "区域「玉野」がありません。市町村コード、地区の名前、学区コードの どれかで書いてください。"),
        (3, "日付「きのう」は、2026-01-31 のように書いてください。"),
        (4, "日付「2026-02-30」は、2026-01-31 のように書いてください。"),
        (5, "65歳以上「約千人」は、1234 のように 数で書いてください。"),
        (6, "65歳以上「99999999999」は、1234 のように 数で書いてください。"),
        (7, "人口も世帯数も 書いてありません。"),
        (8, "75歳以上が、65歳以上より多くなっています。数をたしかめてください。"),
        (9, "出典が書いてありません。「住民基本台帳」のように書いてください。"),
        (10, "年をたしかめてください。1900年より前の日は使えません。"),
        (12, "同じ区域の同じ日が、11行目にもあります。"),
    ]
    assert reading.unread[0].written == "玉野、2026-01-31、1、台帳"


def test_a_line_without_a_date_and_numbers_says_nothing(read):
    reading = read("mabi,,,,,,台帳", "")

    assert (reading.rows, reading.unread) == ([], [])


def test_a_table_without_the_headings_says_which_it_wants(read):
    reading = read("真備,1000", head="地区,人数")

    assert (reading.rows, whys(reading)) == ([], [(1, NO_HEADINGS)])


def test_an_empty_file_is_no_table(tmp_path, city):
    (tmp_path / "empty.csv").write_text("")

    with pytest.raises(UnreadableSheet):
        read_populations(tmp_path / "empty.csv")


def test_the_file_of_the_reference_is_read_whole(city):
    reading = read_populations("fixtures/reference/population.csv")

    assert [(row.date, row.aged_65) for row in reading.rows] == [
        (dt.date(2020, 10, 1), 125532),
        (dt.date(2022, 9, 30), None),
    ]
    assert reading.unread == []


def test_nothing_is_written_by_reading(read):
    read("332020,2026-01-31,,1,,,台帳")

    assert not Population.objects.exists()
