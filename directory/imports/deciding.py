"""What each row of a list would do, before anything is written."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from directory.groups.models import Group
from directory.imports.caring import NOT_YOURS, Care
from directory.imports.choices import Choices
from directory.imports.comparing import compare
from directory.imports.decisions import Decision, Outcome
from directory.imports.headings import CAFETERIAS, plain
from directory.imports.linking import REMOVED, Known, Reading, Register, Traits, link
from directory.imports.models import SourceRow
from directory.imports.own_rows import OwnRows, Refused
from directory.imports.progress import Pass, Progress
from directory.imports.reading import NO_NAME, WHOSE, Row
from directory.imports.values import PLACE_FIELDS, Values, read_values, value_of
from directory.imports.whereabouts import Areas, Whereabouts
from directory.places.likeness import Likeness
from directory.places.models import Kind, Place
from directory.places.publishing import CAFETERIA

ONLY_NUMBER = "番号と市町村のほかに何も書かれていません。"
NOTHING = "何も書かれていません。"
ENDED = "終わった場です。続いているなら、その場のページで「また始まった」を記録してください。"
SAME_NAME = "同じ名前の場がほかにもあります。"
ALIKE_ROW = "{}行目の場と似ています。"
PUT_RIGHT = "前になおして取り込んだ行です。"


class Decider:
    """Decides over all rows of one file at once, since rows of a file compete for places."""

    def __init__(self, areas: Areas, register: Register, choices: Choices, progress: Progress) -> None:
        self.areas = areas
        self.register = register
        self.choices = choices
        self.progress = progress
        self.care = Care(choices.for_user)
        self.kinds = {kind.name: kind for kind in Kind.objects.order_by("position")}
        refused = SourceRow.objects.that_count().filter(kind=SourceRow.Kind.REFUSED)
        self.refused = set(refused.values_list("signature", "digest"))

    def decide(self, rows: Iterable[Row]) -> list[Decision]:
        """In the order of the rows."""
        rows = list(rows)
        self.progress.rows = len(rows)
        decided = {id(row): self._set_aside(row) for row in rows if row.is_empty or row.refusal}
        ours = OwnRows([row for row in rows if row.is_of_ours], self.areas, self.register, self.care)
        decided |= {id(row): self._decide_ours(row, ours) for row in ours.rows}
        others = [row for row in rows if id(row) not in decided and not row.further]
        decided |= self._decide_places(others, taken=ours.taken)
        places = list(decided.values())
        counter: Counter[str] = Counter()
        for row in rows:
            if id(row) not in decided:
                decided[id(row)] = self._decide_further(row, places, counter)
        decisions = [decided[id(row)] for row in rows]
        self._leave_out(decisions)
        self._tell_who_is_alike(decisions)
        return decisions

    def _leave_out(self, decisions: list[Decision]) -> None:
        """With a row that makes a place go those that would add to it."""
        for decision in decisions:
            decision.is_left_out = decision.row.spot in self.choices.left_out
        for decision in decisions:
            if decision.base and decision.base.is_left_out and decision.base.place is None:
                decision.is_left_out = True

    def _set_aside(self, row: Row) -> Decision:
        if row.is_empty:
            return Decision(row, Outcome.EMPTY, ONLY_NUMBER if row.cells else NOTHING, kept=row.as_written)
        known = self.register.by_content.get((row.signature, row.digest)) if row.refusal == NO_NAME else None
        if known:
            name = known.place.name
            return Decision(row, Outcome.UNCHANGED, PUT_RIGHT, name=name, place=known.place, is_stored=True)
        return self._refuse(row, row.refusal)

    def _decide_ours(self, row: Row, ours: OwnRows) -> Decision:
        try:
            decision = ours.decide(row)
        except Refused as refusal:
            return self._refuse(row, str(refusal))
        assert decision.place
        return _told_if_ended(decision, self.register.known[decision.place.pk])

    def _decide_places(self, rows: list[Row], taken: set[int]) -> dict[int, Decision]:
        first: dict[tuple[str, str, int | None], Row] = {}
        for row in sorted(rows, key=lambda row: row.spot in self.choices.left_out):
            first.setdefault(self._content(row), row)
        readings = [Reading(row, read_values(row)) for row in first.values()]
        link(readings, self.register, self.choices.same_as, taken)
        deciding = self.progress.over(readings, Pass.DECIDING)
        decided = {id(reading.row): self._decide_place(reading) for reading in deciding}
        for row in rows:
            original = first[self._content(row)]
            if original is not row:
                decided[id(row)] = _repetition(row, decided[id(original)])
        return decided

    def _content(self, row: Row) -> tuple[str, str, int | None]:
        """Rows that say the same of the same place are one; what the file says of a corrected row is not its own."""
        digest = row.digest + "".join(f"{heading}{text}" for heading, text in sorted(row.typed.items()))
        return row.signature, digest, self.choices.same_as.get(row.spot)

    def _decide_place(self, reading: Reading) -> Decision:
        row, fields, kept, known = reading.row, reading.values.fields, reading.values.kept, reading.known
        found = self.areas.find(fields)
        if not self.care.has_all([found.district]):
            return self._refuse(row, NOT_YOURS)
        if reading.refusal or (known and known.was_removed):
            return self._refuse(row, reading.refusal or REMOVED)
        kind = self.kinds.get(str(fields.get("kind", "")))
        self._keep_what_has_no_field(reading, found, kind)
        decision = Decision(row, Outcome.CREATED, fields=fields, kept=kept, name=str(fields["name"]))
        decision.may_list = fields.get("may_list")
        if known is None:
            decision.changes = _new_place(reading.values, found)
            decision.move_to = found
            decision.kinds = self._kinds(kind, row)
            decision.reason = SAME_NAME if self._is_named(decision.name) else ""
            return decision
        decision.place = known.place
        decision.is_stored = reading.same_content
        decision.outcome = Outcome.UNCHANGED
        if not reading.same_content:
            comparison = compare(row, reading.values, known, found)
            decision.change(comparison.changes, comparison.move_to)
        return _told_if_ended(decision, known)

    def _kinds(self, said: Kind | None, row: Row) -> list[Kind]:
        """A list in the format of こども食堂 has no column for it: all its rows are one."""
        if said is None and any(plain(column.heading) in CAFETERIAS for column in row.columns):
            return [kind for kind in self.kinds.values() if kind.slug == CAFETERIA]
        return [said] if said else []

    def _is_named(self, name: str) -> bool:
        return bool(self.register.named(name))

    def _tell_who_is_alike(self, decisions: list[Decision]) -> None:
        """Of new places those that may be the same and that no other row speaks of."""
        taken = {decision.place.pk for decision in decisions if decision.place}
        known = (each.place for each in self.register.known.values() if not each.was_removed)
        free = Likeness(place for place in known if place.pk not in taken)
        for decision in self.progress.over(_new(decisions), Pass.LIKENESS):
            alike = free.of(**_likened(_as_place(decision)))
            decision.alike = [place.pk for place in alike if self._may_be(decision, place)]

    def tell_of_twins(self, decisions: list[Decision]) -> None:
        """Of new places those that an earlier row may speak of too."""
        new = [(decision, _as_place(decision)) for decision in _new(decisions)]
        rows = Likeness(place for _, place in new)
        for decision, place in self.progress.over(new, Pass.LAST):
            before = [-twin.pk for twin in rows.of(**_likened(place)) if twin.pk > place.pk]
            if before and not decision.reason:
                decision.reason = ALIKE_ROW.format(before[0])

    def _may_be(self, decision: Decision, place: Place) -> bool:
        """Neither of another city nor of another district, where both are known."""
        row = Traits.of_fields(decision.fields, self.register.home)
        here = decision.move_to.district if decision.move_to else None
        elsewhere = here and place.district and here != place.district
        return not elsewhere and not any(row.is_elsewhere(theirs) for theirs in self.register.known[place.pk].traits)

    def _keep_what_has_no_field(self, reading: Reading, found: Whereabouts, kind: Kind | None) -> None:
        homeless = {"kind"} if kind is None else set()
        homeless |= {"school_district"} if found.school_district is None else set()
        homeless |= {"town"} if found.town is None else set()
        homeless |= {"corporate_number"} if "group" not in reading.values.fields else set()
        homeless |= WHOSE if self.areas.is_elsewhere(reading.values.fields) else set()
        reading.values.keep(*(cell for cell in reading.row.cells if cell.meaning and cell.meaning.field in homeless))

    def _decide_further(self, row: Row, places: list[Decision], counter: Counter[str]) -> Decision:
        values = read_values(row)
        number = row.said("source_id")
        counter[number] += 1
        decision = Decision(row, Outcome.UPDATED, fields=values.fields, kept=values.kept, position=counter[number])
        bases = [base for base in places if base.fields.get("source_id") == number and base.is_a_base]
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
    attributes = {
        PLACE_FIELDS[name]: value_of(name, value) for name, value in values.fields.items() if name in PLACE_FIELDS
    }
    if "group" in values.fields:
        attributes["group"] = values.fields["group"]
    return attributes | {"town": found.town, "source_text": values.kept}


def _new(decisions: Iterable[Decision]) -> list[Decision]:
    return [decision for decision in decisions if decision.outcome == Outcome.CREATED]


def _likened(place: Place) -> dict[str, Any]:
    return {"name": place.name, "town": place.town, "group": place.group.name if place.group else ""}


def _as_place(decision: Decision) -> Place:
    """The new place as others are compared with it; its key is the number of its row, below zero."""
    changes = decision.changes
    group = Group(name=changes["group"]) if changes.get("group") else None
    return Place(pk=-decision.row.number, name=decision.name, town=changes["town"], group=group)


def _repetition(row: Row, original: Decision) -> Decision:
    outcome = Outcome.REFUSED if original.outcome == Outcome.REFUSED else Outcome.UNCHANGED
    reason = f"{original.row.number}行目と同じ内容です。"
    return Decision(row, outcome, reason, original.fields, original.kept, original.name, base=original, is_stored=True)
