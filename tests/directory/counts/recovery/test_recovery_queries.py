import datetime as dt

import pytest

from directory.counts.areas import CITY, Area
from directory.counts.figures import KNOWN, PAUSED, Year
from directory.counts.queries import by_year
from directory.counts.recovery.queries import monday_of, weeks_of
from directory.places.actions import end_place, pause_place, place_in, resume_place
from directory.places.models import Pause
from directory.places.suspensions import resume_places
from directory.places.vocabulary import Continues
from kayoiba.tools.fiscal import fiscal_year
from tests.factories.places import AT, a_district, a_place
from tests.factories.suspensions import a_suspension

pytestmark = pytest.mark.django_db

FLOOD = dt.date(2026, 7, 7)  # a Tuesday
WEEK = dt.timedelta(weeks=1)
TODAY = AT.date()


def mabi():
    return a_district()


def numbers(suspension, today=TODAY):
    return [
        (f"{week.monday:%m%d}", week.known, week.meeting, week.paused) for week in weeks_of(suspension, today=today)
    ]


def test_weeks_run_from_the_one_before_to_the_one_in_which_all_are_back():
    places = [a_place(district=mabi()) for _ in range(3)]
    flood = a_suspension(*places, district=mabi(), from_date=FLOOD)
    resume_places(suspension=flood, places=places[:1], on=dt.date(2026, 7, 15), by=None, at=AT)
    resume_places(suspension=flood, places=places[1:], on=dt.date(2026, 7, 22), by=None, at=AT)

    assert numbers(flood) == [("0629", 3, 3, 0), ("0706", 3, 0, 3), ("0713", 3, 1, 2), ("0720", 3, 3, 0)]


def test_while_somebody_rests_weeks_run_to_this_one_counted_today():
    flood = a_suspension(a_place(district=mabi()), district=mabi(), from_date=FLOOD)

    weeks = weeks_of(flood, today=TODAY)

    assert (weeks[-1].monday, weeks[-1].day) == (monday_of(TODAY), TODAY)
    assert [week.paused for week in weeks] == [0] + [1] * (len(weeks) - 1)


def test_what_has_not_begun_has_no_weeks():
    flood = a_suspension(a_place(), from_date=TODAY + dt.timedelta(days=1))

    assert weeks_of(flood, today=TODAY) == []


def test_any_pause_counts_and_says_what_goes_on():
    resting, other = a_place(district=mabi()), a_place(district=mabi())
    pause_place(place=other, from_date=FLOOD, until=None, reason="venue", continues=["letter"], by=None, at=AT)
    flood = a_suspension(resting, district=mabi(), from_date=FLOOD, continues=["phone", "letter"])

    week = weeks_of(flood, today=FLOOD)[-1]

    assert dict(zip(Continues.values, week.goes_on, strict=True)) == {"phone": 1, "letter": 2, "outdoors": 0}
    assert (week.known, week.paused) == (2, 2)


def test_who_ended_or_moved_away_no_longer_counts_and_is_not_waited_for():
    ended, moved, back = (a_place(district=mabi()) for _ in range(3))
    flood = a_suspension(ended, moved, back, district=mabi(), from_date=FLOOD)
    end_place(place=ended, on=FLOOD + WEEK, reason="解散", by=None, at=AT)
    place_in(
        place=moved,
        district=a_district("funao", "船穂"),
        school_district=None,
        from_date=FLOOD + WEEK,
        by=None,
        at=AT,
    )
    resume_place(place=back, on=FLOOD + 2 * WEEK, by=None, at=AT)

    assert numbers(flood) == [("0629", 3, 3, 0), ("0706", 3, 0, 3), ("0713", 1, 0, 1), ("0720", 1, 1, 0)]


def test_each_week_says_what_the_figures_say_of_its_day():
    for number in range(6):
        place = a_place(district=mabi(), known_from=FLOOD - number * WEEK)
        Pause.objects.create(place=place, from_date=FLOOD - WEEK, until=FLOOD + number * WEEK, reason="other")
        Pause.objects.create(place=place, from_date=FLOOD + 8 * WEEK, reason="other")
        if number % 2:
            end_place(place=place, on=FLOOD + 3 * WEEK, reason="", by=None, at=AT)
    a_place()
    for district, area in ((mabi(), Area("mabi", "真備")), (None, CITY)):
        flood = a_suspension(a_place(district=mabi()), district=district, from_date=FLOOD)
        weeks = weeks_of(flood, today=TODAY)
        assert len(weeks) > 20
        for week in weeks:
            year = Year(fiscal_year(week.day), week.day)
            line = by_year([year], area, [KNOWN, PAUSED])
            assert (week.known, week.paused) == (line.number(KNOWN, year), line.number(PAUSED, year))
