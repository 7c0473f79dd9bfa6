"""The sample city out of its own records: built once, and asked what the coordinators reported."""

import datetime as dt
import io
import json
from functools import cache

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.urls import reverse
from python_calamine import CalamineWorkbook

from directory.areas.models import Municipality, Population
from directory.counts.areas import CITY, Area
from directory.counts.breakdowns import BREAKDOWNS
from directory.counts.figures import FIGURES, KNOWN, PARTICIPANTS, SUBSIDISED, Year, figure_of
from directory.counts.models import ClosedYear, SurveyJudgement, YearEvent
from directory.counts.queries import by_area, by_category, by_year
from directory.counts.recovery.queries import weeks_of
from directory.places.models import Kind, Listing, ListingHat, Place, Suspension
from directory.rounds.models import YearlyReport
from directory.workbench.history.queries import past_of
from kayoiba.accounts.models import User
from kayoiba.demo.city import build_city
from kayoiba.demo.movements import TODAY
from kayoiba.tools.fiscal import last_day

pytestmark = pytest.mark.django_db
AT = dt.datetime(2026, 11, 24, 10, tzinfo=dt.UTC)

# 倉敷市社会福祉協議会, 2022-12-21: 平成28年度 to 令和3年度, and 真備 to 令和元年度
T1_KNOWN = {2016: 430, 2017: 499, 2018: 600, 2019: 705, 2020: 771, 2021: 840}
T1_SUBSIDISED = {2016: 160, 2017: 195, 2018: 227, 2019: 262, 2020: 270, 2021: 280}
T2_KNOWN_IN_MABI = {2016: 38, 2017: 51, 2018: 58, 2019: 98}
MABI = Area("mabi", "真備")
TOLD = [Year.counted(number, TODAY) for number in range(2016, 2026)]


@pytest.fixture(scope="module")
def city(django_db_setup, django_db_blocker):
    """The whole sample city, left out of the database again when this module is done."""
    with django_db_blocker.unblock(), transaction.atomic():
        build_city(at=AT)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def office(city, client):
    client.force_login(User.objects.get(username="office"))
    return client


@cache
def counted(year):
    """{(key, area): value} as the command says it."""
    out = io.StringIO()
    call_command("counts", fiscal_year=year, json=True, stdout=out)
    document = json.loads(out.getvalue())
    assert document["as_of"] == last_day(year).isoformat()
    figures = [figure for figure in document["figures"] if figure["category"] is None]
    return {(figure["key"], figure["area"]): figure["value"] for figure in figures}


@pytest.mark.parametrize("year", T1_KNOWN)
def test_every_year_counts_what_the_coordinators_reported(city, year):
    figures = counted(year)

    assert figures["places.known", None] == T1_KNOWN[year]
    assert figures["places.subsidised", None] == T1_SUBSIDISED[year]
    if year in T2_KNOWN_IN_MABI:
        assert figures["places.known", "mabi"] == T2_KNOWN_IN_MABI[year]


def test_the_figures_through_the_years_are_those_that_the_coordinators_reported(city):
    years = [year for year in TOLD if year.number in T1_KNOWN]
    everywhere, mabi = by_year(years, CITY), by_year(years[:4], MABI)

    assert {year.number: everywhere.number(KNOWN, year) for year in years} == T1_KNOWN
    assert {year.number: everywhere.number(SUBSIDISED, year) for year in years} == T1_SUBSIDISED
    assert {year.number: mabi.number(KNOWN, year) for year in years[:4]} == T2_KNOWN_IN_MABI


@pytest.mark.parametrize("year", TOLD[:6], ids=lambda year: str(year.number))
def test_the_areas_of_a_year_sum_to_what_the_coordinators_reported(city, year):
    table = by_area([year], [KNOWN, SUBSIDISED])

    assert sum(line.number(KNOWN, year) for line in table.schools) == T1_KNOWN[year.number]
    assert sum(line.number(SUBSIDISED, year) for line in table.schools) == T1_SUBSIDISED[year.number]


@pytest.mark.parametrize("year", list(T1_KNOWN)[1:])
def test_each_year_is_the_year_before_and_what_was_new_less_what_ended(city, year):
    before, now = counted(year - 1), counted(year)

    for area in (None, "kurashiki", "mizushima", "kojima", "tamashima", "funao", "mabi"):
        change = now["places.new", area] - now["places.ended", area] + now["places.moved", area]
        assert now["places.known", area] == before["places.known", area] + change
        assert now["places.new", area] > 0


@pytest.mark.parametrize("year", T1_KNOWN)
def test_the_page_and_the_workbook_say_the_same(office, year):
    page = office.get(reverse("counts:year", args=[year])).content.decode()
    workbook = office.get(reverse("counts:year_xlsx", args=[year]))

    book = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(workbook)))
    cells = {cell for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python() for cell in row}
    assert f">{T1_KNOWN[year]}</a>" in page
    assert f">{T1_SUBSIDISED[year]}</a>" in page
    assert {float(T1_KNOWN[year]), float(T1_SUBSIDISED[year])} <= cells


def test_all_kinds_of_meeting_are_there_and_six_hundred_are_listed(city):
    assert Kind.objects.filter(places__isnull=False).distinct().count() == 24
    assert Place.objects.known_on(dt.date(2022, 3, 31)).count() == 840
    assert Listing.objects.count() == 612
    assert 10 <= ListingHat.objects.filter(hat=ListingHat.Hat.CAFETERIA).count() <= 18


