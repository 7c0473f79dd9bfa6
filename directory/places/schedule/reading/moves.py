"""Meetings that move: 「祝日の場合は翌日」, 「月曜が祝日のときは火曜」."""

import re

from directory.places.schedule.reading.closed import PERHAPS
from directory.places.schedule.reading.exclusion import JOINS, Exclusion, reserve
from directory.places.schedule.reading.sentence import DAYS, Mark, Sentence
from directory.places.schedule.reading.vocabulary import Kind

MOVES = re.compile("翌|次|直[前後]|前[日週の]|振替|振り替え|順延|延期|繰り|ずら|変更|移動|代わり|かわり")


def read_moved(sentence: Sentence, place: int) -> Exclusion | None:
    """「祝日の場合は翌日」, 「月曜が祝日のときは火曜」; 「祝日は要問い合わせ」 moves nothing and stays text."""
    clause, clause_end = sentence.clause(place)
    allowed = {Kind.WEEKDAYS, Kind.WEEKS, Kind.DAYS, Kind.HOLIDAY, Kind.JOIN, Kind.TOPIC, Kind.PARTICLE}
    allowed |= {Kind.COMMA} if sentence.is_aside(place) else set()
    first = place
    while first > clause and sentence.is_open(first - 1, allowed):
        first -= 1
    first = sentence.skip(first, JOINS)
    case = next((at for at in range(place, min(place + 4, clause_end)) if sentence.kind(at) is Kind.CASE), None)
    if case is None and sentence.kind(place + 1) is not Kind.TOPIC:
        return None
    if case is None:
        first = place if sentence.kind(place - 1) not in {*JOINS, Kind.WEEKDAYS} else first
    end = clause_end if sentence.is_aside(place) else _end_of_move(sentence, case or place + 1, clause_end)
    told = sentence.text(case if case is not None else place + 1, end)
    kinds = {sentence.kind(at) for at in range(first, place + 1)}
    target = any(sentence.kind(at) in DAYS | {Kind.WEEKS} for at in range((case or place) + 1, end))
    exclusion = Exclusion(first, end, moves=True)
    moves = (MOVES.search(told) or target) and not _is_of_closing(sentence, first)
    if moves and not PERHAPS.search(told.replace("場合", "", 1)) and kinds & {Kind.HOLIDAY, Kind.WEEKDAYS}:
        _what_moves(sentence, exclusion, place, kinds)
    return reserve(sentence, first, end, exclusion)


def _is_of_closing(sentence: Sentence, place: int) -> bool:
    """「月曜休館（祝日の場合は翌日）」: another day is closed, not another one open."""
    clause, _ = sentence.clause(place)
    closed = {sentence.kind(at) for at in range(clause, place) if sentence.marks.get(at) is Mark.OUT}
    in_brackets = sentence.kind(clause - 1) is Kind.OPEN and sentence.marks.get(clause - 2) is Mark.OUT
    return in_brackets or Kind.WEEKDAYS in closed


def _end_of_move(sentence: Sentence, place: int, end: int) -> int:
    at = sentence.skip(place + 1, {Kind.TOPIC, Kind.COMMA, Kind.GAP})
    while at < end and sentence.kind(at) is not Kind.GAP:
        at += 1
    return at


def _what_moves(sentence: Sentence, exclusion: Exclusion, place: int, kinds: set[Kind | None]) -> None:
    """Of 「月曜が祝日の場合」 the holidays of Mondays, of 「土日祝の場合」 Saturdays, Sundays and holidays."""
    topic = next((at for at in range(exclusion.first, place) if sentence.kind(at) is Kind.TOPIC), exclusion.first)
    for at in range(exclusion.first, place + 1):
        if sentence.kind(at) is Kind.WEEKDAYS and at < topic:
            exclusion.only_on += sentence.phrases[at].value
        elif sentence.kind(at) is Kind.WEEKDAYS:
            exclusion.entries.append({"weekdays": list(sentence.phrases[at].value)})
    exclusion.off_on_holidays = Kind.HOLIDAY in kinds
