"""Dull members of staff, invited and sent to their districts by the same actions that people use."""

import datetime as dt
from itertools import count
from typing import Any
from uuid import uuid4

from directory.areas.models import District, Handover
from directory.workbench.handover.actions import hand_over
from directory.workbench.people.actions import look_after
from kayoiba.accounts.actions import invite_person
from kayoiba.accounts.models import User
from tests.factories.places import AT

PASSWORD = "kayoiba no himitsu"

numbers = count(1)


def a_person(role: str = "coordinator", *districts: District, password: str = PASSWORD, **fields: Any) -> User:
    """At work with a password; one without is merely invited (`password=""`). Sign in by `client.force_login`."""
    number = next(numbers)
    person = invite_person(
        **{"username": f"person{number}", "name": f"職員{number}", "role": role, "by": None, "at": AT, **fields}
    )
    look_after(person=person, districts=districts, by=None, at=AT)
    if password:
        person.set_password(password)
        person.save(update_fields=["password"])
    return person


def a_handover(giver: User, taker: User, *, on: dt.date = dt.date(2027, 4, 1), **fields: Any) -> Handover:
    """Decided on the day of everything else here; the first of April comes months later."""
    return hand_over(
        giver=giver, taker=taker, on=on, **{"note": "", "request_id": uuid4(), "by": None, "at": AT, **fields}
    )
