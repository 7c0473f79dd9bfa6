import pytest
from django.db import IntegrityError

from directory.startup.actions import record_grant
from directory.startup.models import Grant
from kayoiba.accounts.models import AuditEvent
from tests.factories.places import AT, a_place

pytestmark = pytest.mark.django_db

DECIDED = Grant.Status.DECIDED


def grant(place, year=2026, status=DECIDED, **fields):
    return record_grant(place=place, fiscal_year=year, status=status, by=None, at=AT, **fields)


def test_a_year_has_one_grant_and_the_last_word_holds():
    place = a_place()
    grant(place, status=Grant.Status.APPLIED)

    grant(place, amount=30000)
    grant(place, year=2025)

    grants = place.grants.order_by("fiscal_year").values_list("fiscal_year", "status", "amount")
    assert list(grants) == [(2025, "decided", None), (2026, "decided", 30000)]


def test_decided_and_reported_grants_make_a_place_subsidised():
    for status in Grant.Status:
        grant(a_place(status), status=status)

    assert {one.place.name for one in Grant.objects.decided()} == {"decided", "reported"}


def test_the_line_says_which_year_and_how_it_stands():
    grant(a_place())

    assert AuditEvent.objects.get(verb="grant.recorded").detail == {"fiscal_year": 2026, "status": "decided"}


def test_a_grant_is_there_once_a_place_and_year():
    place = a_place()
    grant(place)

    with pytest.raises(IntegrityError, match="grant_once_a_place_and_year"):
        Grant.objects.create(place=place, fiscal_year=2026, status=DECIDED)


def test_a_year_is_a_year_and_no_era():
    with pytest.raises(IntegrityError, match="grant_year_is_a_year"):
        grant(a_place(), year=8)
