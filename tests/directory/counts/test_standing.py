"""A closed year stands as it was closed, on every page and in every file, with what is counted now beside it."""

import csv
import datetime as dt
import io
import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse

from directory.counts.breakdowns import BREAKDOWNS
from directory.counts.closing import close_year, type_in_year
from directory.counts.figures import KNOWN, PARTICIPANTS
from directory.places.actions import end_place
from directory.places.removal import remove_place
from directory.rounds.models import YearlyReport
from kayoiba.tools.sheets import read_sheets
from tests.directory.counts.test_sheets import content, table
from tests.directory.counts.test_views import links, numbers_of, some_places
from tests.factories.people import a_person
from tests.factories.places import AT, a_district, a_place

pytestmark = pytest.mark.django_db

YEAR = 2021
AS_OF = {"as_of": "2022-03-31"}


@pytest.fixture
def office(client):
    person = a_person("office", name="中島 かおり")
    client.force_login(person)
    return person


@pytest.fixture
def closed(office):
    """Three places were known in 真備, with 30 people in two of them; since then it came out that one had ended."""
    mabi = a_district()
    places = [a_place(name, district=mabi, operator_type="resident") for name in ("あさ会", "ひる会", "よる会")]
    for place, people in zip(places, (10, 20), strict=False):
        YearlyReport.objects.create(place=place, fiscal_year=YEAR, participants=people)
    closing = close_year(fiscal_year=YEAR, by=office, at=AT)
    end_place(place=places[1], on=dt.date(2021, 12, 1), reason="あとでわかった", by=None, at=AT)
    return closing


def page(client, name, *args, **query):
    return client.get(reverse(name, args=args), query)


def read(response):
    return response.content.decode()


def names(client, key, **query):
    return [name.name for name in page(client, "counts:names", YEAR, key, **query).context["names"]]


def test_the_closed_number_stands_and_that_of_now_is_beside_it_with_the_way_to_why(client, closed):
    row = page(client, "counts:year", YEAR).context["whole"][0][1][0]

    number = row.numbers[0]
    assert (row.figure, number.words, number.now.words, number.change_since) == (KNOWN, "3", "2", "−1")
    assert number.why == f"{reverse('closing:differences', args=[YEAR])}?key=places.known"
    assert client.get(number.why).status_code == 200


def test_through_the_years_a_closed_year_says_the_same_as_its_own_page(client, closed):
    through, alone = page(client, "counts:index"), numbers_of(page(client, "counts:year", YEAR), "whole")

    at = [year.number for year, _ in through.context["years"]].index(YEAR)
    for key, numbers in (numbers_of(through, "deck") | numbers_of(through, "rest")).items():
        assert numbers[at] == alone[key][0], key
    assert alone["participants.total"][0] == 30


def test_a_day_that_is_asked_for_is_counted_now(client, closed):
    counted = page(client, "counts:year", YEAR, **AS_OF)

    assert numbers_of(counted, "whole")["places.known"][0] == 2
    assert "締めた値を見る" in read(counted)


@pytest.mark.parametrize("asked", ["2022-04-01", "x", " "])
def test_a_day_that_cannot_be_counted_leaves_the_closed_numbers_and_leads_nowhere(client, closed, asked):
    told = page(client, "counts:year", YEAR, as_of=asked)

    assert numbers_of(told, "whole")["places.known"][0] == 3
    assert told.context["asked"] == ""
    assert f'{reverse("counts:year_xlsx", args=[YEAR])}"' in read(told)


def test_in_the_workbook_of_a_day_a_closed_year_is_marked_where_it_stands_as_closed(client, closed, tmp_path):
    path = tmp_path / "counts.xlsx"
    path.write_bytes(content(page(client, "counts:year_xlsx", YEAR, **AS_OF)))

    sheets = {sheet.name: sheet.rows for sheet in read_sheets(path)}

    assert table(sheets["年度別"], "まとまり")[0]["令和3年度（2021年度） 締"] == "3"
    assert table(sheets["地区別"], "地区")[-1][KNOWN.name] == "2"


