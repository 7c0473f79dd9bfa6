"""The sheet to call from: those that have not answered, with their numbers and what to ask for first."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from directory.rounds.models import Invitation, Round
from directory.rounds.queries.answers import parts_of
from directory.rounds.questions import is_unknown, present_of, said
from directory.rounds.whom import Caller, caller_of


@dataclass(frozen=True)
class Call:
    """`number` is that of the letter; `came` how many came last year; `unknown` what nobody has told yet."""

    number: str
    invitation: Invitation
    caller: Caller
    when: str
    came: str
    unknown: Sequence[str]

    @property
    def school(self) -> str:
        school = self.invitation.place.school_district
        return f"{school}小学校区" if school else "小学校区が未設定"


def calls_to_make(numbered: Sequence[tuple[str, Invitation]], round: Round, *, on: dt.date) -> list[Call]:
    known = present_of([invitation.place for _, invitation in numbered], round.fiscal_year, on=on)
    return [_call(number, invitation, known[invitation.place_id]) for number, invitation in numbered]


def _call(number: str, invitation: Invitation, known: Mapping[str, Any]) -> Call:
    came = known["average_participants"]
    return Call(
        number=number,
        invitation=invitation,
        caller=caller_of(invitation.place),
        when=known["schedule_text"],
        came="" if is_unknown(came) else said("average_participants", came),
        unknown=[name for part in parts_of(known) for name in part.unknown],
    )
