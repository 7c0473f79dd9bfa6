import datetime as dt

import pytest
from django.core.management import call_command
from django.db import transaction
from hypothesis import given, settings

from directory.counts.areas import CITY, Area
from directory.counts.breakdowns import BREAKDOWNS
from directory.counts.closing import AlreadyClosed, NotOver, close_year, forget_names, reopen_year, type_in_year
from directory.counts.figures import FIGURES, KNOWN, SUBSIDISED, Year
from directory.counts.models import ClosedYear
from directory.counts.queries import (
    by_area,
    by_category,
    by_year,
    closed_by_area,
    closed_by_category,
    closed_by_year,
    closed_rows,
    rows_behind,
    years_on_record,
)
from directory.places.actions import end_place
from directory.places.models import Place
from directory.places.removal import remove_place
from tests.directory.counts.test_queries import random_cities, written
from tests.factories.places import AT, TODAY, a_district, a_place

pytestmark = pytest.mark.django_db

YEAR = Year(2019, dt.date(2020, 3, 31))


@given(city=random_cities)
@settings(max_examples=20, deadline=None)
def test_a_closed_year_says_in_every_area_and_category_what_was_counted_when_it_was_closed(city):
    with transaction.atomic():
        written(city)
        closing = close_year(fiscal_year=2019, by=None, at=AT)

        pairs = list(zip(by_area([YEAR]).lines, closed_by_area(closing).lines, strict=True))
        pairs.append((by_year([YEAR], CITY), closed_by_year([closing], CITY)))
        for breakdown in BREAKDOWNS:
            live, closed = by_category(YEAR, breakdown), closed_by_category(closing, breakdown)
            pairs += [(now, then) for (_, _, now), (_, _, then) in zip(live.categories, closed.categories, strict=True)]
            pairs.append((live.whole, closed.whole))

        transaction.set_rollback(True)
    for now, then in pairs:
        assert now.area == then.area
        for figure in FIGURES:
            assert now.number(figure, YEAR) == then.number(figure, YEAR)


def test_what_is_written_later_changes_the_figures_of_now_and_not_those_that_were_closed():
    mabi = a_district()
    stays = a_place("つづく会", district=mabi, known_from=dt.date(2018, 4, 1))
    gone = a_place("やめた会", district=mabi, known_from=dt.date(2018, 4, 1))
    closing = close_year(fiscal_year=2019, by=None, at=AT)

    end_place(place=gone, on=dt.date(2019, 12, 1), reason="あとでわかった", by=None, at=AT)

    assert by_year([YEAR], CITY).number(KNOWN, YEAR) == 1
    assert closed_by_year([closing], Area("mabi")).number(KNOWN, YEAR) == 2
    assert [row.name for row in closed_rows(closing, KNOWN, CITY)] == ["つづく会", "やめた会"]
    assert [row.place for row in rows_behind(KNOWN, YEAR, CITY)] == [stays]


def test_a_year_is_closed_once_after_its_last_day_and_can_be_opened_again():
    with pytest.raises(NotOver):
        close_year(fiscal_year=2026, by=None, at=AT)
    closing = close_year(fiscal_year=2019, by=None, at=AT)
    with pytest.raises(AlreadyClosed):
        close_year(fiscal_year=2019, by=None, at=AT)

    for _ in range(2):
        reopen_year(closing=closing, reason="助成の記録もれ", by=None, at=AT)
    again = close_year(fiscal_year=2019, by=None, at=AT)

    assert list(ClosedYear.objects.in_force()) == [again]
    assert ClosedYear.objects.get(pk=closing.pk).reopened_reason == "助成の記録もれ"


def test_of_a_year_that_was_typed_in_nothing_is_known_but_what_was_typed():
    a_district()
    closing = type_in_year(
        fiscal_year=2015,
        source="平成27年度 事業報告",
        numbers={("places.known", "mabi"): 38, ("places.known", "district:unset"): 392},
        by=None,
        at=AT,
    )

    year = Year(2015, closing.as_of)
    table, line = closed_by_area(closing), closed_by_year([closing], CITY)
    assert {line.area.district: line.number(KNOWN, year) for line in table.districts} == {
        "mabi": 38,
        "district:unset": 392,
    }
    assert table.city.number(KNOWN, year) == line.number(KNOWN, year) == 430
    assert table.city.number(SUBSIDISED, year) is line.number(SUBSIDISED, year) is None
    a_place(known_from=dt.date(2020, 4, 1))
    assert years_on_record(TODAY) == [2015, *range(2020, 2027)]  # of the years between nothing is on record


def test_names_of_places_that_are_forgotten_for_good_leave_closed_years_and_the_figures_stay(capsys):
    a_place("のこる会", known_from=dt.date(2018, 4, 1))
    gone = a_place("山本さんの家", known_from=dt.date(2018, 4, 1))
    closing = close_year(fiscal_year=2019, by=None, at=AT)
    type_in_year(fiscal_year=2015, source="事業報告", numbers={("places.known", "district:unset"): 38}, by=None, at=AT)
    remove_place(place=gone, reason="二重の登録", by=None, at=AT)
    assert forget_names() == 0  # it can be brought back yet

    Place.with_removed.filter(pk=gone.pk).update(removed_at=AT - dt.timedelta(days=1000))
    call_command("forget")

    assert "締めた年度の表から、消えた場の名前を" in capsys.readouterr().out
    assert {(row.name, row.sort_key == "") for row in closing.rows.all()} == {("のこる会", False), ("", True)}
    assert closed_by_year([closing], CITY).number(KNOWN, YEAR) == 2
