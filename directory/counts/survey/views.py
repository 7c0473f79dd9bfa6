import io

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from directory.areas.models import Municipality
from directory.counts.actions import judge_places
from directory.counts.areas import CITY
from directory.counts.figures import KNOWN, SURVEYED, Year
from directory.counts.forms import YearForm
from directory.counts.queries import closings, standing_by_year
from directory.counts.rates import grounds_by_year
from directory.counts.survey.blanks import BLANKS, blank_lines, blanks_of, city_numbers
from directory.counts.survey.forms import NotCountedForm, SurveyForm, TickedForm
from directory.counts.survey.months import Month
from directory.counts.survey.queries import own_rows, survey_rows, writers_of_districts
from directory.counts.survey.rows import HEADINGS, Row
from directory.counts.survey.sheets import write_workbook
from directory.counts.tables import Group, Laying
from directory.places.models import Place
from kayoiba.accounts.doors import requires
from kayoiba.accounts.roles import Can
from kayoiba.tools.fiscal import fiscal_year_name
from kayoiba.tools.notices import tell
from kayoiba.tools.sheets import csv_stream

ROWS_A_PAGE = 100
ANSWERED = Group("国の調査", [KNOWN, *SURVEYED])


@requires(Can.COUNTS_READ)
@require_safe
def survey(request: HttpRequest, fiscal_year: int) -> HttpResponse:
    year, today = _year(fiscal_year), timezone.localdate()
    form = SurveyForm(request.GET, year=year, today=today)
    rows = survey_rows(year, form.asked_month())
    own = own_rows(request.user, rows)
    page = Paginator(form.narrow(own), ROWS_A_PAGE).get_page(request.GET.get("page"))
    lines, closed = blank_lines(rows, own, writers_of_districts(today)), closings()
    line, laying = standing_by_year([year], closed, CITY, ANSWERED.figures), Laying(closed)
    context = {
        "year": year,
        "month": form.asked_month(),
        "form": form,
        "group": ANSWERED,
        "answered": ANSWERED.rows(lambda figure: laying.through(line, figure, [year])),
        "grounds": grounds_by_year([year], closed, CITY),
        "blanks": BLANKS,
        "lines": lines,
        "whole": list(zip(BLANKS, city_numbers(lines), strict=True)),
        "page": page,
        "rows": [(row, blanks_of(row)) for row in page],
        "everything": request.user.works_everywhere,
        "left_out_words": _say_left_out(rows, own),
        "closing": closed.get(fiscal_year),
        "query": (query := _query(request.GET)),
        "paged": f"{query}&" if query else "",
    }
    return render(request, "directory/counts/survey/survey.html", context)


@requires(Can.COUNTS_READ)
@require_safe
def survey_csv(request: HttpRequest, fiscal_year: int) -> StreamingHttpResponse:
    year, month = _asked(request, fiscal_year)
    rows = own_rows(request.user, survey_rows(year, month))
    headers = {"Content-Disposition": content_disposition_header(True, f"{_file_name(year, month)}.csv")}
    cells = [HEADINGS, *(row.cells(year.number, month) for row in rows)]
    return StreamingHttpResponse(csv_stream(cells), content_type="text/csv; charset=utf-8", headers=headers)


@requires(Can.COUNTS_READ)
@require_safe
def survey_xlsx(request: HttpRequest, fiscal_year: int) -> FileResponse:
    year, month = _asked(request, fiscal_year)
    rows, today, file = survey_rows(year, month), timezone.localdate(), io.BytesIO()
    own = own_rows(request.user, rows)
    write_workbook(
        file,
        city=get_object_or_404(Municipality, code=settings.MUNICIPALITY),
        year=year,
        month=month,
        rows=own,
        left_out=len(rows) - len(own),
        lines=blank_lines(rows, own, writers_of_districts(today)),
        closing=closings().get(fiscal_year),
        made_on=today,
    )
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{_file_name(year, month)}.xlsx")


@requires(Can.SURVEY_JUDGE)
@require_POST
def survey_judge(request: HttpRequest, fiscal_year: int) -> HttpResponse:
    """Those ticked in the list count, or after a second step, in which the reason is asked, do not."""
    year, query = _year(fiscal_year), QueryDict(request.POST.get("query", "")).urlencode()
    places, counts = _ticked(request, year, query), request.POST.get("counts") == "yes"
    if not places:
        messages.error(request, "決める場を、一覧でえらんでください。")
        return redirect(_address(fiscal_year, query))
    form = NotCountedForm(request.POST if "reason" in request.POST else None)
    if not counts and not form.is_valid():
        context = {"year": year, "places": places, "all": "all" in request.POST, "form": form, "query": query}
        context["back"] = _address(fiscal_year, query)
        return render(request, "directory/counts/survey/judge.html", context)
    reason = "" if counts else form.cleaned_data["reason"]
    judged = judge_places(
        places=places, fiscal_year=fiscal_year, counts=counts, reason=reason, by=request.user, at=timezone.now()
    )
    _tell_judged(request, year, new=len(judged), before=len(places) - len(judged), counts=counts)
    return redirect(_address(fiscal_year, query))


def _ticked(request: HttpRequest, year: Year, query: str) -> list[Place]:
    """Those with a tick, or all that the list is narrowed to, on other pages too."""
    if "all" in request.POST:
        asked = SurveyForm(QueryDict(query), year=year, today=timezone.localdate())
        return [row.place for row in asked.narrow(survey_rows(year, asked.asked_month()))]
    form = TickedForm(request.POST, year=year)
    return list(form.cleaned_data["places"]) if form.is_valid() else []


def _tell_judged(request: HttpRequest, year: Year, *, new: int, before: int, counts: bool) -> None:
    what = "国の調査で 数えることに" if counts else "国の調査で 数えないことに"
    done = f"{new}か所を、{fiscal_year_name(year.number)}から {what}しました。" if new else ""
    again = f"{before}か所は、もう そう決めてありました。" if before else ""
    undecided = f"{reverse('counts:survey', args=[year.number])}?blank=judgement"
    tell(request, f"{done}{again}", then=(undecided, "まだ決めていない場を見る"))


def _address(fiscal_year: int, query: str) -> str:
    address = reverse("counts:survey", args=[fiscal_year])
    return f"{address}?{query}" if query else address


def _year(fiscal_year: int) -> Year:
    form = YearForm({"fiscal_year": fiscal_year}, today=timezone.localdate())
    if form.errors:
        raise Http404
    return form.year()


def _asked(request: HttpRequest, fiscal_year: int) -> tuple[Year, Month]:
    year = _year(fiscal_year)
    return year, SurveyForm(request.GET, year=year, today=timezone.localdate()).asked_month()


def _say_left_out(rows: list[Row], own: list[Row]) -> str:
    left = len(rows) - len(own)
    return f"{len(rows):,}か所のうち、受けもつ地区の{len(own):,}か所を出しています。" if left else ""


def _query(asked: QueryDict) -> str:
    """The address's own question, for the links to other pages and the way back."""
    query = asked.copy()
    query.pop("page", None)
    return query.urlencode()


def _file_name(year: Year, month: Month) -> str:
    return f"国の調査_{year.number}年度_{month.code}"
