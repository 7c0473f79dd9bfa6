"""What was answered: of one place to whoever holds its link, and of all of one's places to staff."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet

from directory.places.models import Place
from directory.rounds.codes import hash_of_code
from directory.rounds.models import BY_SEX_AND_AGE, Answer, Invitation, YearlyReport
from directory.rounds.questions import (
    MEN,
    QUESTIONS,
    SECTIONS,
    WOMEN,
    Lands,
    differing,
    is_unknown,
    present_of,
    said,
)
from kayoiba.accounts.models import User
from kayoiba.accounts.roles import Can

YEARS_SHOWN = 3


@dataclass(frozen=True)
class Part:
    """A section of what is known: (name of the question, words) pairs, and the names of what nobody knows."""

    heading: str
    known: list[tuple[str, str]]
    unknown: list[str]


def parts_of(values: Mapping[str, Any]) -> list[Part]:
    """What `values`, by question, say: the participants as one sum, and not what is only read."""
    parts = []
    for section in SECTIONS:
        asked = [question for question in section.questions if question.lands is not Lands.READ]
        pairs = {
            question.heading: "" if is_unknown(values[question.name]) else said(question.name, values[question.name])
            for question in asked
            if question.name not in BY_SEX_AND_AGE and _is_asked(question.name, values)
        }
        if section.code == "people":
            pairs["参加者（男女・年齢）"] = say_participants(values)
        parts.append(
            Part(
                section.heading,
                [pair for pair in pairs.items() if pair[1]],
                [name for name in pairs if not pairs[name]],
            )
        )
    return [part for part in parts if part.known or part.unknown]


def _is_asked(name: str, values: Mapping[str, Any]) -> bool:
    """Since when, and why, are no questions while it goes on."""
    return name not in ("state_since", "state_reason") or not is_unknown(values[name])


def say_participants(values: Mapping[str, Any]) -> str:
    """「あわせて 12人」, then men and women by age, of those who are known; they need not add up to anything else."""
    lines = []
    for word, names in (("男", MEN), ("女", WOMEN)):
        known = [(QUESTIONS[name].short.removeprefix(word), values[name]) for name in names if values[name] is not None]
        if known:
            lines.append(f"{word}：{'、'.join(f'{age.strip()} {count}人' for age, count in known)}")
    counts = [values[name] for name in BY_SEX_AND_AGE if values[name] is not None]
    return "\n".join([f"あわせて {sum(counts)}人", *lines]) if counts else ""


def last_answer(invitation: Invitation) -> Answer | None:
    """The one that counts, waiting or settled."""
    answers = invitation.answers.exclude(state=Answer.State.REPLACED)
    return answers.order_by("-received_at", "-pk").first()


@dataclass(frozen=True)
class Waiting:
    """A waiting answer beside the record: the questions in which the two differ."""

    answer: Answer
    differs: list[str]

    @property
    def place(self) -> Place:
        return self.answer.invitation.place


def waiting_answers(user: User) -> QuerySet[Answer]:
    """Those of the user's places, by district as the city has them, those of none last; the oldest first."""
    rows = Answer.objects.in_care_of(user).waiting()
    rows = rows.select_related("invitation__round", "invitation__place__district")
    by_district = F("invitation__place__district__position").asc(nulls_last=True)
    return rows.order_by(by_district, "received_at", "pk")


def waiting_number(user: User) -> int:
    """How many answers wait for `user`."""
    return Answer.objects.in_care_of(user).waiting().count()


def beside_the_record(answers: Iterable[Answer], *, on: dt.date) -> list[Waiting]:
    """Each with what differs from the record on that day, in a fixed number of queries for each year."""
    answers = list(answers)
    now: dict[tuple[int, int], Mapping[str, Any]] = {}
    for year in sorted({answer.invitation.round.fiscal_year for answer in answers}):
        places = [answer.invitation.place for answer in answers if answer.invitation.round.fiscal_year == year]
        now |= {(key, year): values for key, values in present_of(places, year, on=on).items()}
    return [
        Waiting(answer, differing(answer.told, now[answer.invitation.place_id, answer.invitation.round.fiscal_year]))
        for answer in answers
    ]


def own_answer(user: User, pk: int) -> Answer | None:
    """The answer with what its page shows, or None where it is not the user's to see."""
    rows = Answer.objects.in_care_of(user)
    shown = rows.select_related("invitation__round", "invitation__place__district", "settled_by", "typed_by")
    return shown.filter(pk=pk).first()


def invitation_of_code(user: User, typed: str) -> Invitation | None:
    """Of a paper in hand: what lies with the city may be typed in until the round is closed, whatever its last day."""
    mine = Invitation.objects.in_care_of(user).filter(round__closed_at=None, code_hash=hash_of_code(typed))
    return mine.first()


@dataclass(frozen=True)
class Surveyed:
    """What the page of a place shows of its years, (question, words) pairs the latest first, and what waits."""

    years: list[tuple[int, list[tuple[str, str]]]]
    waiting: list[Answer]


def surveyed(place: Place, user: User) -> Surveyed:
    """Answers wait for those who may write them down."""
    reports = place.yearly_reports.order_by("-fiscal_year")[:YEARS_SHOWN]
    waiting = Answer.objects.waiting().filter(invitation__place=place).order_by("received_at", "pk")
    return Surveyed(
        [(report.fiscal_year, _told_of(report)) for report in reports],
        list(waiting) if user.may(Can.PLACE_WRITE) else [],
    )


def _told_of(report: YearlyReport) -> list[tuple[str, str]]:
    of_the_year = {name: getattr(report, name) for name, asked in QUESTIONS.items() if asked.lands is Lands.REPORT}
    return [pair for part in parts_of({**dict.fromkeys(QUESTIONS), **of_the_year}) for pair in part.known]
