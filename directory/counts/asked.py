"""What an address asks for: years, an area, a category. What is not there is 404."""

import datetime as dt

from django.http import Http404, HttpRequest
from django.utils import timezone

from directory.areas.models import District, SchoolDistrict
from directory.counts.areas import Area
from directory.counts.breakdowns import Breakdown, breakdown_of
from directory.counts.figures import Year
from directory.counts.forms import YearForm
from directory.counts.queries import Closings, find_area, years_on_record


def years_asked() -> list[Year]:
    """Every year on record, to today."""
    today = timezone.localdate()
    return [Year.counted(number, today) for number in years_on_record(today)]


def year_form(request: HttpRequest, fiscal_year: int) -> YearForm:
    data = {"fiscal_year": fiscal_year, "as_of": request.GET.get("as_of", "")}
    form = YearForm(data, today=timezone.localdate())
    if "fiscal_year" in form.errors:
        raise Http404
    return form


def year_asked(request: HttpRequest, fiscal_year: int) -> Year:
    form = year_form(request, fiscal_year)
    if form.errors:
        raise Http404
    return form.year()


def day_asked(request: HttpRequest, fiscal_year: int) -> dt.date | None:
    """None where no day is asked for, or one that cannot be counted."""
    return year_form(request, fiscal_year).cleaned_data.get("as_of")


def as_it_stands(request: HttpRequest, fiscal_year: int, closings: Closings) -> Closings:
    """The closings to read from: a day that is asked for is counted now, also in a closed year."""
    day = day_asked(request, fiscal_year)
    return {number: closing for number, closing in closings.items() if not (day and number == fiscal_year)}


def area_asked(request: HttpRequest) -> Area:
    try:
        return find_area(request.GET.get("area", ""), request.GET.get("school", ""))
    except (District.DoesNotExist, SchoolDistrict.DoesNotExist) as error:
        raise Http404 from error


def category_asked(request: HttpRequest) -> tuple[Breakdown | None, str]:
    """A closed year may know categories that there are no more, so any code is one."""
    key, code = request.GET.get("by", ""), request.GET.get("category", "")
    breakdown = breakdown_of(key)
    if (key and breakdown is None) or "\0" in code:
        raise Http404
    return breakdown, code
