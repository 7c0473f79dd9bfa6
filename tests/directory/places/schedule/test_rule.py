import calendar
import datetime as dt
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from directory.places.schedule import LAST, WEEKDAYS, Meeting, Rest, Rule, next_meetings, say_rule, say_rules
from tests.factories.places import AT


def jst(*moment):
    return dt.datetime(*moment, tzinfo=ZoneInfo("Asia/Tokyo"))


TUESDAYS = Rule(weekdays=("Tu",), weeks=(2, 4), start=dt.time(10), end=dt.time(11, 30))


def at(hour=0, minute=0):
    """On 24 November 2026, a fourth Tuesday."""
    return AT.replace(hour=hour, minute=minute)


def dates(rule, year, month):
    days = range(1, calendar.monthrange(year, month)[1] + 1)
    return [day for day in days if rule.meets_on(dt.date(year, month, day))]


def test_second_and_fourth_tuesdays_are_said_and_found():
    found = next_meetings([TUESDAYS], at(9), 3)

    assert say_rule(TUESDAYS) == "毎月 第2・第4火曜日 午前10時〜11時30分"
    assert [meeting.date for meeting in found] == [dt.date(2026, 11, 24), dt.date(2026, 12, 8), dt.date(2026, 12, 22)]


def test_a_meeting_that_is_over_today_is_not_the_next():
    found = next_meetings([TUESDAYS], at(11, 30), 1)

    assert found == [Meeting(dt.date(2026, 12, 8), dt.time(10), dt.time(11, 30))]


def test_the_last_friday_is_right_in_months_with_four_and_with_five():
    last = Rule(weekdays=("Fr",), weeks=(LAST,))

    assert dates(last, 2026, 10) == [30]
    assert dates(last, 2026, 11) == [27]
    assert say_rule(last) == "毎月 最終金曜日"


def test_a_fifth_weekday_that_does_not_exist_is_no_meeting():
    fifth = Rule(weekdays=("Tu",), weeks=(5,))

    assert dates(fifth, 2026, 11) == []
    assert dates(fifth, 2026, 12) == [29]


def test_day_thirty_one_skips_shorter_months():
    rule = Rule(days=(31,))

    found = next_meetings([rule], at(), 2)

    assert [meeting.date for meeting in found] == [dt.date(2026, 12, 31), dt.date(2027, 1, 31)]


def test_monday_and_january_are_days_and_months_like_any_other():
    rule = Rule(weekdays=("Mo",), months=(1,))

    assert next_meetings([rule], at(), 1)[0].date == dt.date(2027, 1, 4)


def test_the_last_valid_day_still_counts():
    rule = Rule(weekdays=("Tu",), valid_to=dt.date(2026, 11, 24))

    assert rule.meets_on(dt.date(2026, 11, 24))
    assert not rule.meets_on(dt.date(2026, 12, 1))


def test_a_rule_says_from_when_and_until_when_it_holds():
    to_march = Rule(weekdays=("Tu",), valid_to=dt.date(2027, 3, 31))
    from_april = Rule(weekdays=("We",), valid_from=dt.date(2027, 4, 1))

    assert say_rules([to_march, from_april]) == "毎週 火曜日（2027年3月31日まで）\n毎週 水曜日（2027年4月1日から）"
    assert (
        say_rules([to_march, from_april], dt.date(2027, 2, 1))
        == "毎週 火曜日（3月31日まで）\n毎週 水曜日（4月1日から）"
    )


def test_on_a_day_nothing_is_said_of_rules_that_are_over_or_when_one_that_holds_began():
    over = Rule(weekdays=("Tu",), valid_to=dt.date(2026, 3, 31))
    holds = Rule(weekdays=("We",), valid_from=dt.date(2026, 4, 1))

    assert say_rules([over, holds], AT.date()) == "毎週 水曜日"


def test_every_other_week_of_some_months_says_the_months():
    assert say_rule(Rule(weekdays=("We",), months=(4, 5), fortnightly=True)) == "4月・5月 隔週 水曜日"


