import datetime as dt

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.counts.actions import judge_places
from directory.counts.areas import CITY, NO_DISTRICT, Area
from directory.counts.closing import close_year
from directory.counts.differences import differences
from directory.counts.figures import (
    ENDED,
    KNOWN,
    LISTED,
    NATIONAL,
    NEW,
    PARTICIPANTS,
    PAUSED,
    SUBSIDISED,
    Year,
)
from directory.counts.queries import by_year, closed_by_year
from directory.places.actions import bring_back_place, check_place, end_place, pause_place, place_in
from directory.places.models import KnownPeriod, ListedPeriod, Place
from directory.places.removal import bring_back_removed, forget_removed, remove_place
from directory.places.schedule import Rule
from directory.places.vocabulary import CheckedHow, PauseReason
from directory.rounds.actions.answers import accept_answer
from directory.rounds.models import YearlyReport
from directory.startup.actions import record_grant
from tests.directory.counts.histories import COUNTED, histories
from tests.factories.answers import an_answer
from tests.factories.people import a_person
from tests.factories.places import AT, TODAY, a_district, a_listing, a_place
from tests.factories.rounds import a_round, an_invitation

pytestmark = pytest.mark.django_db

YEAR = Year(2019, dt.date(2020, 3, 31))
MONTH = dt.timedelta(days=30)
REMOVED, FORGOTTEN = "removed", "forgotten"
# What a place was when the year was closed, and what became of that: nothing, gone, or written down quite differently.
changed_places = st.tuples(histories, st.none() | st.sampled_from([REMOVED, FORGOTTEN]) | histories)
areas = st.sampled_from([CITY, Area("mabi"), Area("funao"), NO_DISTRICT, Area("mabi").school_area("s1", "s1")])


def follow(place, change):
    if change in (REMOVED, FORGOTTEN):
        Place.objects.filter(pk=place.pk).update(removed_at=AT - MONTH if change == FORGOTTEN else AT)
    elif change:
        change.rewrite(place)


@given(city=st.lists(changed_places, min_size=1, max_size=5), area=areas)
@settings(max_examples=15, deadline=None)
def test_what_a_year_was_closed_with_and_the_differences_of_its_places_make_what_is_counted_now(city, area):
    with transaction.atomic():
        places = [history.write(number) for number, (history, _) in enumerate(city)]
        closing = close_year(fiscal_year=2019, by=None, at=AT)
        for place, (_, change) in zip(places, city, strict=True):
            follow(place, change)
        forget_removed(at=AT)

        told = {figure: differences(closing, figure, area) for figure in COUNTED}
        then, now = closed_by_year([closing], area), by_year([YEAR], area)

        transaction.set_rollback(True)
    for figure, rows in told.items():
        gap = sum(row.now - row.was for row in rows)
        assert (then.number(figure, YEAR) or 0) + gap == (now.number(figure, YEAR) or 0), figure.key


@pytest.fixture
def nakashima():
    return a_person("office", name="中島 かおり")


def of_2018(name="くれせ", **fields):
    return a_place(name, **{"known_from": dt.date(2018, 4, 1), "at": AT - MONTH, **fields})


def closed():
    return close_year(fiscal_year=2019, by=None, at=AT)


def told(closing, figure, area=CITY):
    """(was, now, why, who wrote it) of the one place that differs."""
    [row] = differences(closing, figure, area)
    return row.was, row.now, row.why, row.last and row.last.by_name


def test_a_place_that_ended_as_is_written_later(nakashima):
    place = of_2018()
    closing = closed()

    end_place(place=place, on=dt.date(2019, 12, 1), reason="世話人の引っ越し", by=nakashima, at=AT)
    check_place(place=place, how=CheckedHow.VISIT, on=TODAY, by=None, at=AT)

    ended = "あとから、令和元年12月1日に終わったことになりました（世話人の引っ越し）。"
    assert told(closing, KNOWN) == (1, 0, ended, "中島 かおり")
    assert told(closing, ENDED) == (0, 1, ended, "中島 かおり")


def test_a_place_that_had_not_ended_after_all(nakashima):
    place = of_2018()
    end_place(place=place, on=dt.date(2019, 12, 1), reason="", by=None, at=AT - MONTH)
    closing = closed()

    bring_back_place(place=place, on=dt.date(2019, 12, 1), by=nakashima, at=AT)

    stayed = "あとから、令和元年12月1日に終わっていなかったことになりました。"
    assert told(closing, KNOWN) == (0, 1, stayed, "中島 かおり")
    assert told(closing, ENDED) == (1, 0, stayed, "中島 かおり")


def test_a_place_that_was_not_known_yet(nakashima):
    place = of_2018()
    closing = closed()

    KnownPeriod.objects.filter(place=place).update(from_date=dt.date(2020, 5, 1))

    never = "把握した日が、あとから、この年度よりあとの日になりました。"
    assert told(closing, KNOWN) == (1, 0, never, None)


