"""A sentence cut into words that the grammar knows, and text that it does not."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from directory.places.schedule.reading.vocabulary import STRONG, WEAK, Kind, compile_rows

ANYWHERE, AFTER_A_WORD = compile_rows(STRONG), compile_rows(STRONG + WEAK)
# Where a text comes right after one of these, it was the beginning of that text: 「30名」, 「実施場所」, 「朝市」.
BEGINS_A_TEXT = {
    Kind.TEXT,
    Kind.NUMBER,
    Kind.NUMBERING,
    Kind.FILLER,
    Kind.NTH,
    Kind.WEEK,
    Kind.SINCE,
    Kind.HALF,
    Kind.ENDING,
}
NAMES_A_DAY = {Kind.NTH, Kind.WEEKLY, Kind.FORTNIGHTLY, Kind.LAST, Kind.WEEK}
ENDS_OPEN = {Kind.NUMBER, Kind.WEEK, Kind.JOIN, Kind.COMMA}
IN_A_LIST = {Kind.LETTER, Kind.WEEKDAY, Kind.JOIN, Kind.RANGE, Kind.NUMBER, Kind.COMMA}


@dataclass(frozen=True)
class Word:
    """A word, or several read together with their `value`; from `start` to `end` of the folded text."""

    kind: Kind
    text: str
    start: int
    end: int
    value: Any = None


def words_of(folded: str) -> list[Word]:
    """All of the text, in order: nothing is left out."""
    words = list(_cut(folded))
    for place in range(1, len(words) - 1):
        if _is_a_list(words[place - 1 : place + 2]):
            words[place] = replace(words[place], kind=Kind.GAP)
    for place in reversed(range(len(words) - 1)):
        if _begins_the_text_after(words, place):
            text = words[place + 1]
            words[place : place + 2] = [
                replace(text, start=words[place].start, text=folded[words[place].start : text.end])
            ]
    return words


def _cut(folded: str) -> Iterator[Word]:
    place = begun = 0
    while place < len(folded):
        found = _word_at(folded, place, ANYWHERE if begun < place else AFTER_A_WORD)
        if found is None:
            place += 1
            continue
        if begun < place:
            yield Word(Kind.TEXT, folded[begun:place], begun, place)
        yield found
        place = begun = found.end
    if begun < place:
        yield Word(Kind.TEXT, folded[begun:place], begun, place)


def _word_at(folded: str, place: int, rows: Any) -> Word | None:
    for kind, pattern in rows:
        found = pattern.match(folded, place)
        if found and found[0]:
            return Word(kind, found[0], place, found.end())
    return None


def _is_a_list(words: list[Word]) -> bool:
    """Does a line end within a list? 「第2・」 and below 「第4水曜日」."""
    before, word, after = words
    is_line_end = word.kind is Kind.BREAK and not word.text.strip()
    return is_line_end and before.kind in ENDS_OPEN and after.kind in {Kind.NTH, Kind.WEEKDAY, Kind.LETTER}


def _begins_the_text_after(words: list[Word], place: int) -> bool:
    word, following = words[place], words[place + 1]
    if following.kind is not Kind.TEXT:
        return False
    if word.text == "月" and place and words[place - 1].kind is Kind.NUMBER:
        return False
    after_letter = place and words[place - 1].kind is Kind.LETTER and word.text in {"の", "に", "を", "で", "が", "も"}
    if word.kind is Kind.LETTER or after_letter:
        return not _is_named_as_a_day(words, place)
    return word.kind in BEGINS_A_TEXT


def _is_named_as_a_day(words: list[Word], place: int) -> bool:
    """「第4土配食」 is a Saturday, 「土地」 is not."""
    while place and words[place - 1].kind in IN_A_LIST | {Kind.LETTER}:
        place -= 1
    return place > 0 and words[place - 1].kind in NAMES_A_DAY
