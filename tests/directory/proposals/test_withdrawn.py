"""A place is withdrawn while somebody writes what is wrong of it."""

import pytest

from directory.places.publishing import withdraw_place
from directory.proposals.models import Proposal
from directory.proposals.queries import NO_LONGER_LISTED
from tests.directory.proposals.telling import filled, text_of
from tests.factories.places import AT

TOLD = {"phone": "086-000-1111", "sender_name": "山田"}


@pytest.fixture
def correct(place):
    withdraw_place(place=place, reason="本人の希望", by=None, at=AT)
    return f"/places/{place.number}/correct/"


def test_what_was_typed_is_read_once_more_without_a_word_of_the_place(client, correct):
    page = text_of(client.post(correct, filled(**TOLD)))

    assert "086-000-1111" in page
    assert NO_LONGER_LISTED in page
    assert "呉妹おしゃべり広場" not in page


def test_what_is_sent_waits_for_whoever_looks_after_the_place(client, correct, place):
    page = text_of(client.post(correct, filled(**TOLD) | {"send": "yes"}, follow=True))

    proposal = Proposal.objects.get()
    assert (proposal.place, proposal.told) == (place, {"phone": "086-000-1111"})
    assert f"「{NO_LONGER_LISTED}」の知らせは、地区の係が" in page
    assert "呉妹おしゃべり広場" not in page


def test_nothing_ticked_is_asked_for_once_more(client, correct):
    page = text_of(client.post(correct, filled()))

    assert "1つはえらんでください" in page
    assert "呉妹おしゃべり広場" not in page


def test_nobody_begins_to_write_about_it(client, correct):
    assert client.get(correct).status_code == 404


def test_what_never_was_listed_has_no_such_page(client, db):
    assert client.post("/places/999999/correct/", filled(**TOLD)).status_code == 404
