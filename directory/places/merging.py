"""Two people edit one place at once: what each changed is kept, and where both changed the same, they are asked."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction

from directory.places.actions import POINT, VENUE, edit_place
from directory.places.models import Place
from directory.places.schedule import WEEKDAYS, Rule
from directory.places.versions import Values, values_now, version_edited_at
from kayoiba.accounts.models import User
from kayoiba.tools.kana import to_hiragana

MINE, THEIRS = "mine", "theirs"
AT_A_POINT = ("lat", "lng")
WHERE = ("venue_name", "address", "building", *AT_A_POINT)


class NeverSeen(Exception):
    """No version of the place has that stamp, so nobody can tell what was changed of it."""


@dataclass(frozen=True)
class Clash:
    """Fields that hold together and were changed to two things; the first of `names` stands for them.

    `answer` says whose word holds, and is empty until somebody has said so.
    """

    names: tuple[str, ...]
    mine: Values
    theirs: Values
    answer: str

    @property
    def key(self) -> str:
        return self.names[0]


@dataclass(frozen=True)
class Merge:
    """`changes` are to be written; `kept` is what only the others changed."""

    changes: Values
    kept: Values
    clashes: list[Clash]


class Clashes(Exception):
    """Nothing was written: somebody has to say of every clash whose word holds."""

    def __init__(self, merged: Merge) -> None:
        super().__init__(merged.clashes)
        self.merged = merged


@transaction.atomic
def edit_beside_others(
    *,
    place: Place,
    values: Values,
    seen: dt.datetime | None,
    answers: Mapping[str, str],
    judged: dt.datetime | None,
    by: User,
    at: dt.datetime,
) -> Values:
    """Write what `values` change of the version edited at `seen`; returns what others changed of it, which is kept.

    `answers` say of clashing fields whose word holds, where `judged` is still the last edit: what has been written
    since then nobody has judged. Raises Clashes or NeverSeen.
    """
    place.claim()
    now = values_now(place)
    base = now
    if place.edited_at != seen:
        version = version_edited_at(place, seen) if seen else None
        if version is None:
            raise NeverSeen
        base = version.values
    merged = merge(base, values, now, answers if judged == place.edited_at else {})
    if not all(clash.answer for clash in merged.clashes):
        raise Clashes(merged)
    write_values(place=place, values=merged.changes, by=by, at=at)
    return merged.kept


def write_values(*, place: Place, values: Values, by: User | None, at: dt.datetime) -> None:
    """`edit_place` with kinds and rules among the values; where nothing differs, no trace is left."""
    if values:
        fields = {name: value for name, value in values.items() if name not in ("kinds", "rules")}
        edit_place(place=place, changes=fields, kinds=values.get("kinds"), rules=values.get("rules"), by=by, at=at)


def merge(base: Values, mine: Values, theirs: Values, answers: Mapping[str, str]) -> Merge:
    """What one made of `base` beside what others made of it, which now stands."""
    merged = Merge({}, {}, [])
    i_did, they_did = changed(base, mine), changed(base, theirs)
    for names in _units(mine, i_did, theirs, they_did):
        ours, others = ({name: values[name] for name in names} for values in (mine, theirs))
        if {*names} >= POINT and i_did & VENUE and not i_did & POINT:
            ours |= dict.fromkeys(POINT)
        if not they_did & {*names}:
            merged.changes.update({name: mine[name] for name in names if name in i_did})
        elif not i_did & {*names}:
            merged.kept.update({name: theirs[name] for name in names if name in they_did})
        elif changed(others, ours):
            answer = answers.get(names[0], "")
            merged.clashes.append(Clash(names, ours, others, answer))
            merged.changes.update(ours if answer == MINE else {})
    return merged


def _units(mine: Values, i_did: set[str], theirs: Values, they_did: set[str]) -> Iterator[tuple[str, ...]]:
    """Fields that are one thing. A point belongs to its venue: where one moved it and the other the venue, they are."""
    they_moved = they_did & POINT and theirs["lat"] is not None
    together = WHERE if (i_did & POINT and they_did & {*WHERE}) or (i_did & VENUE and they_moved) else AT_A_POINT
    yield tuple(name for name in together if name in mine)
    yield from ((name,) for name in mine if name not in together)


def changed(before: Values, after: Values) -> set[str]:
    """Where the two say different things, whatever blanks, line ends and order a form leaves behind."""
    return {name for name, value in after.items() if _plain(name, before[name]) != _plain(name, value)}


def _plain(name: str, value: Any) -> Any:
    if name == "rules":
        return [_plain_rule(rule) for rule in value]
    if name == "kinds" or isinstance(value, list):
        return set(value)
    if isinstance(value, str):
        text = value.replace("\r\n", "\n").strip()
        return to_hiragana(text) if name == "reading" else text
    return value


def _plain_rule(rule: Rule) -> Rule:
    weekdays = tuple(sorted(rule.weekdays, key=WEEKDAYS.index))
    lists = {name: tuple(sorted(getattr(rule, name))) for name in ("days", "weeks", "months")}
    return replace(rule, weekdays=weekdays, **lists)
