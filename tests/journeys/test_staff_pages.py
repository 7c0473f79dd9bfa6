"""Every page of staff, on a phone and at a desk: axe finds nothing, nothing is cut off."""

import pytest

from kayoiba.accounts.models import User
from tests.house.addresses import a_public_photo, address, the_people, the_things
from tests.house.doors import DOORS
from tests.journeys.test_open_pages import RULES, SIZES
from tests.journeys.walking import violations

FOR_STAFF = [name for name, door in DOORS.items() if door.split()[:2] == ["GET", "302"] and door.split()[6] == "200"]
"""What a stranger is sent away from, and the one whose role shows most may see."""


@pytest.fixture
def things(transactional_db):
    return the_things(the_people(), a_public_photo())


@pytest.fixture
def signed_in(page, client, things):
    client.force_login(User.objects.filter(role="system").latest("pk"))
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value}
    page.context.add_cookies([cookie | {"domain": "localhost", "path": "/"}])
    return page


def faults(page):
    found = {violation["id"] for violation in violations(page, **RULES)}
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        found.add("overflow")
    return found


def pages(client, things):
    """Their addresses, without those of files and of what is written into pages."""
    answers = {where: client.get(where) for where in (address(name, things) for name in FOR_STAFF)}
    return [where for where, answer in answers.items() if not answer.streaming and b"<html" in answer.content]


def test_each_is_for_everyone_and_fits(signed_in, client, things):
    wrong = {}
    for where in pages(client, things):
        signed_in.goto(where)
        for size in SIZES:
            signed_in.set_viewport_size(size)
            if found := faults(signed_in):
                wrong[where, size["width"]] = found

    assert wrong == {}
