"""A year is closed, or opened, with what is kept of it in public, or not at all."""

from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from directory.areas.models import District, SchoolDistrict
from directory.counts.closing import AlreadyClosed, close_year, reopen_year, type_in_year
from directory.counts.differences import differences as differences_of
from directory.counts.figures import Year, figure_of
from directory.counts.models import ClosedYear
from directory.counts.queries import closings, find_area, standing_by_area, year_of, years_on_record
from directory.counts.queries.areas import districts_in_order
from directory.opendata.archive import archive_year, unarchive_year
from directory.places.models import Place
from directory.workbench.closing import queries
from directory.workbench.closing.forms import BeforeForm, NoteForm, ReasonForm
from kayoiba.accounts.doors import requires
from kayoiba.accounts.roles import Can
from kayoiba.tools import fiscal
from kayoiba.tools.notices import tell

TAKEN = "この年度は、もう締めてあります。なおすときは、さきに その年度を ひらいてください。"


@requires(Can.COUNTS_CLOSE)
@transaction.atomic
def close(request, fiscal_year):
    today = timezone.localdate()
    if fiscal_year not in years_on_record(today):
        raise Http404
    if _closing(fiscal_year):
        tell(request, TAKEN)
        return redirect("counts:year", fiscal_year)
    year = Year.counted(fiscal_year, today)
    is_over = fiscal.last_day(fiscal_year) < today
    form = NoteForm(_posted(request))
    if is_over and form.is_valid():
        return _close(request, fiscal_year, form.cleaned_data["note"])
    last = Year(fiscal_year - 1, year.eve)
    table = standing_by_area([year, last], closings())
    context = {
        "year": year,
        "form": form,
        "is_over": is_over,
        "opens_on": fiscal.first_day(fiscal_year + 1),
        "figures": [
            (figure, table.city.number(figure, year), table.city.number(figure, last)) for figure in queries.MAIN
        ],
        "open": queries.still_open(table, year),
    }
    return render(request, "directory/workbench/closing/close.html", context)


def _close(request, fiscal_year, note):
    year = reverse("counts:year", args=[fiscal_year])
    try:
        closing = close_year(fiscal_year=fiscal_year, note=note, by=request.user, at=timezone.now())
    except AlreadyClosed:  # a button pressed twice
        return redirect(year)
    archive_year(closing=closing, root=_root(request), by=request.user, at=timezone.now())
    name = fiscal.fiscal_year_name(fiscal_year)
    sheet = reverse("counts:year_xlsx", args=[fiscal_year])
    tell(request, f"{name}を締めました。あとで記録をなおしても、この数はかわりません。", then=(sheet, "Excelで出す"))
    return redirect(year)


@requires(Can.COUNTS_CLOSE)
@transaction.atomic
def reopen(request, closed_year):
    closing = _closing(closed_year)
    if closing is None:  # a button pressed twice
        return redirect("counts:index")
    form = ReasonForm(_posted(request))
    if form.is_valid():
        reopen_year(closing=closing, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now())
        unarchive_year(closing=closing, by=request.user, at=timezone.now())
        return _reopened(request, closing)
    context = {"closing": closing, "year": year_of(closing), "form": form, "former": _former(closed_year)}
    return render(request, "directory/workbench/closing/reopen.html", context)


def _reopened(request, closing):
    name = fiscal.fiscal_year_name(closing.fiscal_year)
    if closing.is_typed_in:
        tell(request, f"{name}の数を取り消しました。", then=(reverse("closing:before"), "もう一度入れる"))
        return redirect("counts:index")
    again = reverse("closing:close", args=[closing.fiscal_year])
    tell(request, f"{name}をひらきました。いまの記録で数えます。", then=(again, "もう一度締める"))
    return redirect("counts:year", closing.fiscal_year)


@requires(Can.COUNTS_READ)
@require_safe
def differences(request, closed_year):
    """All that changed since, or with `key` the places of one figure in one area, those of others only counted.

    Of a year that was typed in there are no places, and no school districts, to compare with.
    """
    counted = ClosedYear.objects.in_force().filter(source="").select_related("closed_by")
    closing = get_object_or_404(counted, fiscal_year=closed_year)
    context = {"closing": closing, "year": year_of(closing)}
    if "key" not in request.GET:
        context["changes"] = queries.changes(closing)
        return render(request, "directory/workbench/closing/changes.html", context)
    figure, area = figure_of(request.GET["key"]), _area(request)
    if figure is None:
        raise Http404
    rows = differences_of(closing, figure, area)
    mine = Place.with_removed.in_care_of(request.user).filter(pk__in=[row.place for row in rows])
    standing = dict(mine.values_list("pk", "removed_at"))
    shown = rows if request.user.works_everywhere else [row for row in rows if row.place in standing]
    context |= {
        "changed": queries.changed_in(closing, figure, area),
        "rows": [(row, row.place in standing and standing[row.place] is None) for row in shown],
        "others": len(rows) - len(shown),
    }
    return render(request, "directory/workbench/closing/differences.html", context)


@requires(Can.COUNTS_CLOSE)
@transaction.atomic
def before(request):
    today = timezone.localdate()
    form = BeforeForm(_posted(request), areas=districts_in_order(), today=today)
    if form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("fiscal_year", "source")}
        try:
            closing = type_in_year(**told, numbers=form.numbers(), by=request.user, at=timezone.now())
        except AlreadyClosed:
            form.add_error("fiscal_year", TAKEN)
        else:
            archive_year(closing=closing, root=_root(request), by=request.user, at=timezone.now())
            done = f"{fiscal.fiscal_year_name(closing.fiscal_year)}の数を入れました。"
            tell(request, done, then=(reverse("closing:reopen", args=[closing.fiscal_year]), "まちがいなら、取り消す"))
            return redirect("counts:index")
    return render(request, "directory/workbench/closing/before.html", {"form": form})


def _posted(request):
    return request.POST if request.method == "POST" else None


def _closing(fiscal_year):
    return ClosedYear.objects.in_force().filter(fiscal_year=fiscal_year).first()


def _former(fiscal_year):
    closings = ClosedYear.objects.filter(fiscal_year=fiscal_year, reopened_at__isnull=False)
    return closings.select_related("closed_by", "reopened_by").order_by("-closed_at")


def _area(request):
    try:
        return find_area(request.GET.get("area", ""), request.GET.get("school", ""))
    except (District.DoesNotExist, SchoolDistrict.DoesNotExist) as error:
        raise Http404 from error


def _root(request):
    return request.build_absolute_uri("/").rstrip("/")
