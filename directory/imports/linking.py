"""A row to the place it speaks of. By what it said last time, by number, else by name, district and venue.

Rows choose in rounds, the surest first, and no two rows of a list take the same place: fifteen ふれあい喫茶 stay
fifteen, and a list whose numbers have moved by one does not rename everybody.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from functools import lru_cache
from typing import Any

from django.db.models import Exists, OuterRef, Q

from directory.imports.caring import Care
from directory.imports.choices import Spot
from directory.imports.models import SourceRow
from directory.imports.reading import NEW_IN_OURS, OF_OURS, Row
from directory.imports.values import Values
from directory.places.models import KnownPeriod, Place
from kayoiba.tools.kana import fold

folded = lru_cache(maxsize=100_000)(fold)

REMOVED = "取り消した場です。続いているなら、管理の人に「取り消した場」のページで もどしてもらってください。"
GONE = "同じ場としてえらんだ場が、もうありません。えらび直してください。"
TWICE = "{}行目も、同じ場の行です。どちらか1行にまとめてください。"

COUNTED = 5
"""Numbers this short come from counting 1, 2, 3; longer ones (AA0100000052) are given out once."""


def name_key(name: str) -> str:
    """☆☆☆ has no letters to be searched by, but is a name all the same."""
    return folded(name) or name


class Sureness(IntEnum):
    """Ascending: how sure it is that a row and a place are the same.

    NUMBER is the same number, and the name, address or venue as before, or part of the name where nothing differs.
    NAME_AND_SOMETHING is the same name where one of district, address and venue agrees, none differs, and no other
    place is like it.
    """

    NAME_AND_SOMETHING = 1
    NUMBER = 2
    NAME_DISTRICT_VENUE = 3
    NUMBER_AND_NAME = 4


@dataclass(frozen=True)
class Traits:
    """What a row and a place are compared by, folded."""

    name: str
    district: str
    address: str
    venue: str
    city: str
    """Another city than ours, where a list says so."""

    @classmethod
    def of_fields(cls, fields: dict[str, Any], home: str) -> "Traits":
        words = [fields.get(name, "") for name in ("district", "address")]
        words.append(fields.get("venue") or fields.get("building", ""))
        keys = [name_key(fields.get("name", "")), *map(folded, words)]
        return cls(*keys, _other_city(fields, home))

    @classmethod
    def of_known(cls, known: "Known", home: str) -> "list[Traits]":
        """As staff have the place now, and as each list last had it: what staff corrected, lists go on saying."""
        place, last = known.place, known.last_of("")
        district = place.district_text or (place.district.name if place.district else "")
        words = (district, place.address, place.venue_name or place.building)
        keys = [name_key(place.name), *map(folded, words)]
        now = cls(*keys, _other_city(last.fields if last else {}, home))
        return [now, *(cls.of_fields(row.fields, home) for row in known.latest.values())]

    def pairs(self, other: "Traits") -> list[tuple[str, str]]:
        return [(self.district, other.district), (self.address, other.address), (self.venue, other.venue)]

    def differs(self, other: "Traits") -> bool:
        return any(mine and theirs and mine != theirs for mine, theirs in self.pairs(other))

    def agrees(self, other: "Traits") -> bool:
        return any(mine and mine == theirs for mine, theirs in self.pairs(other))

    def is_elsewhere(self, other: "Traits") -> bool:
        return bool(self.city and other.city and self.city != other.city)

    def resembles(self, other: "Traits") -> bool:
        """The same name, address or venue; or nearly the same name, and nothing that differs."""
        same = [(self.name, other.name), *self.pairs(other)[1:]]
        nearly = self.name in other.name or other.name in self.name
        return any(mine and mine == theirs for mine, theirs in same) or (nearly and not self.differs(other))


def _other_city(fields: dict[str, Any], home: str) -> str:
    city = folded(fields.get("municipality", ""))
    return "" if city.endswith(folded(home)) else city


@dataclass
class Known:
    """A place as the data base has it, with the last row each list had for it."""

    place: Place
    latest: dict[str, SourceRow] = field(default_factory=dict)
    traits: list[Traits] = field(default_factory=list)

    @property
    def has_ended(self) -> bool:
        return self.place.has_ended  # type: ignore[attr-defined]

    @property
    def was_removed(self) -> bool:
        return self.place.removed_at is not None

    def says_the_same(self, row: Row, values: Values) -> bool:
        """Whether this list said so before, and it was read so too; what somebody put right then is right still."""
        last = self.latest.get(row.signature)
        if last is None or last.digest != row.digest:
            return False
        return last.fields == values.fields or bool(last.typed and not row.in_file)

    def fits(self, row: Traits, sureness: Sureness) -> bool:
        return any(_fits(row, theirs, sureness) for theirs in self.traits)

    def last_of(self, signature: str) -> SourceRow | None:
        """What this list last said; else what any list last said."""
        lists = [row for row in self.latest.values() if row.signature != NEW_IN_OURS]
        return self.latest.get(signature) or max(lists, key=lambda row: row.pk, default=None)


class Register:
    """Every known place in somebody's care, looked up once for a whole list; of the others a list learns nothing.

    What the office removed is among them, so that no list makes it anew; what went with an import that was undone is
    not, nor is anything that such an import said.
    """

    def __init__(self, home: str, care: Care) -> None:
        self.home = home
        made = SourceRow.objects.filter(place=OuterRef("pk"), origin__undone_at__isnull=False).that_made_a_place()
        places = Place.with_removed.filter(Q(removed_at__isnull=True) | ~Exists(made))
        places = (
            places.filter(care.of_district())
            .select_related("district", "school_district", "town", "group")
            .order_by("pk")
        )
        goes_on = KnownPeriod.objects.filter(place=OuterRef("pk"), until__isnull=True)
        self.known = {place.pk: Known(place) for place in places.annotate(has_ended=~Exists(goes_on))}
        self.by_content: dict[tuple[str, str], Known] = {}
        self.by_number: dict[tuple[str, str], list[Known]] = defaultdict(list)
        self.by_name: dict[str, list[Known]] = defaultdict(list)
        self.further: dict[tuple[int, str, int], SourceRow] = {}
        for row in SourceRow.objects.that_count().latest_per_place_and_list():
            self._add(row)
        for known in self.known.values():
            known.traits = Traits.of_known(known, home)
            for name in {traits.name for traits in known.traits}:
                self.by_name[name].append(known)

    def _add(self, row: SourceRow) -> None:
        known = self.known.get(row.place_id)
        if known is None:
            return
        if row.signature == OF_OURS:
            return  # staff's own words: no list has said anything
        if row.kind == SourceRow.Kind.FURTHER:
            self.further[row.place_id, row.signature, row.position] = row
            return
        known.latest[row.signature] = row
        self.by_content[row.signature, row.digest] = known
        if row.source_id:
            self.by_number[row.scope, row.source_id].append(known)

    def named(self, name: str) -> list[Known]:
        return self.by_name.get(name_key(name), [])

    def numbered(self, row: Row) -> list[Known]:
        """The places that `row`, which has no name, means by its number: its own city's, else that one's of a kind."""
        number = row.said("source_id")
        places = self.by_number.get((row.scope, number), [])
        if not places and not row.names_its_city and len(number) > COUNTED:
            places = [known for (_, theirs), several in self.by_number.items() if theirs == number for known in several]
        return list({known.place.pk: known for known in places}.values())


@dataclass
class Reading:
    """A row with what was read from it, and the place it turned out to be."""

    row: Row
    values: Values
    known: Known | None = None
    same_content: bool = False
    refusal: str = ""


def link(
    readings: Iterable[Reading], register: Register, same_as: Mapping[Spot, int], taken: Iterable[int] = ()
) -> None:
    """Give each reading its place, by `same_as` where somebody has said which; one that finds none is a new place.

    Other rows have `taken` theirs already.
    """
    readings = list(readings)
    taken = {*taken, *_link_as_told(readings, register, same_as)}
    for reading in readings:
        known = register.by_content.get((reading.row.signature, reading.row.digest))
        if known and reading.known is None and known.place.pk not in taken:
            reading.known, reading.same_content = known, known.says_the_same(reading.row, reading.values)
            taken.add(known.place.pk)
    readings = [reading for reading in readings if not reading.refusal]
    for sureness in sorted(Sureness, reverse=True):
        for reading in readings:
            if reading.known is None:
                reading.known = _choose(reading, sureness, register, taken)
                if reading.known:
                    taken.add(reading.known.place.pk)


def _link_as_told(readings: list[Reading], register: Register, same_as: Mapping[Spot, int]) -> set[int]:
    """The places that are taken so."""
    taken: dict[int, Row] = {}
    for reading in readings:
        pk = same_as.get(reading.row.spot)
        if pk is None:
            continue
        known = register.known.get(pk)
        if known is None:
            reading.refusal = GONE
        elif pk in taken:
            reading.refusal = TWICE.format(taken[pk].number)
        else:
            reading.known, reading.same_content = known, known.says_the_same(reading.row, reading.values)
            taken[pk] = reading.row
    return set(taken)


def _choose(reading: Reading, sureness: Sureness, register: Register, taken: set[int]) -> Known | None:
    traits = Traits.of_fields(reading.values.fields, register.home)
    number = (reading.row.scope, str(reading.values.fields.get("source_id", "")))
    by_number = sureness in (Sureness.NUMBER, Sureness.NUMBER_AND_NAME)
    candidates = register.by_number.get(number, []) if by_number else register.by_name.get(traits.name, [])
    fitting = [known for known in candidates if known.place.pk not in taken and known.fits(traits, sureness)]
    if sureness == Sureness.NAME_AND_SOMETHING and len(fitting) > 1:
        return None
    return fitting[0] if fitting else None


def _fits(row: Traits, place: Traits, sureness: Sureness) -> bool:
    if row.is_elsewhere(place):
        return False
    match sureness:
        case Sureness.NUMBER_AND_NAME:
            return row.name == place.name and not row.differs(place)
        case Sureness.NAME_DISTRICT_VENUE:
            same = all(mine == theirs for mine, theirs in row.pairs(place))
            return same and (row.agrees(place) or row.city == place.city)  # a bare name is the same within one city
        case Sureness.NUMBER:
            return row.resembles(place)
        case Sureness.NAME_AND_SOMETHING:
            return row.agrees(place) and not row.differs(place)
