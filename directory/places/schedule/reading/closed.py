"""Days off in words: 「8月は休み」, 「第一火曜日を除く」, 「休館日」 above a list of days."""

import re

from directory.places.schedule.reading.exclusion import JOINS, Exclusion, exclusion_of, is_inside, reserve
from directory.places.schedule.reading.items import AROUND, ITEMS, before_brackets, first_item, start_of_items
from directory.places.schedule.reading.naming import is_alone
from directory.places.schedule.reading.sentence import DAYS, TELLING, Mark, Sentence
from directory.places.schedule.reading.vocabulary import Kind

OPENING = {Kind.TIMES, Kind.FILLER, Kind.DAILY, Kind.WORKDAYS, Kind.REST, Kind.CLOSED, Kind.EXCEPT, Kind.BREAK}
"""What a list of days off has not: with one of these a line says more."""
SOME = {Kind.MONTHS, Kind.WEEKS, Kind.WEEKDAYS, Kind.DATES}
NEVER = re.compile(
    "(?:ません|ない|不可|なし)(?:です)?$|^全?休$|予定なし$|^閉[まじ館所室店]|貸し?切|他団体|(?:別|他|ほか)の?団体"
)
PERHAPS = re.compile("場合|こと[もが]?あ|可能性|あり(?!ません)|有|問|相談|確認|未定|連絡")


def read_rest(sentence: Sentence, place: int) -> Exclusion | None:
    """Items, then 「は休み」 or 「を除く」."""
    clause = sentence.clause(place)[0]
    first = before_brackets(sentence, first_item(sentence, place), place)
    told = read_told(sentence, first - 1, place) if sentence.kind(first - 1) is Kind.TEXT else None
    if told and first in {place, place - 1}:
        return told
    if not any(sentence.kind(at) in ITEMS for at in range(first, place)):
        is_label = place == clause and sentence.kind(place) in {Kind.REST, Kind.EXCEPT}
        if is_label:
            return read_closed(sentence, place)
        _leave(sentence, place)
        return None
    if sentence.kind(place + 1) is Kind.CASE:  # 「第3火曜は休館の場合あり」
        sentence.mark(first, sentence.skip(place + 1, {Kind.CASE, Kind.PARTICLE, Kind.TOPIC, Kind.FILLER}), Mark.TEXT)
        return None
    if sentence.kind(first - 1) is Kind.TOPIC and sentence.kind(first - 2) is Kind.CASE:  # 「月曜が祝日の時は火曜休館」
        sentence.mark(sentence.start_of_part(first - 2), place + 1, Mark.TEXT)
        return None
    if sentence.kind(first - 1) is Kind.TEXT and first > clause and sentence.kind(first) is not Kind.OCCASION:
        sentence.mark(start_of_items(sentence, first - 1), place + 1, Mark.TEXT)
        return None
    return reserve(sentence, first, place + 1, exclusion_of(sentence, first, place))


def read_told(sentence: Sentence, text: int, place: int) -> Exclusion | None:
    """「第3火曜は会場が使えないため休み」: some weeks or months, and in words that stay why they are out."""
    end = sentence.skip(text - 1, {Kind.ONLY}, -1)
    first = sentence.skip(end - 1, SOME | {Kind.JOIN, Kind.PARTICLE}, -1) + 1
    kinds = {sentence.kind(at) for at in range(first, end)}
    is_told = sentence.kind(end) is Kind.TOPIC and bool(kinds & (SOME - {Kind.WEEKDAYS}))
    if not is_told or PERHAPS.search(sentence.text(text, sentence.clause(text)[1])):
        return None
    ruled = any(sentence.is_open(at, DAYS) for at in range(first))
    return reserve(sentence, first, place + 1, exclusion_of(sentence, first, text + 1)) if ruled else None


def set_aside_items(sentence: Sentence, place: int) -> None:
    """「祝日の運行はありません」"""
    first = sentence.skip(place - 1, ITEMS | AROUND | {Kind.JOIN}, -1) + 1
    if any(sentence.kind(at) in ITEMS for at in range(first, place)):
        sentence.mark(start_of_items(sentence, place), place + 1, Mark.TEXT)


def read_closed(sentence: Sentence, place: int) -> Exclusion | None:
    """「定休日」, then items."""
    if sentence.kind(place - 1) is Kind.TEXT:
        sentence.mark(place - 1, place + 1, Mark.TEXT)
        return None
    first = place + 1
    while sentence.kind(first) in {Kind.TOPIC, Kind.COLON, Kind.GAP, Kind.CLOSE} or _is_line_end(sentence, first):
        first += 1
    end = _end_of_closed(
        sentence, first, is_heading=first < len(sentence) and sentence.line(place) < sentence.line(first)
    )
    if end == first:
        if place > sentence.clause(place)[0]:
            return read_rest(sentence, place)
        _leave(sentence, place)
        return None
    exclusion = exclusion_of(sentence, first, end)
    exclusion.first = place
    exclusion.is_whole &= all(sentence.kind(at) is not Kind.CASE for at in range(first, end))
    return reserve(sentence, place, end, exclusion)


def _is_line_end(sentence: Sentence, place: int) -> bool:
    return sentence.kind(place) is Kind.BREAK and not sentence.phrases[place].text.strip()


def _end_of_closed(sentence: Sentence, first: int, *, is_heading: bool) -> int:
    """Where the list of 「休館日」 ends: with its line, or a later one that says more than days that are off."""
    more = OPENING if is_heading else OPENING | {Kind.TEXT}
    end = first
    while end < len(sentence):
        line_end = next(
            (at for at in range(end, len(sentence)) if sentence.kind(at) is Kind.TAB or _is_line_end(sentence, at)),
            len(sentence),
        )
        listed = _end_of_items(sentence, end, line_end, more)
        if listed == end:
            break
        end = listed
        if end < line_end or not _is_line_end(sentence, line_end):
            break
        end = line_end + 1
    while end > first and (_is_line_end(sentence, end - 1) or sentence.kind(end - 1) is Kind.GAP):
        end -= 1
    return end


def _end_of_items(sentence: Sentence, first: int, end: int, more: set[Kind]) -> int:
    """In a line: all of it unless it says more, else what goes together."""
    outside = [at for at in range(first, end) if not is_inside(sentence, at, first)]
    kinds = {sentence.kind(at) for at in outside}
    if not kinds & ITEMS:
        return first
    if not kinds & more:
        return end
    at = first
    while at < end and sentence.kind(at) in ITEMS | JOINS | AROUND - {Kind.CASE}:
        at += 1
    return at if any(sentence.kind(item) in ITEMS for item in range(first, at)) else first


def _leave(sentence: Sentence, place: int) -> None:
    """No items: 「無し」 says nothing, 「雨天中止」 is to be shown; whether it has stopped is asked elsewhere."""
    sentence.is_unclear |= sentence.kind(place) is Kind.EXCEPT and sentence.kind(place - 1) in TELLING
    sentence.is_unclear |= is_alone(sentence, place) and sentence.kind(place - 2) in DAYS  # 「毎週火曜日（休館日）」
    if sentence.phrases[place].text in {"なし", "無し"} and sentence.kind(place - 1) is not Kind.TEXT:
        sentence.mark(place, place + 1, Mark.READ)
        return
    if sentence.kind(place - 1) is Kind.TEXT:
        sentence.mark(start_of_items(sentence, place - 1), place, Mark.TEXT)
    sentence.mark(place, place + 1, Mark.TEXT)
