"""年度締め: what a year keeps of its figures, whatever is written down later."""

import datetime as dt
from collections.abc import Iterator, Mapping

from django.db import IntegrityError, connection, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from directory.counts.areas import CITY, UNSET_DISTRICT, UNSET_SCHOOL
from directory.counts.breakdowns import BREAKDOWNS
from directory.counts.figures import FIGURES, Figure, Share, Year
from directory.counts.models import ClosedRow, ClosedYear, SurveyJudgement
from directory.counts.queries import populations_of, rows_behind
from directory.counts.queries.areas import districts_in_order
from directory.counts.queries.lines import UNSET_NAMES
from directory.places.models import KnownPeriod, ListedPeriod, MeetingFrequency, Pause, Place, PlaceArea, PlaceKind
from directory.rounds.models import YearlyReport
from directory.startup.models import Grant
from kayoiba.accounts import audit
from kayoiba.accounts.models import User
from kayoiba.tools import fiscal

AT_ONCE = 2000
COUNTED_FROM = (
    Place,
    KnownPeriod,
    ListedPeriod,
    PlaceArea,
    PlaceKind,
    Pause,
    MeetingFrequency,
    Grant,
    YearlyReport,
    SurveyJudgement,
)


class AlreadyClosed(Exception):
    """The year is closed, or somebody closed it just now."""


class NotOver(Exception):
    """A year is closed after its last day."""


@transaction.atomic
def close_year(*, fiscal_year: int, note: str = "", by: User | None, at: dt.datetime) -> ClosedYear:
    """Keep every figure of the register as of 31 March, with the places behind it. Raises NotOver and AlreadyClosed."""
    year = Year(fiscal_year, fiscal.last_day(fiscal_year))
    closing = _begin(year, at, note=note, populations=populations_of([year])[fiscal_year], closed_by=by)
    _look_at_sizes()
    for figure in FIGURES:
        if not isinstance(figure.measure, Share):
            ClosedRow.objects.bulk_create(_rows(closing, figure, year), batch_size=AT_ONCE)
    audit.record("year.closed", closing, by=by, at=at)
    return closing


@transaction.atomic
def type_in_year(
    *, fiscal_year: int, source: str, numbers: Mapping[tuple[str, str], int], by: User | None, at: dt.datetime
) -> ClosedYear:
    """Figures of a year from before the portal: `numbers` by a figure's key and a district's mark, which make the city.

    Raises NotOver and AlreadyClosed.
    """
    year = Year(fiscal_year, fiscal.last_day(fiscal_year))
    closing = _begin(year, at, source=source, closed_by=by)
    names = districts_in_order()
    ClosedRow.objects.bulk_create(
        ClosedRow(
            closing=closing,
            figure=key,
            district=district,
            district_name=names[district],
            school=UNSET_SCHOOL,
            school_name=UNSET_NAMES[UNSET_SCHOOL],
            amount=amount,
        )
        for (key, district), amount in numbers.items()
    )
    audit.record("year.typed_in", closing, by=by, at=at, source=source)
    return closing


@transaction.atomic
def reopen_year(*, closing: ClosedYear, reason: str, by: User | None, at: dt.datetime) -> None:
    """From now on the year is counted anew. What it was closed with stays, and who opened it and why."""
    opened = ClosedYear.objects.in_force().filter(pk=closing.pk)
    if opened.update(reopened_at=at, reopened_by=by, reopened_reason=reason):
        audit.record("year.reopened", closing, by=by, at=at, reason=reason)


def forget_names() -> int:
    """Blank the names of places that were forgotten for good, wherever a closed year kept them; of how many rows.

    The rows stay, so that the figures do. `place.forgotten` is the audit line of it.
    """
    kept = Exists(Place.with_removed.filter(pk=OuterRef("place")))
    return ClosedRow.objects.filter(~kept, place__isnull=False).exclude(name="").update(name="", sort_key="")


def _begin(year: Year, at: dt.datetime, **fields: object) -> ClosedYear:
    if timezone.localdate(at) <= year.day:
        raise NotOver
    try:
        with transaction.atomic():
            return ClosedYear.objects.create(fiscal_year=year.number, as_of=year.day, closed_at=at, **fields)
    except IntegrityError as error:
        raise AlreadyClosed from error


def _look_at_sizes() -> None:
    """Right after a large list came in the planner takes tables for empty, and would join them row by row."""
    tables = ", ".join(model._meta.db_table for model in COUNTED_FROM)
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {tables}")


def _rows(closing: ClosedYear, figure: Figure, year: Year) -> Iterator[ClosedRow]:
    joins = {name: join for breakdown in BREAKDOWNS for name, join in breakdown.joins(year).items()}
    joins = {name: join for name, join in joins.items() if name not in figure.source.joins(year)}
    of = {f"by_{breakdown.key}": breakdown.of(year) for breakdown in BREAKDOWNS}
    behind = rows_behind(figure, year, CITY).annotate(**joins).annotate(**of)
    areas = ("district__slug", "district__name", "school_district__code", "school_district__name")
    told = behind.values_list("place", "place__name", "place__sort_key", *areas, "amount", *of)
    for place, name, sort_key, district, district_name, school, school_name, amount, *categories in told.iterator():
        yield ClosedRow(
            closing=closing,
            figure=figure.key,
            place=place,
            name=name,
            sort_key=sort_key,
            district=district or UNSET_DISTRICT,
            district_name=district_name or UNSET_NAMES[UNSET_DISTRICT],
            school=school or UNSET_SCHOOL,
            school_name=school_name or UNSET_NAMES[UNSET_SCHOOL],
            categories=dict(zip((breakdown.key for breakdown in BREAKDOWNS), categories, strict=True)),
            amount=amount,
        )
