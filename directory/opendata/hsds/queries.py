"""Reading the public copy for the API: one question for how many there are, one for those of a page."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import F, Func, Q, QuerySet, TextField

from directory.finder.queries.matching import with_words
from directory.finder.queries.search import Search
from directory.opendata.hsds.ids import key_of
from directory.opendata.hsds.tables import Page
from directory.opendata.hsds.taxonomy import Vocabulary
from directory.opendata.queries import SEARCHED
from directory.places.models import Listing
from directory.places.models.listing import group_key
from directory.places.vocabulary import Activity
from kayoiba.tools.kana import fold

EVERY, NOTHING = Q(), Q(pk__in=[])


@dataclass(frozen=True)
class Cut:
    """The page of this number, from 1, of `total` rows; one that is not there has no rows."""

    rows: list[Any]
    total: int
    number: int
    size: int

    def written(self, write: Callable[[Any], Any] = lambda row: row) -> Page:
        pages = -(-self.total // self.size)
        return Page(
            total_items=self.total,
            total_pages=pages,
            page_number=self.number,
            size=len(self.rows),
            first_page=self.number == 1,
            last_page=self.number >= pages,
            empty=not self.rows,
            contents=[write(row) for row in self.rows],
        )


def page_of(found: QuerySet[Any] | list[Any], number: int, size: int) -> Cut:
    rows = list(found[(number - 1) * size : number * size])
    return Cut(rows, len(found) if isinstance(found, list) else found.order_by().count(), number, size)


def having(vocabulary: Vocabulary, *, term: UUID | None, taxonomy: UUID | None) -> Q:
    """Listings with this term, and with any of this taxonomy."""
    return (_with_term(vocabulary, term) if term else EVERY) & (_with_any(vocabulary, taxonomy) if taxonomy else EVERY)


def _with_term(vocabulary: Vocabulary, term: UUID) -> Q:
    for code in Activity.values:
        if vocabulary.activity(code).id == term:
            return Q(activities__contains=[code])
    name = next((name for name in kinds() if vocabulary.kind(name).id == term), None)
    return Q(kinds__contains=[name]) if name else NOTHING


def _with_any(vocabulary: Vocabulary, taxonomy: UUID) -> Q:
    activities, kinds = vocabulary.taxonomies()
    return {activities.id: ~Q(activities=[]), kinds.id: ~Q(kinds=[])}.get(taxonomy, NOTHING)


def services(
    *,
    words: Iterable[str] = (),
    since: dt.datetime | None = None,
    group: str | None = None,
    having: Q = EVERY,
) -> QuerySet[Listing]:
    """Listings by number: with all the words, written at `since` or later, of the group with this key."""
    search = Search(words=tuple(words))
    if not all(map(fold, search.words)):  # without a letter nothing is said
        return Listing.objects.none()
    found = with_words(search).filter(having)
    if since:
        found = found.filter(updated_at__gte=since)
    if group is not None:
        found = found.alias(group=group_key()).filter(group=group)
    return found.defer(*SEARCHED).order_by("number")


def listing(number: int) -> Listing | None:
    return Listing.objects.defer(*SEARCHED).filter(number=number).first()


def kinds() -> QuerySet[Any]:
    """The names of those that listings have, each once."""
    each = Func(F("kinds"), function="unnest", output_field=TextField())
    return Listing.objects.values_list(each, flat=True).distinct().order_by(each)


def groups(words: str = "", *, city: str) -> QuerySet[Any]:
    """The names of those that run a listing, each once; the empty one is the city's."""
    named = Q(group_name__icontains=words) | (Q(group_name="") if words in city else NOTHING)
    found = Listing.objects.filter(named) if words else Listing.objects.all()
    return found.order_by("group_name").values_list("group_name", flat=True).distinct()


def run_by(names: Iterable[str]) -> dict[str, list[Listing]]:
    """The listings of these groups, by number."""
    found: dict[str, list[Listing]] = {name: [] for name in names}
    keyed = Listing.objects.alias(group=group_key()).filter(group__in=map(key_of, found))
    for row in keyed.defer(*SEARCHED).order_by("number"):
        found[row.group_name].append(row)
    return found
