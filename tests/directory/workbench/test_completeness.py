"""What residents look for and nobody has written down: one list of five, and every one of them alone."""

import datetime as dt

import pytest
from django.urls import reverse

from directory.places.models import Place
from directory.places.schedule import Rule
from directory.workbench.completeness import LOOKED_FOR, coaching, with_missing
from tests.factories.people import a_person
from tests.factories.places import a_district, a_place

pytestmark = pytest.mark.django_db

WHOLE = {
    "rules": [Rule(weekdays=("Tu",), start=dt.time(10))],
    "venue_name": "呉妹分館",
    "fee_amount": 0,
    "contact_phone": "086-000-0000",
    "menu": "お茶",
}
LEFT_OUT = dict(zip(LOOKED_FOR, WHOLE, strict=True))


def missing(place):
    return with_missing(Place.objects.filter(pk=place.pk)).get().missing


def test_of_a_name_alone_all_five_are_missing():
    assert missing(a_place()) == list(LOOKED_FOR)


def test_of_a_whole_place_nothing_is_and_a_free_one_says_what_it_costs():
    assert missing(a_place(**WHOLE)) == []


@pytest.mark.parametrize("name", LOOKED_FOR)
def test_each_is_missed_by_itself(name):
    assert missing(a_place(**{field: WHOLE[field] for field in WHOLE if field != LEFT_OUT[name]})) == [name]


@pytest.mark.parametrize(
    "words",
    [
        {"schedule_text": "気がむいた日"},
        {"address": "尾崎1"},
        {"fee": "実費"},
        {"contact_name": "世話人"},
        {"activities": ["tea"]},
    ],
)
def test_words_are_as_good_as_ticks(words):
    assert len(missing(a_place(**words))) == len(LOOKED_FOR) - 1


def test_it_is_said_as_the_little_that_is_left():
    assert coaching(["費用", "連絡先"]) == "あと2つで、住民がほしい情報が そろいます：費用・連絡先"
    assert coaching([]) == ""


def test_the_list_has_the_nearly_complete_first_and_says_what_is_left(client):
    mabi = a_district()
    client.force_login(a_person("coordinator", mabi))
    a_place("あ会", district=mabi)
    a_place("ん会", district=mabi, **{name: WHOLE[name] for name in WHOLE if name != "fee_amount"})
    a_place("そろった会", district=mabi, **WHOLE)

    page = client.get(reverse("workbench:places"), {"status": "incomplete"})

    assert [place.name for place in page.context["page"]] == ["ん会", "あ会"]
    assert "あと1つで、住民がほしい情報が そろいます：費用" in page.content.decode()
