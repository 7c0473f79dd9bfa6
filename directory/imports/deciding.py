"""What each row of a list would do, before anything is written."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from directory.imports.comparing import compare
from directory.imports.linking import Known, Reading, Register, link
from directory.imports.models import SourceRow
from directory.imports.reading import WHOSE, Row
from directory.imports.values import PLACE_FIELDS, Values, read_values
from directory.imports.whereabouts import Areas, Whereabouts
from directory.places.models import Kind, Place

ONLY_NUMBER = "番号と市町村のほかに何も書かれていません。"
NOTHING = "何も書かれていません。"
ENDED = "終わった場です。続いているなら、その場のページで「また始まった」を記録してください。"
REMOVED = "取り消した場です。続いているなら、管理の人に「取り消した場」のページで もどしてもらってください。"
SAME_NAME = "同じ名前の場がほかにもあります。"


class Outcome(models.TextChoices):
    CREATED = "created", "新しい場"
    UPDATED = "updated", "変わった"
    UNCHANGED = "unchanged", "前と同じ"
    REFUSED = "refused", "取り込まない"
    EMPTY = "empty", "空の行"


@dataclass
class Decision:
    """One row's outcome with all that writing it needs. `changes` are of `Place`, a group by its name."""

    row: Row
    outcome: Outcome
    reason: str = ""
    fields: dict[str, Any] = field(default_factory=dict)
    kept: dict[str, str] = field(default_factory=dict)
    name: str = ""
    place: Place | None = None
    base: "Decision | None" = None
    """The decision whose place this row shares: the row it repeats, or the one it adds to."""
    position: int = 0
    changes: dict[str, Any] = field(default_factory=dict)
    move_to: Whereabouts | None = None
    kinds: list[Kind] = field(default_factory=list)
    has_ended: bool = False
    """The place is one that has ended, though the list still names it."""
    is_stored: bool = False
    """The same content is kept already: nothing is to be written for it."""

    @property
    def is_news(self) -> bool:
        return not self.is_stored and self.outcome != Outcome.EMPTY


