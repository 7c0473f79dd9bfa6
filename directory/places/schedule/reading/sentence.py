"""A sentence while it is read: its phrases, where its clauses end, and which of them were understood."""

import re
from collections.abc import Container, Iterator
from enum import Enum, auto
from itertools import accumulate

from directory.places.schedule.reading.phrases import phrases_of
from directory.places.schedule.reading.spelling import fold
from directory.places.schedule.reading.vocabulary import Kind
from directory.places.schedule.reading.words import words_of

EDGES = {Kind.TAB, Kind.BREAK, Kind.OPEN, Kind.CLOSE}
NEUTRAL = {
    Kind.TAB,
    Kind.BREAK,
    Kind.GAP,
    Kind.COMMA,
    Kind.JOIN,
    Kind.COLON,
    Kind.OPEN,
    Kind.CLOSE,
    Kind.TOPIC,
    Kind.PARTICLE,
}
DAYS = {Kind.WEEKDAYS, Kind.DAYS, Kind.DAILY, Kind.WORKDAYS}
LIMITS = {Kind.WEEKS, Kind.MONTHS, Kind.FORTNIGHTLY, Kind.MONTHLY, Kind.WEEKLY, Kind.DATES, Kind.PERIOD}
TELLING = DAYS | LIMITS | {Kind.TIMES, Kind.COUNT, Kind.INTERVAL}
"""What says when, and must be understood or explained."""
VAGUE = re.compile("頃|ごろ|前後|あたり|辺り")


class Mark(Enum):
    """What became of a phrase."""

    READ = auto()
    TEXT = auto()
    OUT = auto()
    """It says what is out; whether it is understood shows when the rules are known."""


