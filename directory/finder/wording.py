"""How a listing is said: on a card, on its page, and by its conditions. Spaces stand where a line may break."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.text import Truncator

from directory.finder.forms import TIMES
from directory.finder.queries import DAYS, Areas, Search, rest_on, rests_of, rules_of, upcoming
from directory.places.models import Listing
from directory.places.schedule import Meeting, Rest, say_rules
from directory.places.vocabulary import Activity, CheckedHow, PauseReason, Reach, Signup, Weekday
from kayoiba.tools.kana import fold
from kayoiba.tools.saying import say_day, say_time, say_times, yes_no_unknown

A_YEAR = dt.timedelta(days=365)
DATES = 3
"""How many of the next meetings a place's page tells."""
CHECKED = {
    CheckedHow.VISIT: "訪問して確認",
    CheckedHow.PHONE: "電話で確認",
    CheckedHow.OPERATOR: "運営者に聞いて確認",
    CheckedHow.RESIDENT: "住民の知らせで確認",
}
PAUSED_FOR = {
    PauseReason.DISASTER: "被災したため",
    PauseReason.EPIDEMIC: "感染症をふせぐため",
    PauseReason.VENUE: "会場のつごうで",
    PauseReason.PEOPLE: "担い手のつごうで",
    PauseReason.SEASON: "季節のため",
}
WELCOMES = {
    "newcomers_welcome": "はじめての人",
    "visit_welcome": "見学",
    "men_welcome": "男の人",
    "children_welcome": "子ども",
}
FACILITIES = {
    "parking": "駐車場",
    "transport": "送迎",
    "wheelchair": "車いすで入れる",
    "step_free": "段差がない",
    "handrail": "手すり",
    "western_toilet": "洋式トイレ",
    "chairs": "いす席",
    "air_conditioning": "エアコン",
    "food_served": "飲みもの・食べものが出る",
    "food_allowed": "飲食の持ちこみ",
}
LETTERS_OF = "あいうえお かきくけこ さしすせそ たちつてと なにぬねの はひふへほ まみむめも やゆよ らりるれろ わゐゑをん"
FIRST_LETTERS = {letter: row[0] for row in LETTERS_OF.split() for letter in row}
SIGNS = {"parking": "parking", "wheelchair": "wheelchair"}


@dataclass(frozen=True)
class Card:
    """What `ui/result.html` prints."""

    number: int
    name: str
    reading: str
    href: str
    next: str
    tone: str
    where: str
    says: list[str]
    words: list[str]
    phone: str
    checked: str
    is_stale: bool
    activity: str


@dataclass(frozen=True)
class Row:
    """A listing in one line of a directory."""

    name: str
    reading: str
    href: str
    where: str
    says: list[str]


def card(listing: Listing, now: dt.datetime, *, date: dt.date | None = None) -> Card:
    """A listing in short; with `date` its first line speaks of that day when it meets then."""
    tone, when = say_next(listing, now, date=date)
    today = now.date()
    return Card(
        number=listing.number,
        name=listing.name,
        reading=listing.reading,
        href=reverse("finder:place", args=[listing.number]),
        next=when,
        tone=tone,
        where=say_where(listing),
        says=say_schedule(listing, today),
        words=_short_facts(listing),
        phone=listing.contact_phone,
        checked=say_checked(listing, today),
        is_stale=is_stale(listing, today),
        activity=listing.activities[0] if listing.activities else "",
    )


def say_next(listing: Listing, now: dt.datetime, *, date: dt.date | None = None) -> tuple[str, str]:
    """The tone (next, today, rest) and 「次は あした 11月24日(火) 午前10時から」, or nothing where nobody can know."""
    today = now.date()
    if rest := rest_on(listing, date or today):
        return "rest", f"お休み中（{_say_until(rest.until, today)}）"
    since = now if date in (None, today) else dt.datetime.combine(date, dt.time.min)
    meeting = next(iter(upcoming(listing, since, 1)), None)
    if meeting is None:
        return "rest", ""
    if meeting.date == today:
        return "today", _say_today(meeting, now)
    first = "" if meeting.date == date else "きょうは おわりました 次は " if date == today else "次は "
    return "next", f"{first}{_say_start(meeting, today)}"


def _say_today(meeting: Meeting, now: dt.datetime) -> str:
    if meeting.start and meeting.start <= now.time():
        return f"いま ひらいています {say_times(None, meeting.end)}".strip()
    return _say_start(meeting, now.date())


def _say_start(meeting: Meeting, today: dt.date) -> str:
    start = f"{say_time(meeting.start)}から" if meeting.start else ""
    return f"{say_day(meeting.date, today)} {start}".strip()


def say_where(listing: Listing) -> str:
    """「真備・呉妹小学校区 呉妹分館」"""
    area = "・".join(part for part in (listing.district_name, say_school(listing.school_name)) if part)
    return " ".join(part for part in (area, listing.venue_name or listing.address) if part)


def say_school(name: str) -> str:
    return name if not name or name.endswith("学区") else f"{name}小学校区"


def say_schedule(listing: Listing, today: dt.date) -> list[str]:
    """Its rules that are not over, a sentence each; without any rule its own words."""
    rules = rules_of(listing)
    return (say_rules(rules, today) if rules else listing.schedule_text).splitlines()


def _own_words(listing: Listing) -> str:
    """What the rules were read from, where it says it in another way: it may hold what the rules cannot."""
    rules = rules_of(listing)
    same = not rules or fold(listing.schedule_text) == fold(say_rules(rules))
    return "" if same else listing.schedule_text


