from collections import Counter

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.counts.areas import CITY, UNSET_DISTRICT, UNSET_SCHOOL
from directory.counts.figures import ENDED, FIGURES, KNOWN, MOVED, NEW, Year
from directory.counts.queries import by_area, by_year
from tests.directory.counts.histories import counted, days, histories

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

        transaction.set_rollback(True)
    expected = counted(city, year)
    for figure in FIGURES:
        assert of_cells(table, figure, year) == {
            cell: number for cell, number in expected[figure.key].items() if number
        }


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
    for figure in FIGURES:
        inner = Counter()
        for line in table.schools:
            inner[line.area.district] += line.number(figure, year)
        assert inner == {line.area.district: line.number(figure, year) for line in table.districts}
        assert sum(inner.values()) == table.city.number(figure, year) == through_years.number(figure, year)
