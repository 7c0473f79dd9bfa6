import pytest
from django.core.checks import run_checks

from tests.factories.people import a_person

pytestmark = pytest.mark.django_db


def findings():
    return [finding.id for finding in run_checks(tags=["database"], databases=["default"])]


def test_production_refuses_a_database_with_demo_people(settings):
    a_person(is_demo=True)
    settings.PRODUCTION = True

    assert findings() == ["accounts.E001"]


def test_production_takes_a_database_of_real_people(settings):
    a_person()
    settings.PRODUCTION = True

    assert findings() == []


def test_a_laptop_takes_demo_people():
    a_person(is_demo=True)

    assert findings() == []
