"""The district that most tests are about, who looks after it, and the day."""

import pytest
from django.utils import timezone

from tests.factories.people import a_person
from tests.factories.places import a_district


@pytest.fixture
def mabi(db):
    return a_district()


@pytest.fixture
def coordinator(client, mabi):
    """Signed in."""
    person = a_person("coordinator", mabi)
    client.force_login(person)
    return person


@pytest.fixture
def today():
    return timezone.localdate()
