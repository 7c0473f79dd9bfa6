"""What stays public of a closed year, without the closing."""

import hashlib
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from directory.opendata.models import PublishedFigure, PublishedFile
from tests.factories.places import AT, TODAY


def a_published_file(name: str = "places.csv", *, fiscal_year: int = 2026, content: bytes = b"ID\r\n") -> PublishedFile:
    return PublishedFile.objects.create(
        fiscal_year=fiscal_year,
        name=name,
        path=default_storage.save(f"archive/{fiscal_year}/{name}", ContentFile(content)),
        content_type="text/csv; charset=utf-8",
        size=len(content),
        digest=hashlib.sha256(content).hexdigest(),
        made_at=AT,
    )


def a_published_figure(key: str = "places.known", *, fiscal_year: int = 2020, **fields: Any) -> PublishedFigure:
    """How many places the city knew; of an area with `area` and `area_name`."""
    defaults = {"name": "把握している通いの場", "level": "把握", "unit": "か所", "position": 0, "value": 771.0}
    where = {"area": "", "area_name": "市全体", "area_position": 0}
    days = {"as_of": TODAY.replace(fiscal_year + 1, 3, 31), "closed_on": TODAY}
    return PublishedFigure.objects.create(fiscal_year=fiscal_year, key=key, **(defaults | where | days | fields))
