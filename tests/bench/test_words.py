"""The index of words, among places enough to need one. Nothing is timed."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directory.finder.queries import Search, facets, find
from directory.places.models import Listing, Place
from kayoiba.tools.kana import fold
from tests.bench.country import AT
from tests.bench.filling import fill

pytestmark = pytest.mark.django_db

SIZE = 400


@pytest.fixture
def places():
    fill(SIZE)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE directory_listing")
        cursor.execute("SET LOCAL enable_seqscan = off")


def test_a_word_of_any_length_is_looked_up_in_the_index_and_found_nowhere_else(places):
    texts = list(Listing.objects.values_list("search_text", flat=True))

    for word in ("妹", "畑", "写経", "体操", "大正琴", "ラジオ体操"):
        with CaptureQueriesContext(connection) as asked:
            total = facets(Search(words=(word,)), now=AT).total
            find(Search(words=(word,)), now=AT, total=SIZE)
        assert [plan.count("Bitmap Index Scan on listing_grams") for plan in map(plan_of, asked)] == [2, 1], word
        assert total == sum(fold(word) in text for text in texts), word


def plan_of(query):
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {query['sql']}")
        return "\n".join(line for (line,) in cursor.fetchall())


def test_the_measured_country_has_as_many_listings_as_it_says_and_others_that_ended(places):
    assert Listing.objects.count() == SIZE
    assert Place.objects.known_on(AT.date()).count() == SIZE
    assert Place.objects.count() == SIZE + SIZE // 4
