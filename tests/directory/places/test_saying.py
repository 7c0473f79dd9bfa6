"""When a place meets is said once: by its rules, and by what somebody wrote beyond them."""

import datetime as dt

import pytest
from hypothesis import given

from directory.places.saying import own_words, say_fee, say_when
from directory.places.schedule import Rule, read, say_rules
from tests.factories.schedules import every_rule

TUESDAYS = Rule(weekdays=("Tu",), start=dt.time(10), end=dt.time(11, 30))


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("毎週火曜 10時〜11時半", ""),
        ("毎週 火曜日　午前10時～11時30分", ""),
        ("毎週火曜 10時〜11時半、雨の日は休み", "雨の日は休み"),
        ("毎週水曜 13時から", "毎週水曜 13時から"),
        ("気がむいた日", "気がむいた日"),
        ("", ""),
    ],
)
def test_a_sentence_adds_only_what_the_rules_do_not_say(sentence, said):
    assert own_words([TUESDAYS], sentence) == said


def test_without_rules_the_sentence_is_all_there_is():
    assert say_when([], "☆の日") == "☆の日"


@given(every_rule)
def test_what_is_read_from_a_sentence_is_never_said_twice(rule):
    sentence = say_rules([rule])
    reading = read(sentence)

    assert say_when(reading.rules, sentence).splitlines() == [
        *say_rules(reading.rules).splitlines(),
        *reading.text_left.splitlines(),
    ]


@pytest.mark.parametrize(
    ("words", "amount", "said"), [("", 0, "無料"), ("", 1000, "1,000円"), ("実費", 100, "実費"), ("", None, "")]
)
def test_a_fee_is_said_as_somebody_wrote_it_else_the_sum(words, amount, said):
    assert say_fee(words, amount) == said
