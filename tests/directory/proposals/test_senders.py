import datetime as dt

import pytest
from django.test import RequestFactory

from directory.proposals.senders import Ticket, sender_mark
from tests.factories.places import AT

DAY = dt.timedelta(days=1)


def mark(address, *, forwarded="", at=AT):
    headers = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    return sender_mark(RequestFactory().get("/", REMOTE_ADDR=address, **headers), at)


def test_the_mark_holds_for_one_day_and_does_not_say_the_address():
    assert mark("198.51.100.7") == mark("198.51.100.7")
    assert len({mark("198.51.100.7"), mark("198.51.100.8"), mark("198.51.100.7", at=AT + DAY)}) == 3
    assert "198.51.100.7" not in mark("198.51.100.7")


def test_a_household_has_one_mark_however_long_its_addresses():
    assert mark("2001:db8:1:2::1") == mark("2001:db8:1:2:ffff::9")
    assert mark("2001:db8:1:2::1") != mark("2001:db8:1:3::1")


def test_only_a_proxy_on_this_machine_is_believed():
    assert mark("127.0.0.1", forwarded="203.0.113.1, 198.51.100.7") == mark("198.51.100.7")
    assert mark("198.51.100.7", forwarded="203.0.113.1") == mark("198.51.100.7")
    assert mark("", forwarded="198.51.100.7") == mark("198.51.100.7")


def test_what_is_no_address_has_no_mark():
    assert mark("") == mark("127.0.0.1", forwarded="だれか") == ""


@pytest.mark.parametrize("text", ["", "a", "a:b", "W10:abc", str(Ticket(AT))[:-1], str(Ticket(AT)).replace(":", ".")])
def test_a_ticket_that_was_not_given_out_is_none(text):
    assert Ticket.read(text) is None


def test_a_ticket_comes_back_as_it_went_out():
    ticket = Ticket(AT)

    assert Ticket.read(str(ticket)) == ticket
