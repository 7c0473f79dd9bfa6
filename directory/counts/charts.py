"""Where the bars, lines and letters of a chart stand, in whole pixels. Templates draw them, with the words.

A chart keeps its size on a screen and scrolls where there is less room, so that its letters stay as large as others; on
paper it shrinks to the sheet. Bars that lie are as long as there is room: they are said in percent.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

PLOT = 180
"""How high the highest bar and the highest line are."""
LINE = 22
"""From one line of letters to the next."""


@dataclass(frozen=True)
class Column:
    """A bar that stands, and a part of it that stands within; what is unknown (None) has no height."""

    label: str
    whole: int | None
    part: int | None
    marks: Sequence[str] = ()


@dataclass(frozen=True)
class Standing:
    """A column and its place. `over` are the baselines of the two numbers above it."""

    column: Column
    left: int
    middle: int
    height: int
    part_height: int
    top: int
    part_top: int

    @property
    def over(self) -> tuple[int, int]:
        return self.top - LINE - 6, self.top - 6


@dataclass(frozen=True)
class Columns:
    """`base` is the line they stand on; below it are the baselines of their labels and of the marks."""

    bars: Sequence[Standing]

    pitch = 72
    thick = 40
    base = PLOT + 3 * LINE
    labels = base + LINE
    marks = base + 2 * LINE + 4
    height = base + 3 * LINE

    @property
    def width(self) -> int:
        return len(self.bars) * self.pitch


def columns(entries: Sequence[Column]) -> Columns:
    most = max((entry.whole or 0 for entry in entries), default=0)
    return Columns([_standing(entry, number, most) for number, entry in enumerate(entries)])


def _standing(entry: Column, number: int, most: int) -> Standing:
    height, part = _length(entry.whole, most), _length(entry.part, most)
    left = number * Columns.pitch + (Columns.pitch - Columns.thick) // 2
    middle = left + Columns.thick // 2
    return Standing(entry, left, middle, height, part, Columns.base - height, Columns.base - part)


@dataclass(frozen=True)
class Lying:
    """A bar from left to right with a part of it, both in percent of the room; `top` is where its words begin."""

    label: str
    whole: int | None
    part: int | None
    width: int
    part_width: int
    top: int

    thick = 20
    pitch = 2 * LINE + 10

    @property
    def words(self) -> int:
        return self.top + LINE - 6

    @property
    def bar(self) -> int:
        return self.top + LINE


def lying(entries: Sequence[tuple[str, int | None, int | None]]) -> list[Lying]:
    """(label, whole, part) of each."""
    most = max((whole or 0 for _, whole, _ in entries), default=0)
    return [
        Lying(label, whole, part, _length(whole, most, 100), _length(part, most, 100), number * Lying.pitch)
        for number, (label, whole, part) in enumerate(entries)
    ]


def _length(value: int | None, most: int, room: int = PLOT) -> int:
    return round(room * value / most) if value and most else 0


@dataclass(frozen=True)
class Series:
    """A line in steps: a value holds from its moment to the next. `name_at` is the baseline of its name at its end."""

    key: str
    name: str
    values: Sequence[int]
    path: str
    name_at: int

    @property
    def last(self) -> int:
        return self.values[-1]


@dataclass(frozen=True)
class Tick:
    """`within` is what the label belongs to, as a year, said where it is another than at the tick before."""

    at: int
    label: str
    within: str = ""


@dataclass(frozen=True)
class Steps:
    """`levels` are the heights with a line across and a number; `ticks` the moments said at the baselines below."""

    series: Sequence[Series]
    ticks: Sequence[Tick]
    levels: Sequence[Tick]
    right: int

    left = 56
    names = 128
    top = LINE
    base = LINE + PLOT
    labels = base + LINE
    within = base + 2 * LINE
    height = base + 2 * LINE + 8

    @property
    def width(self) -> int:
        return self.right + self.names


def steps(moments: Sequence[tuple[str, str]], lines: Sequence[tuple[str, str, Sequence[int]]]) -> Steps:
    """`moments` are (label, what it belongs to), at least one; `lines` (key, name, a value for each moment)."""
    pitch = max(4, min(48, 560 // len(moments)))
    most = max([1, *(value for _, _, values in lines for value in values)])
    heights = {key: [Steps.base - _length(value, most) for value in values] for key, _, values in lines}
    names = _apart({key: ys[-1] for key, ys in heights.items()})
    return Steps(
        [Series(key, name, values, _drawn(heights[key], pitch), names[key]) for key, name, values in lines],
        _ticks(moments, pitch),
        [Tick(Steps.base - _length(level, most), str(level)) for level in sorted({0, most // 2, most})],
        Steps.left + len(moments) * pitch,
    )


def _drawn(heights: Sequence[int], pitch: int) -> str:
    """The path: across for as long as a value holds, then up or down."""
    corners = ((Steps.left + number * pitch, height) for number, height in enumerate(heights))
    return f"M{Steps.left} {heights[0]} " + " ".join(f"V{y} H{x + pitch}" for x, y in corners)


def _ticks(moments: Sequence[tuple[str, str]], pitch: int) -> list[Tick]:
    """As many as can be read side by side."""
    some = list(enumerate(moments))[:: -(-72 // pitch)]
    before = ["", *(within for _, (_, within) in some)]
    return [
        Tick(Steps.left + number * pitch, label, "" if within == last else within)
        for (number, (label, within)), last in zip(some, before, strict=False)
    ]


def _apart(ends: dict[str, int]) -> dict[str, int]:
    """Baselines of names near the ends of their lines, none over another and all within the chart."""
    highest_first = sorted(ends, key=ends.__getitem__)
    spread = list(accumulate((ends[key] + 5 for key in highest_first), lambda above, own: max(own, above + LINE)))
    too_low = max(0, spread[-1] - Steps.base - 5)
    return {key: at - too_low for key, at in zip(highest_first, spread, strict=True)}
