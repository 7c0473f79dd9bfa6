"""The people of the sample city can be clicked on at the machine itself, and nowhere else."""

import re

import pytest
from django.urls import reverse

from directory.areas.actions import publish_areas
from tests.factories.people import a_person
from tests.factories.places import TODAY, a_municipality

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/login/"
OF_PROXIES = (
    "X-Forwarded-For X-Forwarded-Proto X-Forwarded-Host Forwarded Via X-Real-IP X-Client-IP CF-Connecting-IP CF-Ray "
    "True-Client-IP"
)
MABI = "/accounts/login/demo/mabi/"


@pytest.fixture
def person():
    """田中 of the sample city."""
    publish_areas(municipality=a_municipality(is_sample=True), on=TODAY)
    return a_person(username="mabi", name="田中", affiliation="社会福祉協議会・真備", is_demo=True)


def seen_and_entered(client, **visitor):
    """Whether 田中 is on the page for signing in, and what a click on them answers."""
    page = client.get(LOGIN, **visitor)
    return "田中" in page.content.decode(), client.post(MABI, **visitor).status_code


def test_one_click_is_enough(client, person):
    page = client.get(LOGIN).content.decode()
    entered = client.post(MABI)

    assert re.findall(r"<h3>\s*(.+?さん).*?<span class=\"support\">(.+?)</span>", page, re.S) == [
        ("田中さん", "コーディネーター・社会福祉協議会・真備")
    ]
    assert person.role_does in page
    assert (entered.url, client.session["_auth_user_id"]) == (reverse("workbench:board"), str(person.pk))


@pytest.mark.parametrize("address", ["192.0.2.1", ""])
def test_a_visitor_from_elsewhere_sees_nobody(client, person, address):
    assert seen_and_entered(client, REMOTE_ADDR=address) == (False, 404)


@pytest.mark.parametrize("header", OF_PROXIES.split())
def test_a_visitor_through_a_proxy_sees_nobody(client, person, header):
    assert seen_and_entered(client, headers={header: "192.0.2.1"}) == (False, 404)


def test_where_no_demo_is_shown_there_is_nobody(client, person, settings):
    settings.DEMO = False

    assert seen_and_entered(client) == (False, 404)


def test_a_city_of_its_own_has_nobody_to_click_on(client, person):
    publish_areas(municipality=a_municipality(is_sample=False), on=TODAY)

    assert seen_and_entered(client) == (False, 404)


def test_a_city_that_is_not_published_yet_has_nobody_to_click_on(client):
    a_person(username="mabi", name="田中", is_demo=True)

    assert seen_and_entered(client) == (False, 404)


def test_real_people_are_not_clicked_on(client, person):
    a_person(username="satou", name="佐藤")

    assert "佐藤" not in client.get(LOGIN).content.decode()
    assert client.post("/accounts/login/demo/satou/").status_code == 404
