import datetime as dt
import json
import re

import pytest
from django.urls import reverse
from django.utils.html import escape

from directory.opendata.files import FILES
from directory.opendata.formats import CAFETERIAS, PLACES
from directory.places.models import Listing
from tests.directory.opendata.fetching import fetched
from tests.factories.places import AT, a_listing

pytestmark = pytest.mark.usefixtures("city")


@pytest.fixture
def page(client):
    def read():
        return client.get("/open-data/").content.decode()

    return read


def test_it_says_how_many_places_there_are_when_they_changed_and_on_what_terms(page):
    a_listing()
    a_listing()

    said = page()

    assert re.search(r"<dd>\s*2か所", said)
    assert '<time datetime="2026-11-24T10:00:00+09:00">2026年11月24日 10:00</time>' in said
    assert 'href="https://creativecommons.org/licenses/by/4.0/deed.ja" rel="license"' in said
    assert "出典: 倉敷市 通いの場オープンデータ（http://testserver/open-data/、CC BY 4.0）。" in said


def test_a_city_without_places_says_so(page):
    said = page()

    assert re.search(r"<dd>\s*0か所", said)
    assert "まだ ありません" in said


def test_every_file_has_its_link(page):
    said = page()

    assert [file.name for file in FILES if f'href="{reverse("opendata:file", args=[file.name])}"' not in said] == []


def test_every_column_is_explained_or_said_to_be_always_empty(page):
    said = page()

    tables = [table for file in FILES for table in file.tables]
    columns = [column for table in tables for column in table.columns]
    assert [column.heading for column in columns if escape(column.heading) not in said] == []
    assert escape("、".join(CAFETERIAS.left_empty)) in said
    assert [column.heading for column in PLACES.columns if not column.said] == []


def test_it_counts_the_letters_that_old_programs_lack(client, page):
    a_listing(name="𠮷田の会", introduction="❤")

    assert "のべ <strong>2</strong>" in page()
    assert len(fetched(client, "places-sjis-report.csv").splitlines()) == 3

    Listing.objects.all().delete()
    a_listing(name="くれせの会", at=AT + dt.timedelta(hours=1))
    assert "書けなかった文字は ありません" in page()


def test_machines_are_told_what_can_be_fetched(page):
    a_listing()

    (written,) = re.findall(r'<script type="application/ld\+json">(.+?)</script>', page())
    catalogue = json.loads(written)

    (dataset,) = catalogue["dataset"]
    assert (catalogue["@type"], dataset["@type"]) == ("DataCatalog", "Dataset")
    assert dataset["dateModified"] == "2026-11-24T10:00:00+09:00"
    fetchable = {(download["contentUrl"], download["encodingFormat"]) for download in dataset["distribution"]}
    assert fetchable == {(f"http://testserver/open-data/{file.name}", file.content_type) for file in FILES}


def test_the_open_pages_and_the_sitemap_lead_there(client):
    assert 'href="/open-data/"' in client.get("/").content.decode()
    assert "<loc>http://testserver/open-data/</loc>" in client.get("/sitemap.xml").content.decode()


@pytest.mark.parametrize("count", [1, 3, 300])
def test_it_asks_the_database_as_often_for_one_place_as_for_many(client, count, django_assert_num_queries):
    listing = a_listing()
    for number in range(count - 1):
        listing.pk = 100_000 + number
        listing.save(force_insert=True)

    # the city, what changed last, how many, closed years, their files, and once for each change all
    with django_assert_num_queries(6):
        client.get("/open-data/")
