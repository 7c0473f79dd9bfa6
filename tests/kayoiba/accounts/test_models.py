import pytest
from django.db import IntegrityError, transaction

from kayoiba.accounts.models import User
from kayoiba.accounts.roles import ROLES, Can
from tests.factories.people import a_person
from tests.factories.places import AT

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("constraint", "wrong"),
    [
        ("user_role_is_known", {"role": "king"}),
        ("user_who_left_is_inactive", {"left_at": AT, "is_active": True}),
        ("accounts_user_username_key", {"username": "tanaka"}),
    ],
)
def test_a_person_cannot_be(constraint, wrong):
    a_person(username="tanaka")

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        User.objects.create_user(**{"username": "satou", "name": "佐藤", "role": "viewer", **wrong})


def test_every_role_says_what_it_does():
    assert [code for code, role in ROLES.items() if not (role.name and role.does.endswith("。"))] == []


def test_who_left_may_nothing():
    person = a_person("system", is_demo=True)
    person.is_active = False

    assert [permission for permission in Can if person.may(permission)] == []


def test_who_may_is_asked_of_people_at_work():
    office, system = a_person("office"), a_person("system")
    a_person("coordinator")
    User.objects.filter(pk=a_person("office").pk).update(is_active=False)

    assert set(User.objects.who_may(Can.PEOPLE_MANAGE)) == {office, system}


def test_the_office_manages_everybody_but_the_system():
    office, system, viewer = a_person("office"), a_person("system"), a_person("viewer")

    assert set(User.objects.in_care_of(office)) == {office, viewer}
    assert set(User.objects.in_care_of(system)) == {office, system, viewer}


def test_the_first_person_of_an_installation_is_the_system():
    person = User.objects.create_superuser("root", "a long password")

    assert (person.role, person.name, person.check_password("a long password")) == ("system", "root", True)
