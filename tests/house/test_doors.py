"""The doors table is whole and true: `doors.py` says how to add to it."""

import pytest
from django.db import transaction
from django.test import TestCase
from django.urls import reverse

from tests.house.addresses import URLS, a_public_photo, address, the_people, the_things
from tests.house.doors import DOORS

pytestmark = pytest.mark.django_db

COLUMNS = ("anonymous", "viewer", "coordinator", "lead", "office", "system", "neighbour")
SIGN_IN = {
    "accounts:login",
    "accounts:logout",
    "accounts:password_reset",
    "accounts:password_reset_done",
    "accounts:password_reset_confirm",
    "accounts:password_reset_complete",
}


def is_open(view):
    """LoginRequiredMiddleware goes by this flag."""
    return not getattr(view, "login_required", True)


@pytest.fixture(scope="module")
def people(django_db_setup, django_db_blocker):
    """Made once for all doors: whatever a request does is undone at once."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield the_people()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def things(people):
    with TestCase.captureOnCommitCallbacks(execute=True):
        photo = a_public_photo()
    return the_things(people, photo)


def test_the_table_names_every_url_and_no_other():
    assert sorted(DOORS) == sorted(URLS)


@pytest.mark.parametrize("name", DOORS)
def test_a_door_opens_to_whom_the_table_says(name, client, people, things):
    method, *told = DOORS[name].split()

    answers = {}
    for who, person in people.items():
        with transaction.atomic():
            client.logout()
            if person:
                client.force_login(person)
            answers[who] = client.generic(method, address(name, things)).status_code
            transaction.set_rollback(True)

    assert answers == dict(zip(COLUMNS, map(int, told), strict=True))


@pytest.mark.parametrize("name", [name for name, (view, _) in URLS.items() if not is_open(view)])
def test_a_closed_door_leads_a_stranger_to_the_sign_in_page(name, client, things):
    for ask in (client.get, client.post):
        with transaction.atomic():
            answer = ask(address(name, things))
            transaction.set_rollback(True)

        assert (answer.status_code, answer.url.split("?")[0]) == (302, reverse("accounts:login"))


def test_open_pages_live_in_public_modules_but_for_signing_in():
    elsewhere = {name for name, (view, _) in URLS.items() if is_open(view) and ".public" not in view.__module__}

    assert elsewhere == SIGN_IN
