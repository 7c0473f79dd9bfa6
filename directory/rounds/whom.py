"""Whom to write to and whom to ring: the people behind a place, for staff and for the envelope."""

from collections.abc import Sequence
from dataclasses import dataclass

from directory.places.models import Place
from kayoiba.tools.contacts import looks_like_contact

HELPER = "世話人"


@dataclass(frozen=True)
class Caller:
    """`numbers` as they were written, those for staff alone first."""

    name: str
    numbers: Sequence[str]


def caller_of(place: Place) -> Caller:
    group = place.group
    numbers = [place.internal_phone, group.phone if group else "", place.contact_phone]
    return Caller(_person(place) or place.contact_name, list(dict.fromkeys(filter(None, numbers))))


@dataclass(frozen=True)
class Addressee:
    """Without an address the letter is handed over. `names` are the place and, where it has another name, the group."""

    address: str
    names: Sequence[str]
    person: str


def addressee_of(place: Place) -> Addressee:
    """The address of a hall is nobody's letter box; that of a private home is."""
    group = place.group
    home = f"{place.address} {place.building}".strip() if place.is_private_home else ""
    names = list(dict.fromkeys([place.name, *([group.name] if group else [])]))
    return Addressee(group.address or home if group else home, names, _person(place) or HELPER)


def _person(place: Place) -> str:
    """A text that holds a number is a note of staff, and nobody's name."""
    names = [place.internal_contact, place.group.representative if place.group else ""]
    return next((name for name in names if name and not looks_like_contact(name)), "")
