"""The monthly report: what is counted, for whom, and that its figures add up."""

import datetime as dt
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from directory.areas.models import District
from directory.places import actions
from directory.places.models import Check, Place
from directory.proposals.actions import answer_proposal
from directory.visits.models import Visit
from directory.workbench.report.periods import asked_for, month_of, year_of
from directory.workbench.report.queries import FIGURES, Deed, areas_among, deeds_of, table
from kayoiba.tools.sheets import read_sheets
from tests.factories.people import a_person
from tests.factories.places import AT, TODAY, a_district, a_listing, a_municipality, a_place
from tests.factories.proposals import a_correction
from tests.factories.visits import a_treasure, a_visit

DAY = dt.timedelta(days=1)
NOVEMBER = month_of(TODAY)

districts = st.none() | st.builds(lambda pk: District(pk=pk, name=f"地区{pk}", position=pk), st.integers(1, 6))
deeds = st.lists(
    st.builds(
        Deed,
        key=st.sampled_from([figure.key for figure in FIGURES]),
        on=st.dates(dt.date(2026, 4, 1), dt.date(2027, 3, 31)),
        place=st.none(),
        district=districts,
    )
)


@given(deeds=deeds)
def test_months_and_areas_sum_to_the_year_whatever_was_done(deeds):
    months, areas = list(year_of(2026).months()), areas_among(deeds)

    by_month = table(deeds, months, of=lambda deed: month_of(deed.on))
    by_area = table(deeds, areas, of=lambda deed: deed.district)

    assert [row.total for row in by_month] == [sum(row.numbers) for row in by_month]
    assert [row.total for row in by_month] == [row.total for row in by_area] == [sum(row.numbers) for row in by_area]
    assert sum(row.total for row in by_month) == len(deeds)


@given(day=st.dates(dt.date(1930, 1, 1), dt.date(2099, 1, 1)))
def test_a_month_holds_its_days_and_follows_the_one_before(day):
    month = month_of(day)

    assert month.first <= day <= month.last
    assert month.before.last + DAY == month.first
    assert month in month.year.months()
    assert [period.query for period in (month, month.year)] == [f"month={day:%Y-%m}", f"year={month.year.first.year}"]


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ({}, "令和8年11月"),
        ({"month": "2019-05"}, "令和元年5月"),
        ({"month": "2026-13"}, "令和8年11月"),
        ({"month": "0001-01"}, "令和8年11月"),
        ({"year": "2025"}, "令和7年度"),
        ({"year": "99999"}, "令和8年11月"),
        ({"year": "²"}, "令和8年11月"),
    ],
)
def test_an_address_that_asks_for_nothing_there_is_gets_this_month(query, name):
    assert asked_for(query, TODAY).name == name


@pytest.fixture
def coordinator(client, mabi):
    person = a_person("coordinator", mabi, name="三宅")
    client.force_login(person)
    return person


def counted(person, period=NOVEMBER, reader=None):
    rows = table(deeds_of(person, period.first, period.last, reader=reader or person), [], of=lambda deed: None)
    return {row.figure.key: row.total for row in rows if row.total}


def page_of(client, **query):
    return client.get(reverse("workbench:report", query={"month": "2026-11", **query}))


def text_of(page):
    return page.content.decode()


class TestWhatIsCounted:
    def test_a_visit_written_down_twice_on_a_day_is_one_and_the_later_says_what_was_found(self, mabi, coordinator):
        place, other = a_place(district=mabi, by=coordinator), a_place(district=mabi, by=coordinator)
        for found in ("as_listed", "changed"):
            a_visit(place, by=coordinator, found=found)
        a_visit(other, by=coordinator)
        a_visit(place, by=coordinator, on=TODAY - DAY)

        visits = [deed for deed in deeds_of(coordinator, TODAY - DAY, TODAY, reader=coordinator) if deed.key == "visit"]

        assert len(visits) == counted(coordinator)["visit"] == 3
        assert [deed.words for deed in visits if (deed.place, deed.on) == (place, TODAY)] == ["かわっていた"]

    def test_everything_that_was_done_and_by_nobody_else(self, mabi, coordinator):
        place = a_place(district=mabi, by=coordinator)
        a_listing(place)
        a_visit(place, by=coordinator, note="12人")
        a_visit(place, by=coordinator, how="phone", found="changed")
        actions.edit_place(place=place, changes={"fee": "100円"}, by=coordinator, at=AT)
        a_treasure(place=place, by=coordinator, kind="idea")
        answer_proposal(proposal=a_correction(place), answer="見てきます", by=coordinator, at=AT)
        actions.pause_place(place=place, from_date=TODAY, until=None, reason="venue", by=coordinator, at=AT)
        actions.end_place(place=place, on=TODAY, reason="引っこし", by=coordinator, at=AT)

        assert counted(coordinator) == {
            "visit": 1,
            "phone": 1,
            "checked-visit": 1,
            "place.registered": 1,
            "place.edited": 1,
            "place.paused": 1,
            "place.ended": 1,
            "proposals": 1,
            "treasure-idea": 1,
        }
        assert counted(a_person("lead")) == {}

    def test_what_is_done_twice_a_day_to_one_place_counts_once(self, mabi, coordinator):
        place = a_place(district=mabi)
        for fee in ("100円", "200円"):
            actions.edit_place(place=place, changes={"fee": fee}, by=coordinator, at=AT)
        actions.edit_place(place=place, changes={"fee": "300円"}, by=coordinator, at=AT + DAY)

        assert counted(coordinator) == {"place.edited": 2}

    @pytest.mark.parametrize(
        ("on", "counts"), [("2026-10-31", 0), ("2026-11-01", 1), ("2026-11-30", 1), ("2026-12-01", 0)]
    )
    def test_the_first_and_the_last_day_belong_to_the_month(self, mabi, coordinator, on, counts):
        at = dt.datetime.fromisoformat(f"{on}T23:59:00+09:00")
        a_place(district=mabi, by=coordinator, at=at)
        Check.objects.create(place=Place.objects.get(), checked_on=at.date(), how="visit", checked_by=coordinator)

        assert sum(counted(coordinator).values()) == 2 * counts


