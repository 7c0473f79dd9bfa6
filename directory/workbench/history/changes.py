"""What differs between two versions of a place, in the words and the order of its form."""

from collections.abc import Iterator
from dataclasses import dataclass

from directory.places.merging import AT_A_POINT, Clash, changed
from directory.places.versions import Values
from directory.workbench.facts import in_words, label_of
from directory.workbench.forms.place import SECTIONS
from kayoiba.tools.differing import Piece, pieces

IN_ORDER = [name for _, _, names in SECTIONS for name in names.split()]


@dataclass(frozen=True)
class Change:
    """Of one thing: what was said of it before and after, empty where nothing was."""

    label: str
    old: str
    new: str

    @property
    def pieces(self) -> list[Piece]:
        """A long text with what went and what came in it; none where the two have little in common."""
        return pieces(self.old, self.new)


def changes_between(old: Values, new: Values) -> list[Change]:
    names = sorted(changed(old, new), key=_place_in_form)
    return [change for name in names if name != "lng" for change in _changes(name, old, new)]


def _place_in_form(name: str) -> tuple[int, str]:
    if name == "rules":
        name = "schedule_text"
    return IN_ORDER.index(name) if name in IN_ORDER else len(IN_ORDER), name


def _changes(name: str, old: Values, new: Values) -> Iterator[Change]:
    if name == "source_text":
        headings = [
            heading for heading in {**old[name], **new[name]} if old[name].get(heading) != new[name].get(heading)
        ]
        for heading in headings:
            yield Change(f"読み取れなかった欄 {heading}", old[name].get(heading, ""), new[name].get(heading, ""))
    else:
        yield Change(label_of(name), say_value(name, old), say_value(name, new))


def said_of(values: Values) -> list[tuple[str, str]]:
    """(label, words) of each in the order of the form, a point once."""
    names = sorted(values.keys() - {"lng"}, key=_place_in_form)
    return [(label_of(name), say_value(name, values)) for name in names]


def label_of_clash(clash: Clash) -> str:
    return "会場と 地図の位置" if len(clash.names) > len(AT_A_POINT) else label_of(clash.key)


def say_value(name: str, values: Values) -> str:
    """In words; a point by both its numbers."""
    if name in AT_A_POINT:
        return "" if values["lat"] is None else f"{values['lat']:.5f}, {values['lng']:.5f}"
    return in_words(name, values[name])
