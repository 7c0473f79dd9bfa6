import pytest

from tests.factories.places import a_district


@pytest.fixture
def tamashima(db):
    return a_district("tamashima", "玉島")
