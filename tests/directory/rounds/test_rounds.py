"""What happens to a round: opened once a year, asked of all, closed for good; links, calls and reminders."""

import datetime as dt

import pytest

from directory.places.actions import end_place
from directory.places.models import Place
from directory.rounds.actions import rounds as actions
from directory.rounds.models import Answer, Invitation, Round
from kayoiba.accounts.models import AuditEvent
from tests.factories.people import a_person
from tests.factories.places import AT, TODAY, a_place
from tests.factories.rounds import ANSWER_BY, a_round, an_invitation, answered

pytestmark = pytest.mark.django_db

TOMORROW = AT + dt.timedelta(days=1)


def lines(verb):
    return AuditEvent.objects.filter(verb=verb)


class TestOpen:
    def test_every_place_that_is_known_that_day_is_asked_and_no_other(self):
        known = [a_place(), a_place()]
        ended, later = a_place(), a_place(known_from=TODAY + dt.timedelta(days=1))
        end_place(place=ended, on=TODAY, reason="", by=None, at=AT)

        round = a_round()

        assert {invitation.place for invitation in round.invitations.all()} == set(known)
        assert later not in known
        assert lines("round.opened").get().detail == {"places": 2}

    def test_one_round_a_fiscal_year(self):
        a_round()

        with pytest.raises(actions.RoundThatYear):
            actions.open_round(fiscal_year=2026, answer_by=ANSWER_BY, greeting="", by=None, at=AT)

        assert Round.objects.count() == 1

    def test_840_places_are_asked_in_a_few_queries(self, django_assert_max_num_queries):
        for _ in range(30):
            a_place()

        with django_assert_max_num_queries(12):
            a_round()

        assert Invitation.objects.filter(token_hash__isnull=False, code_hash__isnull=False).count() == 30

    def test_a_place_registered_later_is_asked_once_it_is_known(self):
        round = a_round()
        new = a_place()

        asked = [actions.ask_newcomers(round=round, places=Place.objects.all(), by=None, at=AT) for _ in range(2)]

        assert asked == [1, 0]
        assert round.invitations.get().place == new
        assert lines("round.newcomers_asked").count() == 1

    def test_a_later_last_day_and_another_greeting(self):
        round = a_round()

        actions.change_round(round=round, answer_by=dt.date(2027, 1, 10), greeting="寒いですね。", by=None, at=AT)

        round.refresh_from_db()
        assert (round.answer_by, round.greeting) == (dt.date(2027, 1, 10), "寒いですね。")


class TestClose:
    def test_answers_that_nobody_decided_about_stay_waiting(self):
        answer = answered()

        actions.close_round(round=answer.invitation.round, by=None, at=AT)

        answer.refresh_from_db()
        assert answer.state == Answer.State.WAITING

    def test_a_closed_round_changes_no_more_and_makes_no_link(self):
        invitation = an_invitation()
        round = invitation.round
        actions.close_round(round=round, by=None, at=AT)
        verbs = [
            lambda: actions.close_round(round=round, by=None, at=AT),
            lambda: actions.change_round(round=round, answer_by=ANSWER_BY, greeting="", by=None, at=AT),
            lambda: actions.ask_newcomers(round=round, places=Place.objects.all(), by=None, at=AT),
            lambda: actions.renew_link(invitation=invitation, seen=1, by=None, at=AT),
            lambda: actions.withdraw_link(invitation=invitation, reason="", by=None, at=AT),
            lambda: actions.note_call(invitation=invitation, note="", by=None, at=AT),
            lambda: actions.note_reminders(round=round, among=round.invitations.all(), by=None, at=AT),
        ]

        for verb in verbs:
            with pytest.raises(actions.RoundClosed):
                verb()

        assert list(AuditEvent.objects.filter(verb__startswith="round.").values_list("verb", flat=True)) == [
            "round.opened",
            "round.closed",
        ]


class TestLinks:
    def test_withdrawn_twice_is_withdrawn_once_with_its_reason(self):
        invitation, by = an_invitation(), a_person()

        for _ in range(2):
            actions.withdraw_link(invitation=invitation, reason="宛先ちがい", by=by, at=AT)

        line = lines("invitation.withdrawn").get()
        assert (line.by_name, line.detail) == (by.name, {"reason": "宛先ちがい"})
        assert not invitation.has_link
        assert invitation.withdrawn_at == AT

    def test_renewed_by_a_button_pressed_twice_is_renewed_once(self):
        invitation = an_invitation()

        for _ in range(2):
            actions.renew_link(invitation=invitation, seen=1, by=None, at=AT)

        assert (invitation.version, invitation.withdrawn_at) == (2, None)
        assert lines("invitation.renewed").count() == 1

    def test_no_audit_line_holds_a_code_or_a_link(self):
        invitation = an_invitation()
        actions.renew_link(invitation=invitation, seen=1, by=None, at=AT)

        said = str([*AuditEvent.objects.values()])

        for made in (actions.lay_hashes(invitation).token_hash, invitation.code_hash):
            assert made not in said


class TestCalls:
    def test_the_last_call_is_kept_and_its_note_in_no_audit_line(self):
        invitation = an_invitation()
        for at, note in ((AT, "留守"), (TOMORROW, "来週かけなおす"), (TOMORROW, "来週かけなおす")):
            actions.note_call(invitation=invitation, note=note, by=None, at=at)

        assert (invitation.called_on, invitation.call_note) == (TOMORROW.date(), "来週かけなおす")
        assert lines("invitation.called").count() == 2
        assert "来週かけなおす" not in str([*AuditEvent.objects.values()])


class TestReminders:
    def test_only_those_without_an_answer_are_asked_once_more_and_once_a_day(self):
        silent, said, aside = an_invitation(), answered().invitation, answered(state="aside").invitation
        ended = an_invitation()
        end_place(place=ended.place, on=TODAY, reason="", by=None, at=AT)
        round = silent.round

        reminded = [
            actions.note_reminders(round=round, among=round.invitations.all(), by=None, at=at)
            for at in (AT, AT, TOMORROW)
        ]

        assert reminded == [[silent, aside], [], [silent, aside]]
        assert dict(Invitation.objects.values_list("pk", "reminded_on")) == {
            silent.pk: TOMORROW.date(),
            aside.pk: TOMORROW.date(),
            said.pk: None,
            ended.pk: None,
        }
        assert lines("invitation.reminded").count() == 4


def test_the_note_of_a_call_is_forgotten_a_year_later_and_that_somebody_rang_is_not():
    invitation = an_invitation()
    actions.note_call(invitation=invitation, note="代表は入院中", by=a_person("lead"), at=AT)

    assert actions.forget_calls(at=AT + actions.CALLS_KEPT_FOR - dt.timedelta(days=1)) == 0
    assert actions.forget_calls(at=AT + actions.CALLS_KEPT_FOR) == 1

    invitation.refresh_from_db()
    assert (invitation.called_on, invitation.call_note) == (TODAY, "")
