"""The dated facts of one sample place."""

import datetime as dt
from dataclasses import dataclass, field

from kayoiba.demo.people import SamplePlace


@dataclass(frozen=True)
class Period:
    """`until` is the first day that no longer belongs; for a pause it is the last day that does."""

    from_date: dt.date
    until: dt.date | None = None
    reason: str = ""

    def holds_on(self, day: dt.date) -> bool:
        return self.from_date <= day and (self.until is None or day < self.until)


@dataclass(frozen=True)
class SampleArea:
    """From this day on the place counts in this district and school district; "" is 地区未設定."""

    from_date: dt.date
    district: str
    school: str


@dataclass(frozen=True)
class SampleGrant:
    """Status is a code of `Grant.Status`."""

    fiscal_year: int
    status: str
    decided_on: dt.date | None = None
    amount: int | None = None

    @property
    def is_decided(self) -> bool:
        return self.status in ("decided", "reported")


@dataclass(eq=False)
class History:
    """One place as it stands now, and what became of it; `areas` ends with where it stands now.

    Each is equal to itself alone: they are looked for in long lists again and again.
    """

    place: SamplePlace
    known: list[Period] = field(default_factory=list)
    pauses: list[Period] = field(default_factory=list)
    grants: list[SampleGrant] = field(default_factory=list)
    listed: list[Period] = field(default_factory=list)
    areas: list[SampleArea] = field(default_factory=list)
    consented_on: dt.date | None = None

    def known_on(self, day: dt.date) -> bool:
        return any(period.holds_on(day) for period in self.known)

    def listed_on(self, day: dt.date) -> bool:
        return any(period.holds_on(day) for period in self.listed)

    def district_on(self, day: dt.date) -> str:
        return next(area.district for area in reversed(self.areas) if area.from_date <= day)

    def granted_in(self, fiscal_year: int) -> bool:
        return any(grant.fiscal_year == fiscal_year and grant.is_decided for grant in self.grants)
