import datetime as dt
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from directory.areas.models import Population
from directory.counts.populations.actions import record_populations, replace_populations
from directory.counts.populations.areas import in_order, key_of
from directory.counts.populations.forms import PopulationFileForm, PopulationForm
from directory.counts.populations.queries import dates_on_record
from directory.counts.populations.reading import NUMBERS, Reading, read_populations
from directory.counts.populations.sheets import write_blank_sheet
from kayoiba.accounts.doors import requires
from kayoiba.accounts.roles import Can
from kayoiba.tools.fiscal import era_date
from kayoiba.tools.notices import tell
from kayoiba.tools.sheets import UnreadableSheet


@requires(Can.COUNTS_CLOSE)
def populations(request: HttpRequest) -> HttpResponse:
    return render(request, "directory/counts/populations/populations.html", {"dates": dates_on_record()})


@requires(Can.COUNTS_CLOSE)
def population(request: HttpRequest, date: str) -> HttpResponse:
    rows = in_order(_on(_day(date)))
    if not rows:
        raise Http404
    context = {"date": _day(date), "rows": rows, "headings": NUMBERS.values()}
    return render(request, "directory/counts/populations/population.html", context)


@requires(Can.COUNTS_CLOSE)
def population_edit(request: HttpRequest) -> HttpResponse:
    """With `?date=` what stands of that date is there to be corrected, the date itself too."""
    asked = _day(request.GET["date"]) if request.GET.get("date") else None
    standing = {key_of(row): row for row in _on(asked)} if asked else {}
    form = PopulationForm(request.POST or None, date=asked, standing=standing)
    if form.is_valid():
        date, written = form.cleaned_data["date"], {"areas": form.areas, "rows": form.rows()}
        replace_populations(date=date, instead_of=asked, **written, by=request.user, at=timezone.now())
        done = f"{era_date(date)}の人口を 書きいれました。"
        tell(request, done, then=(reverse("counts:gaps"), "すきまのある学区を見る"))
        return redirect("counts:population", date.isoformat())
    context = {"form": form, "headings": NUMBERS.values(), "asked": asked}
    return render(request, "directory/counts/populations/edit.html", context)


@requires(Can.COUNTS_CLOSE)
def population_upload(request: HttpRequest) -> HttpResponse:
    form = PopulationFileForm(request.POST or None, request.FILES or None)
    reading = _read(form) if form.is_valid() else None
    if reading and reading.rows:
        record_populations(rows=reading.rows, by=request.user, at=timezone.now())
    dates = sorted({row.date for row in reading.rows}) if reading else []
    context = {"form": form, "reading": reading, "dates": dates}
    return render(request, "directory/counts/populations/upload.html", context)


@requires(Can.COUNTS_CLOSE)
def population_blank(request: HttpRequest) -> FileResponse:
    file = io.BytesIO()
    write_blank_sheet(file)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename="人口.xlsx")


def _read(form: PopulationFileForm) -> Reading | None:
    """What cannot be read at all is an error of the form."""
    try:
        with _on_disk(form.cleaned_data["file"]) as path:
            return read_populations(path)
    except UnreadableSheet as problem:
        form.add_error("file", str(problem))
        return None


@contextmanager
def _on_disk(file: UploadedFile) -> Iterator[Path]:
    with NamedTemporaryFile() as copy:
        for chunk in file.chunks():
            copy.write(chunk)
        copy.flush()
        yield Path(copy.name)


def _on(date: dt.date) -> list[Population]:
    return list(Population.objects.filter(date=date).order_by("pk"))


def _day(written: str) -> dt.date:
    try:
        return dt.date.fromisoformat(written)
    except ValueError as error:
        raise Http404 from error
