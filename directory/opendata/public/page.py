"""The page of the open data: what there is, on what terms, and what each column means."""

import datetime as dt
from functools import lru_cache

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from directory.finder.schema import in_a_script
from directory.opendata import licence, queries
from directory.opendata.edition import Edition
from directory.opendata.figures import deck
from directory.opendata.files import FILES, Shelf
from directory.opendata.formats import PLACES
from directory.opendata.linked import catalogue
from directory.opendata.public.files import edition_for
from directory.opendata.sjis import unwritten
from kayoiba.tools.qr import qr

FEW = 5_000
"""Places that are read through while somebody waits: more than any city has."""


@login_not_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    city, state = queries.published_areas().city, queries.state()
    edition, changed_at, count = edition_for(request, city), state[0], queries.count()
    context = {
        "city": city,
        "edition": edition,
        "count": count,
        "changed_at": changed_at,
        "licence": licence,
        "attribution": licence.attribution(edition),
        "shelves": [(shelf, [file for file in FILES if file.shelf == shelf]) for shelf in Shelf],
        "deck": deck(),
        "archived_files": queries.archived_files(),
        "unwritten": _unwritten(edition, state) if count <= FEW else None,
        "linked_data": _linked_data(edition, changed_at),
        "qr": qr(edition.address),
    }
    return render(request, "directory/opendata/index.html", context)


@lru_cache(maxsize=1)
def _unwritten(edition: Edition, state: tuple[object, ...]) -> int:
    """How many letters CP932 lacks; all places are read for it, so once for each state of them."""
    return sum(1 for _ in unwritten(PLACES, edition))


def _linked_data(edition: Edition, changed_at: dt.datetime | None) -> str:
    downloads = [
        {
            "name": file.title,
            "contentUrl": f"{edition.root}{reverse('opendata:file', args=[file.name])}",
            "encodingFormat": file.content_type,
        }
        for file in FILES
    ]
    changed = timezone.localtime(changed_at).isoformat(timespec="seconds") if changed_at else ""
    return in_a_script(catalogue(edition, downloads, changed))