def test_nothing_meets_on_the_days_of_a_rest_and_it_goes_on_after_the_last_of_them():
    rests = [Rest(dt.date(2026, 12, 1), dt.date(2026, 12, 8)), Rest(dt.date(2026, 12, 22), dt.date(2028, 12, 31))]

    found = next_meetings([Rule(weekdays=("Tu",))], at(9), 3, rests)

    assert [f"{meeting.date}" for meeting in found] == ["2026-11-24", "2026-12-15", "2029-01-02"]
    assert next_meetings([TUESDAYS], at(9), 3, [Rest(dt.date(2026, 11, 1))]) == []


def test_the_calendar_ends_without_an_error():
    tuesdays = Rule(weekdays=("Tu",))

    assert next_meetings([tuesdays], at(9).replace(year=9999, month=12, day=30), 9) == []
    assert next_meetings([tuesdays], at(9), 9, [Rest(dt.date(2026, 11, 1), dt.date.max)]) == []


def test_holidays_are_off_only_when_the_rule_says_so():
    labour_thanksgiving = dt.date(2026, 11, 23)

    assert Rule(weekdays=("Mo",)).meets_on(labour_thanksgiving)
    assert not Rule(weekdays=("Mo",), off_on_holidays=True).meets_on(labour_thanksgiving)


def test_fortnightly_without_a_known_meeting_promises_no_date():
    assert next_meetings([Rule(weekdays=("We",), fortnightly=True)], at(), 1) == []


def test_fortnightly_with_a_known_meeting_keeps_its_rhythm():
    rule = Rule(weekdays=("We",), fortnightly=True, anchor=dt.date(2026, 11, 18))

    found = next_meetings([rule], at(), 2)

    assert [meeting.date for meeting in found] == [dt.date(2026, 12, 2), dt.date(2026, 12, 16)]


def test_an_exception_takes_out_what_fits_all_of_it():
    but_fourth = Rule(weekdays=("We",), except_days=({"weekdays": ["We"], "weeks": [4]}, {"months": [8]}))

    assert dates(but_fourth, 2026, 11) == [4, 11, 18]
    assert dates(but_fourth, 2026, 8) == []


def test_no_rules_promise_nothing():
    assert next_meetings([], at(), 3) == []


def test_two_rules_on_one_day_are_two_meetings_in_order():
    morning = Rule(weekdays=("Sa",), start=dt.time(10))
    afternoon = Rule(weekdays=("Sa",), start=dt.time(14))

    found = next_meetings([afternoon, morning], at(), 2)

    assert [meeting.start for meeting in found] == [dt.time(10), dt.time(14)]


some_days = st.one_of(
    st.fixed_dictionaries({"weekdays": st.lists(st.sampled_from(WEEKDAYS), min_size=1, unique=True).map(tuple)}),
    st.fixed_dictionaries({"days": st.lists(st.integers(1, 31), min_size=1, max_size=4, unique=True).map(tuple)}),
)
some_rules = st.builds(
    lambda days, **rest: Rule(**days, **rest),
    some_days,
    weeks=st.lists(st.sampled_from([1, 2, 3, 4, 5, LAST]), unique=True).map(tuple),
    months=st.lists(st.integers(1, 12), unique=True).map(tuple),
    start=st.none() | st.just(dt.time(10)),
    off_on_holidays=st.booleans(),
    valid_from=st.none() | st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1)),
)


@given(some_rules)
def test_every_rule_survives_being_written_and_read(rule):
    assert Rule.from_json(rule.as_json()) == rule


@given(st.builds(Rest, st.dates(), st.none() | st.dates(), st.sampled_from(["", "venue"]), st.text(max_size=9)))
def test_every_rest_survives_being_written_and_read(rest):
    assert Rest.from_json(rest.as_json()) == rest


@given(some_rules, st.dates(dt.date(2024, 1, 1), dt.date(2028, 1, 1)))
def test_every_meeting_found_is_a_day_the_rule_meets_on_and_none_before_it_is_missed(rule, since):
    found = next_meetings([rule], at(9).replace(year=since.year, month=since.month, day=since.day), 1)

    if found:
        between = (found[0].date - since).days
        assert rule.meets_on(found[0].date)
        assert not any(rule.meets_on(since + dt.timedelta(days=day)) for day in range(1, between))
