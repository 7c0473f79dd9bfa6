"""Words put together into phrases: weeks, weekdays, months, days, dates, times. What belongs to none stays a word."""

from collections.abc import Callable, Sequence
from typing import Any

from directory.places.schedule.reading.clock import read_times
from directory.places.schedule.reading.dates import (
    SPANS,
    after,
    is_at,
    read_dates,
    read_days,
    read_months,
    read_weekdays,
    read_weeks,
)
from directory.places.schedule.reading.vocabulary import Kind
from directory.places.schedule.reading.words import Word

# The order counts: 「8月13日」 is a date before 「8月」 is a month, 「10～12時」 are hours before 「10」 is anything.
READERS: tuple[tuple[Kind, Callable[[Sequence[Word], int], tuple[Any, int] | None]], ...] = (
    (Kind.DATES, read_dates),
    (Kind.WEEKS, read_weeks),
    (Kind.MONTHS, read_months),
    (Kind.DAYS, read_days),
    (Kind.WEEKDAYS, read_weekdays),
    (Kind.TIMES, read_times),
)


BEFORE_REST = {Kind.TOPIC, Kind.PARTICLE, Kind.GAP, Kind.COMMA, Kind.OCCASION}


def phrases_of(words: Sequence[Word]) -> list[Word]:
    """The words with those joined that are read together."""
    phrases: list[Word] = []
    place = 0
    while place < len(words):
        kind, value, end = _read(words, place)
        text = "".join(word.text for word in words[place:end])
        phrases.append(Word(kind, text, words[place].start, words[end - 1].end, value))
        place = end
    return phrases


def _read(words: Sequence[Word], place: int) -> tuple[Kind, Any, int]:
    season = _read_season(words, place)
    if season:
        return season
    for kind, read in READERS:
        found = read(words, place)
        if found is None:
            continue
        value, end = found
        if kind is Kind.MONTHS and _is_open(words, end):
            is_over = any(word.kind in SPANS for word in words[place:end]) and _is_out(words, end + 1)
            return Kind.MONTHS if is_over else Kind.PERIOD, value, end + 1
        return kind, value, end
    return words[place].kind, None, place + 1


def _read_season(words: Sequence[Word], place: int) -> tuple[Kind, Any, int] | None:
    """「冬期（12月～2月）は休み」: the months say when."""
    in_brackets = is_at(words, place, Kind.OCCASION) and is_at(words, place + 1, Kind.OPEN)
    found = read_months(words, place + 2) if in_brackets else None
    if found is None or not is_at(words, found[1], Kind.CLOSE) or not _is_out(words, found[1] + 1):
        return None
    return Kind.MONTHS, found[0], found[1] + 1


def _is_out(words: Sequence[Word], place: int) -> bool:
    """Does 「は休み」 or 「を除く」 follow?"""
    at = after(words, place, BEFORE_REST)
    return is_at(words, at, Kind.REST) or is_at(words, at, Kind.EXCEPT)


def _is_open(words: Sequence[Word], place: int) -> bool:
    """「4月から」, 「10月まで」: since some year, or until one."""
    return place < len(words) and words[place].kind in SPANS | {Kind.UNTIL} and not is_at(words, place + 1, Kind.TIME)
