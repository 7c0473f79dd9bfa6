import pytest

from directory.areas.actions import publish_areas
from tests.factories.places import AT, TODAY, a_district, a_municipality, a_school


@pytest.fixture
def city(db, monkeypatch):
    """倉敷市 with 真備 and 呉妹, published, on Tuesday 24 November 2026."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)
    a_school(district=a_district())
    publish_areas(municipality=a_municipality(), on=TODAY)
    return a_municipality()
