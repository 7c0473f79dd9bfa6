import pytest
from django.db import IntegrityError

from directory.imports.models import Import, SourceRow
from tests.factories.places import AT, a_municipality, a_place

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("kind", "with_place"), [("place", False), ("further", False), ("refused", True)])
def test_a_row_has_a_place_or_was_refused(kind, with_place):
    origin = Import.objects.create(municipality=a_municipality(), file_name="list.csv", sheets=[], at=AT)

    with pytest.raises(IntegrityError, match="source_row_has_a_place_or_was_refused"):
        SourceRow.objects.create(origin=origin, kind=kind, place=a_place() if with_place else None, number=2, cells={})
