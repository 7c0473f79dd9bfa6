"""Days: 「第1・3～5」, 「月・水～金曜日」, 「4月～10月」, 「10日・20日」, 「12月29日～1月3日」.

Each reader answers what was read at a place and where the words after it begin, or nothing.
"""

from collections.abc import Callable, Iterator, Sequence

from directory.places.days import LAST, WEEKDAYS
from directory.places.schedule.reading.numbers import number
from directory.places.schedule.reading.vocabulary import Kind
from directory.places.schedule.reading.words import Word

LETTERS = "月火水木金土日"
EVERY_TEN = ("のつく日", "の付く日")
LISTS = {Kind.JOIN, Kind.COMMA}
AFTER_DAYS = LISTS | {Kind.CLOSE, Kind.EXCEPT, Kind.REST, Kind.TOPIC}
MOST = 2 * 31
"""Words of the longest list of figures, with what joins them."""
SPANS = {Kind.RANGE, Kind.FROM}

Found = tuple[tuple[int, ...], int] | None
Span = tuple[tuple[int, int], tuple[int, int]]
"""First and last day, each as month and day."""


def read_weeks(words: Sequence[Word], place: int) -> Found:
    """「第1・3」, 「第2と最終」, 「第1～3週」, 「1週」."""
    named = is_at(words, place, Kind.NTH) or is_at(words, place, Kind.LAST)
    if not named and not _read_unit(_is_week)(words, place):
        return None
    return _read_list(words, place, _read_week, last=5, may_follow=True)


def _read_week(words: Sequence[Word], place: int) -> tuple[int, int] | None:
    is_named = is_at(words, place, Kind.NTH)
    place = after(words, place, {Kind.NTH})
    place = after(words, place, {Kind.GAP}) if is_named else place
    if is_at(words, place, Kind.LAST):
        return LAST, place + 1
    if not is_at(words, place, Kind.NUMBER) or not 1 <= number(words[place].text) <= 5:
        return None
    if (
        not is_named
        and _is_month(words, place + 1)
        and is_at(words, after(words, place + 2, {Kind.PARTICLE}), Kind.NTH)
    ):
        return None  # 「12月第4・1月の第2」
    return number(words[place].text), after(words, place + 1, {Kind.WEEK})


def read_months(words: Sequence[Word], place: int) -> Found:
    """「奇数月」, 「1・4・7月」, 「11月～3月」."""
    if is_at(words, place, Kind.PARITY):
        return tuple(range(1 if words[place].text.startswith("奇") else 2, 13, 2)), place + 1
    return _read_list(words, place, _read_unit(_is_only_a_month), last=12)


def read_days(words: Sequence[Word], place: int) -> Found:
    """「10日・20日」, 「1～5日」, 「5のつく日」."""
    ending = place
    while ending < min(len(words), place + MOST) and words[ending].kind in LISTS | {Kind.NUMBER}:
        ending += 1
    digits = {number(word.text) for word in words[place:ending] if word.kind is Kind.NUMBER}
    if digits and max(digits) <= 9 and ending < len(words) and words[ending].text in EVERY_TEN:
        return tuple(day for day in range(1, 31) if day % 10 in digits), ending + 1
    return _read_list(words, place, _read_unit(_is_day), last=31)


def read_dates(words: Sequence[Word], place: int) -> tuple[tuple[Span, ...], int] | None:
    """「8月13日(木)」, 「12/29～1/3」, 「8月13日・15日」, 「年末年始（12月29日から翌年1月3日まで）」."""
    if is_at(words, place, Kind.OCCASION):
        return _read_named_dates(words, place + 1)
    found = _read_span(words, place, None)
    spans: list[Span] = []
    while found:
        span, place = found
        spans.append(span)
        found = _read_span(words, place + 1, span[1][0]) if place < len(words) and words[place].kind in LISTS else None
    return (tuple(spans), place) if spans else None


def _read_named_dates(words: Sequence[Word], place: int) -> tuple[tuple[Span, ...], int] | None:
    in_brackets = is_at(words, place, Kind.OPEN)
    first = place + in_brackets
    named = read_dates(words, first) if is_at(words, first, Kind.NUMBER) else None
    if named is None or (in_brackets and not is_at(words, named[1], Kind.CLOSE)):
        return None
    return named[0], named[1] + in_brackets