def test_a_place_that_was_known_already_as_is_written_later(nakashima):
    closing = closed()

    place = of_2018(known_from=dt.date(2019, 5, 1), by=nakashima, at=AT)

    known = "あとから、令和元年5月1日から把握していたことになりました。"
    assert told(closing, KNOWN) == (0, 1, known, "中島 かおり")
    assert told(closing, NEW) == (0, 1, known, "中島 かおり")
    KnownPeriod.objects.filter(place=place).update(from_date=dt.date(2018, 5, 1))
    assert differences(closing, NEW, CITY) == []


def test_a_place_that_lay_elsewhere_adds_there_what_it_takes_here_and_nothing_in_the_city(nakashima):
    mabi, funao = a_district(), a_district("funao", "船穂")
    place = of_2018(district=mabi)
    closing = closed()

    place_in(place=place, district=funao, school_district=None, from_date=dt.date(2019, 6, 1), by=nakashima, at=AT)

    moved = "あとから、真備・小学校区未設定から船穂・小学校区未設定に変わりました。"
    assert told(closing, KNOWN, Area("mabi")) == (1, 0, moved, "中島 かおり")
    assert told(closing, KNOWN, Area("funao")) == (0, 1, moved, "中島 かおり")
    assert differences(closing, KNOWN, CITY) == []


def test_a_grant_that_was_forgotten_or_taken_back(nakashima):
    place, other = of_2018(), of_2018("となり")
    record_grant(place=other, fiscal_year=2019, status="decided", by=None, at=AT)
    closing = closed()

    record_grant(place=place, fiscal_year=2019, status="decided", by=nakashima, at=AT)
    record_grant(place=other, fiscal_year=2019, status="applied", by=nakashima, at=AT)

    rows = differences(closing, SUBSIDISED, CITY)
    assert [(row.name, row.was, row.now, row.why) for row in rows] == [
        ("となり", 1, 0, "助成の決定が、あとから変わりました。"),
        ("くれせ", 0, 1, "助成の決定が、あとから変わりました。"),
    ]
    assert {row.last.by_name for row in rows} == {"中島 かおり"}


def test_a_pause_that_is_written_later(nakashima):
    place = of_2018()
    closing = closed()

    dates = {"from_date": dt.date(2020, 3, 1), "until": dt.date(2020, 5, 1)}
    pause_place(place=place, reason=PauseReason.OTHER, by=nakashima, at=AT, **dates)

    assert told(closing, PAUSED) == (0, 1, "休みの期間が、あとから変わりました。", "中島 かおり")


def test_a_listing_that_began_earlier(nakashima):
    place = of_2018()
    a_listing(place)
    closing = closed()

    ListedPeriod.objects.filter(place=place).update(from_date=dt.date(2020, 3, 1))

    assert told(closing, LISTED)[:3] == (0, 1, "掲載の期間が、あとから変わりました。")


def test_a_report_that_was_accepted_later(nakashima):
    place = of_2018()
    YearlyReport.objects.create(place=place, fiscal_year=2019, participants=20)
    asked = an_invitation(place, round=a_round(2019))
    closing = closed()

    answer = an_answer(asked, participants=25)
    accept_answer(answer=answer, values={"participants": 25}, by=nakashima, at=AT)

    changed = "参加者の報告があとから変わり、20人から25人になりました。"
    assert told(closing, PARTICIPANTS) == (20, 25, changed, "中島 かおり")


def test_a_place_that_was_judged_anew(nakashima):
    place = of_2018(venue_type="hall", rules=[Rule(weekdays=("We",))])
    closing = closed()

    judge_places(places=[place], fiscal_year=2019, counts=True, reason="", by=nakashima, at=AT)

    judged = "国の調査で数えるかの判断が、あとから変わりました。"
    assert told(closing, NATIONAL) == (0, 1, judged, "中島 かおり")


def test_where_nobody_wrote_what_changed_everything_that_it_hangs_on_is_named():
    place = of_2018(rules=[Rule(weekdays=("We",))])
    judge_places(places=[place], fiscal_year=2019, counts=True, reason="", by=None, at=AT - dt.timedelta(days=1))
    closing = closed()

    Place.objects.filter(pk=place.pk).update(venue_type="hall")

    words = "国の調査で数えるかの判断・会場か運営主体か開催日のきまり・参加者の報告のどれかが、あとから変わりました。"
    assert told(closing, NATIONAL) == (0, 1, words, None)


def test_a_place_that_was_removed_brought_back_and_forgotten(nakashima):
    place = of_2018()
    closing = closed()

    remove_place(place=place, reason="二重の登録", by=nakashima, at=AT)
    assert told(closing, KNOWN) == (1, 0, "登録が取り消されました。", "中島 かおり")

    bring_back_removed(place=place, by=nakashima, at=AT)
    assert differences(closing, KNOWN, CITY) == []

    remove_place(place=place, reason="二重の登録", by=nakashima, at=AT)
    forget_removed(at=AT + MONTH)
    assert told(closing, KNOWN) == (1, 0, "登録が取り消され、30日たって記録も消えました。", "システム")
