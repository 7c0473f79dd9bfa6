"""From phrase to phrase: limits wait for their day, days wait for their time."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from directory.places.days import WEEKDAYS
from directory.places.schedule.reading.asides import BY_ITSELF
from directory.places.schedule.reading.clock import Times
from directory.places.schedule.reading.dates import EVERY_TEN, LETTERS
from directory.places.schedule.reading.drafts import Draft
from directory.places.schedule.reading.sentence import DAYS, LIMITS, NEUTRAL, Mark, Sentence
from directory.places.schedule.reading.vocabulary import DATE, Kind

WORKDAYS = WEEKDAYS[:5]
VENUE = re.compile("(?:館|所|センター|ホール|集会場|教会|広場|公園|校|室|寺|にて|会場|院|園|店|カフェ)$")
AND_MORE = re.compile("(?:その)?他|ほか|など|等")
LISTED = re.compile("曜日?[・、,とや/&]")
STRAYS = {
    Kind.HALF,
    Kind.ABOUT,
    Kind.NUMBER,
    Kind.NTH,
    Kind.WEEK,
    Kind.LETTER,
    Kind.OR,
    Kind.LAST,
    Kind.NOON,
    Kind.TIME,
}
HALF_SAID = {Kind.LETTER, Kind.LAST, Kind.WEEK, Kind.NTH}
BETWEEN = {Kind.GAP, Kind.COMMA, Kind.JOIN, Kind.TOPIC, Kind.PARTICLE, Kind.COLON, Kind.ONLY}


@dataclass
class Waiting:
    """Limits that were named and wait for the day they are of."""

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
    def is_empty(self) -> bool:
        return not (self.weeks or self.fortnightly or self.monthly or self.weekly or self.has_months)

    @property
    def has_months(self) -> bool:
        """Months that no day has taken yet."""
        return bool(self.months) and not self.are_months_used


@dataclass
class Cell:
    """What a cell of a row says; a sentence without tabs is one cell."""

    first: int
    drafts: list[Draft] = field(default_factory=list)
    times: list[Times] = field(default_factory=list)
    times_at: list[int] = field(default_factory=list)
    waiting: Waiting = field(default_factory=Waiting)
    is_numbered: bool = False
    end: int = 0


class Flow:
    """Goes through a sentence once. `instead` are rules of some months in place of others; `is_unclear` ends it all."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.cells = [Cell(0)]
        self.instead: list[Draft] = []
        self.untimed: list[Draft] = []
        self.timed: list[Draft] = []
        self.named_at = -1
        self.is_unclear = False
        self.of_holidays = False
        for place in range(len(sentence)):
            if place not in sentence.marks or sentence.kind(place) is Kind.TAB:
                self._take(place)
        self.cells[-1].end = len(sentence)

    @property
    def cell(self) -> Cell:
        return self.cells[-1]

    @property
    def drafts(self) -> list[Draft]:
        return [draft for cell in self.cells for draft in cell.drafts]

    @property
    def waiting(self) -> Waiting:
        return self.cell.waiting

    def _take(self, place: int) -> None:
        kind = self.sentence.kind(place)
        if kind is Kind.TAB:
            self._begin_cell(place)
        elif kind is Kind.WEEKS:
            self._take_weeks(place)
        elif kind is Kind.MONTHS:
            self._take_months(place)
        elif kind in {Kind.MONTHLY, Kind.WEEKLY, Kind.FORTNIGHTLY}:
            self._take_rhythm(place)
        elif kind in DAYS:
            self._take_day(place)
        elif kind is Kind.TIMES:
            self._take_times(place)
        elif kind is Kind.HOLIDAY:
            self.of_holidays = (
                self.sentence.kind(self.sentence.skip(place - 1, {Kind.JOIN, Kind.COMMA}, -1)) is not Kind.WEEKDAYS
            )
            self.sentence.mark(place, place + 1, Mark.TEXT)
        elif kind in STRAYS:
            self.is_unclear |= kind in HALF_SAID or self._touches_a_day(place)
            self.sentence.mark(place, place + 1, Mark.TEXT)
        elif kind in {Kind.RANGE, Kind.FROM, Kind.UNTIL}:
            self.is_unclear |= self._touches_a_day(place)
            self.sentence.mark(place, place + 1, Mark.TEXT if self.sentence.kind(place + 1) is Kind.TEXT else Mark.READ)
        elif kind in {Kind.VALIDITY, Kind.RHYTHM}:
            self._take_dates(place)
        elif kind is Kind.BREAK and self.waiting.are_months_used:
            self.waiting.months = ()
        elif kind is Kind.NUMBERING:
            self.cell.is_numbered = True
        elif kind is Kind.COUNT:
            self.waiting.says_monthly |= "月" in self.sentence.phrases[place].text

    def _touches_a_day(self, place: int) -> bool:
        """「第3土曜頃」, 「火曜日から」, 「2、第3土曜」: something of the day was not understood."""
        kind = self.sentence.kind(place)
        after = self.sentence.skip(place + 1, {Kind.JOIN, Kind.COMMA, Kind.RANGE}) if kind is Kind.NUMBER else -1
        return kind not in {Kind.HALF, Kind.OR} and bool(
            {self.sentence.kind(place - 1), self.sentence.kind(after)} & (DAYS | {Kind.WEEKS, Kind.MONTHS})
        )

    def _begin_cell(self, place: int) -> None:
        self.cell.end = place
        self.cells.append(Cell(place + 1))
        self.untimed, self.timed, self.of_holidays = [], [], False

    def _take_weeks(self, place: int) -> None:
        value = self.sentence.phrases[place].value
        last = self._last_before(place)
        if last and not last.weeks and not last.is_weekly and (last.fortnightly or self._is_alone(place)):
            if not self._names_its_day(place):
                last.weeks, last.fortnightly = value, False
                return
        if self.waiting.is_instead and not self._names_its_day(place):
            self.instead.append(Draft(place, weeks=value, months=self.waiting.months))
            self.cell.waiting = Waiting(says_monthly=self.waiting.says_monthly)
            return
        self.is_unclear |= bool(self.waiting.weeks)
        self.waiting.weeks = value

    def _last_before(self, place: int) -> Draft | None:
        """The rule that was named right before, with nothing but blanks and brackets between."""
        before = self.sentence.skip(place - 1, {Kind.GAP, Kind.OPEN, Kind.BREAK}, -1)
        return self.cell.drafts[-1] if self.cell.drafts and before == self.named_at else None

    def _is_alone(self, place: int) -> bool:
        return self.sentence.kind(place - 1) is Kind.OPEN and self.sentence.kind(place + 1) is Kind.CLOSE

    def _names_its_day(self, place: int) -> bool:
        return self.sentence.kind(self.sentence.skip(place + 1, {Kind.GAP, Kind.PARTICLE})) is Kind.WEEKDAYS

    def _take_months(self, place: int) -> None:
        after = self.sentence.skip(place + 1, BETWEEN - {Kind.JOIN})
        value = self.sentence.phrases[place].value
        is_instead = bool(self.drafts) and (
            self.sentence.kind(place + 1) in {Kind.TOPIC, Kind.ONLY}
            or (
                self.sentence.kind(self.sentence.skip(place + 1, BETWEEN | {Kind.CLOSE})) is Kind.TIMES
                and not (self._is_alone(place) and self._last_before(place))
            )
        )
        if is_instead and self.sentence.kind(after) is Kind.TEXT:
            self._leave_note(place, after)
            return
        if self.sentence.kind(place + 1) is Kind.TEXT:
            self.is_unclear |= not self.drafts
            self.sentence.mark(place, place + 1, Mark.TEXT)
            return
        if not is_instead and self.drafts and self._is_alone(place):
            self.is_unclear |= self.sentence.kind(place - 2) is Kind.OCCASION
            self._limit_to_months(value)
            return
        self.is_unclear |= self.waiting.has_months
        self.waiting.months, self.waiting.months_at, self.waiting.are_months_used = value, place, False
        self.waiting.is_instead = is_instead

    def _limit_to_months(self, months: tuple[int, ...]) -> None:
        """「第3土曜日（奇数月）」, where one rule is meant and no other."""
        meant = [draft for draft in self.untimed if not draft.months] or self.cell.drafts[-1:]
        self.is_unclear |= len(meant) > 1 or bool(meant[0].months)
        meant[0].months = months

    def _leave_note(self, place: int, after: int) -> None:
        """「8月は流しそうめん」"""
        _, end = self.sentence.clause(place)
        last = next((at for at in range(after, end) if self.sentence.kind(at) is Kind.MONTHS), end)
        self.sentence.mark(place, last, Mark.TEXT)

    def _take_rhythm(self, place: int) -> None:
        kind, waiting = self.sentence.kind(place), self.waiting
        if kind is Kind.FORTNIGHTLY:
            last = self._last_before(place)
            if last and self._is_alone(place) and not last.is_weekly:
                last.fortnightly = not last.weeks
                return
            waiting.fortnightly = True
        elif waiting.are_months_used:
            waiting.months = ()
        waiting.weekly |= kind is Kind.WEEKLY
        waiting.monthly |= kind is Kind.MONTHLY
        waiting.says_monthly |= kind is Kind.MONTHLY

    def _take_day(self, place: int) -> None:
        if self._is_qualified(place):
            self.sentence.mark(place, place + 1, Mark.TEXT)
            self.is_unclear |= self._begins_in_a_text(place)
            return
        if self._is_counted(place):
            return
        self.is_unclear |= self.sentence.kind(place - 2) is Kind.DAYS and self.sentence.text(place - 1, place) == "の"
        draft = self._draft(place)
        if self._is_another_time(draft, place):
            draft = self._split(draft)
        elif self.waiting.is_instead:
            self.instead.append(draft)
        else:
            self.is_unclear |= self._is_vague(draft, place)
            self.cell.drafts.append(draft)
        self.is_unclear |= bool(self.timed) and self.sentence.text(place + 1, place + 2) == "も"
        self.untimed.append(draft)
        self.named_at, self.of_holidays = place, False
        waiting = self.waiting
        self.cell.waiting = Waiting(
            months=() if waiting.is_instead else waiting.months, are_months_used=True, says_monthly=waiting.says_monthly
        )

    def _is_qualified(self, place: int) -> bool:
        """「祝日の月曜」, 「…の日」: a day that something else tells apart."""
        text = self.sentence.phrases[place].text
        if self.sentence.text(place - 1, place) != "の":
            return self._begins_in_a_text(place)
        return self.sentence.kind(place - 2) is Kind.HOLIDAY or (
            "曜" not in text
            and self.sentence.kind(place) is Kind.WEEKDAYS
            and self.sentence.kind(place - 2) not in LIMITS
        )

    def _is_counted(self, place: int) -> bool:
        """「月1回土曜日」: nobody knows which one."""
        before = self.sentence.skip(place - 1, {Kind.GAP, Kind.PARTICLE}, -1)
        if (
            self.sentence.kind(before) is not Kind.COUNT
            or self.sentence.kind(place) is not Kind.WEEKDAYS
            or not self.waiting.is_empty
        ):
            return False
        if self.sentence.phrases[before].text.startswith(("週", "毎週")):
            return False
        self.sentence.mark(before, place + 1, Mark.TEXT)
        self.is_unclear |= self.sentence.kind(place + 1) is Kind.OR
        return True

    def _begins_in_a_text(self, place: int) -> bool:
        """「登校日の月～金」: the text before ends with a weekday of this list."""
        joined = self.sentence.kind(place - 1) in {Kind.JOIN, Kind.COMMA, Kind.RANGE}
        text = self.sentence.text(place - 2, place - 1)
        return joined and self.sentence.kind(place - 2) is Kind.TEXT and text[-1] in LETTERS

    def _draft(self, place: int) -> Draft:
        kind, value, waiting = self.sentence.kind(place), self.sentence.phrases[place].value, self.waiting
        draft = Draft(place, months=waiting.months, is_weekly=waiting.weekly)
        if kind is Kind.DAYS:
            return replace(draft, days=value)
        if kind is Kind.DAILY:
            return replace(draft, weekdays=WEEKDAYS, is_weekly=True)
        if kind is Kind.WORKDAYS:
            return replace(draft, weekdays=WORKDAYS, weeks=waiting.weeks, off_on_holidays=True, is_weekly=True)
        fortnightly = waiting.fortnightly and not waiting.weeks
        return replace(draft, weekdays=value, weeks=waiting.weeks, fortnightly=fortnightly)

    def _is_another_time(self, draft: Draft, place: int) -> bool:
        """「土曜日は、10:00～19:00」 of a rule that has Saturdays."""
        after = self.sentence.skip(place + 1, BETWEEN)
        if self.sentence.kind(after) is not Kind.TIMES or not self.waiting.is_empty:
            return False
        named = {day for each in self.drafts for day in each.weekdays}
        marked = self.sentence.kind(place + 1) is Kind.TOPIC or self.sentence.is_aside(place)
        return marked and bool(draft.weekdays) and set(draft.weekdays) <= named

    def _split(self, draft: Draft) -> Draft:
        """The rules lose those weekdays to one with times of its own."""
        (whole, *others) = [each for each in self.drafts if set(each.weekdays) & set(draft.weekdays)]
        self.is_unclear |= bool(others) or not set(draft.weekdays) <= set(whole.weekdays)
        part = replace(whole, weekdays=draft.weekdays, times=[], exceptions=[])
        whole.weekdays = tuple(day for day in whole.weekdays if day not in draft.weekdays)
        cell = next(cell for cell in self.cells if whole in cell.drafts)
        cell.drafts.append(part)
        if not whole.weekdays:
            cell.drafts = [each for each in cell.drafts if each is not whole]
        return part

    def _is_vague(self, draft: Draft, place: int) -> bool:
        """「毎月土曜日」 and 「奇数月の土曜」: which one? 「10日」: of which months? 「第2木曜、土曜」: which Saturday?"""
        waiting = self.waiting
        if draft.days:
            is_of_every_month = waiting.says_monthly or self.sentence.phrases[place].text.endswith(EVERY_TEN)
            return not (waiting.months or is_of_every_month) or bool(waiting.weeks)
        if draft.weeks and LISTED.search(self.sentence.phrases[place].text):
            return True
        if draft.weeks or draft.fortnightly or draft.is_weekly:
            return False
        if waiting.monthly or (waiting.months and not waiting.are_months_used and len(waiting.months) < 3):
            return True
        if waiting.months and self.sentence.phrases[waiting.months_at].text.startswith(("奇", "偶")):
            return True
        last = self.cell.drafts[-1] if self.cell.drafts else None
        between = range(self.named_at + 1, place)
        return bool(last and last.weeks) and all(self.sentence.kind(at) in {*BETWEEN, Kind.BREAK} for at in between)

    def _take_times(self, place: int) -> None:
        times: Times = self.sentence.phrases[place].value
        if self.of_holidays or self._is_labelled(place):
            self.sentence.mark(place, place + 1, Mark.TEXT)
            return
        if self.waiting.has_months and self.waiting.is_instead:
            self._take_season(place, times)
            return
        if not times.is_sure:
            self.sentence.mark(place, place + 1, Mark.TEXT)
            self.timed, self.untimed = self.untimed or self.timed, []
            return
        if self.untimed:
            line = self.sentence.line(place)
            of_this_line = [draft for draft in self.untimed if self.sentence.line(draft.place) == line]
            self.timed, self.untimed = of_this_line or self.untimed, []
            for draft in self.timed:
                draft.times = []
        if self.timed:
            for draft in self.timed:
                draft.times.append(times)
        else:
            self.cell.times.append(times)
            self.cell.times_at.append(place)

    def _take_dates(self, place: int) -> None:
        """「（2027年4月1日から）」, 「（2026年11月18日の週にひらく）」 behind a rule."""
        text = self.sentence.phrases[place].text
        try:
            dates = [dt.date(*map(int, figures)) for figures in re.findall(DATE, text)]
        except ValueError:
            dates = []
        draft = self.cell.drafts[-1] if self.cell.drafts else None
        if draft is None or not (dates or "おき" in text):
            self.is_unclear = True
        elif self.sentence.kind(place) is Kind.RHYTHM:
            draft.fortnightly, draft.anchor = True, dates[0] if dates else None
        else:
            draft.valid_from = dates[0] if "から" in text else None
            draft.valid_to = dates[-1] if "まで" in text else None

    def _take_season(self, place: int, times: Times) -> None:
        """「4月～10月は18:00～」"""
        draft = Draft(self.waiting.months_at, months=self.waiting.months, times=[times])
        self.is_unclear |= not times.is_sure
        self.instead.append(draft)
        self.cell.waiting = Waiting(says_monthly=self.waiting.says_monthly)

    def _is_labelled(self, place: int) -> bool:
        """「受付9:30～」, 「食事 12:00～」: is it the time of something else?"""
        before = self.sentence.skip(place - 1, {Kind.GAP, Kind.COLON, Kind.COMMA, Kind.NUMBERING}, -1)
        if self.sentence.kind(before) is not Kind.TEXT or AND_MORE.match(self.sentence.phrases[before].text):
            return False
        if before in self.sentence.marks:
            return True
        text = self.sentence.phrases[before].text
        if before < place - 1 and (VENUE.search(text) or not BY_ITSELF.sub("", text) or self._is_of_the_day(before)):
            return False
        self.is_unclear |= bool(self.untimed)
        return True

    def _is_of_the_day(self, place: int) -> bool:
        """「第1火曜日は体操　13時～」: the only time there is, behind what is done on the day."""
        before = self.sentence.skip(place - 1, {Kind.GAP, Kind.TOPIC, Kind.COLON}, -1)
        times = [at for at in range(len(self.sentence)) if self.sentence.is_open(at, {Kind.TIMES})]
        return self.sentence.kind(before) in DAYS and len(times) == 1

    def left_waiting(self) -> Iterator[Cell]:
        """The cells with limits that found no day."""
        for cell in self.cells:
            waiting = cell.waiting
            if waiting.weeks or waiting.fortnightly or waiting.monthly or waiting.has_months:
                yield cell


def is_nothing_but(sentence: Sentence, cell: Cell, kind: Kind) -> bool:
    """Does a cell say one such phrase and no more?"""
    kinds = [sentence.kind(place) for place in range(cell.first, cell.end) if sentence.kind(place) not in NEUTRAL]
    return kinds == [kind]
