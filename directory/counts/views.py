import datetime as dt
import io
from collections.abc import Iterable, Sequence
from itertools import groupby

from django.conf import settings
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.http import content_disposition_header

from directory.areas.models import District, Municipality, SchoolDistrict
from directory.counts.areas import Area
from directory.counts.figures import FIGURES, MOVED, Level, Year, figure_of
from directory.counts.forms import DistrictForm, YearForm
from directory.counts.queries import (
    Line,
    by_area,
    by_year,
    find_area,
    in_care_of,
    periods_of,
    rows_behind,
    years_on_record,
)
from directory.counts.sheets import csv_rows, write_workbook
from directory.counts.tables import AREA_HEADINGS, COMPARED, DECK, MOVES, area_numbers, compared, moves_said, number
from kayoiba.accounts.doors import requires
from kayoiba.accounts.roles import Can
from kayoiba.tools.sheets import csv_stream

NAMES_A_PAGE = 100


@requires(Can.COUNTS_READ)
def index(request: HttpRequest) -> HttpResponse:
    form = DistrictForm(request.GET)
    years = _years(timezone.localdate())
    line = by_year(years, form.area(), DECK + MOVES)
    context = {
        "form": form,
        "area": line.area,
        "years": years,
        "now": years[-1],
        "deck": [(figure, [number(line, figure, year) for year in years]) for figure in DECK],
        "moves": [(figure, [number(line, figure, year) for year in years]) for figure in MOVES],
        "levels": list(Level),
        "figures": FIGURES,
    }
    return render(request, "directory/counts/index.html", context)


@requires(Can.COUNTS_READ)
def index_csv(request: HttpRequest) -> StreamingHttpResponse:
    years = _years(timezone.localdate())
    line = by_year(years, DistrictForm(request.GET).area())
    return _csv([line], years, f"通いの場の数_年度別_{line.area.name}")


@requires(Can.COUNTS_READ)
def year(request: HttpRequest, fiscal_year: int) -> HttpResponse:
    form = _year_form(request, fiscal_year)
    year, last = form.year(), _last_year(fiscal_year)
    table = by_area([year, last] if last else [year])
    context = {
        "form": form,
        "year": year,
        "last": last,
        "compared": COMPARED,
        "whole": [(figure, compared(table.city, figure, year, last)) for figure in FIGURES],
        "headings": AREA_HEADINGS,
        "districts": [(line.area, area_numbers(line, year, last)) for line in table.districts],
        "sum": (table.city.area, area_numbers(table.city, year, last)),
        "schools": [
            (district, [(line.area, area_numbers(line, year, last)) for line in lines])
            for district, lines in groupby(table.schools, key=lambda line: line.area.district_name)
        ],
        "levels": list(Level),
        "figures": FIGURES,
    }
    return render(request, "directory/counts/year.html", context)


@requires(Can.COUNTS_READ)
def year_csv(request: HttpRequest, fiscal_year: int) -> StreamingHttpResponse:
    year = _year(request, fiscal_year)
    return _csv(by_area([year]).lines, [year], f"通いの場の数_{year.number}年度_{year.day}")


@requires(Can.COUNTS_READ)
def year_xlsx(request: HttpRequest, fiscal_year: int) -> FileResponse:
    year, last, today = _year(request, fiscal_year), _last_year(fiscal_year), timezone.localdate()
    years = _years(today)
    file = io.BytesIO()
    write_workbook(
        file,
        city=get_object_or_404(Municipality, code=settings.MUNICIPALITY),
        table=by_area([year, last] if last else [year]),
        year=year,
        last=last,
        through_years=by_year(years, DistrictForm(request.GET).area()),
        years=years,
        made_on=today,
    )
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"通いの場の数_{year.number}年度_{year.day}.xlsx")


@requires(Can.COUNTS_READ)
def names(request: HttpRequest, fiscal_year: int, key: str) -> HttpResponse:
    """The rows behind one number. What the reader may not open is counted and not named."""
    figure, year, area = figure_of(key), _year(request, fiscal_year), _area(request)
    if figure is None:
        raise Http404
    stays = rows_behind(figure, year, area)
    page = Paginator(in_care_of(request.user, stays), NAMES_A_PAGE).get_page(request.GET.get("page"))
    periods, listed = periods_of(page), figure.level is Level.LISTED
    context = {
        "figure": figure,
        "year": year,
        "area": area,
        "page": page,
        "rows": [{"stay": stay, "period": periods[stay.period], "moves": moves_said(stay, year)} for stay in page],
        "number": stays.count(),
        "moved": figure is MOVED,
        "began": "掲載した日" if listed else "把握した日",
        "ended": "掲載をやめた日" if listed else "終わった日",
        "query": _without_page(request),
    }
    return render(request, "directory/counts/names.html", context)


def _years(today: dt.date) -> list[Year]:
    return [Year.counted(number, today) for number in years_on_record(today)]


def _last_year(fiscal_year: int) -> Year | None:
    """The year before, unless nothing was on record then."""
    return next((year for year in _years(timezone.localdate()) if year.number == fiscal_year - 1), None)


def _year_form(request: HttpRequest, fiscal_year: int) -> YearForm:
    data = {"fiscal_year": fiscal_year, "as_of": request.GET.get("as_of", "")}
    form = YearForm(data, today=timezone.localdate())
    if "fiscal_year" in form.errors:
        raise Http404
    return form


def _year(request: HttpRequest, fiscal_year: int) -> Year:
    form = _year_form(request, fiscal_year)
    if form.errors:
        raise Http404
    return form.year()


def _area(request: HttpRequest) -> Area:
    try:
        return find_area(request.GET.get("area", ""), request.GET.get("school", ""))
    except (District.DoesNotExist, SchoolDistrict.DoesNotExist) as error:
        raise Http404 from error


def _without_page(request: HttpRequest) -> str:
    """The address's own question, for the links to other pages."""
    query = request.GET.copy()
    query.pop("page", None)
    return f"{query.urlencode()}&" if query else ""


def _csv(lines: Iterable[Line], years: Sequence[Year], name: str) -> StreamingHttpResponse:
    headers = {"Content-Disposition": content_disposition_header(True, f"{name}.csv")}
    return StreamingHttpResponse(
        csv_stream(csv_rows(lines, years)), content_type="text/csv; charset=utf-8", headers=headers
    )