def test_the_page_says_who_closed_it_and_offers_to_open_it_to_whoever_may(client, closed):
    assert "令和8年11月24日に締めました（中島 かおり）。" in read(page(client, "counts:year", YEAR))
    assert reverse("closing:reopen", args=[YEAR]) in read(page(client, "counts:year", YEAR))
    client.force_login(a_person("coordinator", a_district()))

    told = read(page(client, "counts:year", YEAR))

    assert "令和8年11月24日に締めました（中島 かおり）。" in told
    assert reverse("closing:reopen", args=[YEAR]) not in told


def test_behind_the_closed_number_are_the_names_of_then_and_behind_that_of_now_those_of_now(client, closed):
    assert names(client, "places.known") == ["あさ会", "ひる会", "よる会"]
    assert names(client, "places.known", **AS_OF) == ["あさ会", "よる会"]


@pytest.mark.parametrize("address", ["counts:year", "counts:by"])
def test_every_number_of_a_closed_year_is_made_by_what_stands_behind_it(client, closed, address):
    args = [YEAR] if address == "counts:year" else [YEAR, "operator"]
    numbers = links(page(client, address, *args))

    assert len(numbers) > 20
    for where, number in numbers.items():
        context = client.get(where).context
        assert number == (context["sum"] if context["amounts"] else context["number"]), where


@pytest.mark.parametrize("rows", [1, 3, 300])
def test_pages_of_a_closed_year_ask_the_database_a_fixed_number_of_times(
    client, office, rows, django_assert_num_queries
):
    some_places(rows)
    close_year(fiscal_year=YEAR, by=None, at=AT)

    for queries, name, *args in (
        (12, "counts:index"),
        (18, "counts:year", YEAR),
        (10, "counts:by", YEAR, "operator"),
        (8, "counts:names", YEAR, "places.known"),
    ):
        with django_assert_num_queries(queries):
            page(client, name, *args)


def test_a_name_of_then_leads_to_its_place_only_while_there_is_one(client, closed):
    gone = a_place("消える会", district=a_district())
    again = close_year(fiscal_year=2022, by=None, at=AT)
    remove_place(place=gone, reason="二重の登録", by=None, at=AT)

    rows = client.get(reverse("counts:names", args=[again.fiscal_year, "places.known"])).context["names"]

    assert {row.name: row.place is None for row in rows} == {"あさ会": False, "よる会": False, "消える会": True}


def test_a_coordinator_reads_every_number_of_then_and_the_names_of_places_in_own_care(client, closed):
    a_place("船穂の会", district=a_district("funao", "船穂"))
    again = close_year(fiscal_year=2022, by=None, at=AT)
    client.force_login(a_person("coordinator", a_district("funao")))

    told = client.get(reverse("counts:names", args=[again.fiscal_year, "places.known"]))

    assert [name.name for name in told.context["names"]] == ["船穂の会"]
    assert "3件のうち、あなたの受けもつ地区の1件の名前を出しています。" in read(told)


def test_what_was_typed_in_has_its_source_no_names_and_nothing_made_up(client, office):
    a_place(district=a_district())
    type_in_year(fiscal_year=2015, source="事業報告", numbers={("places.known", "mabi"): 38}, by=None, at=AT)

    told = page(client, "counts:year", 2015)

    whole = numbers_of(told, "whole")
    assert (whole["places.known"][0], whole["places.listed"][0]) == (38, None)
    assert links(told) == {}
    assert "「事業報告」から書きうつしました。" in read(told)
    assert "「事業報告」から書きうつしました。" in read(page(client, "counts:index"))
    assert page(client, "counts:names", 2015, "places.known").status_code == 404
    assert page(client, "counts:by", 2015, "operator").status_code == 404


