import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from operator import attrgetter

from django.conf import settings
from django.db import transaction

from directory.areas.models import Municipality, Population
from directory.counts.populations.areas import Counted, key_of
from kayoiba.accounts import audit
from kayoiba.accounts.models import User

KEPT = attrgetter("total", "aged_65", "aged_75", "households", "source")


@transaction.atomic
def replace_populations(
    *,
    date: dt.date,
    instead_of: dt.date | None,
    areas: Iterable[Counted],
    rows: Sequence[Population],
    by: User | None,
    at: dt.datetime,
) -> None:
    """On that date these rows stand, whatever stood there before of their areas, which the audit line keeps.

    `instead_of` is the date that was looked at, if any: of it nothing else is left of these areas. On another date
    areas without a row keep what they have, for nobody has seen it.
    """
    keys = {area.key for area in areas}
    if instead_of and instead_of != date:
        _replace(instead_of, keys, [], by, at)
    _replace(date, keys if instead_of == date else {key_of(row) for row in rows}, rows, by, at)


@transaction.atomic
def record_populations(*, rows: Iterable[Population], by: User | None, at: dt.datetime) -> None:
    """Each stands for its area on its date, whatever stood there before; other areas keep what they have."""
    by_date = defaultdict(list)
    for row in rows:
        by_date[row.date].append(row)
    for date, theirs in sorted(by_date.items()):
        _replace(date, {key_of(row) for row in theirs}, theirs, by, at)


def _replace(
    date: dt.date,
    keys: Collection[tuple[int | None, int | None]],
    rows: Sequence[Population],
    by: User | None,
    at: dt.datetime,
) -> None:
    city = Municipality.objects.select_for_update().get(code=settings.MUNICIPALITY)  # one at a time
    before = [row for row in Population.objects.filter(date=date).order_by("pk") if key_of(row) in keys]
    Population.objects.filter(pk__in=[row.pk for row in before]).delete()
    Population.objects.bulk_create(rows)
    replaced = [[*key_of(row), *KEPT(row)] for row in before]
    audit.record("population.recorded", city, by=by, at=at, date=date.isoformat(), areas=len(rows), replaced=replaced)
