"""What changed, read by feedparser and, where that knows nothing of RFC 6721, as plain XML."""

import datetime as dt
from xml.etree import ElementTree

import feedparser
import pytest

from directory.opendata.feed import TOMBSTONES
from directory.places.actions import edit_place, end_place
from directory.places.publishing import publish_place, withdraw_place
from directory.places.schedule import Rule
from tests.factories.places import AT, TODAY, a_listing, a_place

pytestmark = pytest.mark.usefixtures("city")

HOUR = dt.timedelta(hours=1)
PAGE = "http://testserver/places/{}/"


def read(client):
    feed = feedparser.parse(client.get("/open-data/changes.atom").getvalue())
    assert not feed.bozo
    return feed


def deleted(client):
    root = ElementTree.fromstring(client.get("/open-data/changes.atom").getvalue())
    return [(entry.get("ref"), entry.get("when")) for entry in root.iter(f"{{{TOMBSTONES}}}deleted-entry")]


def test_it_says_whose_it_is_and_where(client):
    a_listing(at=AT + HOUR)

    feed = read(client).feed

    assert feed.title == "倉敷市 通いの場 変わったこと"
    assert feed.author == "倉敷市"
    assert feed.id == "http://testserver/open-data/changes.atom"
    assert {(link.rel, link.href) for link in feed.links} == {
        ("self", "http://testserver/open-data/changes.atom"),
        ("alternate", "http://testserver/open-data/"),
    }
    assert feed.updated == "2026-11-24T02:00:00+00:00"
    assert "CC BY 4.0" in feed.rights


def test_what_is_new_what_changed_and_what_ended_come_newest_first(client):
    changed, ended = a_place("変わった会"), a_place("おわった会")
    a_listing(changed, at=AT - 48 * HOUR)
    a_listing(ended, at=AT - 48 * HOUR)
    a_listing(a_place("新しい会", rules=[Rule(weekdays=("Tu",), start=dt.time(10))]), at=AT)
    edit_place(place=changed, changes={"menu": "体操"}, by=None, at=AT + HOUR)
    end_place(place=ended, on=TODAY, reason="", by=None, at=AT + 2 * HOUR)

    entries = read(client).entries

    assert [(entry.title, entry.tags[0].term) for entry in entries] == [
        ("おわった会", "おわった場"),
        ("変わった会", "変わった場"),
        ("新しい会", "新しい場"),
    ]
    assert [entry.id for entry in entries] == [entry.link for entry in entries]
    assert entries[0].id == PAGE.format(ended.number)
    assert entries[0].summary == "「おわった会」は 2026年11月24日に 終わりました"
    assert entries[2].summary == "毎週 火曜日 午前10時から"


def test_of_what_was_withdrawn_only_the_address_is_told(client):
    place = a_place("やめた会", menu="体操")
    a_listing(place)
    withdraw_place(place=place, reason="引っ越した", by=None, at=AT + HOUR)

    assert deleted(client) == [(PAGE.format(place.number), "2026-11-24T02:00:00+00:00")]
    assert read(client).entries == []
    written = client.get("/open-data/changes.atom").getvalue().decode()
    assert all(word not in written for word in ("やめた会", "体操", "引っ越した"))


def test_an_ending_that_may_not_be_told_any_more_is_deleted_anew(client):
    place = a_place("おわった会")
    a_listing(place)
    end_place(place=place, on=TODAY, reason="", by=None, at=AT)

    withdraw_place(place=place, reason="運営者の申し出", by=None, at=AT + HOUR)

    assert deleted(client) == [(PAGE.format(place.number), "2026-11-24T02:00:00+00:00")]


def test_what_is_published_again_is_no_longer_deleted(client):
    place = a_place("もどった会")
    a_listing(place)
    withdraw_place(place=place, reason="", by=None, at=AT)

    publish_place(place=place, answers=[], by=None, at=AT + HOUR)

    assert [entry.title for entry in read(client).entries] == ["もどった会"]
    assert deleted(client) == []


def test_letters_that_xml_knows_not_are_left_out_and_signs_are_signs(client):
    a_listing(name="<b>体操\x0bと&お茶", menu="")

    (entry,) = read(client).entries

    assert entry.title == "<b>体操と&お茶"


def test_nothing_yet_is_a_feed_too(client):
    assert read(client).entries == []


@pytest.mark.parametrize("places", [1, 3, 60])
def test_the_latest_are_read_with_a_fixed_number_of_questions(client, places, django_assert_num_queries):
    for number in range(places):
        a_listing()
        gone = a_place()
        a_listing(gone)
        if number % 2:
            end_place(place=gone, on=TODAY, reason="", by=None, at=AT)
        else:
            withdraw_place(place=gone, reason="", by=None, at=AT)

    with django_assert_num_queries(6):  # the areas, twice the state, the latest, the gone, the endings
        answer = client.get("/open-data/changes.atom")

    assert len(feedparser.parse(answer.getvalue()).entries) <= 100
