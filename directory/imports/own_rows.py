"""A list of ours that comes back: each row against its place, as it is now and as it was when the list was written."""

from collections.abc import Mapping
from typing import Any

from directory.imports.caring import NOT_YOURS, Care
from directory.imports.decisions import Decision, Outcome
from directory.imports.fields import BETWEEN, Unfit, read, say
from directory.imports.linking import REMOVED, Known, Register
from directory.imports.own_list import RELATED, Names, attributes_of, kinds_of, read_stamp
from directory.imports.reading import Row
from directory.imports.whereabouts import Areas, Whereabouts
from directory.places.actions import POINT, VENUE
from directory.places.models import Kind, Place

NO_SUCH_NUMBER = "台帳番号 {} の場がありません。新しい場なら、台帳番号を空けてください。"
SAME_NUMBER = "{}行目と同じ台帳番号です。新しい場なら、台帳番号と「さいごの編集」を空けてください。"
NO_STAMP = "「さいごの編集」の欄がかわっていて、いつの内容かわかりません。もう一度書き出して、そこに書いてください。"
EDITED_SINCE = (
    "書き出したあとに、ほかの人が {} をなおしました。もう一度書き出して、いまの内容を見てから書いてください。"
)
NEEDS_A_NAME = "名前は空けられません。"
BOTH = "緯度と経度は、両方書くか、両方空けてください。"
FEW = 40
AT_A_POINT = ("lat", "lng")
AREAS = ("district", "school_district")


class Refused(Exception):
    """The message says why, and what to do."""