def test_more_places_told_of_their_year_every_year_and_never_all(city):
    line = by_year(TOLD, CITY)
    told = [YearlyReport.objects.filter(fiscal_year=year.number).count() for year in TOLD]
    shares = [number / line.number(KNOWN, year) for number, year in zip(told, TOLD, strict=True)]

    assert shares == sorted(shares)
    assert (round(shares[0], 1), round(shares[-1], 2)) == (0.4, 0.75)
    assert all(line.number(PARTICIPANTS, year) > 0 for year in TOLD)
    assert line.number(PARTICIPANTS, TOLD[4]) < line.number(PARTICIPANTS, TOLD[3])  # 令和2年度, the epidemic


def test_the_figures_of_a_year_are_all_there_and_the_national_ones_in_their_order(city):
    year = TOLD[-1]
    line = by_year([year], CITY)
    f1, f2, f3, f4, f5, f6 = (line.number(figure_of(f"national.f{number}"), year) for number in range(1, 7))

    assert [figure.key for figure in FIGURES if line.number(figure, year) is None] == []
    assert (f1, f4) == (round(100 * f2 / 125_532, 1), round(100 * f5 / 125_532, 1))
    assert 0 < f1 < f4
    assert 0 < f3 < f6 < line.number(KNOWN, year)


def test_the_people_of_the_areas_sum_to_those_of_the_city_and_say_that_they_are_a_sample(city):
    areas = Population.objects.filter(source__startswith="見本")
    of_districts = dict(areas.exclude(district=None).values_list("district_id", "aged_65"))
    of_schools = dict.fromkeys(of_districts, 0)
    for district, people in areas.exclude(school_district=None).values_list("school_district__district", "aged_65"):
        of_schools[district] += people

    assert of_schools == of_districts
    assert sum(of_districts.values()) == Population.objects.get(aged_75__isnull=False).aged_65 == 125_532


@pytest.mark.parametrize("breakdown", BREAKDOWNS, ids=lambda breakdown: breakdown.key)
def test_what_is_told_apart_sums_to_the_whole_and_some_of_it_is_unknown(city, breakdown):
    year = TOLD[-1]
    cross, line = by_category(year, breakdown), by_year([year], CITY)
    numbers = [there.number(KNOWN, year) for _, _, there in cross.categories]

    assert sum(numbers) == line.number(KNOWN, year)
    assert cross.whole.number(PARTICIPANTS, year) == line.number(PARTICIPANTS, year)
    assert len([number for number in numbers if number]) > 3


def test_most_places_are_judged_and_those_that_do_not_count_say_why(city):
    judged = SurveyJudgement.objects.holding(2025)

    assert 700 < judged.filter(place__in=Place.objects.known_on(TODAY)).count() < 840
    assert 100 < judged.filter(counts=False).count() < 250
    assert not judged.filter(counts=False, reason="").exists()
    assert judged.filter(reason="趣味の集まりで、介護予防の目的ではない").exists()


def test_after_the_flood_mabi_met_again_from_the_second_week_on(city):
    flood = Suspension.objects.get(district__slug="mabi")
    weeks = {week.day: week for week in weeks_of(flood, today=TODAY)}
    before, struck = weeks[dt.date(2018, 7, 1)], weeks[dt.date(2018, 7, 8)]
    after_two, after_four = weeks[dt.date(2018, 7, 22)], weeks[dt.date(2018, 8, 5)]

    assert (before.paused, struck.paused) == (0, flood.pauses.count())
    assert struck.paused > struck.known / 2
    assert struck.meeting < after_two.meeting < after_four.meeting
    assert not flood.pauses.filter(until__gte="2018-08-04", place__areas__school_district__code="k-61").exists()
    assert flood.resumed_on > dt.date(2019, 7, 7)


def test_the_axis_tells_of_the_flood_and_of_the_epidemic_and_no_year_is_closed(city):
    told = YearEvent.objects.order_by("on").values_list("on", "words", "district__slug")

    assert list(told) == [
        (dt.date(2018, 7, 7), "平成30年7月豪雨で被災", "mabi"),
        (dt.date(2020, 4, 1), "感染症の拡大", None),
    ]
    assert Suspension.objects.get(district=None).pauses.count() > 200
    assert not ClosedYear.objects.exists()


def test_todays_district_is_the_last_dated_one(city):
    for place in Place.objects.prefetch_related("areas"):
        last = max(place.areas.all(), key=lambda area: area.from_date)
        assert (place.district_id, place.school_district_id) == (last.district_id, last.school_district_id)


def test_pages_say_that_it_is_a_sample(city, client):
    assert Municipality.objects.get().is_sample
    assert "見本データ" in client.get(reverse("finder:home")).content.decode()


def test_a_city_that_has_places_is_not_built_over(city):
    with pytest.raises(CommandError, match="空のデータベースにだけつくれます"):
        call_command("build_demo")


def test_the_history_of_a_place_tells_of_the_days_when_it_happened(city):
    place = Place.objects.exclude(number=None).order_by("pk").first()

    entries = past_of(place)

    assert [entry.at for entry in entries] == sorted((entry.at for entry in entries), reverse=True)
    assert len(entries) > 2
    assert (entries[-1].said[0], entries[-1].at) == ("登録しました", place.created_at)
    assert ("名前", "", place.name) in [(change.label, change.old, change.new) for change in entries[-1].changes]
