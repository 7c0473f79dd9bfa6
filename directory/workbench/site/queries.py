"""What the office can edit of the residents' pages, and how it stands."""

from itertools import groupby

from django.db.models import QuerySet

from directory.areas.models import District
from directory.places.models import Synonym
from kayoiba.tools.kana import sort_key, to_hiragana


def districts() -> QuerySet[District]:
    return District.objects.order_by("position")


def synonyms_by_word() -> list[tuple[str, list[Synonym]]]:
    """Each word with what it is found by too, in 五十音 order as far as the words are kana."""
    rows = sorted(Synonym.objects.all(), key=lambda row: (sort_key(to_hiragana(row.word)), row.word, row.pk))
    return [(word, list(theirs)) for word, theirs in groupby(rows, key=lambda row: row.word)]
