import pytest

from directory.areas.actions import publish_areas
from tests.factories.places import AT, TODAY, a_district, a_listing, a_municipality, a_place


@pytest.fixture(autouse=True)
def the_day(monkeypatch):
    """Ten o'clock on Tuesday 24 November 2026."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)


@pytest.fixture
def mabi(db):
    mabi = a_district(position=6, contact_name="コーディネーター", contact_phone="086-000-0006")
    publish_areas(municipality=a_municipality(), on=TODAY)
    return mabi


@pytest.fixture
def place(mabi):
    """Listed, with everything that may be wrong."""
    place = a_place(
        "呉妹おしゃべり広場", district=mabi, schedule_text="第1月曜", contact_phone="086-000-0000", fee_amount=100
    )
    a_listing(place)
    return place
