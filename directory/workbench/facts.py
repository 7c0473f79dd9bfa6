"""What is written down of a place and what nobody knows yet, in the sections and the order of its form."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Manager, QuerySet, TextChoices

from directory.places.models import Place
from directory.places.schedule import Rule, say_rules
from directory.places.vocabulary import Activity, NationalActivity
from directory.workbench.forms.entered import meeting_rules
from directory.workbench.forms.place import SECTIONS, PlaceForm
from directory.workbench.forms.rules import BaseRuleFormSet
from kayoiba.tools.fiscal import era_date
from kayoiba.tools.saying import yes_no_unknown

RULES = "開催のきまり"
ELSEWHERE = {"name", "when"}
SAID_ELSEWHERE = {"introduction", "lat", "lng"}
LISTS: dict[str, type[TextChoices]] = {"activities": Activity, "other_activities": NationalActivity}
CHOICES = {
    field.name: {code: str(label) for code, label in field.flatchoices} for field in Place._meta.fields if field.choices
}


OTHER_NAMES = {"group": "group_name", "lat": "point", "lng": "point"}
LABELS = {"rules": RULES, "point": "地図の位置"}


@dataclass(frozen=True)
class Section:
    heading: str
    known: list[tuple[str, str]]
    unknown: list[str]


def sections_of(place: Place) -> Iterator[Section]:
    for code, heading, names in SECTIONS:
        if code not in ELSEWHERE:
            said = {label_of(name): _say(place, name) for name in names.split() if name not in SAID_ELSEWHERE}
            yield Section(
                heading, [pair for pair in said.items() if pair[1]], [name for name in said if not said[name]]
            )


def label_of(name: str) -> str:
    """As the form asks for it; what no form asks for, as the table names it."""
    name = OTHER_NAMES.get(name, name)
    if name in PlaceForm.base_fields:
        return str(PlaceForm.base_fields[name].label)
    return LABELS.get(name) or str(Place._meta.get_field(name).verbose_name)


def differences(place: Place, form: PlaceForm, rules: BaseRuleFormSet) -> Iterator[tuple[str, str, str]]:
    """(label, what the valid forms say, what is written down) wherever the two differ."""
    for field in [field for section in form.sections() for field in section["fields"]]:
        typed, kept = in_words(field.name, form.cleaned_data[field.name]), _say(place, field.name)
        if typed != kept:
            yield str(field.label), typed, kept
    rules_typed = meeting_rules(form, rules)
    rules_kept = [Rule.from_model(row) for row in place.rules.order_by("position", "pk")]
    if rules_typed != rules_kept:
        yield RULES, say_rules(rules_typed), say_rules(rules_kept)


def _say(place: Place, name: str) -> str:
    if name == "known_from":
        return in_words(name, place.known_periods.earliest("from_date").from_date)
    return in_words(name, place.group if name == "group_name" else getattr(place, name))


def in_words(name: str, value: Any) -> str:
    """A value of the field of that name, or of `kinds` or `rules`; nothing where nobody knows."""
    if name == "rules":
        return say_rules(value)
    if name in LISTS:
        return "・".join(LISTS[name](code).label for code in value)
    if name in CHOICES:
        return CHOICES[name].get(value, "")
    if isinstance(value, bool):
        return yes_no_unknown(value)
    if isinstance(value, dt.date):
        return era_date(value)
    if name == "kinds":
        kinds = value.all() if isinstance(value, Manager | QuerySet) else value
        return "・".join(str(kind) for kind in sorted(kinds, key=lambda kind: kind.position))
    return "" if value is None else str(value)
