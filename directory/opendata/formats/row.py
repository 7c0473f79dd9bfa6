"""One listing as the formats read it, and what several of them say alike."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from directory.finder.queries import rests_of
from directory.finder.wording.listing import CHECKED, say_fee, say_school
from directory.opendata import meetings
from directory.opendata.edition import Edition
from directory.places.models import Listing
from directory.places.schedule import Rule, say_rule
from directory.places.vocabulary import Activity, PauseReason, Signup
from kayoiba.tools.kana import to_katakana
from kayoiba.tools.saying import say_phone

BETWEEN = ";"
"""Between several values of one cell, as the government's rules for data have it."""


@dataclass(frozen=True)
class Row:
    """A listing with those of its rules that are not over, and with the one of them that this row is about."""

    listing: Listing
    edition: Edition
    rules: tuple[Rule, ...]
    rule: Rule | None = None

    @cached_property
    def reading(self) -> str:
        return to_katakana(self.listing.reading)

    @property
    def address(self) -> str:
        """With the city before it, unless it says so itself; nothing where it may not be told."""
        return from_the_prefecture(self.listing.address, self.edition)

    @property
    def point(self) -> tuple[float, float] | None:
        if self.listing.lat is None or self.listing.lng is None:
            return None
        return round(self.listing.lat, 6), round(self.listing.lng, 6)

    @property
    def lat(self) -> float | None:
        return self.point and self.point[0]

    @property
    def lng(self) -> float | None:
        return self.point and self.point[1]

    @property
    def phone(self) -> str:
        return say_phone(self.listing.contact_phone)

    @property
    def school(self) -> str:
        return say_school(self.listing.school_name)

    @property
    def activities(self) -> str:
        return BETWEEN.join(Activity(activity).label for activity in self.listing.activities)

    @property
    def kinds(self) -> str:
        return BETWEEN.join(self.listing.kinds)

    @property
    def fee(self) -> str:
        return say_fee(self.listing)

    @property
    def signup(self) -> str:
        return Signup(self.listing.signup).label if self.listing.signup else ""

    @property
    def sentences(self) -> list[str]:
        """All its rules, or its own words where it has none. Said for any day: of each rule also since when."""
        return [say_rule(rule) for rule in self.rules] or self.listing.schedule_text.splitlines()

    @property
    def schedule(self) -> str:
        return BETWEEN.join(self.sentences)

    @property
    def rests(self) -> str:
        """「2026-11-01/2027-03-31 感染症」, open at the end where nobody knows; without those that are over."""
        return BETWEEN.join(
            f"{rest.from_date}/{rest.until or ''} {PauseReason(rest.reason).label if rest.reason else ''}".strip()
            for rest in rests_of(self.listing)
            if rest.until is None or rest.until >= self.edition.today
        )

    @property
    def checked(self) -> str:
        """「2026-09-03 電話で確認」"""
        listing = self.listing
        return f"{listing.checked_on} {CHECKED.get(listing.checked_how, '確認')}" if listing.checked_on else ""

    @property
    def page(self) -> str:
        return self.edition.page(self.listing.number)

    @property
    def weekdays(self) -> str:
        return meetings.weekdays([self.rule] if self.rule else [])

    @property
    def repeat_code(self) -> str:
        return meetings.repeat_code(self.rule) if self.rule else ""

    @property
    def start(self) -> dt.time | str | None:
        return meetings.clock(self.rule.start) if self.rule else None

    @property
    def end(self) -> dt.time | str | None:
        return meetings.clock(self.rule.end, is_end=True) if self.rule else None

    @property
    def sentence(self) -> str:
        return say_rule(self.rule) if self.rule else ""


def rows(listings: Iterable[Listing], edition: Edition) -> Iterator[Row]:
    """基本情報: one a listing, with its first rule."""
    for listing in listings:
        rules = meetings.rules_not_over(listing, edition.today)
        yield Row(listing, edition, rules, rules[0] if rules else None)


def more_rows(listings: Iterable[Listing], edition: Edition) -> Iterator[Row]:
    """追加情報: one for each further rule."""
    for row in rows(listings, edition):
        for rule in row.rules[1:]:
            yield replace(row, rule=rule)


def from_the_prefecture(address: str, edition: Edition) -> str:
    if not address or address.startswith(edition.prefecture):
        return address
    city = "" if address.startswith(edition.city) else edition.city
    return f"{edition.prefecture}{city}{address}"


def yes_no(value: bool | None) -> str:
    """「有」「無」 of the government's vocabulary, nothing where nobody knows."""
    return {True: "有", False: "無", None: ""}[value]


def one_zero(value: bool | None) -> str:
    return {True: "1", False: "0", None: ""}[value]