def _read_span(words: Sequence[Word], place: int, month: int | None) -> tuple[Span, int] | None:
    """A date, or from one to another; in a list the `month` goes on."""
    found = _read_date(words, place) or (_read_further_day(month, words, place) if month else None)
    if found is None:
        return None
    first, place = found
    if place < len(words) and words[place].kind in SPANS:
        begin = after(words, place + 1, {Kind.NEXT_YEAR})
        last = _read_date(words, begin) or _read_day_of(first[0], words, begin)
        if last:
            return (first, last[0]), after(words, last[1], {Kind.UNTIL})
    return (first, first), place


def _read_further_day(month: int, words: Sequence[Word], place: int) -> tuple[tuple[int, int], int] | None:
    """「15日」 behind 「8月13日・」, or 「15」 alone behind 「8/13・」."""
    is_last = place + 1 >= len(words) or words[place + 1].kind in AFTER_DAYS
    if is_at(words, place, Kind.NUMBER) and is_last:
        return _dated(month, number(words[place].text), words, place + 1)
    return _read_day_of(month, words, place)


def _read_date(words: Sequence[Word], place: int) -> tuple[tuple[int, int], int] | None:
    if not is_at(words, place, Kind.NUMBER):
        return None
    month = number(words[place].text)
    if _is_month(words, place + 1):
        return _read_day_of(month, words, place + 2)
    if place + 2 < len(words) and words[place + 1].text == "/" and words[place + 2].kind is Kind.NUMBER:
        return _dated(month, number(words[place + 2].text), words, place + 3)
    return None


def _read_day_of(month: int, words: Sequence[Word], place: int) -> tuple[tuple[int, int], int] | None:
    if not is_at(words, place, Kind.NUMBER) or not _is_day(words, place + 1):
        return None
    return _dated(month, number(words[place].text), words, place + 2)


def _dated(month: int, day: int, words: Sequence[Word], place: int) -> tuple[tuple[int, int], int] | None:
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    weekday = read_bracketed_weekdays(words, place)
    return (month, day), weekday[1] if weekday else place


def read_weekdays(words: Sequence[Word], place: int) -> tuple[tuple[str, ...], int] | None:
    """「月・水・金曜日」, 「月曜から木曜まで」, 「土日」, 「(土)」."""
    bracketed = read_bracketed_weekdays(words, place)
    if bracketed:
        return bracketed
    first = _letter(words, place)
    if first is None:
        return None
    named, at = {first}, place
    following = _next_letter(words, at)
    while following:
        step, at, index = following
        named |= set(_days_between(_letter(words, place), index)) if step in SPANS else {index}
        place, following = at, _next_letter(words, at)
        if step in SPANS and is_at(words, at + 1, Kind.UNTIL):
            return _weekdays(named), at + 2
    return _weekdays(named), after(words, at + 1, {Kind.ENDING})


def read_bracketed_weekdays(words: Sequence[Word], place: int) -> tuple[tuple[str, ...], int] | None:
    """「(月)」, 「(火・木)」, 「(水)(金)」: nothing else stands in the brackets."""
    named: set[str] = set()
    while is_at(words, place, Kind.OPEN) and _letter(words, place + 1) is not None:
        found = read_weekdays(words, place + 1)
        if found is None or not is_at(words, found[1], Kind.CLOSE):
            break
        named |= set(found[0])
        place = after(words, found[1] + 1, {Kind.ENDING})
    return (tuple(sorted(named, key=WEEKDAYS.index)), place) if named else None


def _next_letter(words: Sequence[Word], at: int) -> tuple[Kind, int, int] | None:
    """How the list of weekdays goes on after `at`, where its next weekday is, and which."""
    step = words[at + 1].kind if at + 1 < len(words) else Kind.TAB
    if step in {Kind.LETTER, Kind.WEEKDAY}:
        step, at = Kind.JOIN, at - 1
    index = _letter(words, at + 2)
    if index is None or not (step in LISTS | SPANS or (step is Kind.GAP and _stand_apart(words, at))):
        return None
    return step, at + 2, index


