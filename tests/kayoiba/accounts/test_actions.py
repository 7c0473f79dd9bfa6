import datetime as dt

import pytest

from kayoiba.accounts import actions
from kayoiba.accounts.models import AuditEvent, SignInFailure, User
from kayoiba.accounts.queries import FAILURES_ALLOWED, must_wait
from tests.factories.people import PASSWORD, a_person
from tests.factories.places import AT

pytestmark = pytest.mark.django_db
LATER = AT + dt.timedelta(days=30)


def last_line():
    line = AuditEvent.objects.latest("pk")
    return line.verb, line.by_name, line.subject_name, line.detail


def change(person, *, role, by):
    fields = {"name": person.name, "email": person.email, "affiliation": person.affiliation}
    return actions.change_person(person=person, role=role, by=by, at=AT, **fields)


def test_who_is_invited_has_no_password_yet():
    office = a_person("office", name="藤井")

    person = actions.invite_person(username="tanaka", name="田中", role="coordinator", by=office, at=AT)

    assert (person.waits_for_password, person.invited_at, person.email) == (True, AT, "")
    assert last_line() == ("person.invited", "藤井", "田中", {"role": "coordinator"})


def test_a_username_is_given_once_even_after_somebody_left():
    actions.let_person_leave(person=a_person(username="tanaka"), by=None, at=AT)

    with pytest.raises(actions.UsernameTaken):
        actions.invite_person(username="tanaka", name="田中", role="viewer", by=None, at=AT)


def test_changing_a_role_leaves_a_line_that_says_from_what_to_what():
    office, person = a_person("office", name="藤井"), a_person("viewer", name="田中")

    change(person, role="lead", by=office)

    person.refresh_from_db()
    assert person.role == "lead"
    assert last_line() == ("person.changed", "藤井", "田中", {"from_role": "viewer", "role": "lead"})


def test_who_leaves_cannot_sign_in_and_keeps_the_name_in_the_history():
    office, person = a_person("office", name="藤井"), a_person(name="田中")

    actions.let_person_leave(person=person, by=office, at=AT)

    person.refresh_from_db()
    assert (person.is_active, person.left_at, person.check_password(PASSWORD)) == (False, AT, False)
    assert last_line() == ("person.left", "藤井", "田中", {})


def test_who_comes_back_sets_a_password_anew():
    office, person = a_person("office", name="藤井"), a_person(name="田中")
    actions.let_person_leave(person=person, by=office, at=AT)

    actions.welcome_back(person=person, by=office, at=LATER)

    person.refresh_from_db()
    assert (person.is_active, person.left_at, person.waits_for_password) == (True, None, True)
    assert last_line() == ("person.came_back", "藤井", "田中", {})


@pytest.mark.parametrize("left", [True, False])
def test_leaving_or_coming_back_twice_changes_nothing(left):
    person = a_person()
    if left:
        actions.let_person_leave(person=person, by=None, at=AT)
    lines = AuditEvent.objects.count()

    verb = actions.let_person_leave if left else actions.welcome_back
    verb(person=person, by=None, at=LATER)

    person.refresh_from_db()
    assert (person.left_at, AuditEvent.objects.count()) == (AT if left else None, lines)


def test_a_new_link_ends_the_old_password():
    office, person = a_person("office", name="藤井"), a_person(name="田中")

    actions.renew_link(person=person, by=office, at=LATER)

    person.refresh_from_db()
    assert (person.check_password(PASSWORD), person.waits_for_password, person.invited_at) == (False, True, LATER)
    assert last_line() == ("person.link_renewed", "藤井", "田中", {})


def test_nobody_locks_themselves_out():
    office, _ = a_person("office"), a_person("office")

    with pytest.raises(actions.Oneself):
        actions.let_person_leave(person=office, by=office, at=AT)
    with pytest.raises(actions.Oneself):
        actions.renew_link(person=office, by=office, at=AT)
    with pytest.raises(actions.Oneself):
        change(office, role="coordinator", by=office)


def test_one_may_change_ones_own_name():
    office = a_person("office", name="藤井")

    office.name = "田辺"
    change(office, role="office", by=office)

    assert User.objects.get(pk=office.pk).name == "田辺"


def test_somebody_who_manages_people_always_stays():
    office = a_person("office")
    a_person("coordinator")

    with pytest.raises(actions.LastManager):
        actions.let_person_leave(person=office, by=None, at=AT)
    with pytest.raises(actions.LastManager):
        change(office, role="viewer", by=None)

    office.refresh_from_db()
    assert (office.is_active, office.role) == (True, "office")


def test_the_next_attempt_waits_after_ten_failures_from_one_address():
    attempt = {"username": "tanaka", "address": "192.0.2.1"}
    for _ in range(FAILURES_ALLOWED):
        assert not must_wait(**attempt, at=AT)
        actions.record_failure(**attempt, at=AT)

    assert must_wait(**attempt, at=AT)
    assert not must_wait(username="tanaka", address="192.0.2.2", at=AT)
    assert not must_wait(username="satou", address="192.0.2.1", at=AT)
    assert not must_wait(**attempt, at=AT + dt.timedelta(minutes=10))


def test_failures_that_no_longer_count_are_forgotten():
    actions.record_failure(username="tanaka", address="192.0.2.1", at=AT)

    actions.record_failure(username="satou", address=None, at=AT + dt.timedelta(minutes=10))

    assert list(SignInFailure.objects.values_list("username", flat=True)) == ["satou"]
