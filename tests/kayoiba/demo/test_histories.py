"""The sample city, recounted by brute force against the tables of 2022-12-21."""

import datetime as dt
import random
from itertools import pairwise

import pytest

from kayoiba.demo.histories import histories
from kayoiba.demo.material import school_districts
from kayoiba.demo.movements import TODAY

CITY = histories()
T1_KNOWN = {2016: 430, 2017: 499, 2018: 600, 2019: 705, 2020: 771, 2021: 840}
T1_SUBSIDISED = {2016: 160, 2017: 195, 2018: 227, 2019: 262, 2020: 270, 2021: 280}
T2_KNOWN_IN_MABI = {2016: 38, 2017: 51, 2018: 58, 2019: 98}
FLOOD = dt.date(2018, 7, 7)


def known(city, day):
    return [
        history
        for history in city
        if any(period.from_date <= day and (not period.until or day < period.until) for period in history.known)
    ]


def subsidised(city, day, fiscal_year):
    return [
        history
        for history in known(city, day)
        if any(grant.fiscal_year == fiscal_year and grant.status in ("decided", "reported") for grant in history.grants)
    ]


def paused(city, day):
    return [
        history
        for history in city
        if any(pause.from_date <= day and (not pause.until or day <= pause.until) for pause in history.pauses)
    ]


@pytest.mark.parametrize(("fiscal_year", "count"), T1_KNOWN.items())
def test_the_places_known_each_year_are_those_of_the_deck(fiscal_year, count):
    assert len(known(CITY, dt.date(fiscal_year + 1, 3, 31))) == count


@pytest.mark.parametrize(("fiscal_year", "count"), T1_SUBSIDISED.items())
def test_the_subsidised_salons_each_year_are_those_of_the_deck(fiscal_year, count):
    assert len(subsidised(CITY, dt.date(fiscal_year + 1, 3, 31), fiscal_year)) == count


@pytest.mark.parametrize(("fiscal_year", "count"), T2_KNOWN_IN_MABI.items())
def test_the_places_known_in_mabi_each_year_are_those_of_the_deck(fiscal_year, count):
    day = dt.date(fiscal_year + 1, 3, 31)

    assert [history.district_on(day) for history in known(CITY, day)].count("mabi") == count


@pytest.mark.parametrize("fiscal_year", [2022, 2023, 2024, 2025, 2026])
def test_after_the_deck_the_figures_stay_while_places_come_and_go(fiscal_year):
    before, day = dt.date(fiscal_year, 3, 31), min(dt.date(fiscal_year + 1, 3, 31), TODAY)
    first, last = known(CITY, before), known(CITY, day)

    assert len(last) == 840
    assert len(subsidised(CITY, day, fiscal_year)) == 280
    assert 0 < len([history for history in last if history not in first]) < 20


@pytest.mark.parametrize("seed", [1, 7, 99])
def test_any_seed_gives_the_same_figures(seed):
    city = histories(seed)

    assert {year: len(known(city, dt.date(year + 1, 3, 31))) for year in T1_KNOWN} == T1_KNOWN
    assert {year: len(subsidised(city, dt.date(year + 1, 3, 31), year)) for year in T1_SUBSIDISED} == T1_SUBSIDISED
    assert len([one for one in city if one.listed_on(TODAY)]) == 612


def test_the_same_seed_tells_the_same_story_whatever_else_drew_lots():
    random.seed(4)

    once, again, otherwise = (list(map(vars, histories(seed))) for seed in (5, 5, 6))

    assert once == again
    assert once != otherwise


def test_no_two_places_are_called_the_same():
    assert len({history.place.name for history in CITY}) == len(CITY) == 888


def test_the_flood_pauses_most_of_mabi_and_the_first_meet_again_within_a_month():
    there = [history for history in known(CITY, FLOOD) if history.place.district == "mabi"]
    back_within_a_month = [
        history
        for history in there
        if any(pause.from_date == FLOOD and pause.until < dt.date(2018, 8, 8) for pause in history.pauses)
    ]

    assert len([history for history in there if history in paused(CITY, FLOOD)]) > len(there) / 2
    assert back_within_a_month


