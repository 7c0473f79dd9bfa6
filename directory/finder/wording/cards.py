"""A listing in short: a card among results, a line in a directory."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse
from django.utils.text import Truncator

from directory.finder.queries import rest_on, upcoming
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
from directory.places.models import Listing
from directory.places.schedule import Meeting
from directory.places.vocabulary import Signup
from kayoiba.tools.saying import say_day, say_time, say_times

LETTERS_OF = "あいうえお かきくけこ さしすせそ たちつてと なにぬねの はひふへほ まみむめも やゆよ らりるれろ わゐゑをん"
FIRST_LETTERS = {letter: row[0] for row in LETTERS_OF.split() for letter in row}


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
        return "rest", f"お休み中（{say_until(rest.until, today)}）"
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


def _short_facts(listing: Listing) -> list[str]:
    facts = [
        Truncator(say_fee(listing)).chars(16),
        label(Signup, listing.signup),
        "駐車場" if listing.parking else "",
        "車いす" if listing.wheelchair else "",
        "はじめての人 歓迎" if listing.newcomers_welcome else "",
    ]
    return [fact for fact in facts if fact]


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
