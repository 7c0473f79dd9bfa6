"""What is written down of a place and what nobody knows yet, in the sections and the order of its form."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Manager, TextChoices

from directory.places.models import Place
from directory.places.vocabulary import Activity, NationalActivity
from directory.workbench.forms.place import SECTIONS, PlaceForm
from kayoiba.tools.fiscal import era_date
from kayoiba.tools.saying import yes_no_unknown

ELSEWHERE = {"name", "when"}
SAID_ABOVE = {"introduction"}
LISTS: dict[str, type[TextChoices]] = {"activities": Activity, "other_activities": NationalActivity}


@dataclass(frozen=True)
class Section:
    heading: str
    known: list[tuple[str, str]]
    unknown: list[str]


def sections_of(place: Place) -> Iterator[Section]:
    for code, heading, names in SECTIONS:
        if code not in ELSEWHERE:
            said = {_label(name): _say(place, name) for name in names.split() if name not in SAID_ABOVE}
            yield Section(
                heading, [pair for pair in said.items() if pair[1]], [name for name in said if not said[name]]
            )


def _label(name: str) -> str:
    return str(PlaceForm.base_fields[name].label)


def _say(place: Place, name: str) -> str:
    if name in LISTS:
        return "・".join(LISTS[name](code).label for code in getattr(place, name))
    if hasattr(place, f"get_{name}_display"):
        return getattr(place, f"get_{name}_display")()
    return _in_words(place.group if name == "group_name" else getattr(place, name))


def _in_words(value: Any) -> str:
    if isinstance(value, bool):
        return yes_no_unknown(value)
    if isinstance(value, dt.date):
        return era_date(value)
    if isinstance(value, Manager):
        return "・".join(map(str, value.all()))
    return "" if value is None else str(value)
