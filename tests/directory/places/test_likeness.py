"""Likely duplicates: what is written differently is found, and what is only called alike is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.areas.models import Town
from directory.groups.models import Group
from directory.places.likeness import LIKE, Likeness, Traits
from directory.places.models import Place

OZAKI, YATA = Town(pk=1, name="真備町尾崎"), Town(pk=2, name="真備町箭田")
WORDS = [
    "呉妹",
    "箭田",
    "おしゃべり",
    "いきいき",
    "サロン",
    "広場",
    "ひろば",
    "の会",
    "体操",
    "（",
    "）",
    " ",
    "コスモス",
    "☆",
]

names = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map("".join) | st.text(min_size=1, max_size=20)
towns = st.sampled_from([None, OZAKI, YATA])
groups = st.sampled_from(["", "呉妹の会", "箭田の会"])
traits = st.builds(Traits.of, st.lists(names, min_size=1, max_size=3), towns, groups)


def a_place(pk, name, town=None, group="", **fields):
    return Place(pk=pk, name=name, town=town, group=Group(name=group) if group else None, **fields)


@given(traits, traits)
def test_two_places_are_as_like_one_way_as_the_other(one, other):
    assert one.likeness(other) == other.likeness(one)


@given(traits)
def test_a_place_is_like_itself(one):
    assert one.likeness(one) >= 1


@given(st.lists(st.tuples(names, towns, groups), min_size=1, max_size=3, unique_by=lambda place: place[0]))
def test_asked_for_one_by_its_own_name_the_list_finds_it(rows):
    places = [a_place(pk, *row) for pk, row in enumerate(rows)]

    found = Likeness(places)

    for place, (name, town, group) in zip(places, rows, strict=True):
        assert place in found.of(name=name, town=town, group=group)


@given(st.lists(st.tuples(names, towns, groups), max_size=8), names, towns, groups)
def test_looking_up_leaves_out_none_that_comparing_each_would_find(rows, name, town, group):
    places = [a_place(pk, *row) for pk, row in enumerate(rows)]
    asked = Traits.of([name], town, group)
    alike = {pk for pk, row in enumerate(rows) if asked.likeness(Traits.of([row[0]], *row[1:])) >= LIKE}

    found = {place.pk for place in Likeness(places).of(name=name, town=town, group=group)}

    assert found <= alike
    assert len(found) == min(3, len(alike))


@pytest.mark.parametrize(
    "written",
    [
        "呉妹 おしゃべりひろば",
        "呉妹サロン（おしゃべり広場）",
        "呉妹お喋り広場",
        "ｸﾚｾ改め呉妹おしゃべり広場",
        "呉妹のおしゃべり広場",
    ],
)
def test_a_name_written_otherwise_is_found(written):
    place = a_place(1, "呉妹おしゃべり広場", OZAKI)

    assert Likeness([place]).of(name=written, town=OZAKI) == [place]


def test_a_place_is_found_by_its_other_name_and_by_its_reading():
    place = a_place(1, "呉妹おしゃべり広場", alias="しゃべり場", reading="くれせ おしゃべり ひろば")

    found = Likeness([place])

    assert found.of(name="しゃべり場") == found.of(name="くれせおしゃべりひろば") == [place]


@pytest.mark.parametrize("name", ["呉妹カフェ", "呉妹いきいきサロン", "呉妹百歳体操", "呉妹"])
def test_another_name_of_the_same_town_is_not_alike(name):
    assert Likeness([a_place(1, "呉妹ふれあいサロン", OZAKI)]).of(name=name, town=OZAKI) == []


def test_the_same_common_words_in_another_town_are_another_place():
    place = a_place(1, "いきいきサロン尾崎", OZAKI)

    assert Likeness([place]).of(name="いきいきサロン箭田", town=YATA) == []
    assert Likeness([place]).of(name="尾崎サロン（いきいき）", town=OZAKI) == [place]


def test_the_same_town_or_operator_comes_first_and_only_a_few_are_told():
    near = a_place(9, "朝の体操会場", OZAKI)
    ours = a_place(8, "朝の体操会場", group="呉妹の会")
    far = [a_place(pk, "朝の体操会場") for pk in range(4)]

    found = Likeness([*far, near, ours])

    assert found.of(name="朝の体操会場", town=OZAKI)[0] == near
    assert found.of(name="朝の体操会場", group="呉妹 の会")[0] == ours
    assert len(found.of(name="朝の体操会場")) == 3
