import pytest
from django.shortcuts import render

from directory.opendata import queries
from directory.opendata.figures import deck
from tests.directory.finder.reading import text
from tests.factories.opendata import a_published_figure, a_published_file

pytestmark = pytest.mark.usefixtures("city")


def shown(part, **context):
    return text(render(None, f"directory/opendata/{part}", context))


def test_the_table_has_years_across_and_says_what_is_unknown():
    mabi = {"area": "mabi", "area_name": "真備", "area_position": 1}
    a_published_figure(fiscal_year=2016, value=430, source="市社協の集計")
    a_published_figure(fiscal_year=2016, value=38, **mabi)
    a_published_figure(fiscal_year=2017, value=499)
    a_published_figure("places.subsidised", fiscal_year=2017, value=195)

    table = deck()

    assert [year.fiscal_year for year in table.years] == [2016, 2017]
    rows = {row.name: row.numbers for row in table.city}
    assert rows["把握している通いの場"] == [430, 499]
    assert rows["うち補助金対象サロン"] == [None, 195]
    assert [(row.name, row.numbers) for row in table.districts] == [("真備", [38, None])]
    page = shown("figures.html", deck=table)
    assert "うち補助金対象サロン 【補助金対象】 未把握 195" in page
    assert "平成28年度の出典: 市社協の集計" in page


def test_the_table_is_one_question(django_assert_num_queries):
    for year in range(30):
        a_published_figure(fiscal_year=1990 + year)

    with django_assert_num_queries(1):
        assert len(deck().years) == 30


def test_without_a_closed_year_the_page_says_when_there_will_be_one():
    figures = shown("figures.html", deck=deck())
    archive = shown("archive.html", files=queries.archived_files())

    assert "締めた年度は まだありません" in figures
    assert "年度を締めるたびに" in archive


def test_the_archive_has_the_latest_year_first_with_day_and_size(django_assert_num_queries):
    for year in (2024, 2025):
        for name in ("places.csv", "places.geojson"):
            a_published_file(name, fiscal_year=year, content=b"x" * 2048)

    with django_assert_num_queries(1):
        page = shown("archive.html", files=queries.archived_files())

    assert page.index("令和7年度") < page.index("令和6年度")
    assert "2026年11月24日の内容・2ファイル" in page
    assert "places.csv 2.0 KB" in page
