"""From what an operator told to what is written: fields and rules of the place, its year, its state, its consent."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from directory.places.actions import AlreadyPaused, bring_back_place, end_place, pause_place, resume_place
from directory.places.models import Place
from directory.places.publishing import Answer as Consented
from directory.places.publishing import publish_place
from directory.places.schedule import Rule
from directory.places.vocabulary import AgreedHow, FieldGroup, PauseReason
from directory.proposals.forms.settling import amount_in, rules_and_rest
from directory.rounds.models import Answer, YearlyReport
from directory.rounds.questions import HOW_MANY_CAME, QUESTIONS, Lands, State, more_by_age_than_came
from kayoiba.accounts.models import User

HOW = {
    Answer.Channel.LINK: AgreedHow.ELECTRONIC,
    Answer.Channel.PAPER: AgreedHow.PAPER,
    Answer.Channel.PHONE: AgreedHow.ORAL,
}
OPERATOR = "運営者"
REASONS = dict(PauseReason.choices)


class MoreByAgeThanCame(Exception):
    """What was accepted, beside what stays of the year, makes the part more than the whole."""


def of_place(values: Mapping[str, Any], now: Mapping[str, Any]) -> tuple[dict[str, Any], list[Rule] | None]:
    """(field of Place to value, rules or None where they stay) of what differs from the record."""
    changes = {name: value for name, value in values.items() if _lands(name, Lands.PLACE) and value != now[name]}
    if "fee" in changes:
        changes["fee_amount"] = amount_in(changes["fee"])
    if "schedule_text" not in changes:
        return changes, None
    changes["schedule_text"], rules = rules_and_rest(changes["schedule_text"])
    return changes, rules


def write_report(place: Place, fiscal_year: int, values: Mapping[str, Any]) -> YearlyReport:
    """What was not accepted stays as it is, unknown where nobody has said. Raises MoreByAgeThanCame."""
    report, _ = YearlyReport.objects.get_or_create(place=place, fiscal_year=fiscal_year)
    told = {name: value for name, value in values.items() if _lands(name, Lands.REPORT)}
    for name, value in told.items():
        setattr(report, name, value)
    if more_by_age_than_came({name: getattr(report, name) for name in HOW_MANY_CAME}):
        raise MoreByAgeThanCame
    if told:
        report.save(update_fields=list(told))
    return report


def _lands(name: str, where: Lands) -> bool:
    return QUESTIONS[name].lands is where


def refuse_the_web(answer: Answer, place: Place, *, received: dt.date, by: User, at: dt.datetime) -> None:
    """「ホームページに のせないで」: written down as what they answered, and out of the public copy at once."""
    refused = Consented(
        FieldGroup.INTRODUCTION, agreed=False, how=HOW[answer.channel], agreed_on=received, agreed_by=OPERATOR
    )
    publish_place(place=place, answers=[refused], by=by, at=at)


def follow_state(place: Place, told: Mapping[str, Any], now: str, *, since: dt.date, by: User, at: dt.datetime) -> None:
    """Pause, end or go on as told; `now` is the state in the record, `since` the day where none was told.

    Raises what the verbs of a place raise where its dates do not allow that.
    """
    on = dt.date.fromisoformat(told["state_since"]) if told.get("state_since") else since
    reason = told.get("state_reason") or PauseReason.OTHER
    told_state = told["state"]
    if now == State.ENDED and told_state in (State.GOING, State.PAUSED):
        bring_back_place(place=place, on=on, by=by, at=at)
    if told_state == State.PAUSED:
        pause_place(place=place, from_date=on, until=None, reason=reason, by=by, at=at)
    elif told_state == State.ENDED:
        end_place(place=place, on=on, reason=REASONS[reason], by=by, at=at)
    elif told_state == State.GOING and now == State.PAUSED:
        _go_on(place, on, answered=since, by=by, at=at)


def _go_on(place: Place, on: dt.date, *, answered: dt.date, by: User, at: dt.datetime) -> None:
    """End the rest of today, and none of the past; of one that began after they answered they knew nothing."""
    rest = place.pauses.holding(timezone.localdate(at)).get()
    if rest.from_date > answered:
        raise AlreadyPaused
    resume_place(place=place, on=max(on, rest.from_date), by=by, at=at)
