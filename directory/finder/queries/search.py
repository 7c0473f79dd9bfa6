"""What is being looked for: a search as an address holds it."""

import datetime as dt
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.db.models import Q

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
TIMES = ("am", "pm")
WHENS = {"today": (0, 1), "tomorrow": (1, 1), "week": (0, 7)}
"""The first day, counted from today, and how many days."""
TRAITS = {
    "newcomers": Q(newcomers_welcome=True),
    "wheelchair": Q(wheelchair=True),
    "parking": Q(parking=True),
    "transport": Q(transport=True),
    "free": Q(fee_amount=0),
    "men": Q(men_welcome=True),
    "children": Q(children_welcome=True),
}
"""What can be asked of a listing; unknown is not yes."""
NO_DISTRICT = "none"
"""In the place of a district's slug: those whose district nobody knows."""


@dataclass(frozen=True)
class Point:
    lat: float
    lng: float

    def __str__(self) -> str:
        """As an address has it; three decimals are about a hundred metres."""
        return f"{self.lat:.3f},{self.lng:.3f}"


@dataclass(frozen=True)
class Search:
    """What is being looked for. Every condition must hold; of several days or activities one is enough.

    `time` is am or pm; `when` is one of WHENS, and `date` a day of the calendar: only one of the two is told. `near`
    hides nothing: it measures and orders. `order` is next, near, name or "", which is near where there is a `near`,
    else next.
    """

    words: tuple[str, ...] = ()
    district: str = ""
    school: str = ""
    days: tuple[str, ...] = ()
    time: str = ""
    activities: tuple[str, ...] = ()
    traits: tuple[str, ...] = ()
    date: dt.date | None = None
    when: str = ""
    near: Point | None = None
    order: str = ""

    @property
    def ordering(self) -> str:
        """The order that holds: next, near or name."""
        usual = "near" if self.near else "next"
        return usual if self.order == "" or (self.order == "near" and not self.near) else self.order

    def dates(self, today: dt.date) -> tuple[dt.date, ...] | None:
        """The dates of which one is asked for, those of other weekdays left out; None where any will do."""
        if self.date is None and not self.when:
            return None
        ahead, count = WHENS.get(self.when, (0, 1))
        first = self.date or today + dt.timedelta(days=ahead)
        asked = (first + dt.timedelta(days=number) for number in range(count))
        return tuple(date for date in asked if not self.days or DAYS[date.weekday()] in self.days)

    def since(self, now: dt.datetime) -> dt.datetime:
        """When a next meeting is looked for from: now, or the morning of the first date asked for."""
        first = next(iter(self.dates(now.date()) or ()), now.date())
        return now if first == now.date() else dt.datetime.combine(first, dt.time.min)

    def query(self) -> str:
        """The search as it stands in an address, without the page."""
        told = {
            "q": " ".join(self.words),
            "district": self.district,
            "school": self.school,
            "day": self.days,
            "time": self.time,
            "activity": self.activities,
            "with": self.traits,
            "date": self.date.isoformat() if self.date else self.when,
            "near": str(self.near or ""),
            "order": "" if self.ordering == replace(self, order="").ordering else self.order,
        }
        return urlencode({name: value for name, value in told.items() if value}, doseq=True, safe=",")

    def without_each(self) -> dict[tuple[str, str], "Search"]:
        """What would be looked for without each of the conditions: by its name and, for words and traits, which one."""
        left: dict[tuple[str, str], Search] = {}
        if self.district:
            left["district", ""] = replace(self, district="", school="")
        if self.school:
            left["school", ""] = replace(self, school="")
        if self.near:
            left["near", ""] = replace(self, near=None)
        if self.date or self.when:
            left["date", ""] = replace(self, date=None, when="")
        if self.days:
            left["days", ""] = replace(self, days=())
        if self.time:
            left["time", ""] = replace(self, time="")
        if self.activities:
            left["activities", ""] = replace(self, activities=())
        for trait in self.traits:
            left["traits", trait] = replace(self, traits=_without(self.traits, trait))
        for word in self.words:
            left["words", word] = replace(self, words=_without(self.words, word))
        return left


def _without(several: tuple[str, ...], one: str) -> tuple[str, ...]:
    return tuple(other for other in several if other != one)