class TestPage:
    def test_every_number_leads_to_what_is_behind_it(self, client, coordinator, mabi):
        place = a_place("呉妹の会", district=mabi)
        a_visit(place, by=coordinator)

        page = text_of(page_of(client))

        assert '<a href="#visit">1</a>' in page
        assert '<h2 id="visit">訪問と電話：行った 1件</h2>' in page
        assert f'<a href="{reverse("workbench:place", args=[place.pk])}">呉妹の会</a>' in page

    def test_a_month_of_the_year_leads_to_its_own_page(self, client, coordinator, mabi):
        a_visit(a_place(district=mabi), by=coordinator)

        page = client.get(reverse("workbench:report", query={"year": "2026"}))

        assert [name for name, _ in page.context["columns"]] == [f"{month}月" for month in (*range(4, 13), 1, 2, 3)]
        assert f'<a href="?month=2026-11&amp;person={coordinator.pk}#visit">1</a>' in text_of(page)

    def test_a_coordinator_sees_the_own_report_whomever_the_address_names(self, client, coordinator):
        other = a_person("coordinator", name="妹尾")

        page = page_of(client, person=other.pk)

        assert page.context["person"] == coordinator
        assert "妹尾" not in text_of(page)

    @pytest.mark.parametrize("role", ["lead", "office", "system"])
    def test_who_works_everywhere_chooses_the_person(self, client, coordinator, mabi, role):
        a_visit(a_place(district=mabi), by=coordinator)
        client.force_login(a_person(role))

        page = page_of(client, person=coordinator.pk)

        assert page.context["person"] == coordinator
        assert '<a href="#visit">1</a>' in text_of(page)

    def test_the_office_counts_treasures_and_does_not_read_them(self, client, coordinator, mabi):
        a_treasure("内々のこと", district=mabi, by=coordinator)
        assert "内々のこと" in text_of(page_of(client))

        client.force_login(a_person("office"))
        page = text_of(page_of(client, person=coordinator.pk))

        assert "内々のこと" not in page
        assert "見つけた宝物：人 1件" in page

    def test_what_another_looks_after_by_now_is_counted_and_not_named(self, client, coordinator, mabi):
        place = a_place("よその会", district=mabi)
        a_visit(place, by=coordinator, find=None)
        a_treasure("よその宝", place=place, by=coordinator)
        actions.place_in(
            place=place, district=a_district("kurashiki", "倉敷"), school_district=None, from_date=TODAY, by=None, at=AT
        )

        page = text_of(page_of(client))

        assert "よその" not in page
        assert "（いまは ほかの担当の場）" in page

    def test_a_month_without_anything_says_what_to_do(self, client, coordinator):
        assert "この期間の記録は ありません" in text_of(page_of(client))


@pytest.mark.parametrize("query", [{"month": "2026-11"}, {"year": "2026"}])
def test_the_workbook_says_the_same(client, coordinator, mabi, tmp_path, query):
    a_municipality()
    a_visit(a_place("呉妹の会", district=mabi), by=coordinator)
    a_treasure("=縁側カフェ", district=mabi, by=coordinator)

    answer = client.get(reverse("workbench:report_xlsx", query=query))
    path = tmp_path / "report.xlsx"
    path.write_bytes(b"".join(answer))
    sheets = {sheet.name: sheet.rows for sheet in read_sheets(path)}

    assert [(row[1], row[2], sum(map(int, row[3:]))) for row in sheets["数"] if row[2] == "1"] == [
        ("行った", "1", 1),
        ("訪問", "1", 1),
        ("人", "1", 1),
    ]
    assert [row[4:] for row in sheets["内訳"][1:]] == [
        ["呉妹の会", "掲載のとおり"],
        ["呉妹の会", ""],
        ["", "=縁側カフェ"],
    ]


@pytest.mark.parametrize("rows", [1, 3, 300])
@pytest.mark.parametrize("query", [{"month": f"{timezone.localdate():%Y-%m}"}, {"year": "2026"}])
def test_it_costs_the_same_whatever_was_done(client, coordinator, mabi, rows, query, django_assert_num_queries):
    today = timezone.localdate()
    places = [a_place(district=mabi, by=coordinator, at=timezone.now()) for _ in range(rows)]
    Visit.objects.bulk_create(
        Visit(place=place, user=coordinator, visited_on=today, found="changed", request_id=uuid4()) for place in places
    )
    actions.check_places(places=places, how="visit", on=today, by=coordinator, at=AT)
    for place in places:
        a_treasure(place=place, on=today, by=coordinator)

    with django_assert_num_queries(11):
        page = client.get(reverse("workbench:report", query=query))

    assert [number for _, _, number in page.context["behind"]] == [rows] * 4
