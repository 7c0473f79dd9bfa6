import csv
import datetime as dt
import io

import pytest
from django.urls import reverse

from directory.areas.models import Municipality
from directory.counts.breakdowns import BREAKDOWNS
from directory.counts.figures import FIGURES, Year
from directory.counts.long_form import LONG_HEADINGS
from directory.counts.models import YearEvent
from directory.counts.queries import by_area
from kayoiba.tools.sheets import read_sheets
from tests.factories.people import a_person
from tests.factories.places import a_district, a_place, a_school

pytestmark = pytest.mark.django_db

YEAR = Year(2021, dt.date(2022, 3, 31))
UNKNOWN = "未把握"
FORMULA = '=HYPERLINK("http://example.com")'


@pytest.fixture
def city():
    mabi, odd = a_district(), a_district("odd", FORMULA)
    a_place(district=mabi, school_district=a_school(name="+81", district=mabi), known_from=dt.date(2020, 4, 1))
    a_place(district=odd, known_from=dt.date(2021, 4, 1))
    a_place(known_from=dt.date(2021, 4, 1))


@pytest.fixture
def office(client):
    client.force_login(a_person("office"))


def content(response):
    return b"".join(response)


def written(number):
    return "" if number is None else str(number)


def workbook(client, tmp_path, **query):
    path = tmp_path / "counts.xlsx"
    path.write_bytes(content(client.get(reverse("counts:year_xlsx", args=[YEAR.number]), query)))
    return {sheet.name: sheet.rows for sheet in read_sheets(path)}


def table(rows, heading):
    """The rows below the headings, which begin with `heading`."""
    top = next(number for number, row in enumerate(rows) if row[0] == heading)
    return [dict(zip(rows[top], row, strict=True)) for row in rows[top + 1 :]]


def test_the_csv_says_in_long_form_what_the_page_says(client, office, city):
    answer = content(client.get(reverse("counts:year_csv", args=[YEAR.number])))

    assert answer.startswith(b"\xef\xbb\xbf")
    headings, *rows = csv.reader(io.StringIO(answer.decode("utf-8-sig")))
    assert headings == LONG_HEADINGS
    assert [[row[3], row[6], row[8], row[10]] for row in rows if not row[11]] == [
        [figure.key, line.area.district, line.area.school, written(line.number(figure, YEAR))]
        for line in by_area([YEAR]).lines
        for figure in FIGURES
    ]
    assert rows[0][:3] == ["2021", "令和3年度（2021年度）", "2022-03-31"]


def test_the_categories_of_the_csv_make_the_whole(client, office, city):
    answer = content(client.get(reverse("counts:year_csv", args=[YEAR.number]))).decode("utf-8-sig")

    known = [row for row in csv.DictReader(io.StringIO(answer)) if row["数"] == "places.known"]
    for area, whole in (("", 3), ("mabi", 1), ("odd", 1), ("district:unset", 1)):
        for breakdown in BREAKDOWNS:
            theirs = [row for row in known if (row["地区コード"], row["区分"]) == (area, breakdown.key)]
            assert [row["区分コード"] for row in theirs] == [code for code, _ in breakdown.categories()]
            assert sum(int(row["値"]) for row in theirs) == whole


def test_no_cell_of_the_csv_is_a_formula(client, office, city):
    answer = content(client.get(reverse("counts:year_csv", args=[YEAR.number]))).decode("utf-8-sig")

    cells = {cell for row in csv.reader(io.StringIO(answer)) for cell in row}
    assert {f"'{FORMULA}", "'+81"} <= cells
    assert [cell for cell in cells if cell.startswith(("=", "+", "@"))] == []


def test_the_csv_through_the_years_is_of_one_district(client, office, city):
    answer = content(client.get(reverse("counts:index_csv"), {"district": "mabi"})).decode("utf-8-sig")

    known = [row for row in csv.DictReader(io.StringIO(answer)) if row["数"] == "places.known"]
    assert [(row["年度"], row["地区"], row["値"]) for row in known[:2]] == [
        ("2020", "真備", "1"),
        ("2021", "真備", "1"),
    ]


def test_the_workbook_says_what_the_page_says(client, office, city, tmp_path):
    page = client.get(reverse("counts:year", args=[YEAR.number]))

    sheets = workbook(client, tmp_path)

    assert list(sheets) == [
        "表紙",
        "年度別",
        "地区別",
        "小学校区別",
        "参加者",
        "国の調査",
        "種類",
        "主な活動",
        "運営主体",
        "会場の種類",
        "開催頻度",
        "1回の参加者",
        "できごと",
    ]
    (_, _, lines), *_ = page.context["areas"]
    on_page = {area.name: [str(number.value) for number in numbers] for area, numbers in lines}
    districts = [list(row.values()) for row in table(sheets["地区別"], "地区")]
    assert {name: numbers for name, *numbers in districts} == on_page
    assert list(on_page) == ["真備", FORMULA, "地区未設定", "市全体"]
    schools = table(sheets["小学校区別"], "地区")
    assert sum(int(row["把握している通いの場"]) for row in schools) == 3


def test_the_years_of_the_workbook_have_era_names_and_follow_the_chosen_district(client, office, city, tmp_path):
    known, subsidised, *_ = table(workbook(client, tmp_path, district="odd")["年度別"], "まとまり")

    assert (known["まとまり"], known["数"], known["単位"]) == ("通いの場", "把握している通いの場", "か所")
    assert known["令和2年度（2020年度）"] == "0"
    assert known["令和3年度（2021年度）"] == "1"
    assert subsidised["数"] == "　うち補助金対象サロン"


def test_every_cross_table_of_the_workbook_adds_up(client, office, city, tmp_path):
    sheets = workbook(client, tmp_path)

    for breakdown in BREAKDOWNS:
        tops = [number for number, row in enumerate(sheets[breakdown.name]) if row[0] == breakdown.name]
        for top, is_by_district in zip(tops, (False, True), strict=True):
            names, *rows = sheets[breakdown.name][top : top + 2 + len(breakdown.categories())]
            *parts, whole = [[int(cell) for cell in row[1:] if cell not in ("", UNKNOWN)] for row in rows]
            assert [sum(column) for column in zip(*parts, strict=True)] == whole
            assert not is_by_district or all(sum(row[:-1]) == row[-1] for row in (*parts, whole))
            assert ("計" in names) == is_by_district


def test_what_happened_stands_in_the_workbook(client, office, city, tmp_path):
    YearEvent.objects.create(on=dt.date(2018, 7, 6), words="豪雨で被災", district=a_district())

    assert table(workbook(client, tmp_path)["できごと"], "日にち") == [
        {"日にち": "2018-07-06", "年度": "平成30年度", "できごと": "豪雨で被災", "地区": "真備"}
    ]


def test_the_cover_says_what_is_counted_of_which_day(client, office, city, tmp_path):
    Municipality.objects.update(is_sample=True)

    cover = workbook(client, tmp_path)["表紙"]

    facts = {row[0]: row[1] for row in cover}
    assert facts["時点"] == "令和4年3月31日（2022-03-31）の終わり"
    assert [facts[f"{figure.name}【{figure.level.label}】"] for figure in FIGURES] == [f.counted for f in FIGURES]
    assert cover[1][0].startswith("見本データです。")
