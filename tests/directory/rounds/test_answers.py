"""What happens to an answer between the operator and the record."""

import datetime as dt
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.places.actions import AlreadyPaused, edit_place, end_place, pause_place
from directory.places.models import Check, Consent, EditedSince, Listing, ListingEnded, Place
from directory.places.schedule import Rule, say_rules
from directory.rounds.actions.answers import (
    A_DAY_OF_ONE_PLACE,
    KEPT_FOR,
    NoLongerAsked,
    NothingAccepted,
    SettledAlready,
    TooMuch,
    accept_answer,
    accept_as_they_are,
    put_answer_aside,
    receive_answer,
)
from directory.rounds.actions.rounds import close_round
from directory.rounds.carrying import MoreByAgeThanCame
from directory.rounds.models import BY_SEX_AND_AGE, Answer, YearlyReport
from directory.rounds.questions import QUESTIONS, present
from kayoiba.accounts.models import AuditEvent
from tests.factories.answers import an_answer
from tests.factories.people import a_person
from tests.factories.places import AT, TODAY, a_listing, a_place
from tests.factories.rounds import a_round, an_invitation

pytestmark = pytest.mark.django_db

LATER = AT + dt.timedelta(days=3)
NUMBERS = [name for name, asked in QUESTIONS.items() if asked.unit]
COUNTS = st.dictionaries(st.sampled_from(NUMBERS), st.none() | st.integers(0, 10_000), min_size=1)


def accept(answer, *names, by=None, **more):
    """Accept the named questions as they were told; all of them where none is named."""
    values = {name: answer.told[name] for name in names} if names else answer.told
    return accept_answer(answer=answer, values=values, by=by or a_person("lead"), at=LATER, **more)


def reread(place):
    return Place.objects.get(pk=place.pk)


class TestReceiving:
    def test_nothing_of_it_is_in_the_record_before_somebody_accepts_it(self):
        place = a_place(fee="100円")

        an_answer(an_invitation(place), fee="200円", helpers=3)

        assert reread(place).fee == "100円"
        assert not YearlyReport.objects.exists()

    def test_a_button_pressed_twice_is_one_answer(self):
        invitation = an_invitation()
        pressed = {
            "request_id": uuid4(),
            "told": {"fee": "200円"},
            "channel": "link",
            "same_as_before": False,
            "at": AT,
        }

        first, second = (receive_answer(invitation=invitation, **pressed) for _ in range(2))

        assert first == second == Answer.objects.get()

    def test_a_later_answer_takes_the_place_of_the_one_that_waits(self):
        invitation = an_invitation()

        first, second = an_answer(invitation, fee="200円"), an_answer(invitation, fee="300円", at=LATER)

        first.refresh_from_db()
        assert (first.state, first.settled_at, first.forget_on) == ("replaced", LATER, LATER.date() + KEPT_FOR)
        assert Answer.objects.waiting().get() == second

    def test_what_was_settled_stays_and_the_later_one_waits(self):
        invitation = an_invitation()
        accept(an_answer(invitation, fee="200円"))

        an_answer(invitation, fee="300円", at=LATER)

        assert sorted(Answer.objects.values_list("state", flat=True)) == ["accepted", "waiting"]

    def test_nothing_is_received_once_the_round_is_over(self):
        invitation = an_invitation()
        close_round(round=a_round(), by=None, at=AT)

        with pytest.raises(NoLongerAsked):
            an_answer(invitation, fee="200円")

    def test_a_link_that_floods_us_is_heard_again_the_next_day(self):
        invitation = an_invitation()
        for number in range(A_DAY_OF_ONE_PLACE):
            an_answer(invitation, helpers=number)

        with pytest.raises(TooMuch):
            an_answer(invitation, helpers=99)
        assert an_answer(invitation, helpers=99, at=LATER).state == "waiting"

    @given(counts=COUNTS)
    @settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
    def test_what_is_told_comes_back_the_same(self, db, counts):
        answer = an_answer(an_invitation(), **counts)

        assert Answer.objects.get(pk=answer.pk).told == answer.told == answer.seen | counts


