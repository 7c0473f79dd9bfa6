"""The coordinators' last weeks in the sample city: visits made and planned, treasures, and a round of the survey."""

import datetime as dt
from collections.abc import Iterable, Mapping
from itertools import cycle
from random import Random
from uuid import uuid4

from django.utils import timezone

from directory.areas.models import District
from directory.places.models import Place
from directory.rounds.actions.answers import accept_as_they_are, receive_answer
from directory.rounds.actions.rounds import open_round
from directory.rounds.models import Answer, Invitation, Round
from directory.rounds.questions import present_of
from directory.visits.actions import Find, note_treasure, plan_visit, record_visit
from directory.visits.models import Treasure, Visit
from kayoiba.accounts.models import User
from kayoiba.tools.fiscal import fiscal_year

KIND = Treasure.Kind
FOUND = [
    (KIND.SKILL, "手打ちうどんを教えてくれる人がいる。公民館の台所で できそう。"),
    (KIND.PERSON, "朝の見守りを20年つづけている人。ほかの場の話も よく知っている。"),
    (KIND.IDEA, "帰りに いっしょに買い物へ行けたら、という声。車を出せる人を さがす。"),
    (KIND.THING, "使っていない農機具小屋。持ち主は、集まりに使ってよいとのこと。"),
    (KIND.SKILL, "尺八とハーモニカの名人。呼ばれたら どこへでも行くそう。"),
    (KIND.IDEA, "将棋の相手が ほしい人が三人。隣の学区にも声をかけたい。"),
]
NOTES = ["いつもの顔ぶれ。新しい人が一人。", "お茶のあとに体操をはじめていた。", "会場の鍵の当番がかわった。"]
CHANGED = [{"fee": "1回 200円"}, {"average_participants": 12}, {"schedule_text": "毎月 第1・第3木曜 13時半から15時"}]
GREETING = (
    "いつも集まりを つづけてくださり、ありがとうございます。年に一度、ようすを お聞きしています。\n"
    "かわりがなければ「去年と同じ」だけで けっこうです。わからないところは、空けておいてください。"
)
A_DAY = dt.timedelta(days=1)


def go_about(staff: Mapping[str, User], *, at: dt.datetime) -> None:
    """For each district some listed places were visited, some are to be, one was to be last week."""
    rng, finds = Random(3), cycle(FOUND)
    for district in District.objects.order_by("position"):
        by = staff[district.slug]
        listed = Place.objects.listed_on(timezone.localdate(at)).filter(district=district).order_by("pk")
        places = rng.sample(list(listed), 7)
        for place, days in zip(places[:4], (52, 23, 9, 2), strict=True):
            _visit(place, next(finds) if days < 30 else None, rng.choice(NOTES), by=by, at=at - days * A_DAY)
        for place, days in zip(places[4:], (-5, 3, 12), strict=True):
            plan_visit(place=place, on=timezone.localdate(at) + days * A_DAY, by=by, at=at - 20 * A_DAY)
        kind, text = next(finds)
        told = {"kind": kind, "text": text, "on": timezone.localdate(at), "district": district}
        note_treasure(**told, request_id=uuid4(), by=by, at=at)


def _visit(place: Place, find: tuple[str, str] | None, note: str, *, by: User, at: dt.datetime) -> None:
    record_visit(
        place=place,
        how=Visit.How.VISIT,
        on=timezone.localdate(at),
        found=Visit.Found.AS_LISTED,
        note=note,
        find=Find(*find) if find else None,
        request_id=uuid4(),
        by=by,
        at=at,
    )


def ask_operators(staff: Mapping[str, User], *, at: dt.datetime) -> None:
    """This year's letters went out three weeks ago, and answers come in."""
    rng, today = Random(4), timezone.localdate(at)
    year = fiscal_year(today)
    places = list(Place.objects.listed_on(today).select_related("district").order_by("pk"))
    opened = at - 21 * A_DAY
    last_day = today + 40 * A_DAY
    this_year = open_round(fiscal_year=year, answer_by=last_day, greeting=GREETING, by=staff["kurashiki"], at=opened)
    answering = rng.sample([place for place in places if place.district], 60)
    _answer(this_year, answering, staff, rng, at=at)


def _answer(this_year: Round, places: list[Place], staff: Mapping[str, User], rng: Random, *, at: dt.datetime) -> None:
    """Most say that all is as it was, and that is accepted; some changes and some of the latest still wait."""
    now = present_of(places, this_year.fiscal_year, on=timezone.localdate(at))
    asked = {row.place_id: row for row in Invitation.objects.filter(round=this_year).select_related("place")}
    changes, same = iter(CHANGED * 4), []
    for number, place in enumerate(places):
        change = next(changes, {}) if number % 5 == 0 else {}
        answer = receive_answer(
            invitation=asked[place.pk],
            channel=rng.choice((Answer.Channel.LINK, Answer.Channel.LINK, Answer.Channel.PAPER, Answer.Channel.PHONE)),
            told=now[place.pk] | change,
            same_as_before=not change,
            request_id=uuid4(),
            at=at - rng.randint(1, 18) * A_DAY,
        )
        if not change and number % 4:
            same.append((staff[place.district.slug], answer))
    _accept(same, at=at)


def _accept(same: Iterable[tuple[User, Answer]], *, at: dt.datetime) -> None:
    by_person: dict[User, list[Answer]] = {}
    for person, answer in same:
        by_person.setdefault(person, []).append(answer)
    for person, answers in by_person.items():
        accept_as_they_are(answers=answers, by=person, at=at)
