"""Nothing private can leak, proved twice: open pages ask the public copy alone, and what is planted in every private
field of every table appears in nothing that the public can fetch.
"""

import datetime as dt
import io
import re
from itertools import product, zip_longest
from typing import Any
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from directory.groups.models import Group
from directory.opendata.files import BY_NAME, SJIS, XLSX
from directory.pages.queries import PAGES
from directory.places.models import Listing, ListingPhoto, Photo, Place
from directory.rounds.codes import lay_hashes, token_of
from directory.rounds.models import Answer, Invitation, Round, YearlyReport
from tests.house.addresses import URLS, hsds_ids
from tests.house.planting import PUBLIC_COPY, fields
from tests.house.planting import a_city_with_secrets as a_city
from tests.house.test_doors import is_open
from tests.kayoiba.tools.pdf_reading import text as pdf_text

NOT_OF_PLACES = {"home:ready", "demo:sign_in"}
"""Whether the migrations are applied, asked by machines; and who someone is, asked at the machine itself."""

BY_LINK = {"rounds:answer"}
"""Opens to the operator of one place what is asked of that place. `TestByLink` says how little that is."""


@pytest.fixture
def a_city_with_secrets(db):
    return a_city()


def open_addresses() -> list[str]:
    """Every address of a public module, of every place that ever was listed, and the search in all its ways."""
    numbers = Place.objects.filter(number__isnull=False).values_list("number", flat=True)
    things = {"number": [*numbers, 999_999], "slug": ["mabi", "kurashiki"], "page": list(PAGES), "size": [320, 1600]}
    things |= {"name": list(BY_NAME), "fiscal_year": [2025]}
    groups = Group.objects.values_list("name", flat=True)
    of_each = [hsds_ids(*told) for told in zip_longest([*numbers, 999_999], groups, fillvalue="")]
    things |= {name: sorted({ids[name] for ids in of_each}) for name in of_each[0]}
    things["photo_name"] = [*ListingPhoto.objects.values_list("key", flat=True), "x" * 43]
    addresses = []
    for name, (view, takes) in URLS.items():
        if is_open(view) and ".public" in view.__module__ and name not in NOT_OF_PLACES | BY_LINK:
            assert things.keys() >= set(takes), f"Teach this test what {name} takes."
            ways = product(*(things[taken] for taken in takes))
            addresses += [address(name, dict(zip(takes, way, strict=True))) for way in ways]
    asked = [{"district": "mabi"}, {"school": "m-01"}, {"day": "tue"}, {"time": "am"}, {"activity": "tea"}]
    asked += [
        {"date": f"{timezone.localdate():%Y-%m-%d}"},
        {"order": "next"},
        {"view": "map"},
        {"q": "会"},
        {"q": "ありません"},
        {"page": 9},
    ]
    asked += [{"q": "ありません", "date": f"{timezone.localdate():%Y-%m-%d}", "district": "mabi"}]
    addresses += [f"{address(f'opendata:{name}', {})}?full=true" for name in ("services", "service_at_locations")]
    addresses.append(f"{address('opendata:organizations', {})}?full_service=true&search=会")
    return addresses + [f"{address('finder:places', {})}?{urlencode(ask)}" for ask in asked]


def address(name: str, takes: dict[str, Any]) -> str:
    return reverse(name, kwargs=takes)


def test_open_pages_ask_no_table_but_the_public_copy(client, a_city_with_secrets):
    all_tables = set(connection.introspection.table_names())

    asked = {}
    for page in open_addresses():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(page).getvalue()
        for query in queries:
            for table in all_tables & set(re.findall(r"\w+", query["sql"])):
                asked.setdefault(table, page)

    assert asked
    assert {table: page for table, page in asked.items() if not PUBLIC_COPY.fullmatch(table)} == {}


def test_nothing_planted_in_a_private_field_can_be_fetched(client, a_city_with_secrets):
    plants = {plant.lower(): name for plant, name in a_city_with_secrets.plants.items()}

    leaks = {}
    for page in open_addresses():
        answer = client.get(page)
        fetched = f"{answer.headers}{_read(answer)}".lower()
        leaks |= {(name, page): plant for plant, name in plants.items() if plant in fetched}

    assert len(plants) > 100
    assert leaks == {}


