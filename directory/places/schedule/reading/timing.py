"""The rules of the cells as they are found, and the times that go to them."""

from directory.places.schedule.reading.cells import Cell, Waiting
from directory.places.schedule.reading.clock import Times, between
from directory.places.schedule.reading.drafts import Draft
from directory.places.schedule.reading.naming import label_before
from directory.places.schedule.reading.sentence import Mark, Sentence
from directory.places.schedule.reading.vocabulary import Kind


class Timing:
    """Keeps the rules. `instead` are those of some months in place of others; `is_unclear` ends it all."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.cells = [Cell(0)]
        self.instead: list[Draft] = []
        self.untimed: list[Draft] = []
        self.timed: list[Draft] = []
        self.named_at = -1
        self.began: int | None = None
        self.of_holidays = False
        self.is_unclear = False

    @property
    def cell(self) -> Cell:
        return self.cells[-1]

    @property
    def waiting(self) -> Waiting:
        return self.cell.waiting

    @property
    def drafts(self) -> list[Draft]:
        return [draft for cell in self.cells for draft in cell.drafts]

    def _take_times(self, place: int) -> None:
        times: Times = self.sentence.phrases[place].value
        label = label_before(self.sentence, place)
        if (
            self.sentence.kind(self.sentence.skip(place - 1, {Kind.COLON, Kind.GAP}, -1)) is Kind.UNTIL
            and times.is_point
        ):
            times = Times(end=times.start)  # 「開始10時 終了11時30分」
        if self.of_holidays or label is not None:
            self.is_unclear |= label is not None and label not in self.sentence.marks and bool(self.untimed)
            self.sentence.mark(place, place + 1, Mark.TEXT)
        elif self.waiting.has_months and self.waiting.is_instead:
            self._take_season(times)
        elif self._is_of_a_remark(place):
            self.sentence.mark(*self.sentence.clause(place), Mark.TEXT)
        elif not times.is_sure:
            self.sentence.mark(place, place + 1, Mark.TEXT)
            self.timed, self.untimed = self.untimed or self.timed, []
        else:
            self._give(times, place)

    def _is_of_a_remark(self, place: int) -> bool:
        """「10時～12時（12時～13時昼食会）」: the rules have their time, and in brackets words follow."""
        told = self.sentence.kind(place + 1) is Kind.TEXT and self.sentence.is_aside(place)
        return told and not self.untimed and any(draft.times for draft in self.timed)

    def _give(self, times: Times, place: int) -> None:
        """To the days of this line, else to those of the lines before; a second time to the same days."""
        if self.untimed:
            line = self.sentence.line(place)
            of_this_line = [draft for draft in self.untimed if self.sentence.line(draft.place) == line]
            self.timed, self.untimed = of_this_line or self.untimed, []
            if times.start is None and self.began is not None:  # 「土は17:00まで」
                times = between(self.began, times.end)
                self.is_unclear |= not times.is_sure
            self.began = None
            for draft in self.timed:
                draft.times = [times]
        elif not self.timed:
            self.cell.times.append(times)
            self.cell.times_at.append(place)
        elif times.start is None and all(draft.times and draft.times[-1].end is None for draft in self.timed):
            self._end(times)
        elif not any(times == each for draft in self.drafts for each in draft.times):  # two columns may say the same
            for draft in self.timed:
                draft.times.append(times)

    def _end(self, times: Times) -> None:
        """「11時開店 14時閉店」"""
        for draft in self.timed:
            draft.times[-1] = between(draft.times[-1].start, times.end)
            self.is_unclear |= not draft.times[-1].is_sure

    def _take_season(self, times: Times) -> None:
        """「4月～10月は18:00～」"""
        self.is_unclear |= not times.is_sure
        self.instead.append(Draft(self.waiting.months_at, months=self.waiting.months, times=[times]))
        self.cell.waiting = Waiting(says_monthly=self.waiting.says_monthly)
