"""The rail has what the role allows, and says where one is."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from kayoiba.home.rail import STOPS, rail
from tests.factories.people import a_person
from tests.factories.places import a_district

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("role", "words"),
    [
        ("viewer", ["きょう", "場"]),
        ("coordinator", ["きょう", "場", "手帳", "調査", "数える"]),
        ("office", ["きょう", "場", "調査", "数える", "職員", "サイト"]),
        ("system", [stop.word for stop in STOPS]),
    ],
)
def test_each_role_has_its_words(client, role, words):
    client.force_login(a_person(role, a_district()))

    assert [entry.word for entry in client.get(reverse("workbench:board")).context["rail"]] == words


@pytest.mark.parametrize("role", ["viewer", "coordinator", "lead", "office", "system"])
def test_no_word_ends_in_a_refusal_and_each_is_current_on_its_page(client, role):
    client.force_login(a_person(role, a_district()))
    for entry in client.get(reverse("workbench:board")).context["rail"]:
        page = client.get(entry.href)

        assert page.status_code == 200
        assert [row.word for row in page.context["rail"] if row.is_here] == [entry.word]


def test_whoever_has_not_signed_in_has_none(rf):
    request = rf.get("/")
    request.user = AnonymousUser()

    assert rail(request) == []
