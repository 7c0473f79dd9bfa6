"""What can be chosen of a search, and how many places each choice would leave."""

from dataclasses import dataclass
from typing import Any

from directory.finder.forms import WHEN, SearchForm
from directory.finder.queries import NO_DISTRICT, Facets, Search
from kayoiba.tools.saying import say_date


@dataclass(frozen=True)
class Option:
    """One chip or tile; `count` is None where nobody counted."""

    value: str
    label: str
    checked: bool
    count: int | None


def options_of(form: SearchForm, search: Search, facets: Facets) -> dict[str, list[Option]]:
    """By the names of the address: district (empty where there are too many), day, time, activity, with, date."""
    districts = {**facets.district, "": facets.district.total()} if facets.district else {}
    counted: dict[str, tuple[dict[str, int], set[str]]] = {
        "district": (districts, {search.district}),
        "day": (facets.day, set(search.days)),
        "time": (facets.time, {search.time}),
        "activity": (facets.activity, set(search.activities)),
        "with": (facets.trait, set(search.traits)),
    }
    options = {
        name: [Option(value, label, value in chosen, counts.get(value, 0)) for value, label in _choices(form, name)]
        for name, (counts, chosen) in counted.items()
    }
    options["district"] = [option for option in options["district"] if districts and _is_worth_a_chip(option)]
    return {**options, "date": _dates(search, facets)}


def _choices(form: SearchForm, name: str) -> list[tuple[str, str]]:
    field: Any = form.fields[name]
    return list(field.choices)


def _is_worth_a_chip(option: Option) -> bool:
    return option.value != NO_DISTRICT or bool(option.count) or option.checked


def _dates(search: Search, facets: Facets) -> list[Option]:
    """Any day, the moving ones, and the day of the calendar that is asked for."""
    moving = [Option(when, label, when == search.when, facets.when[when]) for when, label in WHEN.items()]
    fixed = [Option(search.date.isoformat(), say_date(search.date), True, None)] if search.date else []
    return [Option("", "いつでも", not (search.date or search.when), None), *moving, *fixed]
