"""Telephone numbers as people write them into the forms of telling."""

import pytest

from directory.proposals.forms.telling import NO_TELEPHONE
from directory.proposals.models import Proposal
from tests.directory.proposals.telling import filled, text_of

SENT = {"send": "yes"}


@pytest.fixture
def correct(place):
    return f"/places/{place.number}/correct/"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("０８６－０００－１２３４", "086-000-1234"),
        ("0860001234", "086-000-1234"),
        (" ０９０ １２３４ ５６７８ ", "090-1234-5678"),
        ("086-000-1234（田中）", "086-000-1234(田中)"),
        ("つながらない", "つながらない"),
        ("", ""),
    ],
)
def test_a_number_is_carried_on_in_half_width_with_hyphens_and_words_are_left(client, correct, written, said):
    client.post(correct, filled(phone=written, wrong_phone="on") | SENT)

    assert Proposal.objects.get().told == {"phone": said}


@pytest.mark.parametrize("written", ["０８６－０００－１２３", "086-000-12345-6", "426-3315", "1860001234"])
def test_a_number_that_cannot_be_one_is_asked_about_and_stays_as_it_was_typed(client, correct, written):
    page = client.post(correct, filled(phone=written) | SENT)

    assert NO_TELEPHONE in text_of(page)
    assert f'value="{written}"' in page.content.decode()
    assert not Proposal.objects.exists()


def test_the_sender_s_own_number_is_looked_at_in_the_same_way(client, correct):
    page = client.post(correct, filled(wrong_fee="on", sender_contact="086-000-123") | SENT)
    client.post(correct, filled(wrong_fee="on", sender_contact="０８６０００１２３４") | SENT)

    assert NO_TELEPHONE in text_of(page)
    assert Proposal.objects.get().sender_contact == "086-000-1234"


def test_the_box_for_a_number_is_one_line_and_calls_for_the_keys_of_a_telephone(client, correct):
    box = str(client.get(correct).context["form"]["phone"])

    assert box.startswith("<input")
    assert 'inputmode="tel"' in box
