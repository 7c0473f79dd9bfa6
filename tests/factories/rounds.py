"""Dull rounds, opened by the same action that people use."""

import datetime as dt
from typing import Any
from uuid import uuid4

from directory.places.models import Place
from directory.rounds.actions.answers import receive_answer
from directory.rounds.actions.rounds import ask_newcomers, note_reminders, open_round
from directory.rounds.models import Answer, Invitation, Round
from tests.factories.places import AT, a_place

ANSWER_BY = dt.date(2026, 12, 20)


def a_round(fiscal_year: int = 2026, **fields: Any) -> Round:
    """Asks every place there is; the same year is the same round."""
    defaults = {"answer_by": ANSWER_BY, "greeting": "いつも ありがとうございます。", "by": None, "at": AT, **fields}
    return Round.objects.filter(fiscal_year=fiscal_year).first() or open_round(fiscal_year=fiscal_year, **defaults)


def an_invitation(place: Place | None = None, *, round: Round | None = None, **fields: Any) -> Invitation:
    """What one place is asked in the round of 2026, or in another."""
    place = place or a_place(**fields)
    round = round or a_round()
    ask_newcomers(round=round, places=Place.objects.filter(pk=place.pk), by=None, at=AT)
    return Invitation.objects.select_related("round", "place").get(round=round, place=place)


def a_reminder(**fields: Any) -> Invitation:
    """To a place that has not answered yet, made of `fields`."""
    invitation = an_invitation(**fields)
    among = Invitation.objects.filter(pk=invitation.pk)
    return note_reminders(round=invitation.round, among=among, by=None, at=AT)[0]


def answered(invitation: Invitation | None = None, *, state: str = "waiting", **fields: Any) -> Answer:
    """「去年と同じ」 by the link; where it is no longer waiting, as if somebody had settled it then."""
    defaults = {"channel": "link", "told": {}, "same_as_before": True, "request_id": uuid4(), "at": AT, **fields}
    answer = receive_answer(invitation=invitation or an_invitation(), **defaults)
    if state != answer.state:
        answer.state, answer.settled_at = state, defaults["at"]
        answer.save()
    return answer