def _stand_apart(words: Sequence[Word], at: int) -> bool:
    """「月 水 金」, not 「月～土 日祝休み」."""
    beside = {words[near].kind for near in (at - 1, at + 3) if 0 <= near < len(words)}
    return {words[at].kind, words[at + 2].kind} == {Kind.LETTER} and not beside & {
        Kind.LETTER,
        Kind.HOLIDAY,
        *LISTS,
        *SPANS,
    }


def _letter(words: Sequence[Word], place: int) -> int | None:
    if place >= len(words) or words[place].kind not in {Kind.LETTER, Kind.WEEKDAY}:
        return None
    return LETTERS.index(words[place].text[0])


def _days_between(first: int | None, last: int) -> Iterator[int]:
    assert first is not None
    return (day % 7 for day in range(first, (last if first <= last else last + 7) + 1))


def _weekdays(named: set[int]) -> tuple[str, ...]:
    return tuple(WEEKDAYS[index] for index in sorted(named))


Reader = Callable[[Sequence[Word], int], tuple[int, int] | None]


def _read_unit(has_unit: Callable[[Sequence[Word], int], bool]) -> Reader:
    """Reads a figure with its unit, or without it where a later one of the list has it: 「1・4・7月」."""

    def read(words: Sequence[Word], place: int) -> tuple[int, int] | None:
        if not is_at(words, place, Kind.NUMBER):
            return None
        last, most = place, min(len(words), place + MOST)
        while last + 2 < most and words[last + 1].kind in LISTS | SPANS and is_at(words, last + 2, Kind.NUMBER):
            last += 2
        value = number(words[place].text)
        if has_unit(words, place + 1):
            return value, place + 2
        return (value, place + 1) if last > place and has_unit(words, last + 1) else None

    return read


def _read_list(
    words: Sequence[Word],
    place: int,
    read_one: Reader,
    *,
    last: int,
    may_follow: bool = False,
) -> Found:
    """Figures joined by 「・」 or 「と」, or from one to another; with `may_follow` 「第2第4」 too."""
    found = read_one(words, place)
    values: list[int] = []
    step = Kind.JOIN
    while found and (found[0] == LAST or 1 <= found[0] <= last):
        if step in SPANS:
            values += _span(values[-1], found[0], last)
        values.append(found[0])
        place = found[1]
        step = words[place].kind if place < len(words) else Kind.TAB
        if step in LISTS | SPANS:
            place = after(words, place + 1, {Kind.NEXT_YEAR}) - 1
            gap = after(words, place + 1, {Kind.GAP})
            found = read_one(words, gap if may_follow and is_at(words, gap, Kind.NTH) else place + 1)
        elif is_at(words, place - 1, Kind.LETTER) and is_at(words, place, Kind.NUMBER):  # 「7月8月」
            found, step = read_one(words, place), Kind.JOIN
        elif may_follow and is_at(words, after(words, place, {Kind.GAP}), Kind.NTH):
            found, step = read_one(words, after(words, place, {Kind.GAP})), Kind.JOIN
        else:
            break
    return (tuple(dict.fromkeys(values)), place) if values else None


def _span(first: int, end: int, last: int) -> list[int]:
    """What lies between; months go round the end of the year."""
    between = range(first + 1, end if first < end else end + last)
    return [value if value <= last else value - last for value in between]


def _is_month(words: Sequence[Word], place: int) -> bool:
    return is_at(words, place, Kind.LETTER) and words[place].text == "月"


def _is_only_a_month(words: Sequence[Word], place: int) -> bool:
    is_date = is_at(words, place + 1, Kind.NUMBER) and _is_day(words, place + 2)
    return _is_month(words, place) and not is_date


def _is_week(words: Sequence[Word], place: int) -> bool:
    return is_at(words, place, Kind.WEEK)


def _is_day(words: Sequence[Word], place: int) -> bool:
    return is_at(words, place, Kind.LETTER) and words[place].text == "日"


def is_at(words: Sequence[Word], place: int, kind: Kind) -> bool:
    return place < len(words) and words[place].kind is kind


def after(words: Sequence[Word], place: int, kinds: set[Kind]) -> int:
    """The first place from `place` on that is none of `kinds`."""
    while place < len(words) and words[place].kind in kinds:
        place += 1
    return place
