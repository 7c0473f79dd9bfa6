import io
from collections.abc import Iterable, Sequence
from itertools import groupby
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Count, Sum
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.http import content_disposition_header

from directory.areas.models import Municipality
from directory.counts.areas import CITY
from directory.counts.asked import (
    area_asked,
    as_it_stands,
    category_asked,
    day_asked,
    year_asked,
    year_form,
    years_asked,
)
from directory.counts.breakdowns import BREAKDOWNS, breakdown_of
from directory.counts.events.queries import events_of
from directory.counts.figures import FIGURES, KNOWN, MOVED, Level, Year, figure_of
from directory.counts.forms import AcrossForm, DistrictForm
from directory.counts.growth import bars_by_district, growth
from directory.counts.long_form import csv_rows, standing_crosses
from directory.counts.names import names_of, rows_of
from directory.counts.queries import (
    closings,
    in_care_of,
    standing_by_area,
    standing_by_category,
    standing_by_year,
)
from directory.counts.rates import grounds_by_area, grounds_by_year
from directory.counts.sheets import YearSheets
from directory.counts.tables import (
    ACROSS,
    COMPARED,
    GROUPS,
    PLACES_GROUP,
    THROUGH_YEARS,
    Across,
    Laying,
    headings,
)
from kayoiba.accounts.doors import requires
from kayoiba.accounts.roles import Can
from kayoiba.tools.sheets import csv_stream

NAMES_A_PAGE = 100


@requires(Can.COUNTS_READ)
def index(request: HttpRequest) -> HttpResponse:
    form, years, closed = DistrictForm(request.GET), years_asked(), closings()
    line = standing_by_year(years, closed, form.area(), [figure for group in THROUGH_YEARS for figure in group.figures])
    laying = Laying(closed)
    groups = [(group, group.rows(lambda figure: laying.through(line, figure, years))) for group in THROUGH_YEARS]
    context = {
        "form": form,
        "area": line.area,
        "years": [(year, closed.get(year.number)) for year in years],
        "now": years[-1],
        "deck": groups[:1],
        "rest": groups[1:],
        "growth": growth(line, years),
        "grounds": grounds_by_year(years, closed, line.area),
        "levels": list(Level),
        "figures": FIGURES,
    }
    return render(request, "directory/counts/index.html", context)


@requires(Can.COUNTS_READ)
def index_csv(request: HttpRequest) -> StreamingHttpResponse:
    years, closed = years_asked(), closings()
    line = standing_by_year(years, closed, DistrictForm(request.GET).area())
    return _csv(csv_rows(years, closed, [line]), f"通いの場の数_年度別_{line.area.name}")


@requires(Can.COUNTS_READ)
def year(request: HttpRequest, fiscal_year: int) -> HttpResponse:
    form, in_force = year_form(request, fiscal_year), closings()
    years, closed = years_asked(), as_it_stands(request, fiscal_year, in_force)
    year, last = form.year(), _last_year(years, fiscal_year)
    table, laying = standing_by_area([year, last] if last else [year], closed), Laying(closed)
    lines = [*table.districts, table.city]
    context = {
        "form": form,
        "year": year,
        "last": last,
        "closing": in_force.get(fiscal_year),
        "stands": closed.get(fiscal_year),
        "asked": _asked(request, fiscal_year),
        "can_be_closed": fiscal_year in [on_record.number for on_record in years[:-1]],
        "may_close": request.user.may(Can.COUNTS_CLOSE),
        "compared": COMPARED,
        "whole": [
            (group, group.rows(lambda figure: laying.compared(table.city, figure, year, last))) for group in GROUPS
        ],
        "areas": [
            (group, headings(group), [(line.area, laying.across(line, group, year, last)) for line in lines])
            for group in GROUPS
        ],
        "bars": bars_by_district(table.districts, year),
        "headings": headings(PLACES_GROUP),
        "schools": [
            (district, [(line.area, laying.across(line, PLACES_GROUP, year, last)) for line in lines])
            for district, lines in groupby(table.schools, key=lambda line: line.area.district_name)
        ],
        "grounds": grounds_by_area(year, closed, [line.area for line in (table.city, *table.districts)]),
        "breakdowns": BREAKDOWNS,
        "levels": list(Level),
        "figures": FIGURES,
    }
    return render(request, "directory/counts/year.html", context)


