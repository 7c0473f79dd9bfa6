"""A listing in short: a card among results, a line in a directory."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from math import ceil

from django.urls import reverse
from django.utils.text import Truncator

from directory.finder.forms import TIMES
from directory.finder.queries import Areas, Search, rest_on, upcoming
from directory.finder.wording.listing import (
    is_stale,
    label,
    say_checked,
    say_fee,
    say_schedule,
    say_school,
    say_until,
    say_where,
)
from directory.finder.wording.rests import say_rest
from directory.places.models import Listing
from directory.places.vocabulary import Precision, Signup
from kayoiba.tools.saying import WEEKDAYS, say_day, say_time, say_times

LETTERS_OF = "あいうえお かきくけこ さしすせそ たちつてと なにぬねの はひふへほ まみむめも やゆよ らりるれろ わゐゑをん"
FIRST_LETTERS = {letter: row[0] for row in LETTERS_OF.split() for letter in row}
METRES_A_MINUTE = 80  # as Japan's advertisements of flats reckon
DETOUR = 1.3  # a way against the straight line
A_WALK = 30  # minutes; who goes farther wants to know how far
ANYTHING = Search()


@dataclass(frozen=True)
class Card:
    """What `ui/result.html` prints."""

    number: int
    name: str
    reading: str
    href: str
    next: str
    tone: str
    rest: str
    where: str
    distance: str
    says: list[str]
    words: list[str]
    phone: str
    phone_who: str
    checked: str
    is_stale: bool
    activity: str


@dataclass(frozen=True)
class Row:
    """A listing in one line of a directory."""

    name: str
    reading: str
    href: str
    next: str
    tone: str
    where: str
    says: list[str]


def card(listing: Listing, now: dt.datetime, areas: Areas, *, search: Search = ANYTHING) -> Card:
    """A listing that a search found, in short."""
    today = now.date()
    tone, when = say_next(listing, now, search)
    phone, who = _whom_to_ring(listing, areas)
    rest = rest_on(listing, today) if tone == "rest" else None
    return Card(
        number=listing.number,
        name=listing.name,
        reading=listing.reading,
        href=reverse("finder:place", args=[listing.number]),
        next=when,
        tone=tone,
        rest=say_rest(rest, today) if rest else "",
        where=say_where(listing),
        distance=say_distance(listing.metres, is_exact=listing.precision == Precision.ADDRESS),
        says=say_schedule(listing, today),
        words=_short_facts(listing),
        phone=phone,
        phone_who=who,
        checked=say_checked(listing, today),
        is_stale=is_stale(listing, today),
        activity=listing.activities[0] if listing.activities else "",
    )


def say_next(listing: Listing, now: dt.datetime, search: Search = ANYTHING) -> tuple[str, str]:
    """The tone (next, today, rest) and what `say_meeting` says, or nothing where nobody can know."""
    today, day = now.date(), listing.next_on
    rest = rest_on(listing, today)
    if rest and (day is None or search.dates(today) is None):
        return "rest", f"お休み中（{say_until(rest.until, today)}）"
    if day is None:
        return "rest", ""
    said = say_meeting(day, listing.next_start, today, search)
    return ("today", _say_open(listing, now) or said) if day == today else ("next", said)


def say_meeting(day: dt.date, start: dt.time | None, today: dt.date, search: Search) -> str:
    """「次は あした 11月25日(水) 午前10時から」, or 「火曜は …」 where that was asked for: others may come before."""
    when = " ".join([say_day(day, today), *([f"{say_time(start)}から"] if start else [])])
    if day == today or day in (search.dates(today) or ()):
        return when
    weekday = f"{WEEKDAYS[day.weekday()]}曜" if search.days else ""
    asked = "の".join(part for part in (weekday, TIMES.get(search.time, "")) if part)
    return f"{asked or '次'}は {when}"


def say_distance(metres: int | None, *, is_exact: bool) -> str:
    """「歩いて やく12分」; from no more than a town, or farther than a walk, 「やく1.2km」."""
    if metres is None:
        return ""
    minutes = max(1, ceil(metres * DETOUR / METRES_A_MINUTE))
    if is_exact and minutes <= A_WALK:
        return f"歩いて やく{minutes}分"
    return f"やく{max(0.1, metres * DETOUR / 1000):.1f}km"


def _say_open(listing: Listing, now: dt.datetime) -> str:
    """「いま ひらいています 正午まで」, while it is."""
    if listing.next_start is None or listing.next_start > now.time():
        return ""
    end = next((meeting.end for meeting in upcoming(listing, now, 1)), None)
    return f"いま ひらいています {say_times(None, end)}".strip()


def _whom_to_ring(listing: Listing, areas: Areas) -> tuple[str, str]:
    """The place's own number, else that of its district, with who answers there."""
    district = areas.district(listing.district_slug)
    if listing.contact_phone or district is None:
        return listing.contact_phone, ""
    return district.contact_phone, district.contact_name


def _short_facts(listing: Listing) -> list[str]:
    facts = [
        Truncator(say_fee(listing)).chars(16),
        label(Signup, listing.signup),
        "駐車場" if listing.parking else "",
        "車いす" if listing.wheelchair else "",
        "送迎" if listing.transport else "",
        "はじめての人 歓迎" if listing.newcomers_welcome else "",
    ]
    return [fact for fact in facts if fact]


def by_first_letter(listings: Iterable[Listing], now: dt.datetime) -> list[tuple[str, list[Row]]]:
    """Listings in the order of their readings, under あ, か, さ …; names without a reading come last."""
    rows = groupby(listings, key=lambda listing: FIRST_LETTERS.get(listing.sort_key[:1], "そのほか"))
    return [(letter, [_row(listing, now) for listing in group]) for letter, group in rows]


def _row(listing: Listing, now: dt.datetime) -> Row:
    listing.next_on, listing.next_start = next(
        ((meeting.date, meeting.start) for meeting in upcoming(listing, now, 1)), (None, None)
    )
    tone, when = say_next(listing, now)
    return Row(
        name=listing.name,
        reading=listing.reading,
        href=reverse("finder:place", args=[listing.number]),
        next=when,
        tone=tone,
        where=" ".join(part for part in (say_school(listing.school_name), listing.venue_name) if part),
        says=say_schedule(listing, now.date()),
    )
