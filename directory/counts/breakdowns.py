"""By what else figures are told apart: each place falls into one category of each, so that categories sum to the whole.

Kind, operator, venue and frequency are as recorded now; a closed year keeps what it was closed with.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db.models import Case, Count, F, Min, OuterRef, Q, Subquery, TextChoices, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, NullIf

from directory.counts.figures.figure import Joins, Year, frequency_alias, frequency_of, report_alias, report_of
from directory.places.models import Kind, PlaceKind
from directory.places.vocabulary import FrequencyBand, NationalActivity, OperatorType, VenueType

UNSET = "unset"
SEVERAL = "several"
PEOPLE = {20: ("1-20", "1〜20人"), 40: ("21-40", "21〜40人"), 60: ("41-60", "41〜60人"), 80: ("61-80", "61〜80人")}
PEOPLE |= {100: ("81-100", "81〜100人")}
MORE = ("101-", "100人をこえる")

Categories = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Breakdown:
    """`categories` are (code, words) in their order, the one of those without any last; `of` finds a stay's code."""

    key: str
    name: str
    categories: Callable[[], Categories]
    of: Callable[[Year], Combinable]
    joins: Callable[[Year], Joins] = lambda year: {}

    def words(self, code: str) -> str:
        return dict(self.categories()).get(code, code)


def _named(choices: type[TextChoices], unset: str) -> Callable[[], Categories]:
    return lambda: [*choices.choices, (UNSET, unset)]


def _field(name: str) -> Callable[[Year], Combinable]:
    return lambda year: Coalesce(NullIf(F(f"place__{name}"), Value("")), Value(UNSET))


def _kinds() -> Categories:
    kinds = Kind.objects.order_by("position").values_list("slug", "name")
    return [*kinds, (SEVERAL, "2つ以上の種類"), (UNSET, "種類未設定")]


def _kind(year: Year) -> Combinable:
    theirs = PlaceKind.objects.filter(place=OuterRef("place")).order_by().values("place")
    one_alone = Case(When(Q(number=1), then=F("slug")), default=Value(SEVERAL))
    said = theirs.annotate(number=Count("pk"), slug=Min("kind__slug")).values(said=one_alone)
    return Coalesce(Subquery(said), Value(UNSET))


def _frequency(year: Year) -> Combinable:
    return Coalesce(F(f"{frequency_alias(year)}__band"), Value(FrequencyBand.UNKNOWN.value))


def _people(year: Year) -> Combinable:
    """Bands of the survey's 「1箇所1回あたり参加者実人数」."""
    average = f"{report_alias(year)}__average_participants"
    bands = [When(Q(**{f"{average}__lte": most}), then=Value(code)) for most, (code, _) in PEOPLE.items()]
    return Case(*bands, When(Q(**{f"{average}__isnull": True}), then=Value(UNSET)), default=Value(MORE[0]))


BREAKDOWNS = [
    Breakdown("kind", "種類", _kinds, _kind),
    Breakdown("activity", "主な活動", _named(NationalActivity, "主な活動未設定"), _field("main_activity")),
    Breakdown("operator", "運営主体", _named(OperatorType, "運営主体未設定"), _field("operator_type")),
    Breakdown("venue", "会場の種類", _named(VenueType, "会場の種類未設定"), _field("venue_type")),
    Breakdown("frequency", "開催頻度", lambda: FrequencyBand.choices, _frequency, frequency_of),
    Breakdown(
        "people",
        "1回の参加者",
        lambda: [*PEOPLE.values(), MORE, (UNSET, "未把握")],
        _people,
        report_of,
    ),
]


def breakdown_of(key: str) -> Breakdown | None:
    return next((breakdown for breakdown in BREAKDOWNS if breakdown.key == key), None)
