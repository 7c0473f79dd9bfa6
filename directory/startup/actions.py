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
    grant, _ = Grant.objects.update_or_create(
        place=place,
        fiscal_year=fiscal_year,
        defaults={"status": status, "decided_on": decided_on, "amount": amount},
    )
    audit.record("grant.recorded", place, by=by, at=at, fiscal_year=fiscal_year, status=status)
    return grant
