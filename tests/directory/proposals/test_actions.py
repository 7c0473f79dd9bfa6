import datetime as dt
from uuid import uuid4

import pytest
from django.core.management import call_command

from directory.places.actions import edit_place
from directory.places.models import Check, EditedSince, Listing
from directory.places.schedule import Rule
from directory.proposals import actions
from directory.proposals.models import Part, Proposal
from kayoiba.accounts.models import AuditEvent
from tests.factories.people import a_person
from tests.factories.places import AT, TODAY
from tests.factories.proposals import a_correction, a_new_one

LATER = AT + dt.timedelta(hours=1)
NUMBER = {"contact_phone": "086-000-1111"}


@pytest.fixture
def person(mabi):
    return a_person("coordinator", mabi)


def accept(proposal, person, **given):
    given = {"changes": NUMBER, "accepted": [Part.PHONE], "at": LATER, **given}
    return actions.accept_correction(proposal=proposal, by=person, **given)


def verbs():
    return list(AuditEvent.objects.filter(subject_kind="proposal").order_by("pk").values_list("verb", flat=True))


class TestReceiving:
    def test_the_same_press_is_the_same_proposal(self, place):
        pressed = {"request_id": uuid4(), "told": {"phone": "086-000-1111"}}

        assert a_correction(place, **pressed) == a_correction(place, **pressed)
        assert verbs() == ["proposal.received"]

    def test_other_words_under_a_used_ticket_are_one_more_however_often_they_are_pressed(self, place):
        pressed = uuid4()
        a_correction(place, request_id=pressed)
        for _ in range(2):
            a_correction(place, request_id=pressed, told={"phone": "086-000-2222"})

        assert Proposal.objects.count() == 2

    def test_where_it_came_from_is_forgotten_the_next_day(self, place):
        first = a_correction(place, sender_mark="x")
        second = a_correction(place, sender_mark="y", told={"fee": ""}, at=AT + dt.timedelta(days=1))
        first.refresh_from_db()

        assert (first.sender_mark, second.sender_mark) == ("", "y")


class TestAccepting:
    def test_an_accepted_correction_is_public_at_once_and_says_who_checked_it_and_how(self, place, person):
        proposal = accept(a_correction(place), person)

        listing = Listing.objects.get(number=place.number)
        assert listing.contact_phone == "086-000-1111"
        assert (listing.checked_on, listing.checked_how, listing.checked_by) == (TODAY, "resident", "コーディネーター")
        assert (proposal.state, proposal.settled_by) == ("accepted", person)
        assert verbs() == ["proposal.received", "proposal.accepted"]

    def test_a_schedule_is_carried_over_with_its_rules(self, place, person):
        proposal = a_correction(place, told={"schedule": "毎週日曜"})
        rules = [Rule(weekdays=("Su",))]
        accept(proposal, person, changes={"schedule_text": ""}, rules=rules, accepted=["schedule"])

        assert Listing.objects.get(number=place.number).rules == [rules[0].as_json()]

    def test_what_was_not_ticked_stays_and_the_proposal_is_accepted_in_part(self, place, person):
        proposal = a_correction(place, told={"phone": "086-000-1111", "fee": "200円"})

        assert accept(proposal, person).state == "partly"
        assert Listing.objects.get(number=place.number).fee_amount == 100

    def test_an_end_that_was_told_of_ends_nothing(self, place, person):
        accept(a_correction(place, told={"ended": ""}), person, changes={}, accepted=["ended"])

        assert Listing.objects.filter(number=place.number).exists()
        assert not Check.objects.exists()

    def test_nothing_is_carried_over_an_edit_that_was_not_seen(self, place, person):
        proposal, seen = a_correction(place), place.edited_at
        edit_place(place=place, changes={"fee_amount": 200}, by=person, at=LATER)

        with pytest.raises(EditedSince):
            accept(proposal, person, seen=seen)
        proposal.refresh_from_db()
        assert proposal.is_waiting

    def test_it_is_settled_once(self, place, person):
        proposal = a_correction(place)
        accept(proposal, person)

        with pytest.raises(actions.SettledAlready):
            actions.put_aside(proposal=proposal, reason="いたずら", by=person, at=LATER)

    def test_a_new_place_is_registered_and_not_published(self, mabi, person):
        proposal = a_new_one("朝の体操")
        fields = {"name": "朝の体操", "district": mabi}
        place = actions.accept_new(proposal=proposal, fields=fields, by=person, at=LATER)

        assert (place.district, place.number, proposal.place) == (mabi, None, place)
        assert place.known_periods.get().from_date == TODAY
        assert not Listing.objects.exists()


class TestForgetting:
    @pytest.fixture
    def proposal(self, place, person):
        proposal = a_correction(place, sender_name="山田", sender_contact="086-000-9999", relation="own")
        return actions.answer_proposal(proposal=proposal, answer="山田さんへ", by=person, at=AT)

    def test_who_sent_it_and_every_word_are_gone_ninety_days_after_it_was_settled(self, proposal):
        assert actions.forget_senders(at=AT + dt.timedelta(days=89)) == 0
        assert actions.forget_senders(at=AT + dt.timedelta(days=90)) == 1

        proposal.refresh_from_db()
        words = (proposal.sender_name, proposal.sender_contact, proposal.relation, proposal.answer)
        assert (*words, proposal.told, proposal.seen) == ("", "", "", "", {}, {})
        assert (proposal.state, proposal.settled_at) == ("answered", AT)

    def test_nothing_of_it_was_written_down_elsewhere(self, proposal):
        kept = " ".join(f"{event.subject_name} {event.detail}" for event in AuditEvent.objects.all())

        assert "山田" not in kept
        assert "086" not in kept
        assert not hasattr(Proposal, "pgh_event_models") or not Proposal.pgh_event_models

    def test_what_still_waits_is_kept_a_year_and_then_forgotten_and_put_aside(self, place):
        waiting = a_correction(place, sender_name="山田", sender_contact="086-000-9999")
        assert actions.forget_senders(at=AT + dt.timedelta(days=364)) == 0
        assert actions.forget_senders(at=AT + dt.timedelta(days=365)) == 1

        waiting.refresh_from_db()
        assert (waiting.sender_name, waiting.sender_contact, waiting.told) == ("", "", {})
        assert (waiting.state, waiting.settled_by, waiting.owes_reply) == ("aside", None, False)

    def test_the_command_forgets_and_says_how_many(self, proposal, capsys, monkeypatch):
        monkeypatch.setattr("django.utils.timezone.now", lambda: AT + dt.timedelta(days=90))
        call_command("forget")

        assert "1件" in capsys.readouterr().out
