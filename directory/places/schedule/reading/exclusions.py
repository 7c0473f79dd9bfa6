"""Days that are out: 「8月は休み」, 「第一火曜日を除く」, 「祝日の場合は翌日」, 「定休日 月曜」."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from directory.places.schedule.reading.dates import Span
from directory.places.schedule.reading.drafts import Draft
from directory.places.schedule.reading.sentence import DAYS, LIMITS, TELLING, Mark, Sentence
from directory.places.schedule.reading.vocabulary import Kind

ITEMS = {Kind.MONTHS, Kind.WEEKS, Kind.WEEKDAYS, Kind.DAYS, Kind.DATES, Kind.HOLIDAY, Kind.OCCASION}
KEYS = {Kind.MONTHS: "months", Kind.WEEKS: "weeks", Kind.WEEKDAYS: "weekdays", Kind.DAYS: "days"}
AROUND = {Kind.TOPIC, Kind.PARTICLE, Kind.ONLY, Kind.MONTHLY, Kind.WEEKLY, Kind.CASE, Kind.RANGE}
JOINS = {Kind.JOIN, Kind.COMMA}
OPENING = {Kind.TIMES, Kind.FILLER, Kind.DAILY, Kind.WORKDAYS, Kind.REST, Kind.CLOSED, Kind.EXCEPT, Kind.BREAK}
"""What a list of days off has not: with one of these a line says more."""
SOME = {Kind.MONTHS, Kind.WEEKS, Kind.WEEKDAYS, Kind.DATES}
SINGLE_DAYS = {Kind.WEEKDAYS, Kind.HOLIDAY, Kind.OCCASION, Kind.DATES}
NEVER = re.compile("(?:ません|ない|不可|なし)(?:です)?$|^全?休$|予定なし$|^閉[まじ館所室店]|貸し?切|他団体|(?:別|他|ほか)の?団体")
MOVES = re.compile("翌|次|直[前後]|前[日週の]|振替|振り替え|順延|延期|繰り|ずら|変更|移動|代わり|かわり")
PERHAPS = re.compile("場合|こと[もが]?あ|可能性|あり(?!ません)|有|問|相談|確認|未定|連絡")


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


def find_exclusions(sentence: Sentence) -> list[Exclusion]:
    """All that is said to be out, its words reserved."""
    found = []
    for place in range(len(sentence)):
        if sentence.is_open(place, {Kind.EXCEPT, Kind.REST, Kind.CLOSED}):
            read = _read_closed if sentence.kind(place) is Kind.CLOSED else _read_rest
            exclusion = read(sentence, place)
            found += [exclusion] if exclusion else []
        elif sentence.is_open(place, {Kind.TEXT}) and NEVER.search(sentence.phrases[place].text):
            told = _read_told(sentence, place, place)
            found += [told] if told else []
            if told is None:
                _set_aside(sentence, place)
    for place in range(len(sentence)):
        if sentence.is_open(place, {Kind.HOLIDAY, Kind.CASE}):
            moved = _read_moved(sentence, place)
            found += [moved] if moved else []
    return sorted(found, key=lambda exclusion: exclusion.first)


def _read_rest(sentence: Sentence, place: int) -> Exclusion | None:
    """Items, then 「は休み」 or 「を除く」."""
    clause = sentence.clause(place)[0]
    first = _before_brackets(sentence, _first_item(sentence, place), place)
    told = _read_told(sentence, first - 1, place) if sentence.kind(first - 1) is Kind.TEXT else None
    if told and first in {place, place - 1}:
        return told
    if not any(sentence.kind(at) in ITEMS for at in range(first, place)):
        is_label = place == clause and sentence.kind(place) in {Kind.REST, Kind.EXCEPT}
        if is_label:
            return _read_closed(sentence, place)
        _leave(sentence, place)
        return None
    if sentence.kind(first - 1) is Kind.TOPIC and sentence.kind(first - 2) is Kind.CASE:  # 「月曜が祝日の時は火曜休館」
        sentence.mark(sentence.start_of_part(first - 2), place + 1, Mark.TEXT)
        return None
    if sentence.kind(first - 1) is Kind.TEXT and first > clause and sentence.kind(first) is not Kind.OCCASION:
        sentence.mark(_start_of_items(sentence, first - 1), place + 1, Mark.TEXT)
        return None
    return _reserve(sentence, first, place + 1, _exclusion(sentence, first, place))


def _read_told(sentence: Sentence, text: int, place: int) -> Exclusion | None:
    """「第3火曜は会場が使えないため休み」: some weeks or months, and in words that stay why they are out."""
    end = sentence.skip(text - 1, {Kind.ONLY}, -1)
    first = sentence.skip(end - 1, SOME | {Kind.JOIN, Kind.PARTICLE}, -1) + 1
    kinds = {sentence.kind(at) for at in range(first, end)}
    is_told = sentence.kind(end) is Kind.TOPIC and bool(kinds & (SOME - {Kind.WEEKDAYS}))
    if not is_told or PERHAPS.search(sentence.text(text, sentence.clause(text)[1])):
        return None
    ruled = any(sentence.is_open(at, DAYS) for at in range(first))
    return _reserve(sentence, first, place + 1, _exclusion(sentence, first, text + 1)) if ruled else None


def _before_brackets(sentence: Sentence, first: int, place: int) -> int:
    """「第3火曜（祝日の場合は翌日）、年末年始は休館」: the items go on before the brackets, behind the rules."""
    closed = sentence.skip(first - 1, {*JOINS, Kind.GAP, Kind.TOPIC, Kind.PARTICLE}, -1)
    opened = sentence.partners.get(closed, -1)
    if sentence.kind(closed) is not Kind.CLOSE or sentence.kind(opened - 1) not in ITEMS:
        return first
    inside = {sentence.kind(at) for at in range(opened, closed)}
    begins = _first_item(sentence, opened)
    follows = sentence.kind(sentence.skip(place + 1, {Kind.PARTICLE})) in DAYS | LIMITS
    is_ruled = any(sentence.kind(at) in DAYS for at in range(begins)) or (sentence.kind(place) is Kind.EXCEPT and follows)
    is_list = closed == first - 1 or not {Kind.MONTHS, Kind.WEEKS} & {sentence.kind(at) for at in range(closed, place)}
    return begins if is_ruled and is_list and Kind.CASE in inside else first


def _set_aside(sentence: Sentence, place: int) -> None:
    """「祝日の運行はありません」"""
    first = sentence.skip(place - 1, ITEMS | AROUND | {Kind.JOIN}, -1) + 1
    if any(sentence.kind(at) in ITEMS for at in range(first, place)):
        sentence.mark(_start_of_items(sentence, place), place + 1, Mark.TEXT)


def _read_closed(sentence: Sentence, place: int) -> Exclusion | None:
    """「定休日」, then items."""
    if sentence.kind(place - 1) is Kind.TEXT:
        sentence.mark(place - 1, place + 1, Mark.TEXT)
        return None
    first = place + 1
    while sentence.kind(first) in {Kind.TOPIC, Kind.COLON, Kind.GAP, Kind.CLOSE} or _is_line_end(sentence, first):
        first += 1
    end = _end_of_closed(sentence, first, is_heading=first < len(sentence) and sentence.line(place) < sentence.line(first))
    if end == first:
        if place > sentence.clause(place)[0]:
            return _read_rest(sentence, place)
        _leave(sentence, place)
        return None
    exclusion = _exclusion(sentence, first, end)
    exclusion.first = place
    exclusion.is_whole &= all(sentence.kind(at) is not Kind.CASE for at in range(first, end))
    return _reserve(sentence, place, end, exclusion)


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
    outside = [at for at in range(first, end) if not _is_inside(sentence, at, first)]
    kinds = {sentence.kind(at) for at in outside}
    if not kinds & ITEMS:
        return first
    if not kinds & more:
        return end
    at = first
    while at < end and sentence.kind(at) in ITEMS | JOINS | AROUND - {Kind.CASE}:
        at += 1
    return at if any(sentence.kind(item) in ITEMS for item in range(first, at)) else first


def _is_inside(sentence: Sentence, place: int, first: int) -> bool:
    """Within brackets that open after `first`?"""
    return any(opened < place < sentence.partners.get(opened, opened) for opened in range(first, place))


def _start_of_items(sentence: Sentence, place: int) -> int:
    """「土・日曜日、図書館休館日、祝日の運行はありません」: all of it is about days without."""
    first = sentence.start_of_part(place)
    while sentence.kind(first - 1) is Kind.COMMA:
        before = sentence.start_of_part(first - 2)
        kinds = {sentence.kind(at) for at in range(before, first - 1)}
        if not kinds <= SINGLE_DAYS | {Kind.JOIN, Kind.TEXT, Kind.CLOSED}:
            break
        first = before
    return first


def _leave(sentence: Sentence, place: int) -> None:
    """No items: 「無し」 says nothing, 「雨天中止」 is to be shown; whether it has stopped is asked elsewhere."""
    sentence.is_unclear |= sentence.kind(place) is Kind.EXCEPT and sentence.kind(place - 1) in TELLING
    if sentence.phrases[place].text in {"なし", "無し"} and sentence.kind(place - 1) is not Kind.TEXT:
        sentence.mark(place, place + 1, Mark.READ)
        return
    if sentence.kind(place - 1) is Kind.TEXT:
        sentence.mark(_start_of_items(sentence, place - 1), place, Mark.TEXT)
    sentence.mark(place, place + 1, Mark.TEXT)


def _first_item(sentence: Sentence, place: int) -> int:
    """Where the items begin: in brackets or after 「※」 all of the clause, else the nearest that go together."""
    clause, _ = sentence.clause(place)
    aside = sentence.is_aside(place)
    leads = (
        sentence.kind(place) is Kind.EXCEPT
        and sentence.kind(sentence.skip(place + 1, {Kind.PARTICLE})) in DAYS | LIMITS
    )
    allowed = ITEMS | JOINS | AROUND | ({Kind.GAP} if aside else set())
    last = first = sentence.skip(place - 1, {Kind.GAP, Kind.COLON}, -1) + 1
    if sentence.kind(first - 1) is Kind.COMMA and sentence.kind(first - 2) is Kind.TOPIC:
        last = first = first - 1  # 「8月は、お休み」
    while first > clause and sentence.is_open(first - 1, allowed):
        between = range(first, last)
        kinds = {sentence.kind(at) for at in between}
        only_why = kinds <= {Kind.OCCASION}  # 「12月～2月は冬期休み」
        if sentence.kind(first - 1) is Kind.TOPIC and not only_why and sentence.text(first - 1, first) != "が":
            if sentence.kind(first - 2) not in ITEMS:  # 「開催は8月を除く…」
                break
            if _narrows(sentence, first, last):
                first -= 2
                continue
            return sentence.skip(_after_comma(sentence, first, last), JOINS)  # 「12月は第3日曜、8月は休み」
        if sentence.kind(first - 1) is Kind.ONLY and sentence.kind(first - 2) is Kind.MONTHS and Kind.COMMA in kinds:
            return _after_comma(sentence, first, last)  # 「12月のみ第3土曜、8月なし」
        if (
            sentence.kind(first - 1) is Kind.COMMA
            and not (aside or leads)
            and not _go_together(sentence, first - 1, place)
        ):
            break
        first -= 1
    return sentence.skip(first, JOINS | {Kind.GAP})


def _narrows(sentence: Sentence, first: int, last: int) -> bool:
    """「8月は第4土曜日が休み」, 「水曜日は第3週を除く」: the topic only says of which days, after the rules."""
    between = {sentence.kind(at) for at in range(first, last)}
    topic = sentence.kind(first - 2)
    of_months = topic is Kind.MONTHS and between & {Kind.WEEKS, Kind.WEEKDAYS, Kind.DAYS}
    of_weekdays = topic is Kind.WEEKDAYS and Kind.WEEKS in between
    is_one = between <= {Kind.WEEKS, Kind.WEEKDAYS, Kind.DAYS, Kind.ONLY, Kind.PARTICLE, Kind.TOPIC, Kind.JOIN, Kind.COMMA}
    ruled = any(sentence.kind(at) in DAYS for at in range(sentence.start_of_part(first - 2)))
    return bool(of_months or of_weekdays) and is_one and ruled


def _after_comma(sentence: Sentence, first: int, last: int) -> int:
    return next((at + 1 for at in range(last - 1, first, -1) if sentence.kind(at) in {Kind.COMMA, Kind.GAP}), last)


def _go_together(sentence: Sentence, comma: int, end: int) -> bool:
    """「8月、12月は休み」 is one list, 「第3土曜日、8月は休み」 is a rule and an exclusion."""
    first = sentence.start_of_part(comma - 1)
    before, behind = ({sentence.kind(at) for at in range(*span)} for span in ((first, comma), (comma + 1, end)))
    if not before <= ITEMS | JOINS | AROUND - {Kind.WEEKLY, Kind.MONTHLY} or not before & ITEMS:
        return False
    same = before & ITEMS == behind & ITEMS
    if same or not (before | behind) & ITEMS <= SINGLE_DAYS:
        return same
    return not _is_plainly_a_rule(sentence, first, comma)


def _is_plainly_a_rule(sentence: Sentence, first: int, end: int) -> bool:
    """「月～金、祝日は休み」: three weekdays or more before anything else was said can be no exclusion."""
    weekdays = [phrase.value for phrase in sentence.phrases[first:end] if phrase.kind is Kind.WEEKDAYS]
    earlier = any(sentence.kind(at) in DAYS for at in range(first))
    return not earlier and any(len(value) >= 3 for value in weekdays)


def _exclusion(sentence: Sentence, first: int, end: int) -> Exclusion:
    exclusion = Exclusion(first, end)
    entry: dict[str, Any] = {}
    for place in range(first, end):
        kind, value = sentence.kind(place), sentence.phrases[place].value
        if kind is Kind.TEXT or _is_inside(sentence, place, first):
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


def _reserve(sentence: Sentence, first: int, end: int, exclusion: Exclusion) -> Exclusion:
    exclusion.end = end
    exclusion.is_aside = sentence.is_aside(first)
    sentence.mark(first, end, Mark.OUT)
    return exclusion


def _read_moved(sentence: Sentence, place: int) -> Exclusion | None:
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
    return _reserve(sentence, first, end, exclusion)


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


def exclude(drafts: Sequence[Draft], exclusions: Sequence[Exclusion], sentence: Sentence) -> list[Draft]:
    """The rules without what is out."""
    kept = list(drafts)
    for exclusion in exclusions:
        exclusion.is_whole &= not any(_is_of_no_rule(entry, drafts) for entry in exclusion.entries)
        meant = {id(draft) for draft in _meant_by(exclusion, kept, exclusions, sentence)}
        kept = [part for draft in kept for part in (exclusion.apply(draft) if id(draft) in meant else [draft])]
        exclusion.settle(sentence)
    return [draft for draft in kept if draft.has_days()]


def _is_of_no_rule(entry: dict[str, Any], drafts: Sequence[Draft]) -> bool:
    """Is it as exact as 「12月第3土曜」 and never met? Then it is to be shown."""
    return {"months", "weeks"} <= entry.keys() and not any(draft.meets(entry) for draft in drafts)


def _meant_by(
    exclusion: Exclusion, drafts: Sequence[Draft], exclusions: Sequence[Exclusion], sentence: Sentence
) -> Sequence[Draft]:
    """In brackets: the rules before it in its line, since the brackets before; else all of its item of a list."""
    clause, _ = sentence.clause(exclusion.first)
    if sentence.kind(clause - 1) is Kind.OPEN:
        since = max((other.end for other in exclusions if other.is_aside and other.end < clause), default=-1)
        before = [draft for draft in drafts if since < draft.place < clause]
        line = [draft for draft in before if sentence.line(draft.place) == sentence.line(clause)]
        if line or before:
            return line or before
    block = sentence.block(clause)
    return [draft for draft in drafts if sentence.block(draft.place) == block] or drafts
