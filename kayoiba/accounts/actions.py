"""What happens to a member of staff: invited, changed, sent a new link, left, come back. And wrong passwords."""

import datetime as dt

from django.db import IntegrityError, transaction

from kayoiba.accounts import audit
from kayoiba.accounts.models import SignInFailure, User
from kayoiba.accounts.queries import FAILURES_COUNT_FOR
from kayoiba.accounts.roles import ROLES, Can


class UsernameTaken(Exception):
    """Somebody has that username, perhaps somebody who left."""


class LastManager(Exception):
    """Nobody would be left who may manage people."""


class Oneself(Exception):
    """Done to others only: whoever did it to themselves would be locked out."""


@transaction.atomic
def invite_person(
    *,
    username: str,
    name: str,
    role: str,
    email: str = "",
    affiliation: str = "",
    is_demo: bool = False,
    by: User | None,
    at: dt.datetime,
) -> User:
    """Write down a person who has no password yet: they set it by the link of `queries.invitation_path`."""
    try:
        with transaction.atomic():
            person = User.objects.create_user(
                username,
                name=name,
                role=role,
                email=email,
                affiliation=affiliation,
                is_demo=is_demo,
                invited_at=at,
            )
    except IntegrityError as error:
        raise UsernameTaken from error
    audit.record("person.invited", person, by=by, at=at, role=role)
    return person


@transaction.atomic
def change_person(
    *,
    person: User,
    name: str,
    role: str,
    email: str,
    affiliation: str,
    by: User | None,
    at: dt.datetime,
) -> User:
    if Can.PEOPLE_MANAGE not in ROLES[role].permissions:
        _is_for_others(person, by)
        _keep_a_manager_besides(person)
    detail = {} if role == person.role else {"from_role": person.role, "role": role}
    person.name, person.role = name, role
    person.email, person.affiliation = email, affiliation
    person.save(update_fields=["name", "role", "email", "affiliation"])
    audit.record("person.changed", person, by=by, at=at, **detail)
    return person


@transaction.atomic
def renew_link(*, person: User, by: User | None, at: dt.datetime) -> User:
    """`person` sets a password anew. The old one, open sessions and links already handed out stop working now."""
    _is_for_others(person, by)
    person.set_unusable_password()
    person.invited_at = at
    person.save(update_fields=["password", "invited_at"])
    audit.record("person.link_renewed", person, by=by, at=at)
    return person


@transaction.atomic
def let_person_leave(*, person: User, by: User | None, at: dt.datetime) -> User:
    """`person` can no longer sign in; the name stays in the history. `welcome_back` takes it back."""
    if not person.is_active:
        return person
    _is_for_others(person, by)
    _keep_a_manager_besides(person)
    person.is_active = False
    person.left_at = at
    person.set_unusable_password()
    person.save(update_fields=["is_active", "left_at", "password"])
    audit.record("person.left", person, by=by, at=at)
    return person


@transaction.atomic
def welcome_back(*, person: User, by: User | None, at: dt.datetime) -> User:
    """`person` is staff again and sets a password as one who was just invited."""
    if person.is_active:
        return person
    person.is_active = True
    person.left_at = None
    person.invited_at = at
    person.save(update_fields=["is_active", "left_at", "invited_at"])
    audit.record("person.came_back", person, by=by, at=at)
    return person


def _is_for_others(person: User, by: User | None) -> None:
    if person == by:
        raise Oneself


def _keep_a_manager_besides(person: User) -> None:
    """Locks the managers, so that two of them cannot see each other off in the same moment."""
    if not person.may(Can.PEOPLE_MANAGE):
        return
    managers = User.objects.who_may(Can.PEOPLE_MANAGE).select_for_update()
    if not [other for other in managers.order_by("pk") if other != person]:
        raise LastManager


@transaction.atomic
def record_failure(*, username: str, address: str | None, at: dt.datetime) -> None:
    """Count a wrong password, and forget those that no longer count."""
    SignInFailure.objects.filter(at__lte=at - FAILURES_COUNT_FOR).delete()
    SignInFailure.objects.create(username=username, address=address, at=at)


def forget_failures(*, username: str, address: str | None) -> None:
    SignInFailure.objects.filter(username=username, address=address).delete()
