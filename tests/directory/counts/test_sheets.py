import csv
import datetime as dt
import io

import pytest
from django.urls import reverse

from directory.areas.models import Municipality
from directory.counts.figures import FIGURES, Year
from directory.counts.queries import by_area
from directory.counts.sheets import CSV_HEADINGS
from kayoiba.tools.sheets import read_sheets
from tests.factories.people import a_person
from tests.factories.places import a_district, a_place, a_school

pytestmark = pytest.mark.django_db

YEAR = Year(2021, dt.date(2022, 3, 31))
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
    assert headings == CSV_HEADINGS
    assert [[row[3], row[6], row[8], row[10]] for row in rows] == [
        [figure.key, line.area.district, line.area.school, str(line.number(figure, YEAR))]
        for line in by_area([YEAR]).lines
        for figure in FIGURES
    ]
    assert rows[0][:3] == ["2021", "令和3年度（2021年度）", "2022-03-31"]


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

    assert list(sheets) == ["表紙", "年度別", "地区別", "小学校区別"]
    on_page = {
        area.name: [str(number.value) for number in numbers]
        for area, numbers in [*page.context["districts"], page.context["sum"]]
    }
    districts = [list(row.values()) for row in table(sheets["地区別"], "地区")]
    assert {name: numbers for name, *numbers in districts} == on_page
    assert list(on_page) == ["真備", FORMULA, "地区未設定", "市全体"]
    schools = table(sheets["小学校区別"], "地区")
    assert sum(int(row["把握している通いの場"]) for row in schools) == 3


def test_the_years_of_the_workbook_have_era_names_and_follow_the_chosen_district(client, office, city, tmp_path):
    known, subsidised, *_ = table(workbook(client, tmp_path, district="odd")["年度別"], "数")

    assert known["数"] == "把握している通いの場"
    assert known["令和2年度（2020年度）"] == "0"
    assert known["令和3年度（2021年度）"] == "1"
    assert subsidised["数"] == "　うち補助金対象サロン"


def test_the_cover_says_what_is_counted_of_which_day(client, office, city, tmp_path):
    Municipality.objects.update(is_sample=True)

    cover = workbook(client, tmp_path)["表紙"]

    facts = {row[0]: row[1] for row in cover}
    assert facts["時点"] == "令和4年3月31日（2022-03-31）の終わり"
    assert [facts[f"{figure.name}【{figure.level.label}】"] for figure in FIGURES] == [f.counted for f in FIGURES]
    assert cover[1][0].startswith("見本データです。")
