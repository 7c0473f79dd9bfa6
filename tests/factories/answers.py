"""What operators answered, received as it is received from them."""

from typing import Any
from uuid import uuid4

from directory.rounds.actions.answers import receive_answer
from directory.rounds.models import Answer, Invitation
from directory.rounds.questions import present
from tests.factories.places import AT, TODAY


def an_answer(invitation: Invitation, *, at: Any = AT, **told: Any) -> Answer:
    """By link; `told` is what differs from the record, and nothing is where nothing is told."""
    now = present(invitation.place, invitation.round.fiscal_year, on=TODAY)
    return receive_answer(
        invitation=invitation,
        channel=Answer.Channel.LINK,
        told=now | told,
        same_as_before=not told,
        request_id=uuid4(),
        seen=now,
        at=at,
    )
