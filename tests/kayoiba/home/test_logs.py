"""A link that opens a page without signing in stands in no log: tomorrow it may open again."""

import logging

import pytest

from kayoiba.home.logs import WithoutKeys

TOKEN = "sT7_pkNdNJz2F4-x9Qw3LmVb8RyGh5Ka"


def logged(message, *args):
    record = logging.makeLogRecord({"msg": message, "args": args})
    WithoutKeys().filter(record)
    return record.getMessage()


def test_an_address_loses_its_key_and_nothing_else():
    assert logged("Not Found: %s", f"/answer/{TOKEN}/") == "Not Found: /answer/…/"
    assert logged("Not Found: %s", "/workbench/rounds/2026/places/") == "Not Found: /workbench/rounds/2026/places/"


@pytest.mark.django_db
def test_a_link_that_no_longer_opens_is_not_written_down(client, caplog):
    client.get(f"/answer/{TOKEN}/")

    assert "/answer/…/" in caplog.text
    assert TOKEN not in caplog.text
