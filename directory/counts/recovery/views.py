import datetime as dt
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from directory.counts.charts import Steps, steps
from directory.counts.figures import KNOWN, PAUSED, Year
from directory.counts.figures.places import paused
from directory.counts.models import Stay
from directory.counts.queries import in_care_of, rows_behind
from directory.counts.recovery.queries import Week, area_of, suspensions_by_date, weeks_of
from directory.places.models import Pause, Suspension
from directory.places.vocabulary import Continues
from kayoiba.accounts.doors import requires
from kayoiba.accounts.roles import Can
from kayoiba.tools import fiscal

NAMES_A_PAGE = 100
SHOWN = {"meeting": "集まっている場", "paused": "休んでいる場", "known": "把握している場"}


@requires(Can.COUNTS_READ)
def recoveries(request: HttpRequest) -> HttpResponse:
    suspensions = suspensions_by_date(today=timezone.localdate())
    page = Paginator(suspensions, NAMES_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "directory/counts/recovery/recoveries.html", {"page": page})


@requires(Can.COUNTS_READ)
def recovery(request: HttpRequest, pk: int) -> HttpResponse:
    suspension = get_object_or_404(Suspension.objects.select_related("district"), pk=pk)
    weeks = weeks_of(suspension, today=timezone.localdate())
    context = {
        "suspension": suspension,
        "area": area_of(suspension),
        "weeks": weeks,
        "ways": Continues.labels,
        "chart": _chart(weeks) if weeks else None,
        "names": _names(request, suspension, weeks),
    }
    return render(request, "directory/counts/recovery/recovery.html", context)


def _chart(weeks: list[Week]) -> Steps:
    lines = [
        ("known", "把握", [week.known for week in weeks]),
        ("meeting", "集まる", [week.meeting for week in weeks]),
        ("paused", "休み", [week.paused for week in weeks]),
    ]
    mondays = [week.monday for week in weeks]
    return steps([(f"{day.month}/{day.day}", f"{day.year}年") for day in mondays], lines)


def _names(request: HttpRequest, suspension: Suspension, weeks: list[Week]) -> dict[str, Any] | None:
    """The names behind a number of the week that is asked for. What the reader may not open is counted, not named."""
    asked, shown = request.GET.get("week", ""), request.GET.get("show", "paused")
    if not asked:
        return None
    week = next((week for week in weeks if week.monday.isoformat() == asked), None)
    if week is None or shown not in SHOWN:
        raise Http404
    stays = _stays(shown, week.day, suspension)
    page = Paginator(in_care_of(request.user, stays), NAMES_A_PAGE).get_page(request.GET.get("page"))
    resting = Pause.objects.holding(week.day).filter(place__in=[stay.place_id for stay in page])
    pauses = {pause.place_id: pause for pause in resting}
    return {
        "week": week,
        "shown": SHOWN[shown],
        "number": stays.count(),
        "page": page,
        "rows": [(stay, pauses.get(stay.place_id)) for stay in page],
        "query": f"{urlencode({'week': asked, 'show': shown})}&",
    }


def _stays(shown: str, day: dt.date, suspension: Suspension) -> QuerySet[Stay]:
    year = Year(fiscal.fiscal_year(day), day)
    stays = rows_behind(PAUSED if shown == "paused" else KNOWN, year, area_of(suspension))
    return stays.exclude(paused(year)) if shown == "meeting" else stays