class TestAccepting:
    def test_what_was_accepted_is_written_checked_and_audited(self):
        place = a_place(fee="100円", fee_amount=100)
        a_listing(place)
        person = a_person("lead")

        answer = accept(an_answer(an_invitation(place), fee="無料", helpers=0, men_under_65=None), by=person)

        place = reread(place)
        assert (place.fee, place.fee_amount) == ("無料", 0)
        report = YearlyReport.objects.get()
        assert (report.fiscal_year, report.helpers, report.men_under_65) == (2026, 0, None)
        assert (answer.state, answer.settled_by, answer.forget_on) == ("accepted", person, LATER.date() + KEPT_FOR)
        check = Check.objects.get()
        assert (check.how, check.checked_on) == ("operator", TODAY)
        assert Listing.objects.get().checked_how == "operator"
        lines = AuditEvent.objects.filter(subject_kind="answer").order_by("pk")
        assert [line.verb for line in lines] == ["answer.received", "answer.accepted"]

    def test_what_was_left_stays_as_it_was(self):
        place = a_place(fee="100円", venue_name="呉妹分館")

        answer = accept(an_answer(an_invitation(place), fee="200円", venue_name="公民館", helpers=3), "fee")

        place = reread(place)
        assert (place.fee, place.venue_name, YearlyReport.objects.get().helpers) == ("200円", "呉妹分館", None)
        assert (answer.state, answer.accepted) == ("partly", ["fee"])

    def test_a_schedule_becomes_rules_and_one_that_was_left_alone_stays_to_the_letter(self):
        rules = [Rule(weekdays=("Tu",), weeks=(2, 4), start=dt.time(10), except_days=({"months": [8]},))]
        changed, same = a_place(rules=rules), a_place(rules=rules, schedule_text="雨の日は休み")

        accept(an_answer(an_invitation(changed), schedule_text="毎週水曜 13時から"))
        accept(an_answer(an_invitation(same), fee="200円"))

        assert say_rules(map(Rule.from_model, changed.rules.all())) == "毎週 水曜日 午後1時から"
        assert [Rule.from_model(row) for row in same.rules.all()] == rules
        assert reread(same).schedule_text == "雨の日は休み"

    def test_last_years_figures_that_were_confirmed_are_this_years(self):
        place = a_place()
        YearlyReport.objects.create(place=place, fiscal_year=2025, helpers=3, troubles=["venue"])

        accept(an_answer(an_invitation(place)))

        report = YearlyReport.objects.get(fiscal_year=2026)
        assert (report.helpers, report.troubles, report.insured) == (3, ["venue"], None)

    def test_a_part_that_would_be_more_than_the_whole_is_refused_whole(self):
        place = a_place()
        YearlyReport.objects.create(place=place, fiscal_year=2026, participants=12, women_75_and_over=9)
        answer = an_answer(an_invitation(place), participants=8, women_75_and_over=7, fee="200円")

        with pytest.raises(MoreByAgeThanCame):
            accept(answer, "participants", "fee")
        assert (reread(place).fee, YearlyReport.objects.get().participants) == ("", 12)

        accept(answer)
        assert YearlyReport.objects.get().women_75_and_over == 7

    def test_where_something_differs_something_is_accepted(self):
        answer = an_answer(an_invitation(), fee="200円")

        with pytest.raises(NothingAccepted):
            accept(answer, "helpers")
        assert Answer.objects.waiting().get() == answer

    def test_nobody_writes_over_what_was_edited_meanwhile(self):
        place = a_place()
        answer, seen = an_answer(an_invitation(place), fee="200円"), place.edited_at
        edit_place(place=place, changes={"fee": "300円"}, by=None, at=LATER)

        with pytest.raises(EditedSince):
            accept(answer, seen=seen)
        assert reread(place).fee == "300円"

    def test_it_is_decided_once(self):
        answer = an_answer(an_invitation(), fee="200円")
        put_answer_aside(answer=answer, reason="電話では ちがった", by=a_person("lead"), at=AT)

        with pytest.raises(SettledAlready):
            accept(answer)
        assert Answer.objects.get().aside_reason == "電話では ちがった"

    @given(counts=COUNTS, keys=st.sets(st.sampled_from(NUMBERS)))
    @settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
    def test_what_was_accepted_and_nothing_else_is_written(self, db, counts, keys):
        place = a_place()
        YearlyReport.objects.create(place=place, fiscal_year=2026, **dict.fromkeys(BY_SEX_AND_AGE, 7))
        before = present(place, 2026, on=TODAY)
        answer, person = an_answer(an_invitation(place), **counts), a_person("lead")

        try:
            accept(answer, *(keys or {"fee"}), by=person)
        except (NothingAccepted, MoreByAgeThanCame):
            keys = set()

        report = YearlyReport.objects.get(place=place)
        told = {name: getattr(report, name) for name in NUMBERS}
        assert told == {name: answer.told[name] if name in keys else before[name] for name in NUMBERS}