def say_fee(listing: Listing) -> str:
    if listing.fee:
        return listing.fee
    if listing.fee_amount is None:
        return ""
    return f"{listing.fee_amount:,}円" if listing.fee_amount else "無料"


def _label(choices: type[Signup] | type[Reach], value: str) -> str:
    return choices(value).label if value else ""


def say_checked(listing: Listing, today: dt.date) -> str:
    """「9月3日に訪問して確認」"""
    if listing.checked_on is None:
        return ""
    return f"{_say_plain_date(listing.checked_on, today)}に{CHECKED.get(listing.checked_how, '確認')}"


def is_stale(listing: Listing, today: dt.date) -> bool:
    return listing.checked_on is not None and listing.checked_on < today - A_YEAR


def say_pauses(listing: Listing, today: dt.date) -> list[str]:
    """Those that are not over, the soonest first."""
    return [_say_pause(rest, today) for rest in rests_of(listing) if rest.until is None or rest.until >= today]


def _say_pause(rest: Rest, today: dt.date) -> str:
    """「2026年4月1日から 担い手のつごうで お休みしています。いつまでかは きまっていません。」 and the note."""
    reason = PAUSED_FOR.get(rest.reason, "")
    verb = "お休みしています" if rest.from_date <= today else "お休みします"
    until = f"{_say_plain_date(rest.until, today)}までの予定です" if rest.until else "いつまでかは きまっていません"
    said = " ".join(part for part in (f"{_say_plain_date(rest.from_date, today)}から", reason, verb) if part)
    return f"{said}。{until}。{rest.note}"


def _say_until(last: dt.date | None, today: dt.date) -> str:
    return f"{_say_plain_date(last, today)}まで" if last else "いつまでかは きまっていません"


def _say_plain_date(day: dt.date, today: dt.date) -> str:
    year = "" if day.year == today.year else f"{day.year}年"
    return f"{year}{day.month}月{day.day}日"


def _short_facts(listing: Listing) -> list[str]:
    facts = [
        Truncator(say_fee(listing)).chars(16),
        _label(Signup, listing.signup),
        "駐車場" if listing.parking else "",
        "車いす" if listing.wheelchair else "",
        "はじめての人 歓迎" if listing.newcomers_welcome else "",
    ]
    return [fact for fact in facts if fact]


def details(listing: Listing, now: dt.datetime) -> dict[str, Any]:
    """What a place's page says beside the plain columns of the listing."""
    today = now.date()
    return {
        "kinds": "・".join(listing.kinds),
        "activity": listing.activities[0] if listing.activities else "",
        "activities": "・".join(Activity(activity).label for activity in listing.activities),
        "pauses": say_pauses(listing, today),
        "is_paused": rest_on(listing, today) is not None,
        "dates": [
            (meeting.date, say_day(meeting.date, today), say_times(meeting.start, meeting.end))
            for meeting in upcoming(listing, now, DATES)
        ],
        "schedule": say_schedule(listing, today),
        "own_words": _own_words(listing),
        "where": say_where(listing),
        "fee": say_fee(listing),
        "signup": "　".join(part for part in (_label(Signup, listing.signup), listing.signup_note) if part),
        "reach": "　".join(part for part in (_label(Reach, listing.reach), listing.reach_note) if part),
        "welcomes": "・".join(label for name, label in WELCOMES.items() if getattr(listing, name)),
        "capacity": f"{listing.capacity}人" if listing.capacity else "",
        "facilities": [
            (label, yes_no_unknown(getattr(listing, name)), SIGNS.get(name, ""))
            for name, label in FACILITIES.items()
            if getattr(listing, name) is not None
        ],
        "unknown": "・".join(label for name, label in FACILITIES.items() if getattr(listing, name) is None),
        "url": listing.url if listing.url.startswith(("https://", "http://")) else "",
        "checked": say_checked(listing, today),
        "is_stale": is_stale(listing, today),
    }


def say_conditions(search: Search, areas: Areas, today: dt.date) -> dict[tuple[str, str], str]:
    """Each condition in words, by the keys of `Search.without_each`."""
    district = areas.district(search.district)
    school = areas.school(search.school)
    words = {
        "district": district.name if district else "地区未設定",
        "school": say_school(school.name) if school else "",
        "date": say_day(search.date, today) if search.date else "",
        "days": "か".join(f"{Weekday.labels[DAYS.index(day)]}曜" for day in search.days),
        "time": TIMES.get(search.time, ""),
        "activities": "か".join(Activity(activity).label for activity in search.activities),
    }
    return {key: key[1] or words[key[0]] for key in search.without_each()}


def by_first_letter(listings: Iterable[Listing], today: dt.date) -> list[tuple[str, list[Row]]]:
    """Listings in the order of their readings, under あ, か, さ …; names without a reading come last."""
    rows = groupby(listings, key=lambda listing: FIRST_LETTERS.get(listing.sort_key[:1], "そのほか"))
    return [(letter, [_row(listing, today) for listing in group]) for letter, group in rows]


def _row(listing: Listing, today: dt.date) -> Row:
    return Row(
        name=listing.name,
        reading=listing.reading,
        href=reverse("finder:place", args=[listing.number]),
        where=" ".join(part for part in (say_school(listing.school_name), listing.venue_name) if part),
        says=["お休み中"] if rest_on(listing, today) else say_schedule(listing, today),
    )
