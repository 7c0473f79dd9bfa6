"""What others have written since the own list went out stays, and what is not one's own cannot be reached by it."""

import datetime as dt

import pytest

from directory.imports.caring import NOT_YOURS
from directory.imports.remembering import remember
from directory.places.actions import edit_place, place_in
from directory.places.models import Place
from tests.factories.lists import a_list, outcomes, reasons, rehearse, take_in
from tests.factories.own_list import a_full_place, edited, table, told
from tests.factories.people import a_person
from tests.factories.places import AT, TODAY, a_district, a_place

pytestmark = pytest.mark.django_db

LATER = AT + dt.timedelta(hours=1)


def test_what_somebody_else_has_changed_since_stays(tmp_path):
    place = a_full_place()
    rows = table(tmp_path)
    edit_place(place=place, changes={"target": "高齢者"}, kinds=[], by=None, at=LATER)
    place_in(place=place, district=None, school_district=None, from_date=TODAY, by=None, at=LATER)

    done = take_in(edited(tmp_path, rows, fee="300円"))

    place.refresh_from_db()
    assert told(done) == [("参加費", "100円", "300円")]
    assert (place.fee, place.target, place.district, place.kinds.count()) == ("300円", "高齢者", None, 0)


@pytest.mark.parametrize(
    ("theirs", "mine", "named"),
    [
        ({"fee": "200円"}, {"fee": "300円"}, "「参加費」"),
        ({"lat": 34.7, "lng": 133.8}, {"venue_name": "公民館"}, "「緯度」「経度」"),
        ({"venue_name": "公民館"}, {"lat": "34.7"}, "「会場」"),
    ],
)
def test_what_two_have_changed_is_refused_and_said(tmp_path, theirs, mine, named):
    place = a_full_place()
    rows = table(tmp_path)
    edit_place(place=place, changes={"lat": place.lat, "lng": place.lng} | theirs, by=None, at=LATER)
    before = remember(Place.objects.get())

    done = take_in(edited(tmp_path, rows, **mine))

    assert outcomes(done) == ["refused"]
    assert named in reasons(done)[0]
    assert remember(Place.objects.get()) == before


def test_both_who_wrote_the_same_agree(tmp_path):
    place = a_full_place()
    rows = table(tmp_path)
    edit_place(place=place, changes={"fee": "300円"}, by=None, at=LATER)

    assert outcomes(take_in(edited(tmp_path, rows, fee="300円"))) == ["unchanged"]


def test_a_number_of_another_district_is_refused_as_one_that_is_not_there(tmp_path):
    a_place("くれせ", district=a_district("tamashima", "玉島"))
    rows = table(tmp_path)
    person = a_person("coordinator", a_district("mabi", "真備"))

    theirs = rehearse(edited(tmp_path, rows, fee="300円"), for_user=person)
    nobodys = rehearse(edited(tmp_path, rows, 台帳番号="999999"), for_user=person)

    assert reasons(theirs) == reasons(nobodys) == [NOT_YOURS]
    assert theirs.decisions[0].place is None


def test_a_place_cannot_be_given_to_another_district_by_list(tmp_path):
    mabi = a_district("mabi", "真備")
    a_district("tamashima", "玉島")
    a_place("くれせ", district=mabi)

    done = take_in(edited(tmp_path, table(tmp_path), district="玉島"), for_user=a_person("coordinator", mabi))

    assert outcomes(done) == ["refused"]


def test_what_our_own_list_says_is_no_other_lists_word(tmp_path):
    a_place("くれせ", venue_name="集会所")
    take_in(edited(tmp_path, table(tmp_path), fee="300円"))

    take_in(a_list(tmp_path, "名称,会場,参加費", "くれせ,集会所,100円"))

    place = Place.objects.get()
    assert (place.fee, place.source_text) == ("300円", {"参加費": "100円"})


def test_a_number_from_another_ledger_is_not_ours(tmp_path):
    take_in(a_list(tmp_path, "台帳番号,名称", "1,くれせ"))

    assert Place.objects.get().source_id == "1"
