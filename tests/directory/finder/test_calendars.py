"""What a calendar to take home says is what the page says."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.finder.calendars import calendar
from directory.finder.queries import upcoming
from directory.places.models import Listing
from directory.places.schedule import DAY_ENDS, LAST, Meeting, OneDay, Rest, Rule
from tests.directory.finder.calendar_reading import events, meetings
from tests.directory.places.schedule.rules import rules, times
from tests.factories.places import AT, TODAY

A_YEAR_ON = TODAY + dt.timedelta(days=365)
MORNING = AT.replace(hour=0)
TUESDAYS = Rule(weekdays=("Tu",), weeks=(2, 4), start=dt.time(10), end=dt.time(11, 30))
EVENING = Rule(weekdays=("Fr",), start=dt.time(20), end=DAY_ENDS)


def a_row(*rules, rests=(), days=(), **fields):
    """A listing that no database has seen."""
    return Listing(
        number=12,
        name="呉妹おしゃべり広場",
        rules=[rule.as_json() for rule in rules],
        pauses=[rest.as_json() for rest in rests],
        days=[day.as_json() for day in days],
        updated_at=fields.pop("updated_at", MORNING),
        **fields,
    )


def written(*listings, today=TODAY):
    pairs = [(listing, f"https://kayoiba.example/places/{listing.number}/") for listing in listings]
    return b"".join(calendar(pairs, name="呉妹おしゃべり広場", today=today))


def lines(listing):
    return written(listing).decode().replace("\r\n ", "").split("\r\n")


def said(listing, key):
    return [line.partition(":")[2] for line in lines(listing) if line.startswith(key)]


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        (TUESDAYS, "FREQ=MONTHLY;BYDAY=2TU,4TU"),
        (Rule(weekdays=("Mo", "We")), "FREQ=WEEKLY;BYDAY=MO,WE"),
        (Rule(weekdays=("Fr",), weeks=(LAST,)), "FREQ=MONTHLY;BYDAY=-1FR"),
        (Rule(weekdays=("Fr",), weeks=(4, LAST)), "FREQ=MONTHLY;BYDAY=4FR,5FR"),
        (Rule(weekdays=("Su",), weeks=(3,), months=(1, 7)), "FREQ=MONTHLY;BYDAY=3SU;BYMONTH=1,7"),
        (Rule(days=(5, 15, 25)), "FREQ=MONTHLY;BYMONTHDAY=5,15,25"),
        (
            Rule(weekdays=("We",), fortnightly=True, anchor=dt.date(2026, 11, 18)),
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE;WKST=MO",
        ),
        (Rule(weekdays=("Tu",), valid_to=dt.date(2027, 3, 31)), "FREQ=WEEKLY;UNTIL=20270331;BYDAY=TU"),
        (
            Rule(weekdays=("Tu",), start=dt.time(10), valid_to=dt.date(2027, 3, 31)),
            "FREQ=WEEKLY;UNTIL=20270331T145959Z;BYDAY=TU",
        ),
    ],
)
def test_a_rule_is_said_as_a_recurrence(rule, told):
    assert said(a_row(rule), "RRULE") == [told]


def test_the_first_event_is_a_real_meeting_in_tokyo():
    assert said(a_row(TUESDAYS), "DTSTART;") == ["20261124T100000"]
    assert "DTSTART;TZID=Asia/Tokyo:20261124T100000" in lines(a_row(TUESDAYS))
    assert "BEGIN:VTIMEZONE" in lines(a_row())


def test_an_evening_that_ends_with_the_day_ends_at_midnight():
    assert said(a_row(EVENING), "DTEND") == ["20261128T000000"]


def test_what_has_no_times_lasts_all_day():
    assert "DTSTART;VALUE=DATE:20261125" in lines(a_row(Rule(weekdays=("We",))))


def test_a_fortnight_whose_weeks_nobody_knows_is_no_event():
    assert events(written(a_row(Rule(weekdays=("We",), fortnightly=True)))) == []


def test_holidays_are_left_out_and_nothing_is_promised_beyond_the_years_that_are_known():
    mondays = a_row(Rule(weekdays=("Mo",), start=dt.time(10), off_on_holidays=True))

    assert "20270111T100000" in said(mondays, "EXDATE")[0]  # 成人の日
    assert said(mondays, "RRULE") == ["FREQ=WEEKLY;UNTIL=20281231T145959Z;BYDAY=MO"]


def test_a_pause_with_an_end_is_left_out_and_one_without_ends_the_event():
    winter = Rest(dt.date(2026, 12, 1), dt.date(2026, 12, 31))

    assert said(a_row(TUESDAYS, rests=[winter]), "EXDATE") == ["20261208T100000,20261222T100000"]
    assert said(a_row(TUESDAYS, rests=[Rest(dt.date(2027, 1, 1))]), "RRULE") == [
        "FREQ=MONTHLY;UNTIL=20261231T145959Z;BYDAY=2TU,4TU"
    ]
    assert events(written(a_row(TUESDAYS, rests=[Rest(TODAY)]))) == []


def test_a_day_with_its_own_word_stands_beside_the_rule():
    off = OneDay(dt.date(2026, 12, 8), meets=False)
    later = OneDay(dt.date(2026, 12, 22), meets=True, start=dt.time(13, 30), note="クリスマス会")

    listing = a_row(TUESDAYS, days=[off, later])

    assert said(listing, "EXDATE") == ["20261208T100000,20261222T100000"]
    assert said(listing, "UID")[1].startswith("12-20261222@")
    assert said(listing, "DESCRIPTION")[1].startswith("クリスマス会\\n")
    assert [meeting.start for meeting in meetings(written(listing), TODAY, dt.date(2027, 1, 12))] == [
        dt.time(10),
        dt.time(13, 30),
        dt.time(10),
    ]


def test_uids_survive_a_rule_before_them_and_a_new_publication():
    before = said(a_row(EVENING, TUESDAYS), "UID")
    after = said(a_row(TUESDAYS, updated_at=MORNING + dt.timedelta(days=40)), "UID")

    assert len(set(before)) == 2
    assert after == before[1:]


def test_other_hours_are_no_other_event():
    earlier = [Rule(weekdays=("Tu",), start=dt.time(hour)) for hour in (9, 13)]
    later = [Rule(weekdays=("Tu",), start=dt.time(hour)) for hour in (10, 14)]

    assert len(set(said(a_row(*earlier), "UID"))) == 2
    assert said(a_row(*earlier), "UID") == said(a_row(*later), "UID")


@pytest.mark.parametrize("key", ["NAME", "X-WR-CALNAME"])
def test_the_name_of_a_calendar_is_escaped_and_one_line(key):
    text = b"".join(calendar([], name="体操, お茶;\r\nうた", today=TODAY)).decode().split("\r\n")

    assert f"{key}:体操\\, お茶\\; うた" in text


def test_days_of_the_month_in_every_other_week_are_those_that_the_rule_says():
    rule = Rule(days=(1,), fortnightly=True, anchor=dt.date(2026, 11, 30), start=dt.time(10))
    days = [TODAY + dt.timedelta(days=number) for number in range(365)]

    assert [meeting.date for meeting in meetings(written(a_row(rule)), TODAY, days[-1])] == [
        day for day in days if rule.meets_on(day)
    ]


def test_nothing_changes_from_one_day_to_the_next():
    listing = a_row(TUESDAYS, EVENING, rests=[Rest(dt.date(2026, 12, 1), dt.date(2026, 12, 31))])

    assert written(listing) == written(listing, today=TODAY + dt.timedelta(days=30))


def test_an_event_says_where_what_and_where_to_read_on():
    listing = a_row(
        TUESDAYS, venue_name="呉妹分館", address="真備町尾崎1", lat=34.6, lng=133.7, fee_amount=100,
        contact_phone="0860000000", contact_name="世話人", precision="address",
    )  # fmt: skip
    (event,) = events(written(listing))

    assert (event["SUMMARY"], event["LOCATION"]) == ("呉妹おしゃべり広場", "呉妹分館 真備町尾崎1")
    assert event["DESCRIPTION"].splitlines() == [
        "毎月 第2・第4火曜日 午前10時〜11時30分",
        "費用 100円",
        "電話 086-000-0000 世話人",
        "https://kayoiba.example/places/12/",
    ]
    assert event["GEO"].to_ical() == "34.6;133.7"
    assert event["LAST-MODIFIED"].dt == event["DTSTAMP"].dt == MORNING
    assert "GEO" not in events(written(a_row(TUESDAYS)))[0]


def test_lines_are_folded_and_text_cannot_begin_a_line_of_its_own():
    name = "長い名前の会、" * 12 + ";BEGIN:VEVENT\nUID:1"
    text = written(a_row(TUESDAYS, group_name=name, venue_name=name))

    assert max(map(len, text.split(b"\r\n"))) <= 75
    assert len(events(text)) == 1
    assert events(text)[0]["LOCATION"] == name


some_rests = st.lists(
    st.builds(
        Rest,
        st.dates(TODAY - dt.timedelta(days=90), A_YEAR_ON),
        st.none() | st.dates(A_YEAR_ON, A_YEAR_ON + dt.timedelta(days=900)),
    ),
    max_size=2,
)


@st.composite
def some_days(draw):
    dates = draw(st.lists(st.dates(TODAY - dt.timedelta(days=30), A_YEAR_ON), max_size=3, unique=True))
    return [OneDay(date, meets, *(draw(times) if meets else ())) for date in dates for meets in [draw(st.booleans())]]


@given(
    st.lists(rules(), min_size=1, max_size=3),
    some_rests,
    some_days(),
    st.dates(TODAY - dt.timedelta(days=300), TODAY),
)
@settings(max_examples=200)
def test_a_calendar_read_back_shows_every_meeting_of_a_year_and_no_other(rules, rests, days, updated_on):
    updated_at = MORNING.replace(year=updated_on.year, month=updated_on.month, day=updated_on.day)
    listing = a_row(*rules, rests=rests, days=days, updated_at=updated_at)

    told = {_as_shown(one) for one in upcoming(listing, MORNING, 5000) if one.date <= A_YEAR_ON}

    assert set(meetings(written(listing), TODAY, A_YEAR_ON)) == told


def _as_shown(meeting):
    """A calendar has no place for an end without a beginning."""
    return meeting if meeting.start else Meeting(meeting.date, None, None)
