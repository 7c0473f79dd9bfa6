"""A sentence of when is enough: the rules follow it until somebody ticks others."""

import datetime as dt

import pytest
from django.http import QueryDict
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from directory.places.models import Place
from directory.places.schedule import Rule, read, say_rules
from directory.workbench.forms import RuleFormSet
from directory.workbench.forms.entered import meeting_rules
from directory.workbench.forms.rules import initial_of
from tests.factories.people import a_person
from tests.factories.places import a_district, a_place

SENTENCES = [
    "",
    "毎週火曜 10時から",
    "第2・第4水曜 13時半〜15時 祝日休み",
    "毎月10日・20日",
    "隔週木曜",
    "わかりません",
]
TICKED = [(), (Rule(weekdays=("Mo",), start=dt.time(9)),), (Rule(days=(5, 15)), Rule(weekdays=("Su",), weeks=(-1,)))]

sentences = st.sampled_from(SENTENCES)
ticked_rules = st.sampled_from(TICKED) | sentences.map(lambda sentence: read(sentence).rules)


class Typed:
    """As much of a valid form as is asked for."""

    def __init__(self, sentence, before):
        self.cleaned_data, self.initial = {"schedule_text": sentence}, {"schedule_text": before}


def asked(sentence, *, before="", rules=(), rules_before=()):
    data = QueryDict(mutable=True)
    data.update({"rules-TOTAL_FORMS": str(len(rules) + 1), "rules-INITIAL_FORMS": str(len(rules_before))})
    for number, row in enumerate(initial_of(rule.as_model(Place(), 0) for rule in rules)):
        for name, value in row.items():
            if name in ("weekdays", "weeks", "months"):
                data.setlist(f"rules-{number}-{name}", [str(one) for one in value])
            elif value not in (None, False, "") and name not in ("rule", "except_days", "off_on"):
                data[f"rules-{number}-{name}"] = str(value)
    kept = list(initial_of(rule.as_model(Place(), 0) for rule in rules_before))
    boxes = RuleFormSet(data, prefix="rules", initial=kept)
    assert boxes.is_valid(), boxes.errors
    return tuple(meeting_rules(Typed(sentence, before), boxes))


@given(sentences)
def test_of_a_new_place_the_rules_are_what_the_sentence_says(sentence):
    assert asked(sentence) == read(sentence).rules


@given(sentences, ticked_rules.filter(bool))
def test_what_is_ticked_holds_whatever_the_sentence_says(sentence, rules):
    assert asked(sentence, rules=rules) == rules


@given(sentences, sentences)
def test_rules_follow_a_sentence_that_is_put_right(before, after):
    said = read(before).rules

    assert asked(after, before=before, rules=said, rules_before=said) == read(after).rules


@given(sentences, sentences, st.sampled_from(TICKED[1:]))
def test_rules_that_somebody_ticked_outlive_another_sentence(before, after, ticked):
    assert asked(after, before=before, rules=ticked, rules_before=ticked) == ticked


@given(sentences, ticked_rules)
def test_whoever_touches_neither_changes_nothing(sentence, rules):
    assert asked(sentence, before=sentence, rules=rules, rules_before=rules) == rules


@given(sentences, sentences)
def test_taking_every_tick_away_leaves_no_rule(before, after):
    said = read(before).rules

    assert asked(after, before=before, rules_before=said) == (() if said else read(after).rules)


@pytest.mark.django_db
class TestOnThePage:
    NO_RULES = {"rules-TOTAL_FORMS": "1", "rules-INITIAL_FORMS": "0"}

    @pytest.fixture(autouse=True)
    def coordinator(self, client):
        client.force_login(a_person("coordinator", a_district()))

    def register(self, client, sentence, **typed):
        sent = {"name": "呉妹の会", "schedule_text": sentence, **self.NO_RULES, **typed}
        page = client.post(reverse("workbench:place_new"), sent, follow=True)
        return [str(said) for said in page.context["messages"]], Place.objects.get()

    def test_what_was_understood_is_told_when_it_is_saved(self, client):
        (said,), place = self.register(client, "第2・第4火曜 10時〜11時半")

        assert say_rules(map(Rule.from_model, place.rules.all())) == "毎月 第2・第4火曜日 午前10時〜11時30分"
        assert "いつ：毎月 第2・第4火曜日 午前10時〜11時30分 と読みました。" in said

    def test_what_was_not_understood_is_told_and_stays(self, client):
        (said,), place = self.register(client, "みんなで決めた日")

        assert (place.schedule_text, place.rules.count()) == ("みんなで決めた日", 0)
        assert "「みんなで決めた日」は 読めませんでした。文字のまま 残ります。" in said

    def test_of_what_was_ticked_nothing_is_said_to_be_read(self, client):
        (said,), place = self.register(client, "毎週火曜", **{"rules-0-weekdays": ["Mo"]})

        assert [Rule.from_model(row) for row in place.rules.all()] == [Rule(weekdays=("Mo",))]
        assert "と読みました" not in said

    def test_the_form_says_which_rules_hold(self, client):
        follows = a_place(schedule_text="毎週火曜", rules=[Rule(weekdays=("Tu",))], district=a_district())
        ticked = a_place(schedule_text="毎週火曜", rules=[Rule(weekdays=("Mo",))], district=a_district())

        pages = [
            client.get(reverse("workbench:place_edit", args=[place.pk])).content.decode() for place in (follows, ticked)
        ]

        assert ["ここで えらんだ きまりを つかっています" in page for page in pages] == [False, True]
        assert ["毎週 火曜日</strong> と読みました" in page for page in pages] == [True, False]
