import pytest
from django.urls import reverse

from directory.opendata import queries
from directory.opendata.files import FILES
from directory.places.models import Listing
from directory.places.schedule import Rule
from tests.directory.opendata.fetching import fetched
from tests.factories.places import a_listing

pytestmark = pytest.mark.usefixtures("city")

MADE_OF_PIECES = 3
"""Of a large file more than this many are sent, the first before the last is made."""


def copies_of(listing, count):
    """As many listings that say the same."""
    first = Listing.objects.get(pk=listing.pk)
    rows = [Listing(**{field.name: getattr(first, field.name) for field in Listing._meta.fields}) for _ in range(count)]
    for number, row in enumerate(rows, start=100_000):
        row.number = number
    Listing.objects.bulk_create(rows)


def by_name(file):
    return file.name


@pytest.mark.parametrize("file", FILES, ids=by_name)
def test_every_file_can_be_fetched_by_anybody_and_read_by_other_sites(client, file):
    a_listing(name="さくら会")

    answer = client.get(reverse("opendata:file", args=[file.name]))

    assert (answer.status_code, answer["Content-Type"]) == (200, file.content_type)
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert file.name in answer["Content-Disposition"]
    assert answer.getvalue()


@pytest.mark.parametrize("file", FILES, ids=by_name)
def test_a_city_without_a_single_place_has_its_files_all_the_same(client, file):
    assert client.get(reverse("opendata:file", args=[file.name])).getvalue()


def test_what_is_in_no_register_is_not_there(client):
    assert client.get("/open-data/people.csv").status_code == 404


@pytest.mark.parametrize("file", [file for file in FILES if file.tables], ids=by_name)
@pytest.mark.parametrize("count", [1, 3, 300])
def test_the_database_is_asked_as_often_for_one_place_as_for_many(client, file, count, django_assert_num_queries):
    copies_of(a_listing(), count - 1)

    with django_assert_num_queries(3):  # what changed last, the city, the places
        fetched(client, file.name)


def test_a_large_file_is_sent_while_it_is_made(client, monkeypatch):
    copies_of(a_listing(name="さくら会", rules=[Rule(weekdays=("Tu",))]), 2500)
    made = []
    listings = queries.listings
    monkeypatch.setattr(queries, "listings", lambda: (made.append(1) or listing for listing in listings()))

    answer = iter(client.get(reverse("opendata:file", args=["places.csv"])))
    next(answer)

    assert len(made) < 1000
    assert len(list(answer)) > MADE_OF_PIECES
    assert len(made) == 2501
