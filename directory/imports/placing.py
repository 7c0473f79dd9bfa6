"""A cell that could not be read, written by hand where it belongs."""

import datetime as dt
from typing import Any

from django.db import transaction

from directory.groups.actions import group_named
from directory.imports.fields import Unfit, label, read, say
from directory.imports.writing import rules_said_anew
from directory.places.actions import edit_place
from directory.places.homes import names_a_home
from directory.places.models import Place
from kayoiba.accounts.models import User
from kayoiba.tools.contacts import looks_like_contact

PUBLIC_TEXTS = (
    "reading alias introduction menu schedule_text target fee bring signup_note reach_note conditions venue_name "
    "address building directions group contact_name contact_hours"
).split()
OTHERS = (
    "fee_amount capacity started_on contact_phone contact_email url internal_contact internal_phone notes venue_type "
    "operator_type signup reach newcomers_welcome visit_welcome men_welcome children_welcome food_served food_allowed "
    "transport parking wheelchair step_free handrail western_toilet chairs air_conditioning"
).split()
OFFERED = [(name, label(name)) for name in (*PUBLIC_TEXTS, *OTHERS)]
WHERE = {"venue_name", "address", "building", "directions"}
"""Residents see them as exactly as was agreed of the venue."""

JOINED = {*PUBLIC_TEXTS, "internal_contact", "internal_phone", "notes"} - {"group"}
"""Texts that what is written now is added to; any other field holds one thing."""

HOLDS_A_CONTACT = (
    "電話番号かメールのようなものが はいっています。公開される欄なので、「なおす」で、それを のぞいて書いてください。"
)
NAMES_A_HOME = "だれかの家のことが はいっているようです。公開される欄なので、「なおす」で、のぞいて書いてください。"
IS_WRITTEN = "もう「{}」と書いてあります。かえるときは「なおす」で書いてください。"


class NoSuchCell(Exception):
    """Somebody has dealt with it meanwhile."""


@transaction.atomic
def write_cell(*, place: Place, heading: str, name: str, seen: dt.datetime, by: User, at: dt.datetime) -> None:
    """Move the cell's text into the field `name`. Raises Unfit, NoSuchCell or EditedSince."""
    place.claim(seen=seen)
    text = _take_out(place, heading)
    changes = {name: _value(place, name, text), "source_text": _without(place, heading)}
    edit_place(place=place, changes=changes, rules=rules_said_anew(place, changes), by=by, at=at)


@transaction.atomic
def drop_cell(*, place: Place, heading: str, seen: dt.datetime, by: User, at: dt.datetime) -> None:
    """Nothing of it is wanted. Raises NoSuchCell or EditedSince."""
    place.claim(seen=seen)
    _take_out(place, heading)
    edit_place(place=place, changes={"source_text": _without(place, heading)}, by=by, at=at)


def _take_out(place: Place, heading: str) -> str:
    if heading not in place.source_text:
        raise NoSuchCell
    return place.source_text[heading]


def _without(place: Place, heading: str) -> dict[str, str]:
    return {other: text for other, text in place.source_text.items() if other != heading}


def _value(place: Place, name: str, text: str) -> Any:
    now = getattr(place, name)
    if name in PUBLIC_TEXTS and looks_like_contact(text):
        raise Unfit(HOLDS_A_CONTACT)
    if name in PUBLIC_TEXTS and name not in WHERE and names_a_home(text):
        raise Unfit(NAMES_A_HOME)
    if name in JOINED:
        between = "\n" if Place._meta.get_field(name).get_internal_type() == "TextField" else " "
        stands_there = f"{between}{text}{between}" in f"{between}{now}{between}"
        return read(name, now if stands_there else between.join(filter(None, (now, text))))
    if now not in (None, ""):
        raise Unfit(IS_WRITTEN.format(say(name, now)))
    return group_named(read("name", text)) if name == "group" else read(name, text)
