"""Whose districts count: rows and places of others are refused, and nothing is told of them."""

import pytest

from directory.imports.linking import GONE
from directory.places.removal import remove_place
from tests.factories.lists import a_list, outcomes, reasons, rehearse, take_in
from tests.factories.people import a_person
from tests.factories.places import AT, a_place

pytestmark = pytest.mark.django_db

NOT_YOURS = "受けもちの地区の行ではありません。その地区の担当か統括に頼んでください。"


@pytest.fixture
def coordinator(mabi, tamashima):
    return a_person("coordinator", mabi)


def test_rows_of_another_district_are_refused(tmp_path, coordinator):
    path = a_list(tmp_path, "名称,地区", "くれせ,真備", "たまの会,玉島", "どこかの会,どこか")

    done = take_in(path, for_user=coordinator)

    assert (outcomes(done), reasons(done)) == (["created", "refused", "created"], ["", NOT_YOURS, ""])


def test_a_row_that_does_not_name_its_district_tells_nothing_of_the_places_of_another(tmp_path, coordinator, tamashima):
    a_place("たまの会", district=tamashima, venue_name="公民館", fee="100円")
    gone = a_place("消えた会", district=tamashima, venue_name="分館")
    remove_place(place=gone, reason="まちがい", by=None, at=AT)
    other = a_place("ほかの会", district=tamashima)
    path = a_list(tmp_path, "名称,会場", "たまの会,公民館", "消えた会,分館", "たまの会,鈴木宅", "別の会,")

    done = rehearse(path, for_user=coordinator, same_as={("", 5): other.pk})

    assert outcomes(done) == ["created"] * 3 + ["refused"]
    assert reasons(done) == ["", "", "2行目の場と似ています。", GONE]
    assert [(decision.place, decision.alike) for decision in done.decisions] == [(None, [])] * 4


def test_a_row_that_would_move_a_place_to_another_district_is_refused(tmp_path, coordinator, mabi):
    place = a_place("くれせ", district=mabi, venue_name="集会所")

    done = take_in(
        a_list(tmp_path, "名称,会場,地区", "くれせ,集会所,玉島"), same_as={("", 2): place.pk}, for_user=coordinator
    )

    assert reasons(done) == [NOT_YOURS]


def test_places_of_another_district_are_neither_offered_nor_counted_as_namesakes(tmp_path, coordinator, tamashima):
    a_place("たまの会", district=tamashima, venue_name="公民館")

    done = rehearse(a_list(tmp_path, "名称,会場,地区", "たまの会,集会所,真備"), for_user=coordinator)

    assert (outcomes(done), reasons(done), done.decisions[0].alike) == (["created"], [""], [])


def test_a_further_row_finds_no_place_of_another_district(tmp_path, coordinator):
    take_in(a_list(tmp_path, "ID,名称,地区", "AA0100000001,たまの会,玉島"))

    done = take_in(a_list(tmp_path, "ID,開催日", "AA0100000001,毎月5日"), for_user=coordinator)

    assert "番号 AA0100000001 の場がありません" in reasons(done)[0]


def test_a_row_that_repeats_a_refused_one_is_refused_too(tmp_path, coordinator):
    done = take_in(a_list(tmp_path, "名称,地区", "たまの会,玉島", "たまの会,玉島"), for_user=coordinator)

    assert outcomes(done) == ["refused", "refused"]


def test_whoever_works_everywhere_may_take_in_everything(tmp_path, mabi, tamashima):
    path = a_list(tmp_path, "名称,地区", "くれせ,真備", "たまの会,玉島")

    assert outcomes(take_in(path, for_user=a_person("lead"))) == ["created", "created"]
