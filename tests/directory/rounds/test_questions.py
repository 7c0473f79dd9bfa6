"""Every question once, what we have of it, and how it is said."""

import datetime as dt

import pytest

from directory.places.actions import end_place, pause_place
from directory.places.models import Place
from directory.places.publishing import Answer as Consented
from directory.places.publishing import publish_place
from directory.places.schedule import Rule
from directory.places.vocabulary import AgreedHow, FieldGroup
from directory.rounds.models import YearlyReport
from directory.rounds.questions import QUESTIONS, SECTIONS, Lands, differing, present, present_of, said
from tests.factories.places import AT, TODAY, a_listing, a_place

NOT_ASKED = {"id", "place", "fiscal_year"}


def now(place, year=2026):
    return present(place, year, on=TODAY)


def test_each_question_is_asked_once_and_all_of_the_year_are():
    names = [question.name for section in SECTIONS for question in section.questions]

    assert len(names) == len(set(names)) == len(QUESTIONS)
    of_the_year = {name for name, asked in QUESTIONS.items() if asked.lands is Lands.REPORT}
    assert of_the_year == {field.name for field in YearlyReport._meta.concrete_fields} - NOT_ASKED
    assert {name for name, asked in QUESTIONS.items() if asked.lands is Lands.PLACE} <= {
        field.name for field in Place._meta.concrete_fields
    }


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("men_under_65", 0, "0人"),
        ("men_under_65", None, "未把握"),
        ("meetings_held", 1200, "1,200回"),
        ("insured", False, "いいえ"),
        ("insured", None, "まだわからない"),
        ("fee", "", "まだわからない"),
        ("state", "paused", "休んでいる"),
        ("venue_type", "hall", "公民館・自治会館・集会所"),
        ("troubles", ["helpers", "venue"], "担い手・会場"),
        ("troubles", [], "まだわからない"),
        ("state_since", "2026-11-01", "2026年11月1日"),
        ("contact_phone", "０８６０００００００", "086-000-0000"),
    ],
)
def test_unknown_is_said_and_is_neither_zero_nor_no(name, value, words):
    assert said(name, value) == words


@pytest.mark.django_db
class TestPresent:
    def test_of_a_place_of_which_only_the_name_is_known_all_else_is_unknown(self):
        values = now(a_place())

        assert values.pop("state") == "going"
        assert set(map(str, values.values())) == {"", "None", "[]"}

    def test_the_schedule_is_said_as_people_say_it(self):
        place = a_place(rules=[Rule(weekdays=("Tu",), weeks=(2, 4), start=dt.time(10))], schedule_text="8月は畑で")

        assert now(place)["schedule_text"] == "毎月 第2・第4火曜日 午前10時から\n8月は畑で"

    def test_last_years_figures_stand_where_nobody_has_said_this_years(self):
        place = a_place()
        YearlyReport.objects.create(place=place, fiscal_year=2025, helpers=3, men_under_65=2, troubles=["venue"])
        assert (now(place)["helpers"], now(place)["troubles"]) == (3, ["venue"])

        YearlyReport.objects.create(place=place, fiscal_year=2026, helpers=0)
        assert [now(place)[name] for name in ("helpers", "men_under_65", "troubles")] == [0, 2, []]
        assert now(place, 2028)["helpers"] is None

    def test_how_many_came_is_of_one_year(self):
        place = a_place()
        YearlyReport.objects.create(place=place, fiscal_year=2025, participants=20, women_75_and_over=12)
        YearlyReport.objects.create(place=place, fiscal_year=2026, participants=8)

        assert [now(place)[name] for name in ("participants", "women_75_and_over")] == [8, None]

    def test_whether_it_may_be_shown_is_what_was_agreed_last(self):
        place = a_place()
        YearlyReport.objects.create(place=place, fiscal_year=2025, web_agreed=True)
        assert now(place)["web_agreed"] is True

        no = Consented(FieldGroup.INTRODUCTION, agreed=False, how=AgreedHow.ORAL, agreed_on=TODAY)
        publish_place(place=place, answers=[no], by=None, at=AT)
        assert now(place)["web_agreed"] is False

    def test_a_pause_says_since_when_and_why_and_an_end_that_it_ended(self):
        paused, ended = a_place(), a_place()
        pause_place(place=paused, from_date=TODAY, until=None, reason="venue", by=None, at=AT)
        end_place(place=ended, on=TODAY, reason="", by=None, at=AT)

        told = [now(paused)[name] for name in ("state", "state_since", "state_reason")]
        assert told == ["paused", "2026-11-24", "venue"]
        assert now(ended)["state"] == "ended"

    @pytest.mark.parametrize("rows", [1, 3, 300])
    def test_many_places_cost_five_queries(self, rows, django_assert_num_queries):
        places = [a_place(rules=[Rule(days=(1,))]) for _ in range(rows)]

        with django_assert_num_queries(5):
            assert len(present_of(places, 2026, on=TODAY)) == rows

    def test_what_is_told_just_as_it_is_differs_in_nothing(self):
        place = a_place(fee_amount=100, contact_phone="086-000-0000")
        a_listing(place)
        values = now(place)

        assert differing(values, values) == []
        assert differing(values | {"fee": "200円", "men_under_65": 0}, values) == ["men_under_65", "fee"]
