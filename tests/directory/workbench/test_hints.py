"""What is said while a place is written down, and to whom."""

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.groups.models import Group
from directory.places.actions import end_place
from directory.workbench.understood import understood
from tests.factories.places import AT, a_district, a_place, a_school, a_town

pytestmark = pytest.mark.django_db


@pytest.fixture
def mabi():
    return a_district(kana="まび")


def hints(client, **typed):
    return client.post(reverse("workbench:place_hints"), typed).json()


def test_a_place_that_may_be_the_same_is_pointed_at(client, coordinator, mabi):
    place = a_place("呉妹おしゃべり広場", district=mabi, venue_name="呉妹分館")

    said = hints(client, name="呉妹 おしゃべりひろば")["likely"]

    assert "この場では ありませんか" in said
    assert f'<a href="/workbench/places/{place.pk}/">呉妹おしゃべり広場</a>' in said
    assert "呉妹分館" in said


def test_places_of_other_districts_are_never_named(client, coordinator):
    a_place("呉妹おしゃべり広場", district=a_district("kurashiki", "倉敷"))

    assert hints(client, name="呉妹おしゃべり広場")["likely"] == ""


def test_one_that_has_ended_says_so_and_the_one_that_is_being_edited_is_not_meant(client, coordinator, mabi):
    over = a_place("呉妹おしゃべり広場", district=mabi)
    end_place(place=over, on=timezone.localdate(), reason="", by=coordinator, at=timezone.now())

    assert "（終わった場）" in hints(client, name="呉妹おしゃべり広場")["likely"]
    assert hints(client, name="呉妹おしゃべり広場", besides=over.pk)["likely"] == ""


def test_the_same_town_or_operator_makes_it_likelier(client, coordinator, mabi):
    ozaki = a_town("真備町尾崎", district=mabi)
    group = Group.objects.create(name="尾崎の会")
    for number in range(4):
        a_place("朝の体操会場", district=mabi, venue_name=f"{number}番")
    a_place("朝の体操会場", district=mabi, town=ozaki, venue_name="公園")
    a_place("朝の体操会場", district=mabi, group=group, venue_name="分館")

    assert "公園" in hints(client, name="朝の体操会場", town=ozaki.pk)["likely"]
    assert "分館" in hints(client, name="朝の体操会場", group="尾崎の会")["likely"]


def test_a_name_is_read_by_the_towns_and_school_districts_of_the_city(client, coordinator, mabi):
    a_school(name="呉妹", kana="くれせ", district=mabi)
    a_town("真備町尾崎", kana="まびちょうおさき")

    assert hints(client, name="呉妹おしゃべり広場")["reading"] == "くれせ おしゃべり ひろば"
    assert hints(client, name="尾崎サロン")["reading"] == "おさき さろん"
    assert hints(client, name="薗の会")["reading"] == ""


def test_the_sentence_is_said_again_with_what_was_not_understood(client, coordinator):
    said = hints(client, schedule="第2・第4火曜 10時〜11時半")["when"]
    half = hints(client, schedule="毎週水曜 10時から\n持ち物は <うわばき>")["when"]

    assert "毎月 第2・第4火曜日 午前10時〜11時30分</strong> と読みました。" in said
    assert "次は" in said
    assert "毎週 水曜日 午前10時から</strong> と読みました。" in half
    assert "「持ち物は &lt;うわばき&gt;」は 読めませんでした。文字のまま 残ります。" in half


def test_what_is_not_said_or_makes_no_sense_has_no_hint(client, coordinator):
    nothing = {"reading": "", "likely": "", "when": ""}

    assert hints(client) == nothing
    assert hints(client, town="9" * 50, besides="x", name="☆") == nothing


@given(sentence=st.text(max_size=40))
def test_any_sentence_is_understood_or_kept(sentence):
    read = understood(sentence, now=AT)

    assert bool(read.said or read.left) == bool(sentence.strip())


@given(typed=st.dictionaries(st.sampled_from(["name", "town", "group", "schedule", "besides"]), st.text(max_size=12)))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
def test_nothing_that_can_be_typed_breaks_it(client, coordinator, typed):
    typed = {name: text.encode("utf-8", "surrogatepass") for name, text in typed.items()}

    assert client.post(reverse("workbench:place_hints"), typed).status_code == 200


@pytest.mark.parametrize("rows", [1, 3, 300])
def test_hints_cost_the_same_for_any_number_of_places(client, coordinator, mabi, rows, django_assert_num_queries):
    town = a_town(district=mabi)
    for number in range(rows):
        a_place(f"呉妹おしゃべり広場{number}", district=mabi, town=town, group=Group.objects.create(name=f"{number}"))

    with django_assert_num_queries(7):
        hints(client, name="呉妹おしゃべり広場", town=town.pk, schedule="毎週火曜")