@requires(Can.COUNTS_READ)
def by(request: HttpRequest, fiscal_year: int, breakdown: str) -> HttpResponse:
    """Categories down, figures across; and for one figure the categories by district."""
    year, closed = year_asked(request, fiscal_year), as_it_stands(request, fiscal_year, closings())
    chosen, closing, form = breakdown_of(breakdown), closed.get(fiscal_year), AcrossForm(request.GET)
    if chosen is None or (closing and closing.is_typed_in):
        raise Http404
    cross = standing_by_category(year, closing, chosen, form.area(), ACROSS)
    across = Across(cross, chosen, year, Laying(closed))
    context = {
        "form": form,
        "year": year,
        "stands": closing,
        "area": form.area(),
        "as_of": request.GET.get("as_of", ""),
        "asked": _asked(request, fiscal_year),
        "breakdown": chosen,
        "breakdowns": BREAKDOWNS,
        "headings": [(figure.name, figure) for figure in ACROSS],
        "by_figure": across.by_figure(ACROSS),
        "figure": form.chosen(),
        "districts": cross.districts,
        "by_district": [] if form.area().district else across.by_district(form.chosen()),
    }
    return render(request, "directory/counts/by.html", context)


@requires(Can.COUNTS_READ)
def year_csv(request: HttpRequest, fiscal_year: int) -> StreamingHttpResponse:
    year, closed = year_asked(request, fiscal_year), as_it_stands(request, fiscal_year, closings())
    lines = standing_by_area([year], closed).lines
    rows = csv_rows([year], closed, lines, standing_crosses(year, closed.get(fiscal_year)))
    return _csv(rows, f"通いの場の数_{year.number}年度_{year.day}")


@requires(Can.COUNTS_READ)
def year_xlsx(request: HttpRequest, fiscal_year: int) -> FileResponse:
    year, years = year_asked(request, fiscal_year), years_asked()
    last = _last_year(years, fiscal_year)
    in_force, area = closings(), DistrictForm(request.GET).area()
    closed, file = as_it_stands(request, fiscal_year, in_force), io.BytesIO()
    table = standing_by_area([year, last] if last else [year], closed)
    YearSheets(
        city=get_object_or_404(Municipality, code=settings.MUNICIPALITY),
        year=year,
        last=last,
        years=years,
        closings=closed,
        in_force=in_force,
        table=table,
        through_years=standing_by_year(years, in_force, area),
        crosses=standing_crosses(year, closed.get(fiscal_year)),
        grounds=grounds_by_area(year, closed, [line.area for line in (table.city, *table.districts)]),
        events=events_of(CITY),
        made_on=timezone.localdate(),
    ).write(file)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"通いの場の数_{year.number}年度_{year.day}.xlsx")


@requires(Can.COUNTS_READ)
def names(request: HttpRequest, fiscal_year: int, key: str) -> HttpResponse:
    """The rows behind one number. What the reader may not open is counted and not named."""
    figure, year, area = figure_of(key), year_asked(request, fiscal_year), area_asked(request)
    closing = as_it_stands(request, fiscal_year, closings()).get(fiscal_year)
    if figure is None or (closing and closing.is_typed_in):
        raise Http404
    breakdown, category = category_asked(request)
    rows = rows_of(figure, year, area, closing, breakdown, category)
    page = Paginator(in_care_of(request.user, rows), NAMES_A_PAGE).get_page(request.GET.get("page"))
    listed = figure.level is Level.LISTED
    context = {
        "figure": figure,
        "year": year,
        "area": area,
        "stands": closing,
        "breakdown": breakdown,
        "category": breakdown and breakdown.words(category),
        "page": page,
        "names": names_of(page, year, closing, request.user),
        "moved": figure is MOVED,
        "amounts": "" if figure.stands_for.unit == KNOWN.unit else figure.stands_for.name,
        "unit": figure.stands_for.unit,
        "began": "掲載した日" if listed else "把握した日",
        "ended": "掲載をやめた日" if listed else "終わった日",
        "asked": _asked(request, fiscal_year),
        **rows.aggregate(number=Count("pk"), sum=Sum("amount")),
        "query": _without_page(request),
    }
    return render(request, "directory/counts/names.html", context)


def _last_year(years: Iterable[Year], fiscal_year: int) -> Year | None:
    """The year before, unless nothing was on record then."""
    return next((year for year in years if year.number == fiscal_year - 1), None)


def _asked(request: HttpRequest, fiscal_year: int) -> str:
    """The day that was asked for, to be asked for again."""
    day = day_asked(request, fiscal_year)
    return f"?{urlencode({'as_of': day})}" if day else ""


def _without_page(request: HttpRequest) -> str:
    """The address's own question, for the links to other pages."""
    query = request.GET.copy()
    query.pop("page", None)
    return f"{query.urlencode()}&" if query else ""


def _csv(rows: Iterable[Sequence[object]], name: str) -> StreamingHttpResponse:
    headers = {"Content-Disposition": content_disposition_header(True, f"{name}.csv")}
    return StreamingHttpResponse(csv_stream(rows), content_type="text/csv; charset=utf-8", headers=headers)
