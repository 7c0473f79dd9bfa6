"""What is taken away says what the page says, and every table adds up."""

import csv
import io

import pytest
from django.urls import reverse

from directory.counts.areas import CITY
from directory.counts.closing import close_year
from directory.counts.figures import NATIONAL, SURVEYED
from directory.counts.figures.national import BY_RESIDENTS_ALONE
from directory.counts.queries import by_year
from directory.counts.survey.queries import survey_rows
from directory.counts.survey.rows import HEADINGS
from directory.rounds.models import YearlyReport
from kayoiba.tools.sheets import read_sheets
from tests.directory.counts.survey.places import MARCH, YEAR, a_counted_place, judge
from tests.factories.people import a_person
from tests.factories.places import AT, a_district, a_municipality, a_place

pytestmark = pytest.mark.django_db

SUMMARIES = ("主な活動", "運営主体", "会場の種類", "開催頻度", "1回の参加者")


@pytest.fixture
def city(client):
    a_municipality(is_sample=True)
    client.force_login(a_person("office"))
    mabi = a_district()
    a_person("coordinator", mabi, name="渡辺 みき")
    hall = a_counted_place("=朝の会", district=mabi)
    YearlyReport.objects.create(place=hall, fiscal_year=2021, participants=25, average_participants=18)
    a_counted_place("医院の会", district=mabi, operator_type="medical", main_activity="", venue_type="")
    judge(a_place("夜の会", district=mabi), counts=False, reason="会食だけ")
    a_place("どこかの会")


def sheets(client, tmp_path):
    path = tmp_path / "survey.xlsx"
    path.write_bytes(b"".join(client.get(reverse("counts:survey_xlsx", args=[2021]))))
    return {sheet.name: sheet.rows for sheet in read_sheets(path)}


def below(rows, heading):
    """The rows below the headings, which begin with `heading`."""
    return rows[next(number for number, row in enumerate(rows) if row[0] == heading) + 1 :]


def test_the_csv_has_a_row_a_place_under_the_headings_of_the_survey(client, city):
    answer = client.get(reverse("counts:survey_csv", args=[2021]), {"month": "2022-03"})
    headings, *rows = csv.reader(io.StringIO(b"".join(answer).decode("utf-8-sig")))

    assert headings == HEADINGS
    assert [row[2] for row in rows] == ["医院の会", "夜の会", "'=朝の会", "どこかの会"]
    assert [(row[11], row[12], row[22]) for row in rows] == [
        ("5", "", ""),
        ("", "", "会場がない"),
        ("5", "25", ""),
        ("", "", "会場がない"),
    ]


def test_the_sheet_of_the_survey_has_the_same_rows(client, city, tmp_path):
    rows = below(sheets(client, tmp_path)["調査票"], "年度")

    expected = [row.cells(2021, MARCH) for row in survey_rows(YEAR, MARCH)]
    assert rows == [["未把握" if cell is None else str(cell) for cell in cells] for cells in expected]


def test_every_summary_adds_up_to_what_counts(client, city, tmp_path):
    book, line = sheets(client, tmp_path), by_year([YEAR], CITY, SURVEYED)

    for name in SUMMARIES:
        *categories, total = below(book[name], name)
        sums = [sum(int(row[column]) for row in categories) for column in (1, 2)]
        assert sums == [int(number) for number in total[1:]], name
        assert sums == [line.number(NATIONAL, YEAR), line.number(BY_RESIDENTS_ALONE, YEAR)] == [2, 1], name
    assert [row for row in below(book["主な活動"], "主な活動") if row[1] != "0"] == [
        ["体操（運動）", "1", "1"],
        ["主な活動未設定", "1", "0"],
        ["計", "2", "1"],
    ]
    assert ["1〜20人", "1", "1"] in book["1回の参加者"]


def test_the_indicators_are_those_of_the_register(client, city, tmp_path):
    rows = below(sheets(client, tmp_path)["F1〜F6"], "指標")

    line = by_year([YEAR], CITY, SURVEYED)
    numbers = [line.number(figure, YEAR) for figure in SURVEYED]
    assert [row[1] for row in rows] == ["未把握" if number is None else str(number) for number in numbers]


def test_what_is_blank_stands_there_by_whose_it_is(client, city, tmp_path):
    rows = below(sheets(client, tmp_path)["まだ空いているところ"], "地区")

    assert rows == [
        ["真備", "渡辺 みき", "2", "1", "2", "1", "2", "3", "0"],
        ["地区未設定", "", "1", "1", "1", "1", "1", "1", "1"],
        ["市全体", "", "3", "2", "3", "2", "3", "4", "1"],
    ]


def test_the_cover_says_what_it_is_and_what_the_words_mean(client, city, tmp_path):
    cover = "\n".join("".join(row) for row in sheets(client, tmp_path)["表紙"])

    for words in ("令和3年度（2021年度）", "令和4年3月31日（2022-03-31）", "見本データ", NATIONAL.counted):
        assert words in cover


def test_of_a_closed_year_the_cover_says_that_it_counts_what_is_recorded_now(client, city, tmp_path):
    close_year(fiscal_year=2021, by=None, at=AT)

    cover = "\n".join("".join(row) for row in sheets(client, tmp_path)["表紙"])

    assert "令和8年11月24日に締めました。この表は、作成した日の記録から 数えています。" in cover


def test_a_coordinator_is_told_that_rows_were_left_out(client, city, tmp_path):
    client.force_login(a_person("coordinator", a_district("funao", "船穂")))

    book = sheets(client, tmp_path)

    assert [row[2] for row in below(book["調査票"], "年度")] == ["どこかの会"]
    assert any("ほかの3か所は 出していません。" in cell for row in book["表紙"] for cell in row)
    assert ["計", "2", "1"] in book["運営主体"]
