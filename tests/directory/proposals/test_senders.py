import datetime as dt

import pytest
from django.test import RequestFactory

from directory.proposals.queries import is_too_much
from directory.proposals.senders import Ticket, sender_mark
from tests.factories.places import AT
from tests.factories.proposals import a_correction

DAY = dt.timedelta(days=1)


def mark(address, *, forwarded="", at=AT):
    headers = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    return sender_mark(RequestFactory().get("/", REMOTE_ADDR=address, **headers), at)


def test_the_mark_holds_for_one_day_and_does_not_say_the_address():
    assert mark("8.8.4.7") == mark("8.8.4.7")
    assert len({mark("8.8.4.7"), mark("8.8.4.8"), mark("8.8.4.7", at=AT + DAY)}) == 3
    assert "8.8.4.7" not in mark("8.8.4.7")


def test_a_household_has_one_mark_however_many_long_addresses_it_has():
    assert mark("2400:1:1:2::1") == mark("2400:1:1:ffff:ffff::9")
    assert mark("2400:1:1:2::1") != mark("2400:1:2:2::1")


@pytest.mark.parametrize(
    ("proxies", "forwarded", "sender"),
    [
        (0, "8.8.4.7", "8.8.8.8"),
        (1, "8.8.4.7", "8.8.4.7"),
        (1, "9.9.9.9, 8.8.4.7", "8.8.4.7"),
        (2, "9.9.9.9, 8.8.4.7, 10.0.0.2", "8.8.4.7"),
        (3, "8.8.4.7, 10.0.0.2", "8.8.4.7"),
    ],
    ids=["none of ours", "one", "one that adds to what was made up", "two", "fewer than said"],
)
def test_the_outermost_of_our_proxies_says_who_sends(settings, proxies, forwarded, sender):
    settings.PROXIES = proxies
    marked = mark("8.8.8.8", forwarded=forwarded)

    settings.PROXIES = 0
    assert marked == mark(sender)


def test_a_proxy_that_says_nothing_speaks_for_nobody(settings):
    settings.PROXIES = 1

    assert mark("8.8.8.8") == mark("8.8.8.8", forwarded="だれか") == ""


@pytest.mark.parametrize("address", ["", "だれか", "127.0.0.1", "10.0.0.5", "100.64.0.1", "::1", "fd00::1"])
def test_what_many_may_share_or_is_no_address_has_no_mark(address):
    assert mark(address) == ""


@pytest.mark.parametrize("text", ["", "a", "a:b", "W10:abc", str(Ticket(AT))[:-1], str(Ticket(AT)).replace(":", ".")])
def test_a_ticket_that_was_not_given_out_is_none(text):
    assert Ticket.read(text) is None


def test_a_ticket_comes_back_as_it_went_out():
    ticket = Ticket(AT)

    assert Ticket.read(str(ticket)) == ticket


class TestTooMuch:
    """Somebody who has not sent anything that day is heard, however much others have."""

    @pytest.fixture
    def new_and_old(self, place):
        a_correction(place, sender_mark="old")
        return [is_too_much(mark=mark, place=place, at=AT) for mark in ("new", "old", "")]

    @pytest.fixture
    def full(self, monkeypatch, request):
        monkeypatch.setattr(f"directory.proposals.queries.{request.param}", 1)

    @pytest.mark.parametrize("full", ["A_DAY_IN_ALL", "A_DAY_ABOUT_ONE_PLACE"], indirect=True)
    def test_of_all_or_of_one_place(self, full, new_and_old):
        assert new_and_old == [False, True, True]

    @pytest.mark.parametrize("full", ["A_DAY_FROM_ONE_SENDER"], indirect=True)
    def test_of_one_sender(self, full, new_and_old):
        assert new_and_old == [False, True, False]
