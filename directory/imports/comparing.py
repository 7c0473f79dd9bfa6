"""A row beside the place it speaks of: what the list changes, and what staff's word outweighs.

A cell wins over what staff wrote only if it changed since the same list was last taken in; an empty cell never wins.
"""

from dataclasses import dataclass, field
from typing import Any

from directory.imports import schedule
from directory.imports.headings import Meaning
from directory.imports.linking import Known
from directory.imports.models import SourceRow
from directory.imports.reading import DITTO, Row
from directory.imports.values import PLACE_FIELDS, WHERE, Values, value_of
from directory.imports.whereabouts import Whereabouts
from directory.places.models import Place

AREAS = ("district", "school_district", "address")
READ_FROM = {"fee_amount": ("fee",), "venue_type": WHERE}
"""Values that follow the words of other fields: they change with those words or not at all."""


@dataclass
class Comparison:
    """`changes` are of `Place`, a group by its name; `move_to` is set where district or school district change."""

    place: Place
    last: SourceRow | None
    changes: dict[str, Any] = field(default_factory=dict)
    move_to: Whereabouts | None = None

    def is_news(self, row: Row, heading: str) -> bool:
        """Whether the cell says something else than when its list was last taken in, or somebody has typed it."""
        if self.last is None or self.last.signature != row.signature or heading in row.in_file:
            return True
        text = row.as_in_file.get(heading, "")
        return text in DITTO or text != self.last.cells.get(heading, "")

    def was_put_right(self, row: Row, *names: str) -> bool:
        """Whether the list repeats a mistake that somebody has put right in it before."""
        headings = {cell.heading for cell in row.cells if any(_feeds(cell.meaning, name) for name in names)}
        typed = set(self.last.typed) if self.last else set()
        return bool(headings & typed) and not any(self.is_news(row, heading) for heading in headings)


def compare(row: Row, values: Values, known: Known, found: Whereabouts) -> Comparison:
    """What `row` changes. What it says and staff outweigh is kept in `values` as text."""
    comparison = Comparison(known.place, known.last_of(row.signature))
    _compare_fields(comparison, row, values)
    _compare_source_text(comparison, row, values)
    _compare_areas(comparison, row, values, found)
    return comparison


def _compare_fields(comparison: Comparison, row: Row, values: Values) -> None:
    place, last = comparison.place, comparison.last
    attributes = PLACE_FIELDS | {"group": "group"}
    for name in sorted(attributes, key=READ_FROM.__contains__):
        attribute = attributes[name]
        value, current = value_of(name, values.fields.get(name)), getattr(place, attribute)
        current = current.name if name == "group" and current else current
        if value in (None, current) or (last and value_of(name, last.fields.get(name)) == value):
            continue
        if comparison.was_put_right(row, name):
            continue
        if name in READ_FROM and not any(_has_its_words(comparison, values, words) for words in READ_FROM[name]):
            continue
        has_changed = _has_changed(name, comparison, row)
        if current in (None, "", []) or has_changed or _becomes_a_home(comparison, attribute, value):
            comparison.changes[attribute] = value
        else:
            values.keep(*(cell for cell in row.cells if _feeds(cell.meaning, name)))
    if "fee" in comparison.changes and place.fee_amount is not None:
        comparison.changes.setdefault("fee_amount", values.fields.get("fee_amount"))


def _becomes_a_home(comparison: Comparison, attribute: str, value: object) -> bool:
    """Where a list moves a place into a home, what staff said of the venue before is said of another venue."""
    moved = any(PLACE_FIELDS[name] in comparison.changes for name in WHERE)
    return attribute == "venue_type" and value == "home" and moved


def _has_its_words(comparison: Comparison, values: Values, name: str) -> bool:
    attribute = PLACE_FIELDS[name]
    return attribute in comparison.changes or getattr(comparison.place, attribute) == values.fields.get(name)


def _has_changed(name: str, comparison: Comparison, row: Row) -> bool:
    """Whether the cells say something else than when their list was last taken in.

    A new column has not changed, nor has a cell that is only understood by now.
    """
    last = comparison.last
    if last is None or last.signature != row.signature:
        return last is not None and name in last.fields
    return any(comparison.is_news(row, cell.heading) for cell in row.cells if _feeds(cell.meaning, name))


def _feeds(meaning: Meaning | None, name: str) -> bool:
    if meaning is None:
        return False
    if name == "schedule":
        return meaning.field in schedule.FIELDS
    return meaning.field in READ_FROM.get(name, (name,))


def _compare_source_text(comparison: Comparison, row: Row, values: Values) -> None:
    """Add what is new; take out what can be read by now. What staff took out and the list repeats stays out."""
    before = comparison.last.kept if comparison.last else {}
    text = comparison.place.source_text
    put_right = set(comparison.last.typed) if comparison.last else set()
    read_by_now = {heading for heading in before if heading in row.as_written and heading not in values.kept}
    news = {
        heading: said
        for heading, said in values.kept.items()
        if before.get(heading) != said and (heading not in put_right or comparison.is_news(row, heading))
    }
    after = {heading: said for heading, said in text.items() if heading not in read_by_now} | news
    if after != text:
        comparison.changes["source_text"] = after


def _compare_areas(comparison: Comparison, row: Row, values: Values, found: Whereabouts) -> None:
    """Fill an area that is open; move a place only if its list moved it."""
    place, last = comparison.place, comparison.last
    if last and all(last.fields.get(name) == values.fields.get(name) for name in AREAS):
        return
    if comparison.was_put_right(row, *AREAS):
        return
    district, school, town = (
        theirs if theirs and (last or not ours) else ours
        for ours, theirs in (
            (place.district, found.district),
            (place.school_district, found.school_district),
            (place.town, found.town),
        )
    )
    if (district, school) != (place.district, place.school_district):
        comparison.move_to = Whereabouts(district, school)
    if "address" in comparison.changes:
        town = found.town  # a town goes with the address it was read from
    if town != place.town:
        comparison.changes["town"] = town