class Decider:
    """Decides over all rows of one file at once, since rows of a file compete for places."""

    def __init__(self, areas: Areas, register: Register) -> None:
        self.areas = areas
        self.register = register
        self.kinds = {kind.name: kind for kind in Kind.objects.order_by("position")}
        refused = SourceRow.objects.filter(kind=SourceRow.Kind.REFUSED)
        self.refused = set(refused.values_list("signature", "digest"))

    def decide(self, rows: Iterable[Row]) -> list[Decision]:
        """In the order of the rows."""
        rows = list(rows)
        decided = {id(row): self._set_aside(row) for row in rows if row.is_empty or row.refusal}
        decided |= self._decide_places([row for row in rows if id(row) not in decided and not row.further])
        places = list(decided.values())
        counter: Counter[str] = Counter()
        for row in rows:
            if id(row) not in decided:
                decided[id(row)] = self._decide_further(row, places, counter)
        return [decided[id(row)] for row in rows]

    def _set_aside(self, row: Row) -> Decision:
        if row.is_empty:
            return Decision(row, Outcome.EMPTY, ONLY_NUMBER if row.cells else NOTHING, kept=row.as_written)
        return self._refuse(row, row.refusal)

    def _decide_places(self, rows: list[Row]) -> dict[int, Decision]:
        first: dict[tuple[str, str], Row] = {}
        for row in rows:
            first.setdefault((row.signature, row.digest), row)
        readings = [Reading(row, read_values(row)) for row in first.values()]
        link(readings, self.register)
        decided = {id(reading.row): self._decide_place(reading) for reading in readings}
        for row in rows:
            original = first[row.signature, row.digest]
            if original is not row:
                decided[id(row)] = _repetition(row, decided[id(original)])
        return decided

    def _decide_place(self, reading: Reading) -> Decision:
        row, fields, kept = reading.row, reading.values.fields, reading.values.kept
        found = self.areas.find(fields)
        kind = self.kinds.get(str(fields.get("kind", "")))
        self._keep_what_has_no_field(reading, found, kind)
        decision = Decision(row, Outcome.CREATED, fields=fields, kept=kept, name=str(fields["name"]))
        if reading.known is None:
            decision.changes = _new_place(reading.values, found)
            decision.move_to = found
            decision.kinds = [kind] if kind else []
            decision.reason = SAME_NAME if self.register.is_named(decision.name) else ""
            return decision
        if reading.known.was_removed:
            return self._refuse(row, REMOVED)
        decision.place = reading.known.place
        decision.is_stored = reading.same_content
        decision.outcome = Outcome.UNCHANGED
        if not reading.same_content:
            comparison = compare(row, reading.values, reading.known, found)
            decision.changes, decision.move_to = comparison.changes, comparison.move_to
            if comparison.names:
                decision.outcome = Outcome.UPDATED
                decision.reason = f"変わった欄: {'、'.join(comparison.names)}"
        return _told_if_ended(decision, reading.known)

    def _keep_what_has_no_field(self, reading: Reading, found: Whereabouts, kind: Kind | None) -> None:
        homeless = {"kind"} if kind is None else set()
        homeless |= {"school_district"} if found.school_district is None else set()
        homeless |= {"corporate_number"} if "group" not in reading.values.fields else set()
        homeless |= WHOSE if self.areas.is_elsewhere(reading.values.fields) else set()
        reading.values.keep(*(cell for cell in reading.row.cells if cell.meaning and cell.meaning.field in homeless))

    def _decide_further(self, row: Row, places: list[Decision], counter: Counter[str]) -> Decision:
        values = read_values(row)
        number = row.said("source_id")
        counter[number] += 1
        decision = Decision(row, Outcome.UPDATED, fields=values.fields, kept=values.kept, position=counter[number])
        bases = [base for base in places if base.fields.get("source_id") == number and base.base is None]
        known = [] if bases else self.register.numbered(row)
        if len(bases) + len(known) != 1:
            return self._refuse(row, _no_base(number, len(bases) + len(known)))
        if known and known[0].was_removed:
            return self._refuse(row, REMOVED)
        decision.base = bases[0] if bases else None
        decision.place = bases[0].place if bases else known[0].place
        decision.name = bases[0].name if bases else known[0].place.name
        decision.reason = "追加情報を加えます。"
        last = decision.place and self.register.further.get((decision.place.pk, row.signature, decision.position))
        if last and last.digest == row.digest:
            decision.outcome, decision.reason, decision.is_stored = Outcome.UNCHANGED, "", True
        return _told_if_ended(decision, known[0]) if known else decision

    def _refuse(self, row: Row, reason: str) -> Decision:
        stored = (row.signature, row.digest) in self.refused
        return Decision(row, Outcome.REFUSED, reason, kept=row.as_written, name=row.name, is_stored=stored)


def _no_base(number: str, count: int) -> str:
    if count:
        return f"番号 {number} の場が{count}か所あり、どれの追加情報かわかりません。"
    return f"追加情報ですが、番号 {number} の場がありません。基本情報の一覧と同じファイルに入れてください。"


def _told_if_ended(decision: Decision, known: Known) -> Decision:
    if known.has_ended:
        decision.has_ended, decision.reason = True, f"{ENDED}{decision.reason}"
    return decision


def _new_place(values: Values, found: Whereabouts) -> dict[str, Any]:
    attributes = {PLACE_FIELDS[name]: value for name, value in values.fields.items() if name in PLACE_FIELDS}
    if "group" in values.fields:
        attributes["group"] = values.fields["group"]
    return attributes | {"town": found.town, "source_text": values.kept}


def _repetition(row: Row, original: Decision) -> Decision:
    reason = f"{original.row.number}行目と同じ内容です。"
    return Decision(
        row, Outcome.UNCHANGED, reason, original.fields, original.kept, original.name, base=original, is_stored=True
    )
