"""The letter of one place, or of many: one sheet of A4 each, templates/directory/rounds/letter.typ.

The front asks and says how to answer; the back has the questions, filled in with what we have, with room to correct.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from directory.areas.models import District, Municipality
from directory.rounds.codes import code_of, token_of
from directory.rounds.models import BY_SEX_AND_AGE, Invitation, Round
from directory.rounds.questions import (
    AGES,
    MEN,
    SECTIONS,
    WOMEN,
    Kind,
    Lands,
    Question,
    is_unknown,
    present_of,
    said,
)
from directory.rounds.whom import addressee_of
from kayoiba.tools.fiscal import era_date, fiscal_year_name
from kayoiba.tools.pdf import typeset
from kayoiba.tools.qr import qr
from kayoiba.tools.saying import say_date, say_phone

TEMPLATE = settings.BASE_DIR / "templates" / "directory/rounds/letter.typ"
CHOICES_WITH_ROOM = 4
"""To be ringed with a pen; of more there is a blank to write in."""

USED_FOR = (
    "お答えは、場をさがす人への 案内と 市の統計（人数や回数の合計）にだけ 使います。",
    "のせてよいと お答えのことだけを 公開し、代表の人の 名前や住所は 公開しません。",
)


@dataclass(frozen=True)
class Ways:
    """The addresses on the paper, whole: where the link of a token leads, and where a code is typed."""

    link: Callable[[str], str]
    typing: str


def letters(
    numbered: Sequence[tuple[str, Invitation]], *, round: Round, ways: Ways, again: bool = False, now: dt.datetime
) -> bytes:
    """The PDF of the letters in the order given; a number such as 「真備-001」 is for the envelope too.

    `again` marks them as a second asking.
    """
    today = now.date()
    places = [invitation.place for _, invitation in numbered]
    known = present_of(places, round.fiscal_year, on=today)
    year = fiscal_year_name(round.fiscal_year)
    common = {
        "title": f"{year} 通いの場の 調査のお願い",
        "again": again,
        "greeting": round.greeting,
        "deadline": f"{era_date(round.answer_by)}（{say_date(round.answer_by)[-2]}）",
        "typing": ways.typing,
        "used_for": USED_FOR,
        "from": _sender(),
        "day": era_date(today),
        "letters": [_letter(number, invitation, known[invitation.place_id], ways) for number, invitation in numbered],
    }
    return typeset(TEMPLATE, common, at=dt.datetime.combine(today, dt.time(), now.tzinfo))


def _letter(number: str, invitation: Invitation, known: Mapping[str, Any], ways: Ways) -> dict[str, Any]:
    to = addressee_of(invitation.place)
    opens = invitation.has_link
    return {
        "number": number,
        "address": _cut(to.address, 36),
        "names": [_cut(name, 18) for name in to.names],
        "person": f"{_cut(to.person, 13)} 様",
        "place": _cut(invitation.place.name, 50),
        "qr": qr(ways.link(token_of(invitation))) if opens else "",
        "code": code_of(invitation) if opens else "",
        "asks": _whom_to_ask(invitation.place.district),
        "rows": [row for section in SECTIONS for row in _rows(section.questions, known)],
    }


def _rows(questions: Sequence[Question], known: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The questions of a section; the participants by sex and age are one row, and `first` begins a section."""
    for place, question in enumerate(questions):
        if question.name == BY_SEX_AND_AGE[0]:
            yield _participants(known)
        elif question.name not in BY_SEX_AND_AGE:
            yield _row(question, known[question.name]) | {"first": place == 0}


def _row(question: Question, value: Any) -> dict[str, Any]:
    row = {"label": question.label, "now": "" if is_unknown(value) else _cut(said(question.name, value), 36)}
    match question.kind:
        case Kind.TICKS:
            return row | {"ticks": [(label, code in value) for code, label in question.choices.choices]}
        case Kind.YES_NO:
            return row | {"choices": ["はい", "いいえ"]}
        case Kind.DAY:
            return row | {"unit": "年　　月　　日"}
        case Kind.CHOICE if len(question.choices) <= CHOICES_WITH_ROOM:
            return row | {"choices": list(question.choices.labels)}
    return row | ({"tall": True} if question.lands is Lands.READ else {"unit": question.unit})


def _participants(known: Mapping[str, Any]) -> dict[str, Any]:
    lines = [
        (sex, ["" if known[name] is None else said(name, known[name]) for name in names])
        for sex, names in (("男", MEN), ("女", WOMEN))
    ]
    return {"label": "そのうち 男女・年齢が わかる人", "ages": AGES, "lines": lines, "first": False}


def _sender() -> str:
    city = Municipality.objects.filter(code=settings.MUNICIPALITY).first()
    return f"かよいば {city}{'（見本データ）' * city.is_sample}" if city else "かよいば"


def _whom_to_ask(district: District | None) -> dict[str, str]:
    if district is None:
        return {"name": "", "phone": "", "hours": ""}
    phone = say_phone(district.contact_phone) if district.contact_phone else ""
    return {"name": district.contact_name, "phone": phone, "hours": district.contact_hours}


def _cut(text: str, most: int) -> str:
    """As much as a line of the sheet has room for."""
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[: most - 1]}…"
