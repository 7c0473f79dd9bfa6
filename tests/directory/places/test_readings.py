"""How a name is read: all of it or nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.places.readings import COMMON, reading_of

AREAS = [
    ("呉妹", "くれせ"),
    ("真備町尾崎", "まびちょうおさき"),
    ("真備町妹", "まびちょうせ"),
    ("本町", "ほんまち"),
    ("茶屋町", "ちゃやまち"),
    ("新田", "しんでん"),
    ("新田", "にった"),
]


@pytest.mark.parametrize(
    ("name", "reading"),
    [
        ("呉妹おしゃべり広場", "くれせ おしゃべり ひろば"),
        ("尾崎サロン", "おさき さろん"),
        ("真備町尾崎の会", "まびちょうおさき の かい"),
        ("茶屋町・百歳体操", "ちゃやまち ひゃくさいたいそう"),
        ("ほっとカフェ", "ほっとかふぇ"),
        ("本町お茶会議", "ほんまち おちゃ かいぎ"),
    ],
)
def test_a_name_of_known_words_is_read(name, reading):
    assert reading_of(name, AREAS) == reading


@pytest.mark.parametrize("name", ["妹の会", "新田サロン", "薗小学校", "第2サロン", "Cafe 呉妹", ""])
def test_a_name_with_something_unknown_stays_unread(name):
    assert reading_of(name, AREAS) == ""


@given(st.lists(st.sampled_from([*COMMON, "サロン", "おしゃべり", "呉妹", "（", "・"])).map("".join))
def test_what_is_made_of_known_words_is_read_in_hiragana(name):
    assert set(reading_of(name, AREAS)) <= {chr(code) for code in range(ord("ぁ"), ord("ゖ") + 1)} | {" ", "ー"}


@given(st.text(alphabet="呉妹尾崎会館広場体操サロンのん第x ", max_size=12))
def test_no_letter_of_a_name_is_passed_over(name):
    read = reading_of(name, AREAS)

    assert not read or not set("第x") & set(name)
