"""A first visit is light: whoever comes by phone, and pays for it, has the page at once."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles.finders import find

from directory.places.schedule import Rule
from tests.factories.places import a_listing

FROM_A_PAGE = re.compile(r'(?:href|src)="/static/([^"#]+\.(?:css|js|svg))')


@pytest.mark.parametrize("address", ["/", "/places/", "/places/?view=calendar", "/places/{}/", "/propose/"])
def test_a_page_with_all_it_brings_has_less_than_50_kB_compressed(client, db, address):
    """The limit is twice that; the map comes on top where it is asked for."""
    introduction = "お茶を飲みながら、近所の人とおしゃべりをします。" * 20
    for _ in range(20):
        listing = a_listing(
            introduction=introduction,
            rules=[Rule(weekdays=("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"))],
            contact_phone="086-000-0000",
        )

    page = client.get(address.format(listing.number)).content
    brought = {name: Path(find(name)).read_bytes() for name in FROM_A_PAGE.findall(page.decode())}

    assert {"css/tokens.css", "css/base.css", "css/residents.css"} <= set(brought)
    assert sum(len(gzip.compress(content)) for content in (page, *brought.values())) < 50_000
