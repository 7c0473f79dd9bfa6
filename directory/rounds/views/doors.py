"""The doors to a round and to what one place is asked: what belongs to another district is 404."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from directory.rounds.actions.rounds import RoundClosed
from directory.rounds.models import Invitation, Round
from directory.rounds.queries import rounds as queries
from kayoiba.accounts.models import User


class TooLate(Exception):
    """The last day is over: a letter would ask for what no longer opens."""


OVER = {
    RoundClosed: "この調査は もう終わっています。いまの操作は していません。",
    TooLate: "しめきりを すぎたので、手紙は つくりません。先に しめきりを のばしてください（管理の人が のばせます）。",
}


def round_or_404(fiscal_year: int) -> Round:
    if round := queries.round_of(fiscal_year):
        return round
    raise Http404


def open_round_or_404(fiscal_year: int) -> Round:
    """Raises RoundClosed, which `while_open` turns into words."""
    round = round_or_404(fiscal_year)
    if round.is_closed:
        raise RoundClosed
    return round


def round_to_print(fiscal_year: int) -> Round:
    """Raises RoundClosed or TooLate."""
    round = open_round_or_404(fiscal_year)
    if round.answer_by < timezone.localdate():
        raise TooLate
    return round


def own_invitation(user: User, pk: int) -> Invitation:
    if invitation := queries.own_invitation(user, pk, on=timezone.localdate()):
        return invitation
    raise Http404


def own_area(user: User, slug: str) -> queries.Area:
    if area := queries.own_area(user, slug, on=timezone.localdate()):
        return area
    raise Http404


def while_open(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Where it is over by then, say so and change nothing."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except tuple(OVER) as over:
            messages.info(request, OVER[type(over)])
            return redirect("rounds:rounds")

    return guarded
