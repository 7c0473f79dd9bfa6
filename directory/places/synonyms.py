"""いいかえ: what else a listing is found by. A change reaches at once every listing that says the word.

The verbs return how many listings are found by other words than before.
"""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q

from directory.places.models import Listing, Synonym
from directory.places.publishing import refresh_words
from kayoiba.accounts import audit
from kayoiba.accounts.models import AuditEvent, User
from kayoiba.tools.kana import fold

DROPPED = "synonym.dropped"


@transaction.atomic
def add_synonym(*, word: str, also: str, by: User | None, at: dt.datetime) -> int:
    """A synonym that is there already stays as it is."""
    synonym, is_new = Synonym.objects.get_or_create(word=word, also=also)
    if not is_new:
        return 0
    audit.record("synonym.added", synonym, by=by, at=at, word=word, also=also)
    return _refresh_listings_saying([word])


@transaction.atomic
def drop_synonym(*, synonym: Synonym, by: User | None, at: dt.datetime) -> int:
    audit.record(DROPPED, synonym, by=by, at=at, word=synonym.word, also=synonym.also)
    synonym.delete()
    return _refresh_listings_saying([synonym.word])


@transaction.atomic
def add_shipped_synonyms(pairs: Iterable[tuple[str, str]]) -> int:
    """Those that are missing, without those that somebody of this city has dropped."""
    dropped = AuditEvent.objects.filter(verb=DROPPED).values_list("detail__word", "detail__also")
    there = {*Synonym.objects.values_list("word", "also"), *dropped}
    missing = [Synonym(word=word, also=also) for word, also in pairs if (word, also) not in there]
    Synonym.objects.bulk_create(missing)
    return _refresh_listings_saying({synonym.word for synonym in missing})


def _refresh_listings_saying(words: Iterable[str]) -> int:
    said = Q(pk__in=[])
    for word in words:
        said |= Q(search_text__contains=fold(word))
    return refresh_words(Listing.objects.filter(said).values_list("number", flat=True))