def test_the_csv_has_both_values_and_says_which_stands(client, closed):
    rows = csv.DictReader(io.StringIO(content(page(client, "counts:year_csv", YEAR)).decode("utf-8-sig")))

    told = {(row["数"], row["区分コード"]): row for row in rows if row["地区"] == row["小学校区"] == ""}
    known, residents = told["places.known", ""], told["places.known", "resident"]
    assert [known[key] for key in ("値", "単位", "締めた値か", "いまの値", "区分")] == ["3", "か所", "締め", "2", ""]
    assert [residents[key] for key in ("値", "いまの値", "区分", "区分名")] == [
        "3",
        "2",
        "operator",
        "住民個人（有志・ボランティア等）",
    ]
    counted = csv.DictReader(io.StringIO(content(page(client, "counts:year_csv", YEAR, **AS_OF)).decode("utf-8-sig")))
    assert {row["締めた値か"] for row in counted} == {"いま"}


def test_the_csv_through_the_years_says_which_of_them_are_closed(client, closed):
    rows = csv.DictReader(io.StringIO(content(page(client, "counts:index_csv")).decode("utf-8-sig")))

    known = {row["年度"]: row for row in rows if row["数"] == "places.known"}
    assert (known["2021"]["値"], known["2021"]["いまの値"], known["2021"]["締めた値か"]) == ("3", "2", "締め")
    assert (known["2022"]["値"], known["2022"]["いまの値"], known["2022"]["締めた値か"]) == ("2", "2", "いま")


def test_the_workbook_says_what_the_pages_say(client, closed, tmp_path):
    path = tmp_path / "counts.xlsx"
    path.write_bytes(content(page(client, "counts:year_xlsx", YEAR)))
    sheets = {sheet.name: sheet.rows for sheet in read_sheets(path)}

    areas = page(client, "counts:year", YEAR).context["areas"]
    for name, (_, _, lines) in zip(("地区別", "参加者", "国の調査"), areas, strict=True):
        rows = [list(row.values()) for row in table(sheets[name], "地区")]
        assert rows == [[area.name, *map(written, numbers)] for area, numbers in lines]
    for breakdown in BREAKDOWNS:
        context = page(client, "counts:by", YEAR, breakdown.key).context
        rows = sheets[breakdown.name]
        for words, numbers in [*context["by_figure"], *context["by_district"]]:
            assert [words, *map(written, numbers)] in [row[: len(numbers) + 1] for row in rows]
    differing = table(sheets["締めた値といまの値"], "地区")
    assert [row["差"] for row in differing if row["数"] == KNOWN.name] == ["-1", "-1", "-1"]
    assert [row["差"] for row in differing if row["数"] == PARTICIPANTS.name] == ["-20", "-20", "-20"]


def written(number):
    return "未把握" if number.value is None else f"{number.value:g}"


def test_a_workbook_without_differences_has_no_sheet_of_them(client, office, tmp_path):
    a_place(district=a_district())
    close_year(fiscal_year=YEAR, by=None, at=AT)
    path = tmp_path / "counts.xlsx"
    path.write_bytes(content(page(client, "counts:year_xlsx", YEAR)))

    assert "締めた値といまの値" not in [sheet.name for sheet in read_sheets(path)]


def test_the_command_gives_the_closed_value_and_that_of_now(closed):
    def told(**options):
        out = StringIO()
        call_command("counts", fiscal_year=YEAR, stdout=out, **options)
        return out.getvalue()

    figures = {
        (figure["key"], figure["area"], figure["category"]): figure for figure in json.loads(told(json=True))["figures"]
    }
    for mark in ((None, None), ("mabi", None), (None, "operator:resident"), ("mabi", "operator:resident")):
        figure = figures["places.known", *mark]
        assert (figure["value"], figure["now"]) == (3, 2), mark
    assert "（令和8年11月24日に締めた値）\n市全体：把握している通いの場 3（いまは 2）、" in told()
    assert "now" not in json.loads(told(json=True, as_of="2022-03-31"))["figures"][0]
    assert "市全体：把握している通いの場 2、" in told(as_of="2022-03-31")
