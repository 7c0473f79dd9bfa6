"""What the city judges of a place holds from its year on, and is written once."""

import pytest

from directory.counts.actions import judge_places
from directory.counts.models import SurveyJudgement
from directory.workbench.wording import say_event
from kayoiba.accounts.models import AuditEvent
from tests.factories.people import a_person
from tests.factories.places import AT, a_place

pytestmark = pytest.mark.django_db


def judge(*places, fiscal_year=2026, counts=True, reason="", by=None):
    return judge_places(places=places, fiscal_year=fiscal_year, counts=counts, reason=reason, by=by, at=AT)


def holding(place, fiscal_year):
    told = SurveyJudgement.objects.holding(fiscal_year).filter(place=place).first()
    return told and (told.counts, told.reason)


def test_many_are_judged_at_once_by_name_and_audited():
    places, person = [a_place(), a_place()], a_person("office")

    assert judge(*places, by=person) == places

    assert set(SurveyJudgement.objects.values_list("place", "counts", "by")) == {
        (place.pk, True, person.pk) for place in places
    }
    lines = AuditEvent.objects.filter(verb="place.judged")
    assert {(line.subject_id, line.by_name) for line in lines} == {(place.pk, person.name) for place in places}


def test_it_holds_from_its_year_on_until_a_later_one():
    place = a_place()

    judge(place, fiscal_year=2024)
    judge(place, fiscal_year=2026, counts=False, reason="会食だけの集まり")

    assert [holding(place, year) for year in (2023, 2024, 2025, 2026, 2027)] == [
        None,
        (True, ""),
        (True, ""),
        (False, "会食だけの集まり"),
        (False, "会食だけの集まり"),
    ]


def test_what_holds_already_is_written_no_second_time():
    place = a_place()
    judge(place, fiscal_year=2024)

    assert judge(place, fiscal_year=2026) == []
    assert (SurveyJudgement.objects.count(), AuditEvent.objects.filter(verb="place.judged").count()) == (1, 1)


def test_the_other_button_takes_it_back_and_another_reason_is_another_judgement():
    place = a_place()

    for counts, reason in ((False, "会食だけ"), (False, "会食だけの集まり"), (True, "")):
        judge(place, counts=counts, reason=reason)

    assert holding(place, 2026) == (True, "")
    assert SurveyJudgement.objects.count() == 1


def test_the_history_of_the_place_says_it_in_words():
    place = a_place()

    judge(place)
    judge(place, counts=False, reason="会食だけ")

    lines = AuditEvent.objects.filter(verb="place.judged").order_by("pk")
    assert list(map(say_event, lines)) == [
        "国の調査で 数えるかを 決めました（令和8年度から 数える）",
        "国の調査で 数えるかを 決めました（令和8年度から 数えない：会食だけ）",
    ]


@pytest.mark.parametrize("number", [1, 300])
def test_many_cost_no_more_than_one(number, django_assert_num_queries):
    places = [a_place() for _ in range(number)]

    with django_assert_num_queries(6):
        judge(*places)
