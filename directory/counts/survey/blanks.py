"""まだ空いているところ: what the survey asks and nobody has written down, by district and who looks after it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from directory.counts.areas import UNSET_DISTRICT
from directory.counts.queries.lines import UNSET_NAMES
from directory.counts.survey.rows import Row
from directory.places.vocabulary import FrequencyBand


@dataclass(frozen=True)
class Blank:
    code: str
    name: str
    is_in: Callable[[Row], bool]


BLANKS = [
    Blank("activity", "主な活動", lambda row: not row.place.main_activity),
    Blank("operator", "運営主体", lambda row: not row.place.operator_type),
    Blank("venue", "場所の種別", lambda row: not row.place.venue_type),
    Blank("frequency", "開催頻度", lambda row: row.band == FrequencyBand.UNKNOWN),
    Blank("participants", "参加者実人数", lambda row: row.participants is None),
    Blank("ages", "性・年齢", lambda row: not row.ages_known),
    Blank("judgement", "市の判断", lambda row: row.judgement is None),
]
BY_CODE = {blank.code: blank for blank in BLANKS}


@dataclass(frozen=True)
class Line:
    """How many rows of a district have which blank; `in_sight` says of each whether the reader may read their names."""

    mark: str
    name: str
    writers: str
    numbers: list[int]
    in_sight: list[bool]

    @property
    def cells(self) -> Iterator[tuple[Blank, int, bool]]:
        return zip(BLANKS, self.numbers, self.in_sight, strict=True)


def blank_lines(rows: Iterable[Row], own: Iterable[Row], writers: Mapping[str, str]) -> list[Line]:
    """By district in the order of the rows."""
    theirs: dict[str, list[Row]] = {}
    for row in rows:
        theirs.setdefault(row.district_mark, []).append(row)
    seen = {row.place.pk for row in own}
    return [_line(mark, rows_there, seen, writers) for mark, rows_there in theirs.items()]


def _line(mark: str, rows: list[Row], seen: set[int], writers: Mapping[str, str]) -> Line:
    blank = [[row for row in rows if blank.is_in(row)] for blank in BLANKS]
    return Line(
        mark,
        rows[0].district.name if rows[0].district else UNSET_NAMES[UNSET_DISTRICT],
        writers.get(mark, ""),
        [len(found) for found in blank],
        [bool(found) and all(row.place.pk in seen for row in found) for found in blank],
    )


def blanks_of(row: Row) -> list[str]:
    """What staff can write down of it; the judgement is the city's, and the reason why it does not count says so."""
    return [blank.name for blank in BLANKS if blank.code != "judgement" and blank.is_in(row)]


def city_numbers(lines: Iterable[Line]) -> list[int]:
    return [sum(numbers) for numbers in zip(*(line.numbers for line in lines), strict=True)] or [0] * len(BLANKS)
