"""The form of an answer: what is left alone comes back as it was, and what is typed as people type it is understood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.rounds.forms.answers import LONG, AnswerForm, CountField, as_typed
from directory.rounds.models import BY_SEX_AND_AGE, Invitation
from directory.rounds.questions import OF_STATE, QUESTIONS, Kind, State, by_age, more_by_age_than_came
from tests.factories.places import TODAY

INVITATION = Invitation(pk=1)
LINES = st.characters(exclude_categories=["Cs"], exclude_characters="\0\r")
ONE_LINE = LINES.filter(lambda letter: letter != "\n")


def answers_to(question):
    match question.kind:
        case Kind.NUMBER:
            return st.none() | st.integers(0, 2**28 if question.name in BY_SEX_AND_AGE else 2**31 - 1)
        case Kind.YES_NO:
            return st.sampled_from([True, False, None])
        case Kind.CHOICE:
            return st.sampled_from(["", *question.choices.values])
        case Kind.TICKS:
            return st.lists(st.sampled_from(question.choices.values), unique=True)
        case Kind.DAY:
            return st.just("") | st.dates(max_value=TODAY, min_value=TODAY.replace(year=1950)).map(str)
    return st.text(LINES if question.name in LONG else ONE_LINE, max_size=min(question.at_most, 30))


def fitting(values):
    return values | {"participants": by_age(values)} if more_by_age_than_came(values) else values


records = st.fixed_dictionaries({name: answers_to(question) for name, question in QUESTIONS.items()}).map(fitting)


def sent_as_it_came(values, **changed):
    form = AnswerForm(invitation=INVITATION, now=values, on=TODAY)
    sent = {name: form.fields[name].prepare_value(form[name].value()) for name in form.fields}
    lines = {name: value.replace("\n", "\r\n") for name, value in sent.items() if isinstance(value, str)}
    sent = {name: value for name, value in (sent | lines | changed).items() if value is not None}
    return AnswerForm(sent, invitation=INVITATION, now=values, on=TODAY)


@given(records)
def test_what_is_left_as_it_was_filled_in_is_told_as_it_was(values):
    form = sent_as_it_came(values)

    assert form.is_valid(), form.errors
    of_it = {} if values["state"] not in ("", State.GOING) else dict.fromkeys(OF_STATE, "")
    assert form.told() == values | of_it


@given(records, records)
def test_what_is_typed_is_told_whatever_was_there(values, typed):
    typed |= {"state": "paused", "contact_phone": "", "state_since": "2026-11-01"}
    shown = AnswerForm(invitation=INVITATION, now=values, shown=typed, on=TODAY)
    sent = {name: shown.fields[name].prepare_value(shown[name].value()) for name in shown.fields}
    form = AnswerForm({k: v for k, v in sent.items() if v is not None}, invitation=INVITATION, now=values, on=TODAY)

    assert form.is_valid(), form.errors
    seen_the_same = {
        name: values[name]
        for name, told in typed.items()
        if isinstance(told, str) and as_typed(values[name]) == as_typed(told)
    }
    expected = {name: as_typed(told) if isinstance(told, str) else told for name, told in typed.items()}
    told = form.told()
    for name, question in QUESTIONS.items():
        if question.kind is Kind.TICKS:
            assert sorted(told[name]) == sorted(expected[name])
        else:
            assert told[name] == seen_the_same.get(name, expected[name])


@pytest.mark.parametrize(
    ("written", "count"),
    [
        ("12", 12),
        ("１２", 12),
        ("12人", 12),
        ("約20名", 20),
        ("だいたい 15 人くらい", 15),
        ("1,200回", 1200),
        ("0", 0),
        ("", None),
    ],
)
def test_a_number_is_read_as_people_write_it(written, count):
    assert CountField(required=False).clean(written) == count


@pytest.mark.parametrize("written", ["たくさん", "10〜12", "-1", "5人か6人", "99999999999"])
def test_what_is_no_single_number_is_asked_about(written):
    with pytest.raises(Exception, match="数字"):
        CountField(required=False).clean(written)
