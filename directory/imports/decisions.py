"""What becomes of one row."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from directory.imports.fields import label, say
from directory.imports.reading import Row
from directory.imports.whereabouts import Whereabouts
from directory.places.actions import POINT, VENUE
from directory.places.models import Kind, Place


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
    is_left_out: bool = False
    alike: list[int] = field(default_factory=list)
    """Keys of places that a new one may be, the likeliest first."""
    may_list: bool | None = None
    """What the list says of publishing it, which by itself publishes nothing."""
    found: dict[str, Any] = field(default_factory=dict)
    """What the fields that change said before, a group by its name."""
    before: dict[str, Any] | None = None
    wrote: dict[str, Any] = field(default_factory=dict)
    """What undoing needs, once it is written."""

    @property
    def is_news(self) -> bool:
        return not self.is_stored and not self.is_left_out and self.outcome != Outcome.EMPTY

    @property
    def is_a_base(self) -> bool:
        """Other rows can add to its place."""
        return self.base is None and self.outcome not in (Outcome.REFUSED, Outcome.EMPTY)

    def change(self, changes: dict[str, Any], move_to: Whereabouts | None, kinds: Sequence[str] = ()) -> None:
        """Decide that the place, which has these `kinds`, changes, if anything does."""
        assert self.place
        if VENUE & changes.keys() and not POINT & changes.keys() and self.place.lat is not None:
            changes = changes | dict.fromkeys(sorted(POINT))  # a point belongs to its venue
        areas = ("district", "school_district") if move_to else ()
        self.changes, self.move_to = changes, move_to
        self.found = {name: kinds if name == "kinds" else found_in(self.place, name) for name in (*changes, *areas)}
        names = [label(name) for name in changes] + ["地区"] * bool(move_to)
        if names:
            self.outcome = Outcome.UPDATED
            self.reason = f"変わった欄: {'、'.join(names)}"

    def told(self) -> list[dict[str, str]]:
        """What changes, field by field, in words."""
        new = {name: value for name, value in self.changes.items() if name != "source_text"}
        if self.move_to:
            new |= {"district": self.move_to.district, "school_district": self.move_to.school_district}
        if self.kinds:
            new["kinds"] = [kind.name for kind in self.kinds]
        lines = [(name, label(name), say(name, self.found.get(name)), say(name, value)) for name, value in new.items()]
        old_text, new_text = self.found.get("source_text", {}), self.changes.get("source_text", {})
        lines += [
            ("source_text", heading, old_text.get(heading, ""), new_text.get(heading, ""))
            for heading in old_text | new_text
        ]
        return [dict(zip(("field", "label", "old", "new"), line, strict=True)) for line in lines if line[2] != line[3]]


def found_in(place: Place, name: str) -> Any:
    value = getattr(place, name)
    return value.name if name == "group" and value else value
