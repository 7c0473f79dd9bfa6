"""Which place a row is, told through what taking the list in does."""

import pytest

from directory.imports.report import in_words
from directory.places.actions import edit_place, end_place
from directory.places.models import Place
from tests.factories.lists import a_list, outcomes, reasons, take_in
from tests.factories.places import AT, TODAY, a_district, a_place

pytestmark = pytest.mark.django_db


def names() -> list[str]:
    return list(Place.objects.order_by("pk").values_list("name", flat=True))


def test_places_of_one_name_in_fifteen_districts_are_fifteen(tmp_path):
    path = a_list(tmp_path, "地区,サロン名", *(f"地区{number},ふれあい喫茶" for number in range(15)))

    assert outcomes(take_in(path)) == ["created"] * 15
    assert outcomes(take_in(path)) == ["unchanged"] * 15
    assert names() == ["ふれあい喫茶"] * 15


def test_the_same_row_twice_in_a_list_is_one_place(tmp_path):
    done = take_in(a_list(tmp_path, "サロン名,会場", "くれせ,集会所", "くれせ,集会所"))

    assert (outcomes(done), reasons(done)) == (["created", "unchanged"], ["", "2行目と同じ内容です。"])


def test_the_same_name_and_venue_with_another_day_is_a_place_of_its_own(tmp_path):
    path = a_list(tmp_path, "サロン名,会場,開催日", "体操,公園,毎週月曜日", "体操,公園,毎週木曜日")

    assert outcomes(take_in(path)) == ["created", "created"]
    assert outcomes(take_in(path)) == ["unchanged", "unchanged"]


def test_number_one_of_two_cities_is_two_places(tmp_path):
    heading = "全国地方公共団体コード,ID,市区町村名,名称"
    take_in(a_list(tmp_path, heading, "131059,1,文京区,おもてなし食堂"))

    done = take_in(a_list(tmp_path, heading, "131067,1,台東区,下町食堂"))

    assert (outcomes(done), names()) == (["created"], ["おもてなし食堂", "下町食堂"])


def test_a_bare_name_of_another_city_is_another_place(tmp_path):
    take_in(a_list(tmp_path, "名称", "スマイルカフェ"))

    done = take_in(a_list(tmp_path, "市区町村名,名称", "八王子市,すまいるカフェ"))

    assert outcomes(done) == ["created"]


def test_a_new_name_under_the_same_number_at_the_same_address_renames(tmp_path):
    take_in(a_list(tmp_path, "ID,名称,住所", "1,くれせサロン,尾崎1"))

    done = take_in(a_list(tmp_path, "ID,名称,住所", "1,おざきの会,尾崎1"))

    assert (outcomes(done), reasons(done), names()) == (["updated"], ["変わった欄: 名前"], ["おざきの会"])


def test_the_same_number_with_another_name_and_address_is_another_place(tmp_path):
    take_in(a_list(tmp_path, "ID,名称,住所", "1,くれせサロン,尾崎1"))

    done = take_in(a_list(tmp_path, "ID,名称,住所", "1,たまの会,玉島2"))

    assert (outcomes(done), names()) == (["created"], ["くれせサロン", "たまの会"])


def test_part_of_a_name_under_the_same_number_elsewhere_is_another_place(tmp_path):
    take_in(a_list(tmp_path, "ID,名称,会場,地区", "1,ふれあいサロン,尾崎公民館,真備"))

    done = take_in(a_list(tmp_path, "ID,名称,会場,地区", "1,ふれあいサロン中央,中央集会所,玉島"))

    assert (outcomes(done), names()) == (["created"], ["ふれあいサロン", "ふれあいサロン中央"])


def test_part_of_a_name_under_the_same_number_is_the_same_place_where_nothing_differs(tmp_path):
    take_in(a_list(tmp_path, "ID,名称", "1,ふれあいサロン"))

    done = take_in(a_list(tmp_path, "ID,名称", "1,ふれあいサロン尾崎"))

    assert (outcomes(done), names()) == (["updated"], ["ふれあいサロン尾崎"])


def test_a_name_of_signs_alone_is_nobody_elses(tmp_path):
    take_in(a_list(tmp_path, "ID,名称,会場", "1,☆☆☆,尾崎公民館"))

    done = take_in(a_list(tmp_path, "ID,名称,会場", "1,くれせ,呉妹分館", "2,☆☆☆,尾崎公民館"))

    assert (outcomes(done), names()) == (["created", "updated"], ["☆☆☆", "くれせ"])


def test_numbers_that_moved_by_one_rename_nobody(tmp_path):
    take_in(a_list(tmp_path, "NO,名称,会場", "1,朝の会,集会所", "2,昼の会,集会所", "3,夜の会,集会所"))

    done = take_in(a_list(tmp_path, "NO,名称,会場", "1,昼の会,集会所", "2,夜の会,集会所"))

    assert (outcomes(done), names()) == (["updated", "updated"], ["朝の会", "昼の会", "夜の会"])
    assert reasons(done) == ["変わった欄: 元の一覧の番号"] * 2


def test_without_a_number_name_district_and_venue_tell(tmp_path):
    take_in(a_list(tmp_path, "地区,サロン名,会場,参加費", "真備,さろん,集会所,100円"))

    done = take_in(a_list(tmp_path, "地区,サロン名,会場,参加費", "真備,ｻﾛﾝ,集 会 所,200円"))

    assert outcomes(done) == ["updated"]
    assert Place.objects.get().fee == "200円"


def test_what_a_coordinator_registered_with_its_district_is_found(tmp_path):
    place = a_place("呉妹おしゃべり広場", district=a_district("mabi", "真備"))

    done = take_in(a_list(tmp_path, "地区,サロン名,会場", "真備,呉妹おしゃべり広場,呉妹分館"))

    place.refresh_from_db()
    assert (outcomes(done), place.venue_name) == (["updated"], "呉妹分館")


def test_one_row_that_could_be_two_places_is_neither(tmp_path):
    district = a_district("mabi", "真備")
    a_place("サロン", district=district, venue_name="集会所")
    a_place("サロン", district=district, venue_name="公民館")

    assert outcomes(take_in(a_list(tmp_path, "地区,サロン名", "真備,サロン"))) == ["created"]


def test_a_place_is_found_again_after_staff_renamed_it(tmp_path):
    path = a_list(tmp_path, "サロン名,会場", "くれせ,集会所")
    take_in(path)
    edit_place(place=Place.objects.get(), changes={"name": "呉妹サロン"}, by=None, at=AT)

    assert outcomes(take_in(path)) == ["unchanged"]
    assert names() == ["呉妹サロン"]


def test_a_place_that_has_ended_and_is_still_listed_is_pointed_out(tmp_path):
    take_in(a_list(tmp_path, "ID,名称,参加費", "1,くれせ,100円"))
    end_place(place=Place.objects.get(), on=TODAY, reason="", by=None, at=AT)

    for fee, outcome in (("100円", "unchanged"), ("200円", "updated")):
        done = take_in(a_list(tmp_path, "ID,名称,参加費", f"1,くれせ,{fee}"))

        assert outcomes(done) == [outcome]
        assert reasons(done)[0].startswith("終わった場です。")
        assert any("終わった場 1行" in line and "（2行目）" in line for line in in_words(done))
