"""What a coordinator did in a month, to be handed in; and the year, month by month."""

import datetime as dt
import io
from dataclasses import dataclass

from django.conf import settings
from django.http import FileResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from directory.areas.models import Municipality
from directory.workbench.report.periods import asked_for, month_of
from directory.workbench.report.queries import FIGURES, areas_among, deeds_of, own_among, people_who_report, table
from directory.workbench.report.sheets import write_workbook
from kayoiba.accounts.doors import requires
from kayoiba.accounts.roles import Can

SHOWN = 300
"""How many deeds of a figure the page names; an import may bring thousands, and the workbook has them all."""
NO_DISTRICT = "地区未設定"


@dataclass(frozen=True)
class Line:
    """One deed as it is read; `place` is the key of a place that may be opened."""

    on: dt.date
    district: str
    name: str
    place: int | None
    words: str


@requires(Can.COUNTS_READ)
def report(request):
    today = timezone.localdate()
    period, people = asked_for(request.GET, today), people_who_report(request.user)
    person = _person(request, people)
    deeds = deeds_of(person, period.first, period.last, reader=request.user)
    columns, rows = _table(period, deeds)
    lines = _lines(request.user, deeds)
    context = {
        "period": period,
        "this_month": month_of(today),
        "person": person,
        "people": people if len(people) > 1 else [],
        "columns": columns,
        "rows": [(row, list(zip(row.numbers, (month for _, month in columns), strict=True))) for row in rows],
        "behind": [(one, lines[one.key][:SHOWN], len(lines[one.key])) for one in FIGURES if one.key in lines],
        "runs": period.last >= today,
        "today": today,
    }
    return render(request, "directory/workbench/report/report.html", context)


@requires(Can.COUNTS_READ)
def report_xlsx(request):
    today = timezone.localdate()
    period, person = asked_for(request.GET, today), _person(request, people_who_report(request.user))
    deeds = deeds_of(person, period.first, period.last, reader=request.user)
    columns, rows = _table(period, deeds)
    file = io.BytesIO()
    write_workbook(
        file,
        city=get_object_or_404(Municipality, code=settings.MUNICIPALITY),
        person=person,
        period=period,
        columns=[name for name, _ in columns],
        rows=rows,
        lines=_lines(request.user, deeds),
        made_on=today,
    )
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"活動報告_{person}_{period.name}.xlsx")


def _person(request, people):
    """Whom the address asks for, if the reader may; else the reader, or the first of all."""
    asked = [person for person in people if str(person.pk) == request.GET.get("person")]
    own = [person for person in people if person == request.user]
    return (asked or own or people)[0]


def _table(period, deeds):
    """Of a month by area, of a year by month: (columns as pairs of name and month or None, rows)."""
    if period.is_year:
        months = list(period.months())
        named = [(f"{month.first.month}月", month) for month in months]
        return named, table(deeds, months, of=lambda deed: month_of(deed.on))
    areas = areas_among(deeds)
    return [(str(area or NO_DISTRICT), None) for area in areas], table(deeds, areas, of=lambda deed: deed.district)


def _lines(reader, deeds):
    """By figure the deeds as they are read: what the reader may not open is counted and not named."""
    own, lines = own_among(reader, deeds), {}
    for deed in deeds:
        lines.setdefault(deed.key, []).append(_line(deed, own))
    return lines


def _line(deed, own):
    open_to = deed.place is not None and deed.place.pk in own
    name = str(deed.place) if open_to else "（いまは ほかの担当の場）" if deed.place else ""
    return Line(deed.on, str(deed.district or NO_DISTRICT), name, deed.place.pk if open_to else None, deed.words)
