from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from directory.counts.areas import UNSET_DISTRICT
from directory.counts.figures import KNOWN, Year
from directory.counts.gaps.forms import FiscalYearForm
from directory.counts.gaps.queries import (
    WEEKDAYS,
    School,
    fewest_first,
    schools_of,
    weekdays_of,
    without_a_place,
)
from directory.counts.queries.areas import districts_in_order
from directory.counts.tables import names_address
from kayoiba.accounts.doors import requires
from kayoiba.accounts.roles import Can


@requires(Can.COUNTS_READ)
def gaps(request: HttpRequest) -> HttpResponse:
    form = FiscalYearForm(request.GET, today=timezone.localdate())
    year = form.counted()
    schools = schools_of(year)
    context = {
        "form": form,
        "year": year,
        "known": KNOWN,
        "without": _rows(without_a_place(schools), year),
        "schools": _rows(fewest_first(schools), year),
        "weekdays": [words for _, words in WEEKDAYS],
        "districts": _week(year),
    }
    return render(request, "directory/counts/gaps/gaps.html", context)


def _rows(schools: list[School], year: Year) -> list[tuple[School, str]]:
    """Each with the address of the names behind it."""
    return [(school, names_address(KNOWN, year, school.area)) for school in schools]


def _week(year: Year) -> list[tuple[str, list[int]]]:
    """Each district's name and its places by weekday; a place that has no district only where there is one."""
    places = weekdays_of(year)
    rows = []
    for mark, name in districts_in_order().items():
        numbers = [places.get((None if mark == UNSET_DISTRICT else mark, day), 0) for day, _ in WEEKDAYS]
        if mark != UNSET_DISTRICT or any(numbers):
            rows.append((name, numbers))
    return rows
