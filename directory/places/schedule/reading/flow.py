"""From phrase to phrase: limits wait for their day, days wait for their time."""

import datetime as dt
import re
from dataclasses import replace

from directory.places.days import WEEKDAYS
from directory.places.schedule.reading.cells import Cell, Waiting
from directory.places.schedule.reading.drafts import Draft
from directory.places.schedule.reading.naming import (
    BETWEEN,
    begins_in_a_text,
    count_before,
    is_a_remark,
    is_alone,
    is_of_a_time,
    is_qualified,
    is_vague,
)
from directory.places.schedule.reading.sentence import DAYS, Mark, Sentence
from directory.places.schedule.reading.timing import Timing
from directory.places.schedule.reading.vocabulary import DATE, Kind

# Pieces of phrases that were not completed. Where they touch a day, that day was not understood.
BROKEN = {Kind.LETTER, Kind.LAST, Kind.WEEK, Kind.NTH}
STRAY = {Kind.HALF, Kind.ABOUT, Kind.NUMBER, Kind.OR, Kind.NOON, Kind.TIME}
JOINS = {Kind.JOIN, Kind.COMMA, Kind.RANGE}


class Flow(Timing):
    """Goes through a sentence once."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence)
        for place in range(len(sentence)):
            if place not in sentence.marks or sentence.kind(place) is Kind.TAB:
                self._take(place)
        self.cell.end = len(sentence)

    def _take(self, place: int) -> None:
        kind = self.sentence.kind(place)
        if kind in DAYS:
            self._take_day(place)
        elif kind in TAKEN_BY:
            TAKEN_BY[kind](self, place)
        elif kind in STRAY | BROKEN:
            self.is_unclear |= kind in BROKEN or self._touches_a_day(place)
            self.sentence.mark(place, place + 1, Mark.TEXT)

    def _touches_a_day(self, place: int) -> bool:
        """「第3土曜頃」, 「火曜日から」, 「2、第3土曜」"""
        kind = self.sentence.kind(place)
        after = self.sentence.skip(place + 1, {*JOINS, Kind.GAP}) if kind is Kind.NUMBER else -1
        beside = {self.sentence.kind(place - 1), self.sentence.kind(after)}
        if kind is Kind.ABOUT and self.sentence.kind(place + 1) is Kind.TIMES:  # 「火曜 だいたい10時」
            return False
        return kind not in {Kind.HALF, Kind.OR} and bool(beside & (DAYS | {Kind.WEEKS, Kind.MONTHS}))

    def _take_range(self, place: int) -> None:
        """What leads to no other end: 「火曜日から」."""
        self.is_unclear |= self._touches_a_day(place)
        leads_to_text = self.sentence.kind(place + 1) is Kind.TEXT
        self.sentence.mark(place, place + 1, Mark.TEXT if leads_to_text else Mark.READ)

    def _take_since(self, place: int) -> None:
        """「7日以降」"""
        self.is_unclear |= self.sentence.kind(place - 1) in {Kind.DAYS, Kind.WEEKS, Kind.WEEKDAYS, Kind.MONTHS}

    def _begin_cell(self, place: int) -> None:
        self.cell.end = place
        self.cells.append(Cell(place + 1))
        self.untimed, self.timed, self.of_holidays = [], [], False

    def _begin_line(self, place: int) -> None:
        if self.waiting.are_months_used:
            self.waiting.months = ()

    def _take_numbering(self, place: int) -> None:
        self.cell.is_numbered = True

    def _take_count(self, place: int) -> None:
        self.waiting.says_monthly |= "月" in self.sentence.phrases[place].text

    def _take_holiday(self, place: int) -> None:
        """「土日祝」 keeps its time, 「祝日10:00～」 is none of the rules."""
        before = self.sentence.kind(self.sentence.skip(place - 1, {Kind.JOIN, Kind.COMMA}, -1))
        self.of_holidays = before is not Kind.WEEKDAYS
        told = {Kind.TOPIC, Kind.PARTICLE, Kind.FILLER}  # 「祝日も開催」
        end = self.sentence.skip(place + 1, told) if self.of_holidays else place + 1
        self.sentence.mark(place, end, Mark.TEXT)

    def _take_rhythm(self, place: int) -> None:
        kind, waiting, last = self.sentence.kind(place), self.waiting, self._last_before(place)
        if kind is Kind.FORTNIGHTLY and last and is_alone(self.sentence, place) and not last.is_weekly:
            last.fortnightly = not last.weeks  # 「土曜日（隔週）」
            return
        if kind is not Kind.FORTNIGHTLY and waiting.are_months_used:
            waiting.months = ()
        waiting.fortnightly |= kind is Kind.FORTNIGHTLY
        waiting.weekly |= kind is Kind.WEEKLY
        waiting.monthly |= kind is Kind.MONTHLY
        waiting.says_monthly |= kind is Kind.MONTHLY

    def _last_before(self, place: int) -> Draft | None:
        """The rule that was named right before, with nothing but blanks and brackets between."""
        before = self.sentence.skip(place - 1, {Kind.GAP, Kind.OPEN, Kind.BREAK}, -1)
        return self.cell.drafts[-1] if self.cell.drafts and before == self.named_at else None

    def _take_weeks(self, place: int) -> None:
        weeks, alone, after = self.sentence.phrases[place].value, is_alone(self.sentence, place), place + 1
        last = self._last_before(place) or (self.drafts[0] if alone and len(self.drafts) == 1 else None)
        if self.sentence.kind(after) in {Kind.TOPIC, Kind.ONLY} and self._meets_weekly():
            is_program = self.sentence.kind(place + 2) is Kind.TEXT  # 「第4週は調理実習」, but 「第3週は土曜日」
            self.is_unclear |= not is_program
            self.sentence.mark(place, place + 2, Mark.TEXT)
        elif self.sentence.kind(self.sentence.skip(after, {Kind.GAP, Kind.PARTICLE})) is Kind.WEEKDAYS:
            self._await_weeks(weeks)
        elif last and not last.weeks and not last.is_weekly and (last.fortnightly or alone):
            last.weeks, last.fortnightly = weeks, False  # 「隔週土曜日（第1・第3）」
        elif self.waiting.is_instead:
            self.instead.append(Draft(place, weeks=weeks, months=self.waiting.months))
            self.cell.waiting = Waiting(says_monthly=self.waiting.says_monthly)
        else:
            self._await_weeks(weeks)

    def _meets_weekly(self) -> bool:
        return any(not (draft.weeks or draft.days) for draft in self.drafts)

    def _await_weeks(self, weeks: tuple[int, ...]) -> None:
        self.is_unclear |= bool(self.waiting.weeks)
        self.waiting.weeks = weeks

    def _take_months(self, place: int) -> None:
        after = self.sentence.skip(place + 1, BETWEEN - {Kind.JOIN})
        is_instead = self._are_instead(place)
        if self.timed and all(draft.times for draft in self.timed) and is_of_a_time(self.sentence, place):
            times = [draft.times.pop() for draft in self.timed]
            self.instead.append(Draft(place, months=self.sentence.phrases[place].value, times=times[:1]))
        elif is_instead and self.sentence.kind(after) is Kind.TEXT:
            self._leave_note(place, after)
        elif self.sentence.kind(place + 1) is Kind.TEXT:
            self.is_unclear |= not self.drafts
            self.sentence.mark(place, place + 1, Mark.TEXT)
        elif not is_instead and self.drafts and is_alone(self.sentence, place):
            self.is_unclear |= self.sentence.kind(place - 2) is Kind.OCCASION
            self._limit_to_months(self.sentence.phrases[place].value)
        else:
            self.is_unclear |= self.waiting.has_months
            self.waiting.months, self.waiting.months_at = self.sentence.phrases[place].value, place
            self.waiting.are_months_used, self.waiting.is_instead = False, is_instead

    def _are_instead(self, place: int) -> bool:
        """「8月は…」, 「夏季（4月～9月）9:00～」 after a rule; 「第3土曜（4月～9月）9:00～」 only limits it."""
        if not self.drafts or (is_alone(self.sentence, place) and self.sentence.kind(place + 1) is Kind.ONLY):
            return False
        if self.sentence.kind(place + 1) in {Kind.TOPIC, Kind.ONLY, Kind.COLON}:
            return True
        if self.sentence.is_aside(place) and self._names_a_week(place):
            return True
        after = self.sentence.skip(place + 1, BETWEEN | {Kind.CLOSE})
        limits_a_day = is_alone(self.sentence, place) and self._last_before(place)
        return self.sentence.kind(after) is Kind.TIMES and not limits_a_day

    def _names_a_week(self, place: int) -> bool:
        """「※12月 第3土曜日」"""
        first = self.sentence.clause(place)[0]
        after = self.sentence.skip(place + 1, {Kind.GAP, Kind.PARTICLE})
        return self.sentence.kind(after) is Kind.WEEKS and not any(
            self.sentence.kind(at) in DAYS for at in range(first, place)
        )

    def _limit_to_months(self, months: tuple[int, ...]) -> None:
        """「第3土曜日（奇数月）」, where one rule is meant and no other."""
        meant = [draft for draft in self.untimed if not draft.months] or self.cell.drafts[-1:] or self.drafts[-1:]
        self.is_unclear |= len(meant) > 1 or bool(meant[0].months)
        meant[0].months = months

    def _leave_note(self, place: int, after: int) -> None:
        """「8月は流しそうめん」"""
        _, end = self.sentence.clause(place)
        last = next((at for at in range(after, end) if self.sentence.kind(at) is Kind.MONTHS), end)
        self.sentence.mark(place, last, Mark.TEXT)

    def _take_day(self, place: int) -> None:
        counted = count_before(self.sentence, place) if self.waiting.is_empty else None
        if self.sentence.kind(self.sentence.skip(place - 1, {Kind.PARTICLE, Kind.OPEN}, -1)) is Kind.WORKDAYS:
            self._limit_workdays(place)
        elif is_qualified(self.sentence, place):
            self.is_unclear |= begins_in_a_text(self.sentence, place)
            self.sentence.mark(place, place + 1, Mark.TEXT)
        elif self.waiting.is_empty and is_a_remark(
            self.sentence, place, {day for draft in self._said_before() for day in draft.weekdays}
        ):
            self._leave_remark(place)
        elif counted is not None:
            self.is_unclear |= self.sentence.kind(place + 1) is Kind.OR
            self.sentence.mark(counted, place + 1, Mark.TEXT)
        else:
            draft = self._draft(place)
            if not self._leave_program(draft):
                self._name(draft)

    def _said_before(self) -> list[Draft]:
        """The rules of this cell, and of others that say more than 「土」: a sentence may repeat that."""
        others = [draft for draft in self.drafts if draft.weeks or draft.months or draft.fortnightly]
        return [*self.cell.drafts, *others]

    def _leave_remark(self, place: int) -> None:
        first, (_, end) = self.sentence.start_of_part(place), self.sentence.clause(place)
        last = next((at for at in range(place, end) if self.sentence.kind(at) in {Kind.GAP, Kind.COMMA}), end)
        self.sentence.mark(first, last, Mark.TEXT)

    def _limit_workdays(self, place: int) -> None:
        """「平日（月・水・金）」; 「平日の火・木」 may be either."""
        in_brackets = self.sentence.text(place, place + 1).startswith("(") or is_alone(self.sentence, place)
        last, weekdays = self.drafts[-1:], self.sentence.phrases[place].value
        self.is_unclear |= not (in_brackets and last and weekdays)
        for draft in last:
            draft.weekdays = weekdays or ()

    def _leave_program(self, draft: Draft) -> bool:
        """「毎週火曜日　第4火曜は誕生会」: what is done on some of the days is no rule of its own."""
        place = draft.place
        words = self.sentence.skip(place + 1, {Kind.TOPIC, Kind.COLON, Kind.GAP})
        told = self.sentence.kind(words) is Kind.TEXT and not self._is_timed(place)
        is_topic = self.sentence.kind(place + 1) is Kind.TOPIC
        is_of_another = bool(draft.weeks) and any(
            each.covers(draft) for each in (self.drafts if is_topic else self._said_before())
        )
        has_hours = self.sentence.kind(words) is Kind.TIMES  # 「第3水曜日は10:00～12:00」
        self.is_unclear |= is_of_another and is_topic and not (told or has_hours)
        is_program = told and is_of_another
        if is_program:
            first = self.sentence.skip(place - 1, {Kind.WEEKS, Kind.GAP}, -1) + 1
            for at in range(first, words + 1):
                self.sentence.marks[at] = Mark.TEXT
            self.cell.waiting = self.waiting.after_a_day()
        return is_program

    def _is_timed(self, place: int) -> bool:
        return any(self.sentence.kind(at) is Kind.TIMES for at in range(place, self.sentence.clause(place)[1]))

    def _name(self, draft: Draft) -> None:
        if self._is_another_time(draft):
            draft = self._split(draft)
        elif self.waiting.is_instead:
            self.instead.append(draft)
        else:
            last = self.cell.drafts[-1] if self.cell.drafts else None
            self.is_unclear |= is_vague(self.sentence, draft, self.waiting, last)
            self.cell.drafts.append(draft)
        is_also = self.sentence.text(draft.place + 1, draft.place + 2) == "も"
        told = self.sentence.kind(draft.place + 2) is Kind.TEXT
        self.is_unclear |= is_also and (bool(self.timed) or told)  # 「…、土曜日も」: at the same time?
        self.untimed.append(draft)
        self.named_at, self.of_holidays = draft.place, False
        self.cell.waiting = self.waiting.after_a_day()

    def _draft(self, place: int) -> Draft:
        kind, value, waiting = self.sentence.kind(place), self.sentence.phrases[place].value, self.waiting
        draft = Draft(place, months=waiting.months, is_weekly=waiting.weekly)
        if kind is Kind.DAYS:
            return replace(draft, days=value)
        if kind is Kind.DAILY:
            return replace(draft, weekdays=WEEKDAYS, is_weekly=True)
        if kind is Kind.WORKDAYS:
            return replace(draft, weekdays=WEEKDAYS[:5], weeks=waiting.weeks, off_on_holidays=True, is_weekly=True)
        fortnightly = waiting.fortnightly and not waiting.weeks
        return replace(draft, weekdays=value, weeks=waiting.weeks, fortnightly=fortnightly)

    def _is_another_time(self, draft: Draft) -> bool:
        """「土曜日は、10:00～19:00」 of a rule that has Saturdays."""
        after = self.sentence.skip(draft.place + 1, BETWEEN)
        if self.sentence.kind(after) is not Kind.TIMES or not (
            self.waiting.is_empty or self._are_weeks_of_another(draft)
        ):
            return False
        named = {day for each in self.drafts for day in each.weekdays}
        marked = self.sentence.kind(draft.place + 1) is Kind.TOPIC or self.sentence.is_aside(draft.place)
        return marked and bool(draft.weekdays) and set(draft.weekdays) <= named

    def _are_weeks_of_another(self, draft: Draft) -> bool:
        """「毎週水曜日（第3水曜日は10:00～12:00）」"""
        return bool(draft.weeks) and any(
            each.covers(draft) and (each.times or len(self.cells) > 1) for each in self.drafts
        )

    def _split(self, draft: Draft) -> Draft:
        """The rule loses those weekdays, or those weeks of them, to one with times of its own."""
        (whole, *others) = [each for each in self.drafts if set(each.weekdays) & set(draft.weekdays)]
        self.is_unclear |= bool(others) or not set(draft.weekdays) <= set(whole.weekdays)
        weeks = draft.weeks or whole.weeks
        part = replace(whole, place=draft.place, weekdays=draft.weekdays, weeks=weeks, times=[], exceptions=[])
        self.began = whole.times[-1].start if len(whole.times) == 1 else None
        self.is_unclear |= not whole.times and len(self.cells) == 1  # 「毎日（日曜は14時まで）9時～17時」
        if draft.weeks:
            whole.exceptions.append({"weekdays": list(draft.weekdays), "weeks": list(draft.weeks)})
        else:
            whole.weekdays = tuple(day for day in whole.weekdays if day not in draft.weekdays)
        cell = next(cell for cell in self.cells if whole in cell.drafts)
        cell.drafts = [each for each in cell.drafts if each.weekdays or each.days] + [part]
        return part

    def _take_dates(self, place: int) -> None:
        """「（2027年4月1日から）」, 「（2026年11月18日の週にひらく）」 behind a rule."""
        text = self.sentence.phrases[place].text
        try:
            dates = [dt.date(*map(int, figures)) for figures in re.findall(DATE, text)]
        except ValueError:
            dates = []
        if not self.cell.drafts or not (dates or "おき" in text):
            self.is_unclear = True
            return
        draft = self.cell.drafts[-1]
        if self.sentence.kind(place) is Kind.RHYTHM:
            draft.fortnightly, draft.anchor = True, dates[0] if dates else None
        else:
            draft.valid_from = dates[0] if "から" in text else None
            draft.valid_to = dates[-1] if "まで" in text else None


TAKEN_BY = {
    Kind.TAB: Flow._begin_cell,
    Kind.BREAK: Flow._begin_line,
    Kind.WEEKS: Flow._take_weeks,
    Kind.MONTHS: Flow._take_months,
    Kind.MONTHLY: Flow._take_rhythm,
    Kind.WEEKLY: Flow._take_rhythm,
    Kind.FORTNIGHTLY: Flow._take_rhythm,
    Kind.COUNT: Flow._take_count,
    Kind.HOLIDAY: Flow._take_holiday,
    Kind.TIMES: Flow._take_times,
    Kind.NUMBERING: Flow._take_numbering,
    Kind.VALIDITY: Flow._take_dates,
    Kind.RHYTHM: Flow._take_dates,
    Kind.RANGE: Flow._take_range,
    Kind.FROM: Flow._take_range,
    Kind.UNTIL: Flow._take_range,
    Kind.SINCE: Flow._take_since,
}
