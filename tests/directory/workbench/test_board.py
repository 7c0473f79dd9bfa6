"""The board: every number leads to exactly its rows, and what comes first is named."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from directory.places.actions import check_place
from directory.places.vocabulary import CheckedHow
from directory.visits.actions import plan_visit
from directory.workbench.queries import search_places
from tests.factories.answers import an_answer
from tests.factories.people import a_handover, a_person
from tests.factories.places import AT, a_district, a_listing, a_place
from tests.factories.proposals import a_correction, a_new_one
from tests.factories.rounds import an_invitation

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
A_DAY = dt.timedelta(days=1)


@pytest.fixture
def me(client, mabi):
    person = a_person("coordinator", mabi, name="田中")
    client.force_login(person)
    return person


def board(client):
    return client.get(reverse("workbench:board"))


def waiting(client):
    return {row.name: (row.count, row.href) for row in board(client).context["waiting"]}


def test_what_others_wait_for_is_counted_and_the_neighbours_is_not(client, me, mabi):
    kurashiki = a_district("kurashiki", "倉敷")
    for district in (mabi, kurashiki):
        place = a_place(district=district)
        a_listing(place)
        a_correction(place)
        a_new_one(district=district)
        an_answer(an_invitation(place))
        plan_visit(place=place, on=TODAY - A_DAY, by=me, at=AT)

    counted = waiting(client)

    assert [count for count, _ in counted.values()] == [2, 0, 1, 0, 1, 0]


def test_every_number_that_waits_leads_to_that_many_rows(client, me, mabi):
    place = a_place(district=mabi)
    a_listing(place)
    a_correction(place)
    an_answer(an_invitation(place))

    told, answers = (waiting(client)[name][1] for name in ("住民の知らせ 待っている", "調査の 回答"))

    assert client.get(told).context["page"].paginator.count == 1
    assert place.name in client.get(answers).content.decode()


def test_every_number_of_places_is_that_of_its_list(client, me, mabi):
    for number in range(3):
        a_place(f"場{number}", district=mabi)
    context = board(client).context

    for row in (*context["asking"], *context["standing"]):
        status = re.search(r"status=(\w+)", row.href)[1]
        assert row.count == len(search_places(me, on=TODAY, status=status))


@pytest.mark.parametrize(
    ("months", "days", "is_due"),
    [(None, 360, False), (None, 370, True), (3, 80, False), (3, 100, True), (24, 400, False)],
)
def test_each_place_is_due_in_its_own_time(client, me, mabi, months, days, is_due):
    place = a_place(district=mabi, check_every=months)
    check_place(place=place, how=CheckedHow.VISIT, on=TODAY - days * A_DAY, by=me, at=AT)

    assert (place in board(client).context["oldest"]) == is_due


def test_the_longest_unchecked_comes_first_and_five_are_enough(client, me, mabi):
    for number in range(7):
        place = a_place(f"場{number}", district=mabi)
        check_place(place=place, how=CheckedHow.PHONE, on=TODAY - (400 + number) * A_DAY, by=me, at=AT)

    assert [place.name for place in board(client).context["oldest"]] == ["場6", "場5", "場4", "場3", "場2"]


def test_what_is_left_to_write_down_is_said_as_coaching(client, me, mabi):
    a_place("もうすこしの会", district=mabi, venue_name="分館", schedule_text="火曜", fee="無料", menu="お茶")

    page = board(client).content.decode()

    assert "あと1つで、住民がほしい情報が そろいます：連絡先" in page


def test_a_handover_that_is_near_is_said_to_both(client, me):
    taker = a_person("coordinator", name="守屋")
    a_handover(me, taker, on=TODAY + 30 * A_DAY)

    for person in (me, taker):
        client.force_login(person)
        assert "真備地区を 田中さんから 守屋さんへ 引き継ぎます。" in board(client).content.decode()


def test_whoever_only_reads_is_not_shown_what_others_have_to_settle(client, mabi):
    client.force_login(a_person("viewer", mabi))

    assert board(client).context["waiting"] == []
