import datetime as dt

from django.db import transaction

from directory.places.models import Place
from directory.startup.models import Grant
from kayoiba.accounts import audit
from kayoiba.accounts.models import User


@transaction.atomic
def record_grant(
    *,
    place: Place,
    fiscal_year: int,
    status: str,
    decided_on: dt.date | None = None,
    amount: int | None = None,
    by: User | None,
    at: dt.datetime,
) -> Grant:
    """Write down where the grant of that year stands, replacing what was written of it before."""
    grant = Grant(place=place, fiscal_year=fiscal_year, status=status, decided_on=decided_on, amount=amount)
    Grant.objects.bulk_create(
        [grant],
        update_conflicts=True,
        unique_fields=["place", "fiscal_year"],
        update_fields=["status", "decided_on", "amount"],
    )
    audit.record("grant.recorded", place, by=by, at=at, fiscal_year=fiscal_year, status=status)
    return grant
