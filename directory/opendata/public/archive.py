"""What stays public of closed years: the files as they were, and the figures."""

from collections.abc import Iterator

from django.contrib.auth.decorators import login_not_required
from django.core.files.storage import default_storage
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from directory.opendata.conditional import unless_had
from directory.opendata.figures import figure_rows
from directory.opendata.files import CSV
from directory.opendata.models import PublishedFile
from kayoiba.tools.sheets import csv_stream

FOR_ALL = {"Access-Control-Allow-Origin": "*"}


@login_not_required
@require_safe
@cache_control(public=True, no_cache=True)
def archived(request: HttpRequest, fiscal_year: int, name: str) -> HttpResponseBase:
    """A file as it was. Caches ask each time all the same: a year that is opened again takes its files back."""
    file = get_object_or_404(PublishedFile, fiscal_year=fiscal_year, name=name)
    return unless_had(request, f'"{file.digest}"', file.made_at, lambda: _download(file))


@login_not_required
@require_safe
@cache_control(public=True, no_cache=True)
@conditional_page
def figures(request: HttpRequest) -> HttpResponse:
    """Every figure of every closed year, a row each."""
    headers = FOR_ALL | {"Content-Disposition": 'attachment; filename="figures.csv"'}
    return HttpResponse(csv_stream(figure_rows()), content_type=CSV, headers=headers)


def _download(file: PublishedFile) -> StreamingHttpResponse:
    stem, _, ending = file.name.partition(".")
    headers = FOR_ALL | {
        "Content-Disposition": f'attachment; filename="{stem}-{file.fiscal_year}.{ending}"',
        "Content-Length": str(file.size),
    }
    return StreamingHttpResponse(_pieces(file.path), content_type=file.content_type, headers=headers)


def _pieces(path: str) -> Iterator[bytes]:
    """Opened when the first piece is asked for, which nobody does who asks for the headers alone."""
    with default_storage.open(path) as file:
        yield from file.chunks()
