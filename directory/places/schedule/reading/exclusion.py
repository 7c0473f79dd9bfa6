"""What is out: days, and whether the words that say so are understood."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from directory.places.schedule.reading.dates import Span
from directory.places.schedule.reading.drafts import Draft
from directory.places.schedule.reading.sentence import Mark, Sentence
from directory.places.schedule.reading.vocabulary import Kind

KEYS = {Kind.MONTHS: "months", Kind.WEEKS: "weeks", Kind.WEEKDAYS: "weekdays", Kind.DAYS: "days"}
JOINS = {Kind.JOIN, Kind.COMMA}


@dataclass
class Exclusion:
    """What is out, said from `first` to `end` of a sentence."""

    first: int
    end: int
    is_aside: bool = False
    entries: list[dict[str, Any]] = field(default_factory=list)
    off_on_holidays: bool = False
    only_on: tuple[str, ...] = ()
    """The weekdays whose holidays are off; all where empty."""
    is_whole: bool = True
    """Everything that is out is in `entries`; otherwise the words stay."""
    moves: bool = False
    """The meeting is on another day instead: the words stay."""
    is_used: bool = False

    def apply(self, draft: Draft) -> Iterator[Draft]:
        """The rule without those days, as two rules where only one of its weekdays is off on holidays."""
        met = [entry for entry in self.entries if draft.meets(entry) and (not self.moves or draft.days)]
        self.is_used |= bool(met) or self.off_on_holidays or not self.entries
        draft.exceptions += [entry for entry in met if entry not in draft.exceptions]
        others = tuple(day for day in draft.weekdays if self.only_on and day not in self.only_on)
        if others and self.off_on_holidays:
            yield replace(draft, weekdays=others, times=list(draft.times), exceptions=list(draft.exceptions))
            draft.weekdays = tuple(day for day in draft.weekdays if day in self.only_on)
        draft.off_on_holidays |= self.off_on_holidays and bool(draft.weekdays or draft.days)
        if draft.weekdays or draft.days:
            yield draft

    def settle(self, sentence: Sentence) -> None:
        """Mark its words: understood, or to be shown."""
        goes_on = self.is_aside and sentence.kind(self.end) in {Kind.TEXT, Kind.PARTICLE}  # 「祝日は休館のため翌日」
        understood = self.is_whole and self.is_used and not self.moves and not goes_on
        mark = Mark.READ if understood else Mark.TEXT
        first, end = (self.first, self.end) if understood or not self.is_aside else sentence.clause(self.first)
        for place in range(first, end):
            sentence.marks[place] = mark


def exclusion_of(sentence: Sentence, first: int, end: int) -> Exclusion:
    exclusion = Exclusion(first, end)
    entry: dict[str, Any] = {}
    for place in range(first, end):
        kind, value = sentence.kind(place), sentence.phrases[place].value
        if kind is Kind.TEXT or is_inside(sentence, place, first):
            exclusion.is_whole = False
        elif kind is Kind.HOLIDAY and sentence.text(place + 1, place + 2) == "の":  # 「祝日の翌日」
            exclusion.is_whole &= sentence.kind(place + 2) is not Kind.TEXT
            exclusion.off_on_holidays |= sentence.kind(place + 2) is not Kind.TEXT
        elif kind in JOINS | {Kind.GAP, Kind.BREAK}:
            entry = {}
        elif kind is Kind.HOLIDAY:
            exclusion.off_on_holidays = True
        elif kind is Kind.WEEKDAYS and _is_that_day(sentence, place):
            exclusion.only_on = value
        elif kind is Kind.OCCASION:
            exclusion.is_whole = bool(entry) and _explains(sentence, place, exclusion, entry)
        elif kind is Kind.DATES:
            exclusion.entries += (entry for span in value for entry in _entries_of(span))
        elif kind in KEYS:
            entry = {} if KEYS[kind] in entry else entry
            exclusion.entries += [entry] if not entry else []
            entry[KEYS[kind]] = list(value)
    return exclusion


def is_inside(sentence: Sentence, place: int, first: int) -> bool:
    """Within brackets that open after `first`?"""
    return any(opened < place < sentence.partners.get(opened, opened) for opened in range(first, place))


def _explains(sentence: Sentence, place: int, exclusion: Exclusion, entry: dict[str, Any]) -> bool:
    """「12月～2月は冬期休み」 says why; 「8月お盆休み」 is some days of August, nobody knows which."""
    if sentence.phrases[place].text[0] in "春夏秋冬":
        return exclusion.is_whole
    exclusion.entries = [other for other in exclusion.entries if other is not entry]  # gone already in 「お盆年末年始」
    return False


def _is_that_day(sentence: Sentence, place: int) -> bool:
    """「月曜が祝日の場合」"""
    return sentence.text(place + 1, place + 2) == "が" and sentence.kind(place + 2) is Kind.HOLIDAY


def _entries_of(span: Span) -> Iterator[dict[str, Any]]:
    """From one day to another, as days of months."""
    (month, day), (last_month, last_day) = span
    while month != last_month or last_day < day:
        yield {"months": [month], "days": list(range(day, 32))}
        month, day = month % 12 + 1, 1
    yield {"months": [month], "days": list(range(day, last_day + 1))}


def reserve(sentence: Sentence, first: int, end: int, exclusion: Exclusion) -> Exclusion:
    exclusion.end = end
    exclusion.is_aside = sentence.is_aside(first)
    sentence.mark(first, end, Mark.OUT)
    return exclusion
