import pytest

from directory.areas.actions import publish_areas
from tests.factories.places import AT, TODAY, a_district, a_municipality, a_school


@pytest.fixture(autouse=True)
def city(db, monkeypatch):
    """真備 and 倉敷 with 呉妹, published, at ten o'clock on Tuesday 24 November 2026."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)
    contact = {"contact_name": "生活支援コーディネーター", "contact_phone": "086-000-0006", "contact_hours": "平日の昼"}
    mabi = a_district(kana="まび", position=6, **contact)
    a_school(district=mabi)
    a_district("kurashiki", "倉敷", position=1)
    publish_areas(municipality=a_municipality(), on=TODAY)
    return mabi