class TestState:
    def told(self, state, *, place=None, **told):
        return an_answer(an_invitation(place or a_place()), state=state, **told)

    def test_a_pause_begins_when_they_say(self):
        answer = self.told("paused", state_since="2026-11-01", state_reason="venue")

        accept(answer)

        pause = answer.invitation.place.pauses.get()
        assert (pause.from_date, pause.until, pause.reason) == (dt.date(2026, 11, 1), None, "venue")

    def test_without_a_day_it_is_the_one_on_which_they_answered(self):
        answer = self.told("paused")

        accept(answer)

        pause = answer.invitation.place.pauses.get()
        assert (pause.from_date, pause.reason) == (TODAY, "other")

    def test_an_end_takes_it_out_of_the_public_copy_and_is_no_check(self):
        place = a_place()
        a_listing(place)

        accept(self.told("ended", place=place, state_since="2026-10-01", state_reason="people"))

        period = place.known_periods.get()
        assert (period.until, period.reason) == (dt.date(2026, 10, 1), "担い手")
        assert not Listing.objects.exists()
        assert not Check.objects.exists()

    def test_it_meets_again_after_a_pause_and_after_an_end(self):
        paused, ended = a_place(), a_place()
        pause_place(place=paused, from_date=dt.date(2026, 11, 1), until=None, reason="venue", by=None, at=AT)
        end_place(place=ended, on=dt.date(2026, 6, 1), reason="", by=None, at=AT)
        asked = a_round().invitations.create(place=ended)

        for invitation in (an_invitation(paused), asked):
            accept(an_answer(invitation, state="going", state_since="", state_reason=""))

        assert paused.pauses.get().until == TODAY - dt.timedelta(days=1)
        assert ended.known_periods.filter(from_date=TODAY, until=None).exists()

    def test_whoever_goes_on_ends_the_rest_of_today_and_none_of_the_past(self):
        place = a_place()
        early, now = dt.date(2026, 11, 5), dt.date(2026, 11, 20)
        pause_place(place=place, from_date=early, until=dt.date(2026, 11, 10), reason="venue", by=None, at=AT)
        pause_place(place=place, from_date=now, until=None, reason="venue", by=None, at=AT)

        accept(self.told("going", place=place, state_since="2026-11-03", state_reason=""))

        assert [pause.from_date for pause in place.pauses.all()] == [early]

    def test_of_a_rest_that_began_after_they_answered_they_said_nothing(self):
        place = a_place()
        pause_place(place=place, from_date=TODAY - dt.timedelta(days=1), until=None, reason="venue", by=None, at=AT)
        answer = self.told("going", place=place, at=AT - dt.timedelta(days=3), state_since="", state_reason="")

        with pytest.raises(AlreadyPaused):
            accept(answer)

        assert place.pauses.get().until is None

    def test_what_its_dates_forbid_is_refused_whole(self):
        place = a_place()
        later = dt.date(2026, 12, 1)
        pause_place(place=place, from_date=later, until=None, reason="venue", by=None, at=AT)
        answer = self.told("paused", place=place, state_since="2026-11-01", state_reason="venue", helpers=3)

        with pytest.raises(AlreadyPaused):
            accept(answer)
        assert not YearlyReport.objects.exists()
        assert Answer.objects.waiting().exists()

    def test_a_state_that_was_left_changes_nothing(self):
        answer = self.told("ended", helpers=3)

        accept(answer, "helpers")

        assert answer.invitation.place.known_periods.get().until is None


class TestWhetherItMayBeShown:
    def test_a_no_withdraws_it_and_is_kept_as_an_answer(self):
        place = a_place()
        a_listing(place)

        accept(an_answer(an_invitation(place), web_agreed=False))

        assert not Listing.objects.exists()
        refused = Consent.objects.latest("pk")
        assert (refused.agreed, refused.how, refused.agreed_on) == (False, "electronic", TODAY)
        assert YearlyReport.objects.get().web_agreed is False

    def test_a_no_of_an_ended_one_is_kept_and_its_end_is_told_to_nobody(self):
        place = a_place()
        a_listing(place)
        invitation = an_invitation(place)
        end_place(place=place, on=TODAY, reason="", by=None, at=AT)

        accept(an_answer(invitation, web_agreed=False))

        assert not ListingEnded.objects.exists()
        assert Consent.objects.latest("pk").agreed is False

    def test_a_no_that_was_left_changes_nothing(self):
        place = a_place()
        a_listing(place)

        accept(an_answer(an_invitation(place), web_agreed=False, helpers=2), "helpers")

        assert Listing.objects.exists()

    def test_a_yes_publishes_nothing(self):
        answer = accept(an_answer(an_invitation(), web_agreed=True))

        assert (answer.state, Listing.objects.exists(), Consent.objects.exists()) == ("accepted", False, False)
        assert YearlyReport.objects.get().web_agreed is True

    def test_a_no_of_a_place_that_ends_is_an_end(self):
        place = a_place()
        a_listing(place)

        accept(an_answer(an_invitation(place), web_agreed=False, state="ended"))

        assert not Listing.objects.exists()
        assert place.known_periods.get().until == TODAY


class TestTogether:
    def test_those_that_say_what_the_record_says_are_accepted_and_the_rest_waits(self):
        same, other = (an_answer(an_invitation(a_place()), **told) for told in ({}, {"fee": "200円"}))

        accepted = accept_as_they_are(answers=[same, other], by=a_person("lead"), at=LATER)

        assert accepted == [same]
        assert Answer.objects.waiting().get() == other

    def test_one_whose_record_changed_meanwhile_has_to_be_read(self):
        place = a_place(fee="100円")
        answer = an_answer(an_invitation(place))
        edit_place(place=place, changes={"fee": "300円"}, by=None, at=LATER)

        assert accept_as_they_are(answers=[answer], by=a_person("lead"), at=LATER) == []
        assert reread(place).fee == "300円"
