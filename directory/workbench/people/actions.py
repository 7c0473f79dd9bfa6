"""A member of staff and the districts they look after change together."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from directory.areas.actions import assign, end_assignment
from directory.areas.models import District
from kayoiba.accounts import actions as accounts
from kayoiba.accounts.models import User


@transaction.atomic
def invite(*, districts: Iterable[District], by: User | None, at: dt.datetime, **person: Any) -> User:
    """`person` are the fields of `invite_person`. The districts count from the day of `at`."""
    invited = accounts.invite_person(**person, by=by, at=at)
    look_after(person=invited, districts=districts, by=by, at=at)
    return invited


@transaction.atomic
def change(*, person: User, districts: Iterable[District], by: User | None, at: dt.datetime, **fields: Any) -> None:
    accounts.change_person(person=person, **fields, by=by, at=at)
    look_after(person=person, districts=districts, by=by, at=at)


@transaction.atomic
def leave(*, person: User, by: User | None, at: dt.datetime) -> None:
    accounts.let_person_leave(person=person, by=by, at=at)
    look_after(person=person, districts=(), by=by, at=at)


@transaction.atomic
def look_after(*, person: User, districts: Iterable[District], by: User | None, at: dt.datetime) -> None:
    """From the day of `at` on `person` looks after these districts and no others; what is to end later still does."""
    wanted = set(districts)
    today = timezone.localdate(at)
    current = list(person.assignments.not_over(today).select_related("user", "district"))
    for assignment in current:
        if assignment.district not in wanted:
            end_assignment(assignment=assignment, until=today, by=by, at=at)
    for district in sorted(wanted - {row.district for row in current}, key=lambda district: district.position):
        assign(user=person, district=district, from_date=today, by=by, at=at)
