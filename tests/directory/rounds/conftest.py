"""Every test of a round has one day."""

import pytest

from tests.factories.places import AT


@pytest.fixture(autouse=True)
def the_day(monkeypatch):
    """Ten o'clock on Tuesday 24 November 2026."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)
