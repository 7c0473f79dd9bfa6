"""Decisions carried out through the verbs of `places`; each remembers what undoing it needs."""

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.utils import timezone

from directory.groups.actions import group_named
from directory.groups.models import Group
from directory.imports.decisions import Decision, Outcome
from directory.imports.models import SourceRow
from directory.imports.progress import Pass, Progress
from directory.imports.remembering import difference, remember, remember_new
from directory.places.actions import edit_place, place_in
from directory.places.in_bulk import register_places
from directory.places.models import Place
from directory.places.schedule import Rule, read
from kayoiba.accounts.models import User

AT_ONCE = 1000


class Writer:
    """Groups are looked up once each."""

    def __init__(self, by: User | None, at: dt.datetime) -> None:
        self.by = by
        self.at = at
        self.today = timezone.localdate(at)
        self.groups: dict[str, Group | None] = {}

    def write(self, decisions: Sequence[Decision], progress: Progress) -> None:
        """New places first: a 追加情報 row may belong to one of them."""
        created, updated = (
            [decision for decision in decisions if decision.outcome == outcome]
            for outcome in (Outcome.CREATED, Outcome.UPDATED)
        )
        for begin in range(0, len(created), AT_ONCE):
            self._register(created[begin : begin + AT_ONCE])
            progress.at(begin / len(decisions), Pass.LAST)
        for decision in progress.over(updated, Pass.LAST):
            self._update(decision)

    def _register(self, decisions: list[Decision]) -> None:
        entries = [
            self._with_group(decision)
            | {
                "district": decision.move_to.district if decision.move_to else None,
                "school_district": decision.move_to.school_district if decision.move_to else None,
                "kinds": decision.kinds,
                "rules": list(_rules_of(str(decision.changes.get("schedule_text", "")))),
            }
            for decision in decisions
        ]
        places = register_places(entries, known_from=self.today, by=self.by, at=self.at)
        for decision, place, entry in zip(decisions, places, entries, strict=True):
            decision.place = place
            decision.wrote = remember_new(place, entry["rules"], decision.kinds)

    def _update(self, decision: Decision) -> None:
        place = decision.place = decision.base.place if decision.base else decision.place
        assert place
        place.claim()
        if decision.row.further:
            decision.changes = self._further_changes(place, decision)
        asked = {"rules": "schedule_text" in decision.changes, "kinds": "kinds" in decision.changes}
        before = remember(place, **asked)
        self._edit(place, decision)
        area = self._move(place, decision) if decision.move_to else {}
        decision.before, decision.wrote = difference(before, remember(place, **asked))
        decision.before |= area

    def _edit(self, place: Place, decision: Decision) -> None:
        changes = self._with_group(decision)
        kinds = changes.pop("kinds", None)
        if changes or kinds is not None:
            rules = rules_said_anew(place, changes)
            edit_place(place=place, changes=changes, kinds=kinds, rules=rules, by=self.by, at=self.at)

    def _move(self, place: Place, decision: Decision) -> dict[str, Any]:
        """What the place's row of that day said before, if there was one."""
        assert decision.move_to
        row = place.areas.filter(from_date=self.today).first()
        place_in(
            place=place,
            district=decision.move_to.district,
            school_district=decision.move_to.school_district,
            from_date=self.today,
            by=self.by,
            at=self.at,
        )
        return {"moved_that_day": row is not None}

    def _with_group(self, decision: Decision) -> dict[str, Any]:
        changes = dict(decision.changes)
        if "group" not in changes:
            return changes
        name = changes["group"]
        if name not in self.groups:
            self.groups[name] = group_named(name)
        group = self.groups[name]
        number = str(decision.fields.get("corporate_number", ""))
        if group and not group.corporate_number and len(number) == 13 and number.isdigit():
            group.corporate_number = number
            group.save(update_fields=["corporate_number"])
        return changes | {"group": group}

    def _further_changes(self, place: Place, decision: Decision) -> dict[str, Any]:
        """A further session: its words for when beside the place's own, everything else as source text."""
        changes: dict[str, Any] = {"source_text": place.source_text | further_text(decision)}
        last = SourceRow.objects.that_count().latest_per_place_and_list()
        last = last.filter(
            place=place, signature=decision.row.signature, kind=SourceRow.Kind.FURTHER, position=decision.position
        )
        before = [str(row.fields.get("schedule", "")) for row in last]
        lines = [line for line in place.schedule_text.splitlines() if line not in before]
        lines += filter(None, [str(decision.fields.get("schedule", ""))])
        if "\n".join(lines) != place.schedule_text:
            changes["schedule_text"] = "\n".join(lines)
        return changes


@lru_cache(maxsize=1000)
def _rules_of(text: str) -> tuple[Rule, ...]:
    """Reading is slow, and lists say the same of many places."""
    return read(text).rules


def rules_said_anew(place: Place, changes: dict[str, Any]) -> tuple[Rule, ...] | None:
    """What a new sentence says, unless somebody has typed other rules than the sentence before it said."""
    if "schedule_text" not in changes:
        return None
    rules = tuple(Rule.from_model(row) for row in place.rules.order_by("position", "pk"))
    return _rules_of(changes["schedule_text"]) if rules == _rules_of(place.schedule_text) else None


def further_text(decision: Decision) -> dict[str, str]:
    """The cells of a 追加情報 row under headings that do not collide with the place's own."""
    return {
        f"追加情報{decision.position} {cell.heading}": cell.written
        for cell in decision.row.cells
        if not (cell.meaning and cell.meaning.field == "source_id")
    }