class Sentence:
    """The phrases of a text in order, each by its place, with their marks."""

    def __init__(self, text: str) -> None:
        self.spelling = fold(text)
        self.phrases = phrases_of(words_of(self.spelling.folded))
        self.marks: dict[int, Mark] = {}
        self.is_unclear = False
        self.partners = dict(self._partners())
        self._measure()

    def __len__(self) -> int:
        return len(self.phrases)

    def kind(self, place: int) -> Kind | None:
        """The kind of phrase at `place`; nothing before the first and after the last."""
        return self.phrases[place].kind if 0 <= place < len(self) else None

    def text(self, first: int, end: int) -> str:
        """The folded text of some phrases."""
        return "".join(phrase.text for phrase in self.phrases[first:end])

    def is_open(self, place: int, kinds: Container[Kind]) -> bool:
        """Is a phrase of these kinds at `place` that nobody has taken yet?"""
        return self.kind(place) in kinds and place not in self.marks

    def mark(self, first: int, end: int, mark: Mark) -> None:
        """Settle some phrases; those settled before stay as they are."""
        for place in range(first, end):
            self.marks.setdefault(place, mark)

    def clause(self, place: int) -> tuple[int, int]:
        """The clause around `place`: to the next cell, line, mark or bracket on both sides."""
        return (self._firsts[place], self._ends[place]) if place < len(self) else (place, place)

    def is_aside(self, place: int) -> bool:
        """Does the clause around `place` stand in brackets, or after a mark like 「※」?"""
        first, end = self.clause(place)
        marked = self.kind(first - 1) is Kind.BREAK and self.text(first - 1, first).strip("\n\r。") != ""
        return marked or (self.kind(first - 1) is Kind.OPEN and self.kind(end) in {Kind.CLOSE, None})

    def start_of_part(self, place: int) -> int:
        """Where the part of the clause begins, which a blank or a comma cuts off."""
        first, _ = self.clause(place)
        while place > first and self.kind(place - 1) not in {Kind.GAP, Kind.COMMA}:
            place -= 1
        return place

    def line(self, place: int) -> int:
        """In which line the phrase stands."""
        return self._lines[place]

    def block(self, place: int) -> int:
        """In which item of a list with 「・」 before each the phrase stands."""
        return self._blocks[place]

    def is_in_cell_of(self, place: int, other: int) -> bool:
        """Is `other` another phrase of the same cell of a row?"""
        between = range(min(place, other), max(place, other))
        return place != other and all(self.kind(at) is not Kind.TAB for at in between)

    def skip(self, place: int, kinds: Container[Kind], step: int = 1) -> int:
        """The next place that is none of `kinds`, forward or with a step of -1 back."""
        while 0 <= place < len(self) and self.kind(place) in kinds:
            place += step
        return place

    def text_left(self) -> str:
        """What was not understood, as it was written."""
        self._said = list(accumulate(map(self._says_something, range(len(self))), initial=0))
        return "｜".join(self._pieces())

    def _measure(self) -> None:
        """Where each phrase stands. It is asked often."""
        count = len(self)
        self._firsts, self._ends = list(range(count)), list(range(1, count + 1))
        for place in range(1, count):
            if self.kind(place - 1) not in EDGES:
                self._firsts[place] = self._firsts[place - 1]
        for place in reversed(range(count - 1)):
            if self.kind(place + 1) not in EDGES:
                self._ends[place] = self._ends[place + 1]
        breaks = [phrase.kind is Kind.BREAK and "\n" in phrase.text for phrase in self.phrases]
        bullets = [
            phrase.text == "・" and self.kind(place - 1) in {Kind.GAP, Kind.BREAK}
            for place, phrase in enumerate(self.phrases)
        ]
        self._lines, self._blocks = list(accumulate(breaks, initial=0)), list(accumulate(bullets, initial=0))

    def _partners(self) -> Iterator[tuple[int, int]]:
        opened: list[int] = []
        for place, phrase in enumerate(self.phrases):
            if phrase.kind is Kind.OPEN:
                opened.append(place)
            elif phrase.kind is Kind.CLOSE and opened:
                yield from ((opened[-1], place), (place, opened.pop()))

    def _pieces(self) -> Iterator[str]:
        place = 0
        while place < len(self):
            end = place
            while end < len(self) and not self._is_read(end):
                end += 1
            first, last = self._trimmed(place, end)
            if first < last:
                yield self.spelling.written_between(self.phrases[first].start, self.phrases[last - 1].end).strip()
            yield from self._vague_words(end)
            place = end + 1

    def _vague_words(self, place: int) -> Iterator[str]:
        """「頃」 of a time that was read."""
        if self.kind(place) is Kind.TIMES:
            phrase = self.phrases[place]
            for found in VAGUE.finditer(phrase.text):
                yield self.spelling.written_between(phrase.start + found.start(), phrase.start + found.end())

    def _is_read(self, place: int) -> bool:
        mark, kind = self.marks.get(place), self.kind(place)
        if kind is Kind.FILLER and mark is None:
            return not self._begins_text(place)
        return mark is Mark.READ or (mark is None and kind not in NEUTRAL | {Kind.TEXT})

    def _begins_text(self, place: int) -> bool:
        """「時間は」 is a word that goes, unless text follows that stays."""
        around = {Kind.TOPIC, Kind.PARTICLE, Kind.FILLER}
        after = self.skip(place + 1, around)
        while self.kind(after) is Kind.COMMA and self.kind(after + 1) is Kind.FILLER:
            after = self.skip(after + 1, around)
        return self.kind(after) is Kind.TEXT or (self.marks.get(after) is Mark.TEXT and self.kind(after) not in NEUTRAL)

    def _trimmed(self, first: int, end: int) -> tuple[int, int]:
        """Without what only joins, and without a bracket that lost its partner, at both ends."""
        while first < end and self._is_loose(first, first, end):
            first += 1
        while first < end and self._is_loose(end - 1, first, end):
            end -= 1
        return first, end

    def _is_loose(self, place: int, first: int, end: int) -> bool:
        kind, text = self.kind(place), self.phrases[place].text
        if kind in {Kind.OPEN, Kind.CLOSE}:
            return self._is_loose_bracket(place, first, end)
        if (text in {"が", "+"} and place + 1 < end) or (text.startswith("。") and place > first):
            return False
        if kind is Kind.BREAK and "\n" not in text:
            return not self._says_something(place + 1)  # 「※」 goes with the text behind it
        return kind in NEUTRAL and (kind not in {Kind.TOPIC, Kind.PARTICLE} or place not in self.marks)

    def _is_loose_bracket(self, place: int, first: int, end: int) -> bool:
        """Without a partner in the piece, unless there never was one, or with nothing inside."""
        partner = self.partners.get(place)
        if partner is not None and not first <= partner < end:
            return True
        is_open = self.kind(place) is Kind.OPEN
        bounds = (
            (place, end if partner is None else partner) if is_open else (first if partner is None else partner, place)
        )
        return self._said[bounds[0]] == self._said[bounds[1]]

    def _says_something(self, place: int) -> bool:
        return place < len(self) and not self._is_read(place) and self.kind(place) not in NEUTRAL
