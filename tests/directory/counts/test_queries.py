import datetime as dt
from collections import Counter

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.areas.models import Population
from directory.counts.areas import CITY, UNSET_DISTRICT, UNSET_SCHOOL
from directory.counts.breakdowns import BREAKDOWNS
from directory.counts.figures import ENDED, KNOWN, MOVED, NEW, PARTICIPANTS, RATE, RESUMED, Year
from directory.counts.queries import by_area, by_category, by_mark, by_year, rows_behind
from directory.places.actions import pause_place
from directory.rounds.models import YearlyReport
from tests.directory.counts.histories import COUNTED, category, counted, days, histories
from tests.factories.places import AT, a_district, a_place, a_school

pytestmark = pytest.mark.django_db

random_cities = st.lists(histories, min_size=1, max_size=6)
years = days.map(lambda day: Year(day.year if day.month > 3 else day.year - 1, day))


def written(city):
    for number, history in enumerate(city):
        history.write(number)


def of_cells(table, figure, year):
    """A figure's numbers that are not zero, by the names of district and school district."""
    unset = {UNSET_DISTRICT: None, UNSET_SCHOOL: None}
    numbers = {
        (unset.get(line.area.district, line.area.district), unset.get(line.area.school, line.area.school)): line.number(
            figure, year
        )
        for line in table.schools
    }
    return {cell: number for cell, number in numbers.items() if number}


@given(city=random_cities, year=years)
@settings(max_examples=60, deadline=None)
def test_every_figure_of_a_random_city_is_what_counting_day_by_day_gives(city, year):
    with transaction.atomic():
        written(city)

        table = by_area([year])
        crosses = {breakdown.key: by_category(year, breakdown) for breakdown in BREAKDOWNS}

        transaction.set_rollback(True)
    expected = counted(city, year)
    for figure in COUNTED:
        numbers = {cell: number for cell, number in expected[figure.key].items() if number}
        assert of_cells(table, figure, year) == numbers, figure.key
    for key, cross in crosses.items():
        for code, _, line in cross.categories:
            alike = counted([place for place in city if category(place, key, year) == code], year)
            for figure in COUNTED:
                assert line.number(figure, year) == total(figure, alike[figure.key])
        for figure in COUNTED:
            assert cross.whole.number(figure, year) == table.city.number(figure, year)


def total(figure, numbers):
    """Nothing counted is 0, nothing told is unknown."""
    return sum(numbers.values()) if numbers else figure.measure.nothing()


@given(city=random_cities, year=years)
@settings(max_examples=60, deadline=None)
def test_in_every_area_known_is_known_before_and_new_less_ended_and_moved(city, year):
    before = Year(year.number - 1, year.eve)
    with transaction.atomic():
        written(city)

        table = by_area([year, before])

        transaction.set_rollback(True)
    for line in table.lines:
        change = line.number(NEW, year) - line.number(ENDED, year) + line.number(MOVED, year)
        assert line.number(KNOWN, year) == line.number(KNOWN, before) + change
    assert table.city.number(MOVED, year) == 0


@given(city=random_cities, year=years)
@settings(max_examples=30, deadline=None)
def test_school_districts_sum_to_their_district_districts_to_the_city_and_the_city_is_counted_alike_through_the_years(
    city, year
):
    with transaction.atomic():
        written(city)

        table, through_years = by_area([year]), by_year([year], CITY)

        transaction.set_rollback(True)
    for figure in COUNTED:
        inner = Counter()
        for line in table.schools:
            inner[line.area.district] += line.number(figure, year) or 0
        assert inner == {line.area.district: line.number(figure, year) or 0 for line in table.districts}
        assert sum(inner.values()) == (table.city.number(figure, year) or 0)
        assert table.city.number(figure, year) == through_years.number(figure, year)


def test_a_share_is_of_the_latest_people_of_65_and_over_that_were_known_by_the_day():
    mabi = a_district()
    YearlyReport.objects.create(place=a_place(district=mabi), fiscal_year=2021, participants=25)
    for date, aged in ((dt.date(2020, 1, 1), 1000), (dt.date(2022, 1, 1), 500), (dt.date(2022, 6, 1), 100)):
        Population.objects.create(date=date, aged_65=aged, source="住民基本台帳")
    year, eve = Year(2021, dt.date(2022, 3, 31)), Year(2021, dt.date(2021, 12, 31))

    table = by_area([year])

    assert table.city.number(RATE, year) == 5.0
    assert by_year([eve], CITY).number(RATE, eve) == 2.5
    assert [line.number(RATE, year) for line in table.districts] == [None, None]


def test_the_share_of_a_school_district_that_lies_in_two_districts_is_told_of_the_whole_alone():
    year, school = Year(2021, dt.date(2022, 3, 31)), a_school(district=a_district())
    for district, people in ((a_district(), 10), (a_district("funao", "船穂"), 30)):
        place = a_place(district=district, school_district=school)
        YearlyReport.objects.create(place=place, fiscal_year=2021, participants=people)
    Population.objects.create(date=dt.date(2022, 1, 1), aged_65=100, school_district=school, source="住民基本台帳")

    table = by_area([year])

    assert by_mark(table)[school.code].number(RATE, year) == 40.0
    parts = [line for line in table.schools if line.area.school == school.code]
    assert [(line.number(PARTICIPANTS, year), line.number(RATE, year)) for line in parts] == [(10, None), (30, None)]


def test_who_goes_on_resting_by_another_pause_has_not_met_again():
    since, until, year = dt.date(2021, 1, 1), dt.date(2021, 6, 30), Year(2021, dt.date(2022, 3, 31))
    back, resting = a_place(), a_place()
    for place in (back, resting):
        pause_place(place=place, from_date=since, until=until, reason="venue", by=None, at=AT)
    pause_place(place=resting, from_date=dt.date(2021, 7, 1), until=None, reason="venue", by=None, at=AT)

    assert [stay.place for stay in rows_behind(RESUMED, year, CITY)] == [back]
