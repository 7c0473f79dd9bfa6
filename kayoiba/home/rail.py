"""The rail of the staff's pages: what a person's role allows, and where they are."""

from typing import NamedTuple

from django.http import HttpRequest
from django.urls import reverse

from kayoiba.accounts.roles import ROLES, Can


class Stop(NamedTuple):
    """A word of the rail; it is the current one on pages whose name begins with one of `pages`."""

    view: str
    sign: str
    word: str
    needs: Can
    pages: tuple[str, ...]


STOPS = (
    Stop("workbench:board", "today", "きょう", Can.PLACE_READ, ("workbench:board", "proposals:", "workbench:handover")),
    Stop("workbench:places", "places", "場", Can.PLACE_READ, ("workbench:place", "imports:", "workbench:suspension")),
    Stop("visits:visits", "walk", "手帳", Can.PLACE_WRITE, ("visits:", "workbench:report")),
    Stop("rounds:rounds", "check", "調査", Can.ROUND_READ, ("rounds:",)),
    Stop("counts:index", "count", "数える", Can.COUNTS_READ, ("counts:", "closing:")),
    Stop("workbench:people", "people", "職員", Can.PEOPLE_MANAGE, ("workbench:people", "workbench:person")),
    Stop("workbench:site", "page", "サイト", Can.SITE_EDIT, ("workbench:site", "pages:")),
)


class Entry(NamedTuple):
    href: str
    sign: str
    word: str
    is_here: bool


def rail(request: HttpRequest) -> list[Entry]:
    """Nothing where nobody has signed in."""
    if not request.user.is_authenticated:
        return []
    allowed = ROLES[request.user.role].permissions
    here = request.resolver_match.view_name if request.resolver_match else ""
    stops = [stop for stop in STOPS if stop.needs in allowed]
    return [Entry(reverse(stop.view), stop.sign, stop.word, here.startswith(stop.pages)) for stop in stops]