def _read(answer) -> str:
    kind, content = answer["Content-Type"], answer.getvalue()
    if kind == "application/pdf":
        return pdf_text(content)
    if kind == XLSX:
        return _unpacked(content)
    return content.decode({"image/jpeg": "latin-1", SJIS: "cp932"}.get(kind, "utf-8"))


def _unpacked(workbook: bytes) -> str:
    with ZipFile(io.BytesIO(workbook)) as parts:
        return "".join(parts.read(part).decode() for part in parts.namelist())


def test_nothing_planted_in_a_private_field_can_be_searched_for(a_city_with_secrets):
    copies = "\n".join(Listing.objects.values_list("search_text", flat=True))

    assert [name for plant, name in a_city_with_secrets.plants.items() if plant.lower() in copies] == []


def test_what_was_agreed_to_is_there(client, a_city_with_secrets):
    names = client.get("/places/").content.decode()

    precisions = sorted(Listing.objects.values_list("precision", flat=True))
    assert precisions == ["", "address", "school", "school", "town"]
    for name in ("ぜんぶよい会", "町名までの会", "個人宅の会", "名前だけの会", "休みの会"):
        assert name in names
    for name in ("のせない会", "おろした会", "おわった会"):
        assert name not in names


def test_of_photographs_only_that_which_was_agreed_to_can_be_fetched(client, a_city_with_secrets):
    names = [name for names in Photo.objects.values_list("key", "public_key") for name in names if name]
    addresses = [f"/photos/{name}-{size}.jpg" for name in names for size in (320, 1600)]

    fetched = [address for address in addresses if client.get(address).status_code == 200]

    (shown,) = ListingPhoto.objects.values_list("key", flat=True)
    assert fetched == [f"/photos/{shown}-{size}.jpg" for size in (320, 1600)]


ASKED_OF_ITS_OPERATOR = {
    "Place": fields("name schedule_text venue_name address venue_type fee contact_phone"),
    "YearlyReport": fields(
        "meetings_held average_participants men_under_65 men_65_to_74 men_75_and_over women_under_65 women_65_to_74"
        " women_75_and_over helpers troubles wishes"
    ),
    "Round": fields("greeting answer_by"),
}
"""Of the place, the year and the round that the link is of. Yes and no are not planted."""


class TestByLink:
    @pytest.fixture
    def invitation(self, a_city_with_secrets):
        """Of a place whose venue and telephone the public may not see, with a link that opens."""
        today = timezone.localdate()
        Round.objects.update(closed_at=None, answer_by=today + dt.timedelta(days=9), fiscal_year=2026)
        YearlyReport.objects.filter(place__name="名前だけの会").update(fiscal_year=2026)
        invitation = Invitation.objects.select_related("round", "place").get(place__name="名前だけの会")
        Answer.objects.filter(invitation=invitation).delete()
        lay_hashes(invitation).save()
        return invitation

    def pages(self, client, invitation):
        address = reverse("rounds:answer", args=[token_of(invitation)])
        answers = [client.get(address), client.get(address, {"change": "yes"})]
        assert [answer.status_code for answer in answers] == [200, 200]
        return "".join(f"{answer.headers}{_read(answer)}" for answer in answers).lower()

    def test_a_link_opens_what_is_asked_of_its_place_and_nothing_else(self, client, a_city_with_secrets, invitation):
        place = invitation.place
        of_it = {"Place": place, "YearlyReport": place.yearly_reports.get(), "Round": invitation.round}
        asked = "\n".join(
            str(getattr(of_it[kind], name)) for kind, names in ASKED_OF_ITS_OPERATOR.items() for name in names
        ).lower()

        page = self.pages(client, invitation)

        plants = {plant.lower(): name for plant, name in a_city_with_secrets.plants.items()}
        opened = {plant: name for plant, name in plants.items() if plant in page}
        assert {place.venue_name, place.contact_phone} <= opened.keys()
        assert {plant: name for plant, name in opened.items() if plant.replace(",", "") not in asked} == {}

    def test_a_link_of_nobody_asks_only_whether_there_is_one(self, client, a_city_with_secrets):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("rounds:answer", args=["of-nobody"])).status_code == 404

        all_tables = set(connection.introspection.table_names())
        asked = {table for query in queries for table in all_tables & set(re.findall(r"\w+", query["sql"]))}
        private = {table for table in asked if not PUBLIC_COPY.fullmatch(table)}
        assert private == {"directory_invitation", "directory_round", "directory_place", "directory_district"}
