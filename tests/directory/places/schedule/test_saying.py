import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.places.schedule import DAY_ENDS, LAST, Rule, read, say_rule, say_rules
from tests.factories.schedules import every_rule, meaning

TUESDAYS = Rule(weekdays=("Tu",))


@given(every_rule)
@settings(max_examples=100)
def test_what_was_said_of_a_rule_is_read_as_that_rule(rule):
    assert meaning(read(say_rule(rule)).rules) == meaning([rule])


@given(st.lists(every_rule, max_size=4))
def test_what_was_said_of_several_rules_is_read_as_those_rules(rules):
    assert meaning(read(say_rules(rules)).rules) == meaning(rules)


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (Rule(weekdays=("Tu", "Th")), "毎週 火・木曜日"),
        (Rule(weekdays=("Mo", "Tu", "We", "Th", "Fr"), off_on_holidays=True), "毎週 月〜金曜日（祝日は休み）"),
        (Rule(weekdays=("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"), start=dt.time(6, 30)), "毎日 午前6時30分から"),
        (
            Rule(weekdays=("Fr",), weeks=(2, LAST), start=dt.time(18), end=DAY_ENDS),
            "毎月 第2・最終金曜日 午後6時〜夜12時",
        ),
        (Rule(days=(5, 15, 25), end=dt.time(12)), "毎月 5日・15日・25日 正午まで"),
        (Rule(days=(1,), months=(1, 3, 5, 7, 9, 11)), "奇数月 1日"),
        (Rule(weekdays=("Su",), weeks=(3,), months=(4, 5, 6, 10)), "4月〜6月・10月 第3日曜日"),
        (Rule(weekdays=("We",), fortnightly=True, months=(4, 5)), "4月・5月 隔週 水曜日"),
        (
            Rule(weekdays=("We",), fortnightly=True, anchor=dt.date(2026, 11, 18)),
            "隔週 水曜日（2026年11月18日の週にひらく）",
        ),
        (
            Rule(weekdays=("We",), weeks=(1, 3), fortnightly=True, anchor=dt.date(2026, 11, 18)),
            "毎月 第1・第3水曜日（2026年11月18日の週から1週おき）",
        ),
    ],
)
def test_days_are_said_in_plain_words(rule, said):
    assert say_rule(rule) == said


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ({"months": [8]}, "8月"),
        ({"weeks": [5]}, "第5週"),
        ({"weekdays": ["Sa", "Su"]}, "土・日曜日"),
        ({"weekdays": ["Tu"], "weeks": [1, LAST]}, "第1・最終火曜日"),
        ({"months": [12], "days": [29, 30, 31]}, "12月29日〜31日"),
        ({"months": [8], "days": [15]}, "8月15日"),
        ({"months": [8], "days": [13, 15]}, "8月の13日・15日"),
        ({"months": [1, 8], "weeks": [1]}, "1月・8月の第1週"),
    ],
)
def test_days_that_are_out_are_said_in_plain_words(entry, said):
    assert say_rule(Rule(weekdays=("Tu",), except_days=(entry,))) == f"毎週 火曜日（{said}は休み）"


def test_everything_is_said_at_once():
    rule = Rule(
        weekdays=("Tu",),
        start=dt.time(10),
        end=dt.time(11, 30),
        off_on_holidays=True,
        except_days=({"months": [8]}, {"weeks": [5]}),
        valid_from=dt.date(2027, 4, 1),
        valid_to=dt.date(2028, 3, 31),
    )

    assert say_rule(rule) == (
        "毎週 火曜日 午前10時〜11時30分（祝日は休み、8月は休み、第5週は休み）（2027年4月1日から2028年3月31日まで）"
    )


def test_a_rule_without_times_does_not_take_those_of_the_next_line():
    rules = [TUESDAYS, Rule(weekdays=("We",), start=dt.time(10))]

    assert say_rules(rules) == "毎週 火曜日\n毎週 水曜日 午前10時から"
    assert read(say_rules(rules)).rules == tuple(rules)
