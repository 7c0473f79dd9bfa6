"""Meeting rules from the sentences of a list."""

import pytest

from directory.places.actions import edit_place
from directory.places.models import Place
from directory.places.schedule import Rule
from tests.factories.lists import a_list, take_in
from tests.factories.places import AT

pytestmark = pytest.mark.django_db

HEADINGS = "サロン名,会場,開催日,時間,参加費"


def listed(folder, days, times="", fee="無料"):
    take_in(a_list(folder, HEADINGS, f"くれせ,集会所,{days},{times},{fee}"))
    return Place.objects.get()


def rules():
    return [Rule.from_model(row).as_json() for row in Place.objects.get().rules.order_by("position", "pk")]


def test_a_new_place_meets_by_what_its_sentence_says(tmp_path):
    place = listed(tmp_path, "第2・4火曜（8月は休み）", "10:00～11:30")

    assert rules() == [
        {"weekdays": ["Tu"], "weeks": [2, 4], "start": "10:00", "end": "11:30", "except": [{"months": [8]}]}
    ]
    assert place.schedule_text == "第2・4火曜（8月は休み） 10:00～11:30"


@pytest.mark.parametrize("days", ["不定期", "月1回 土曜", "第2または第3土曜"])
def test_a_sentence_that_leaves_a_doubt_makes_no_rule(tmp_path, days):
    assert listed(tmp_path, days).schedule_text == days
    assert rules() == []


def test_a_new_sentence_makes_new_rules(tmp_path):
    listed(tmp_path, "毎週火曜")
    listed(tmp_path, "毎週水曜")

    assert rules() == [{"weekdays": ["We"]}]


def test_a_new_sentence_does_not_touch_rules_that_staff_typed(tmp_path):
    place = listed(tmp_path, "毎週火曜")
    edit_place(place=place, changes={}, rules=[Rule(weekdays=("Fr",))], by=None, at=AT)
    listed(tmp_path, "毎週水曜")

    assert rules() == [{"weekdays": ["Fr"]}]


def test_another_change_leaves_the_rules(tmp_path):
    listed(tmp_path, "毎週火曜")
    listed(tmp_path, "毎週火曜", fee="100円")

    assert rules() == [{"weekdays": ["Tu"]}]


@pytest.mark.parametrize("how_often", ["年数回", "季節の休み", "ほぼ毎日", "週2～4日"])
def test_a_code_for_how_often_is_no_rule_with_a_weekday_beside_it(tmp_path, how_often):
    listed(tmp_path, f"{how_often} 土曜日")

    assert rules() == []
