"""What an import found in a place and what it left there, as JSON: undoing needs both."""

import datetime as dt
from operator import attrgetter
from typing import Any

from django.db import models

from directory.places.models import Kind, Place
from directory.places.schedule import Rule

APART = "id number sort_key check_every removed_at request_id created_at edited_at"
FIELDS = {field.name: field for field in Place._meta.concrete_fields if field.name not in APART.split()}
EMPTY = Place()

Memory = dict[str, Any]


def remember(place: Place, *, rules: bool = False, kinds: bool = False) -> Memory:
    """Every field that a list can write; rules and kinds only where asked for, since they have to be looked up."""
    memory = {name: _as_json(field.value_from_object(place)) for name, field in FIELDS.items()}
    if rules:
        memory["rules"] = [
            Rule.from_model(row).as_json() for row in sorted(place.rules.all(), key=attrgetter("position", "pk"))
        ]
    if kinds:
        memory["kinds"] = [kind.pk for kind in sorted(place.kinds.all(), key=attrgetter("position"))]
    return memory


def remember_new(place: Place, rules: list[Rule], kinds: list[Kind]) -> Memory:
    """What is not empty of a place that has just been made."""
    said = {name: value for name, value in remember(place).items() if value != NOTHING[name]}
    lists = {"rules": [rule.as_json() for rule in rules], "kinds": [kind.pk for kind in kinds]}
    return said | {name: value for name, value in lists.items() if value}


def difference(before: Memory, after: Memory) -> tuple[Memory, Memory]:
    """Both, where they differ."""
    names = [name for name, value in after.items() if before[name] != value]
    return {name: before[name] for name in names}, {name: after[name] for name in names}


def revive(name: str, value: Any) -> Any:
    """The value as `edit_place` takes it; a row that is gone is none."""
    if name == "rules":
        return [Rule.from_json(rule) for rule in value]
    if name == "kinds":
        return list(Kind.objects.filter(pk__in=value))
    field = FIELDS[name]
    if isinstance(field, models.ForeignKey):
        return field.related_model._default_manager.filter(pk=value).first()
    return field.to_python(value)


def _as_json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value


NOTHING: Memory = remember(EMPTY)
