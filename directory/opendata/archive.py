"""The yearly archive: what was public when a year was closed, its files and its figures, stays to be fetched.

Files are written first, each under a path of its own, and then the rows that speak of them, in one transaction; those
that no row speaks of any more are deleted when it is certain. What a crash leaves over nobody can fetch, and goes with
the next archive of its year.
"""

import datetime as dt
import hashlib
import tempfile
from collections.abc import Iterable, Iterator
from functools import partial

from django.core.files.base import File as Content
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from directory.counts.figures import FIGURES
from directory.counts.models import ClosedYear
from directory.counts.queries import closed_by_area, year_of
from directory.opendata import queries
from directory.opendata.edition import Edition
from directory.opendata.files import FILES, File
from directory.opendata.models import PublishedFigure, PublishedFile
from kayoiba.accounts import audit
from kayoiba.accounts.models import User

FOLDER = "archive"


class NotClosed(Exception):
    """Somebody has opened the year again meanwhile."""


def archive_year(*, closing: ClosedYear, root: str, by: User | None, at: dt.datetime) -> None:
    """Keep every file as it is now and the figures of the closed year, in place of what was kept of that year.

    `root` is the site's address without a slash at its end, which stands in the files. Of a year that was typed in
    there are figures alone: the places of that time are not on record. Raises NotClosed.
    """
    edition = Edition.of(queries.published_areas().city, root=root, today=timezone.localdate(at))
    files: list[PublishedFile] = []
    try:
        for file in () if closing.is_typed_in else FILES:
            files.append(_keep(file, edition, closing.fiscal_year, at))
        with transaction.atomic():
            if not ClosedYear.objects.in_force().select_for_update().filter(pk=closing.pk).exists():
                raise NotClosed
            _clear(closing.fiscal_year)
            PublishedFile.objects.bulk_create(files)
            PublishedFigure.objects.bulk_create(_figures(closing))
            audit.record("year.archived", closing, by=by, at=at)
            transaction.on_commit(partial(_sweep, closing.fiscal_year), robust=True)
    except BaseException:
        _drop(file.path for file in files)
        raise


@transaction.atomic
def unarchive_year(*, closing: ClosedYear, by: User | None, at: dt.datetime) -> None:
    """Of a year that is opened again nothing stays public."""
    if _clear(closing.fiscal_year):
        audit.record("year.unarchived", closing, by=by, at=at)
        transaction.on_commit(partial(_sweep, closing.fiscal_year), robust=True)


def _keep(file: File, edition: Edition, fiscal_year: int, at: dt.datetime) -> PublishedFile:
    """Write it by way of the disk, so that memory does not grow with it. The row is not saved yet."""
    with tempfile.TemporaryFile() as written:
        written.writelines(file.written(edition))
        size = written.tell()
        written.seek(0)
        digest = hashlib.file_digest(written, "sha256").hexdigest()
        path = default_storage.save(f"{FOLDER}/{fiscal_year}/{file.name}", Content(written))
    return PublishedFile(
        fiscal_year=fiscal_year,
        name=file.name,
        path=path,
        content_type=file.content_type,
        size=size,
        digest=digest,
        made_at=at,
    )


def _figures(closing: ClosedYear) -> Iterator[PublishedFigure]:
    """Those of the city and of its districts, the whole register."""
    table, year = closed_by_area(closing, FIGURES), year_of(closing)
    for area_position, line in enumerate([table.city, *table.districts]):
        for position, figure in enumerate(FIGURES):
            yield PublishedFigure(
                fiscal_year=closing.fiscal_year,
                key=figure.key,
                name=figure.name,
                level=figure.level.label,
                unit=figure.unit,
                position=position,
                area=line.area.mark,
                area_name=line.area.name,
                area_position=area_position,
                value=line.number(figure, year),
                as_of=closing.as_of,
                closed_on=timezone.localdate(closing.closed_at),
                source=closing.source,
            )


def _clear(fiscal_year: int) -> bool:
    """Delete the rows of the year; were there any?"""
    counts = [rows.objects.filter(fiscal_year=fiscal_year).delete()[0] for rows in (PublishedFigure, PublishedFile)]
    return any(counts)


def _sweep(fiscal_year: int) -> None:
    """Delete the files of the year that no row speaks of."""
    folder = f"{FOLDER}/{fiscal_year}"
    if default_storage.exists(folder):
        spoken_of = set(PublishedFile.objects.filter(fiscal_year=fiscal_year).values_list("path", flat=True))
        _drop({f"{folder}/{name}" for name in default_storage.listdir(folder)[1]} - spoken_of)


def _drop(paths: Iterable[str]) -> None:
    for path in paths:
        default_storage.delete(path)
