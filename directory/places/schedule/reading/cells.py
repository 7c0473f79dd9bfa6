"""What is kept while a row is gone through: its cells, and the limits that wait for a day."""

from dataclasses import dataclass, field

from directory.places.schedule.reading.clock import Times
from directory.places.schedule.reading.drafts import Draft
from directory.places.schedule.reading.sentence import NEUTRAL, Sentence
from directory.places.schedule.reading.vocabulary import Kind


@dataclass
class Waiting:
    """Limits that were named and wait for the day they are of. Months go on to the days after it."""

    weeks: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    months_at: int = -1
    are_months_used: bool = False
    fortnightly: bool = False
    monthly: bool = False
    weekly: bool = False
    says_monthly: bool = False
    is_instead: bool = False
    """「1月は…」 after a rule: what follows is in place of that rule."""

    @property
    def has_months(self) -> bool:
        """Months that no day has taken yet."""
        return bool(self.months) and not self.are_months_used

    @property
    def is_empty(self) -> bool:
        return not (self.weeks or self.fortnightly or self.monthly or self.weekly or self.has_months)

    @property
    def needs_a_day(self) -> bool:
        """Not so 「毎週」: a weekday in another cell says which."""
        return bool(self.weeks) or self.fortnightly or self.monthly or self.has_months

    def after_a_day(self) -> "Waiting":
        """What still waits when a day has taken its limits."""
        months = () if self.is_instead else self.months
        return Waiting(months=months, months_at=self.months_at, are_months_used=True, says_monthly=self.says_monthly)


@dataclass
class Cell:
    """What a cell of a row says; a sentence without tabs is one cell. `times` are those that found no day."""

    first: int
    end: int = 0
    drafts: list[Draft] = field(default_factory=list)
    times: list[Times] = field(default_factory=list)
    times_at: list[int] = field(default_factory=list)
    waiting: Waiting = field(default_factory=Waiting)
    is_numbered: bool = False
    """「1部」, 「2部」: the times are parts of those that other cells say."""


def is_nothing_but(sentence: Sentence, cell: Cell, kind: Kind) -> bool:
    """Does a cell say one such phrase and no more?"""
    kinds = [sentence.kind(place) for place in range(cell.first, cell.end) if sentence.kind(place) not in NEUTRAL]
    return kinds == [kind]