def test_four_weeks_after_the_flood_a_whole_school_district_meets_again_and_others_do_not():
    rested = [
        (history.areas[0].school, (pause.until - FLOOD).days + 1)
        for history in CITY
        for pause in history.pauses
        if pause.from_date == FLOOD
    ]

    assert {days for school, days in rested if school == "k-61"} == {14, 28}
    assert min(days for _, days in rested) == 14
    assert max(days for _, days in rested) > 365


@pytest.mark.parametrize("seed", [2022, 1])
def test_cafeterias_are_six_before_the_epidemic_and_eighteen_two_years_later(seed):
    city = [history for history in histories(seed) if "cafeteria" in history.place.kinds]

    assert len(known(city, dt.date(2020, 3, 31))) == 6
    assert len(known(city, dt.date(2022, 10, 31))) == len(known(city, TODAY)) == len(city) == 18
    assert all({"children", "meal"} <= set(history.place.activities) for history in city)
    assert all("食堂" in history.place.name for history in city)
    assert len([history for history in city if history.listed_on(TODAY)]) >= 9


@pytest.mark.parametrize("field", ["main_activity", "other_activities", "operator_type", "venue_type"])
def test_what_the_national_lists_ask_is_known_of_many_and_not_of_all(field):
    told = [getattr(history.place, field) for history in CITY if not history.place.is_bare]

    assert len(told) / 4 < sum(map(bool, told)) < len(told)


def test_that_a_venue_is_a_home_is_known_of_all():
    assert [one for one in CITY if one.place.venue_name == "個人のお宅" and one.place.venue_type != "home"] == []


def test_some_that_the_flood_ended_came_back_the_year_after():
    came_back = [
        history
        for history in CITY
        if len(history.known) == 2
        and "豪雨" in history.known[0].reason
        and dt.date(2019, 4, 1) <= history.known[1].from_date <= dt.date(2020, 3, 31)
    ]

    assert len(came_back) == 5


def test_the_epidemic_pauses_hundreds_who_stay_known():
    day = dt.date(2020, 5, 1)

    assert len(paused(CITY, day)) > 200
    assert [history for history in paused(CITY, day) if not history.known_on(day)] == []


def test_pauses_lie_within_what_is_known_and_never_overlap():
    for history in CITY:
        pauses = sorted(history.pauses, key=lambda pause: pause.from_date)
        assert all(history.known_on(pause.from_date) for pause in pauses)
        assert all(history.known_on(pause.until or TODAY) for pause in pauses)
        assert all(one.until and one.until < two.from_date for one, two in pairwise(pauses))


def test_periods_end_after_they_begin_and_nothing_lies_in_the_future():
    periods = [period for history in CITY for period in (*history.known, *history.listed)]

    assert all(period.until is None or period.from_date < period.until for period in periods)
    assert max(period.from_date for period in periods) <= TODAY


def test_whoever_is_listed_is_known_and_has_agreed_by_then():
    for history in CITY:
        for listed in history.listed:
            assert history.known_on(listed.from_date)
            assert history.place.consent_how
            assert history.known[0].from_date <= history.consented_on <= listed.from_date


def test_what_has_ended_is_no_longer_listed():
    assert [history for history in CITY if history.listed_on(TODAY) and not history.known_on(TODAY)] == []


def test_a_place_has_one_grant_a_year_and_only_while_it_is_known():
    for history in CITY:
        years = [grant.fiscal_year for grant in history.grants]
        assert len(years) == len(set(years))
        assert all(history.known_on(grant.decided_on) for grant in history.grants if grant.is_decided)


def test_three_places_moved_once_and_are_counted_where_they_then_were():
    moved = [history for history in CITY if len(history.areas) > 1 and history.areas[-1].from_date.year < 2026]

    assert sorted((one.areas[0].district, one.areas[1].district) for one in moved) == [
        ("kojima", "kojima"),
        ("kurashiki", "mizushima"),
        ("tamashima", "funao"),
    ]
    assert all(
        (one.place.district, one.place.school) == (one.areas[-1].district, one.areas[-1].school) for one in moved
    )


def test_a_closed_school_is_followed_by_its_successor():
    closed = {code for code, school in school_districts().items() if school["successor"]}
    day = dt.date(2026, 4, 1)

    for history in known(CITY, day):
        area = next(area for area in reversed(history.areas) if area.from_date <= day)
        assert area.school not in closed
