"""What waits on the board, as numbers that lead to their rows."""

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from django.urls import reverse

from directory.imports.models import Upload
from directory.places.suspensions import suspensions_that_hold
from directory.proposals.queries import numbers as told_numbers
from directory.rounds.queries.answers import waiting_number
from directory.visits.queries import due
from kayoiba.accounts.models import User


class Waiting(NamedTuple):
    """So many of these rows wait at that address."""

    name: str
    count: int
    href: str


def what_waits(user: User, *, on: dt.date) -> Iterator[Waiting]:
    """Everything that somebody else is waiting for; what is empty says so, which is good news."""
    for shelf, count in told_numbers(user)[:2]:
        yield Waiting(f"住民の知らせ {shelf.name}", count, reverse("proposals:queue", query={"show": shelf.code}))
    yield Waiting("調査の 回答", waiting_number(user), reverse("rounds:answers"))
    ready = Upload.objects.in_care_of(user).filter(state=Upload.State.READY)
    yield Waiting("取り込みの たしかめ", ready.count(), reverse("imports:uploads"))
    yield Waiting("行く日が きた訪問", due(user, on=on).count(), reverse("visits:visits"))
    resting = suspensions_that_hold(user, on=on).count()
    yield Waiting("まとめて 休みの地区", resting, reverse("workbench:suspensions"))
