"""The district that most tests are about, and who looks after it."""

import pytest

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