class OwnRows:
    """The rows of a file that have their number from a list of ours; what they need is looked up once for all."""

    def __init__(self, rows: list[Row], areas: Areas, register: Register, care: Care) -> None:
        self.rows = rows
        if not rows:
            return
        self.areas = areas
        self.care = care
        self.known = {id(row): _known(row, register) for row in rows}
        self.first = {known.place.pk: row for row in reversed(rows) if (known := self.known[id(row)])}
        self.names = Names()
        self.kinds = {kind.name: kind for kind in Kind.objects.order_by("position")}
        self.kinds_now = kinds_of(self.first)
        self.headings = {row.sheet: attributes_of(row.columns) for row in rows}
        self.differing = {id(row): self._differing(row) for row in rows}
        self.versions = self._versions()

    @property
    def taken(self) -> set[int]:
        return set(self.first) if self.rows else set()

    def decide(self, row: Row) -> Decision:
        """Raises Refused."""
        known = self.known[id(row)]
        if known is None:
            raise Refused(NO_SUCH_NUMBER.format(row.said("place")) if self.care.everywhere else NOT_YOURS)
        if known.was_removed:
            raise Refused(REMOVED)
        place, earlier = known.place, self.first[known.place.pk]
        if earlier is not row:
            raise Refused(SAME_NUMBER.format(earlier.number))
        changes = self._read(row, place, self._edits(row, place))
        if not self.care.has_all([changes.get("district")]):
            raise Refused(NOT_YOURS)
        name = str(changes.get("name", place.name))
        decision = Decision(row, Outcome.UNCHANGED, name=name, place=place, is_stored=not changes)
        areas = {area: changes.pop(area) for area in AREAS if area in changes}
        move_to = Whereabouts(**{area: getattr(place, area) for area in AREAS} | areas) if areas else None
        decision.change(changes, move_to, kinds=[self._now("kinds", place)])
        return decision

    def _differing(self, row: Row) -> dict[str, str]:
        """The texts, by field, that say otherwise than the place does now."""
        known, said = self.known[id(row)], row.as_written
        if known is None:
            return {}
        texts = {name: said.get(heading, "") for heading, name in self.headings[row.sheet].items()}
        now = {name: self._now(name, known.place) for name in texts}
        return {name: text for name, text in texts.items() if not self._is_the_same(name, text, now[name])}

    def _versions(self) -> dict[tuple[int, int], Any]:
        """The rows of history that the stamps of differing rows name."""
        stamps = [read_stamp(row.said("stamp")) for row in self.rows if self.differing[id(row)]]
        events = Place.pgh_event_model.objects.filter(pgh_id__in=[stamp[0] for stamp in stamps if stamp])  # type: ignore[attr-defined]
        return {(event.pgh_obj_id, event.pgh_id): event for event in events}

    def _now(self, name: str, place: Place) -> str:
        if name == "kinds":
            return self.names.say_kinds(self.kinds_now.get(place.pk, ()))
        return self.names.say(name, place)

    def _is_the_same(self, name: str, text: str, now: str) -> bool:
        """Another way of writing it (○ for 有, a comma in a number) is no change."""
        if text == now:
            return True
        if name in RELATED:
            return False
        try:
            return name != "kinds" and say(name, read(name, text)) == now
        except Unfit:
            return False

    def _edits(self, row: Row, place: Place) -> dict[str, str]:
        """The texts, by field, that were written into the list. Raises Refused where somebody else wrote there too."""
        differing = self.differing[id(row)]
        stamp = read_stamp(row.said("stamp"))
        then = self.versions.get((place.pk, stamp[0])) if stamp else None
        if not differing:
            return {}
        if stamp is None or then is None:
            raise Refused(NO_STAMP)
        before = {name: self.names.say(name, then) for name in differing if name != "kinds"}
        before |= {"kinds": self.names.say_kinds(stamp[1])}
        edits = {name: text for name, text in differing.items() if not self._is_the_same(name, text, before[name])}
        headings = {name: heading for heading, name in self.headings[row.sheet].items()}
        theirs = {name for name in differing if before[name] != self._now(name, place)}
        clashing = [name for name in headings if name in edits and name in theirs]
        if edits.keys() & (VENUE | POINT) and theirs & (POINT if edits.keys() & VENUE else VENUE):
            clashing += [name for name in headings if name in theirs - edits.keys() and name in VENUE | POINT]
        if clashing:
            raise Refused(EDITED_SINCE.format("".join(f"「{headings[name]}」" for name in clashing)))
        return edits

    def _others(self, row: Row, place: Place) -> dict[str, str]:
        """Cells of columns that somebody has added."""
        ours = self.headings[row.sheet]
        return {
            cell.heading: cell.written
            for cell in row.cells
            if cell.heading not in ours
            and not (cell.meaning and cell.meaning.field in ("place", "stamp"))
            and place.source_text.get(cell.heading) != cell.written
        }

    def _read(self, row: Row, place: Place, edits: dict[str, str]) -> dict[str, Any]:
        """The texts as values of `Place`, a group by its name. Raises Refused with all that cannot be read."""
        headings = {name: heading for heading, name in self.headings[row.sheet].items()}
        values: dict[str, Any] = {}
        problems = []
        for name, text in edits.items():
            try:
                values[name] = self._value(name, text)
            except Unfit as unfit:
                problems.append(f"「{headings[name]}」の「{text}」は読めません。{unfit}" if text else str(unfit))
        lat, lng = (values.get(name, getattr(place, name)) for name in AT_A_POINT)
        if (lat is None) != (lng is None) and not problems:
            problems.append(BOTH)
        if problems:
            raise Refused(" ".join(problems))
        others = self._others(row, place)
        return values | ({"source_text": place.source_text | others} if others else {})

    def _value(self, name: str, text: str) -> Any:
        if name == "name" and not text:
            raise Unfit(NEEDS_A_NAME)
        if name == "kinds":
            written = [word.strip() for word in text.split(BETWEEN) if word.strip()]
            return [_one_of(self.kinds, word) for word in written]
        if name == "group":
            return read("name", text) if text else ""
        if name in RELATED:
            return _one_of(self.areas.named[name], text) if text else None
        return read(name, text)


def _known(row: Row, register: Register) -> Known | None:
    number = row.said("place")
    return register.known.get(int(number)) if number.isdecimal() and len(number) < 19 else None


def _one_of(named: Mapping[str, Any], word: str) -> Any:
    if word not in named:
        few = (
            f"この中から書いてください：{BETWEEN.join(named)}"
            if len(named) <= 40
            else "台帳にある名前で書いてください。"
        )
        raise Unfit(few)
    return named[word]
