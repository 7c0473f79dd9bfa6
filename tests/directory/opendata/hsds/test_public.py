"""The addresses of the API: what can be asked, what is refused with a sentence, and at what cost."""

import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from directory.groups.models import Group
from directory.opendata.conditional import released_at
from directory.places.publishing import withdraw_place
from tests.directory.opendata.hsds.asking import LOCATION, ROOT, SERVICE, SERVICE_AT_LOCATION, ask, names, refused, told
from tests.factories.places import AT, a_listing, a_place

pytestmark = pytest.mark.usefixtures("city")

LISTS = ("services", "service_at_locations", "locations", "organizations", "taxonomies", "taxonomy_terms")


def test_the_beginning_says_which_version_it_is_and_where_it_is_described(client):
    assert told(client) == {
        "version": "3.0",
        "profile": "http://testserver/open-data/",
        "openapi_url": "http://testserver/open-data/hsds/openapi.json",
    }


def test_a_page_says_where_it_is_among_the_others(client):
    for name in ("一", "二", "三"):
        a_listing(name=name)

    first, last, beyond = (told(client, "services", per_page=2, page=page) for page in (1, 2, 3))

    keys = ("total_items", "total_pages", "page_number", "size", "first_page", "last_page", "empty")
    assert [first[key] for key in keys] == [3, 2, 1, 2, True, False, False]
    assert [last[key] for key in keys] == [3, 2, 2, 1, False, True, False]
    assert [beyond[key] for key in keys] == [3, 2, 3, 0, False, True, True]
    assert [[row["name"] for row in page["contents"]] for page in (first, last, beyond)] == [["一", "二"], ["三"], []]


def test_nothing_at_all_is_one_empty_page(client):
    page = told(client, "services")

    assert (page["total_items"], page["empty"], page["first_page"], page["last_page"]) == (0, True, True, True)


class TestAsking:
    def test_by_words_as_residents_search(self, client):
        a_listing(name="カラオケの会")
        a_listing(name="体操の会")

        assert names(client, search="からおけ") == ["カラオケの会"]
        assert names(client, search="会 体操") == ["体操の会"]
        assert names(client, search="！？") == []

    def test_by_terms_and_by_taxonomies(self, client, a_full_listing):
        a_listing(name="なにも わからない会")
        tea, _, salon = (
            row["taxonomy_term"] for row in told(client, "services", full="true")["contents"][0]["attributes"]
        )

        for term in (tea, salon):
            assert names(client, taxonomy_term_id=term["id"]) == ["呉妹サロン"]
            assert names(client, taxonomy_id=term["taxonomy_id"]) == ["呉妹サロン"]
        walk = next(row for row in told(client, "taxonomy_terms")["contents"] if row["code"] == "walk")
        assert names(client, taxonomy_term_id=walk["id"]) == []
        assert names(client, taxonomy_term_id=SERVICE.format(1)) == []
        assert names(client, taxonomy_id=SERVICE.format(1)) == []

    def test_by_organization(self, client, a_full_listing):
        a_listing(name="ほかの会")
        ours = told(client, "organizations", search="呉妹")["contents"][0]["id"]

        assert names(client, organization_id=ours) == ["呉妹サロン"]
        assert names(client, "locations", organization_id=ours) == ["呉妹分館"]
        assert names(client, organization_id=SERVICE.format(1)) == []

    @pytest.mark.parametrize(
        ("since", "found"),
        [
            ("2026-11-24", 1),
            ("2026-11-24T10:00:00+09:00", 1),
            ("2026-11-24T01:00:00Z", 1),
            ("2026-11-24T10:00:01", 0),
            ("2026-11-25", 0),
            ("0001-01-01T00:00:00+23:59", 1),
            ("9999-12-31T23:59:59-23:59", 0),
        ],
    )
    def test_by_when_it_was_written(self, client, since, found):
        a_listing()

        assert told(client, "services", modified_after=since)["total_items"] == found

    def test_minimal_is_everything_on_one_page(self, client, copies):
        copies(120)

        page = told(client, "services", minimal="true")

        assert (page["size"], page["last_page"]) == (120, True)
        assert page["contents"][0].keys() == {"id", "modified_date"}
        assert told(client, "services", minimal="true", per_page=7)["size"] == 7

    def test_full_rows_are_those_of_an_address_of_their_own(self, client, a_full_listing):
        for path in ("services", "service_at_locations"):
            (row,) = told(client, path, full="true")["contents"]

            assert row == told(client, f"{path}/{row['id']}")

    def test_organizations_hold_their_services_short_or_full(self, client, a_full_listing):
        (plain,), (short,), (full,) = (
            told(client, "organizations", **asked)["contents"]
            for asked in ({}, {"full": "true"}, {"full_service": "true"})
        )

        assert "services" not in plain
        assert short == told(client, f"organizations/{plain['id']}")
        assert full == told(client, f"organizations/{plain['id']}", full_service="true")
        assert full["services"] == told(client, "services", full="true")["contents"]

    def test_terms_by_their_taxonomy_and_none_below_another(self, client, a_full_listing):
        activities, kinds = told(client, "taxonomies")["contents"]

        assert len(names(client, "taxonomy_terms", taxonomy_id=activities["id"])) == 12
        assert names(client, "taxonomy_terms", taxonomy_id=kinds["id"]) == ["ふれあいサロン"]
        assert len(names(client, "taxonomy_terms", top_only="true")) == 13
        assert names(client, "taxonomy_terms", search="サロン") == ["ふれあいサロン"]
        assert names(client, "taxonomy_terms", parent_id=activities["id"]) == []
        assert told(client, f"taxonomies/{kinds['id']}") == kinds


class TestRefusing:
    @pytest.mark.parametrize("path", LISTS)
    def test_what_no_list_can_answer(self, client, path):
        for name, text in [
            ("page", "0"),
            ("page", "-1"),
            ("page", "x"),
            ("page", "１"),
            ("page", "9" * 40),
            ("per_page", "101"),
            ("per_page", "1.5"),
            ("search", ""),
            ("search", "あ" * 101),
            ("search", "会\0"),
            ("format", "xml"),
        ]:
            assert refused(client, path, **{name: text}).startswith(f"{name} は ")

    def test_what_services_cannot_answer(self, client):
        for name, text in [
            ("modified_after", "2026-02-30"),
            ("modified_after", "2026-11-24T10:00:00 09:00"),
            ("organization_id", "7"),
            ("organization_id", SERVICE.format(7).replace("-", "")),
            ("taxonomy_term_id", "\0"),
            ("taxonomy_id", ""),
            ("full", "1"),
            ("minimal", "True"),
        ]:
            assert refused(client, "services", **{name: text}).startswith(f"{name} は ")

    def test_a_moment_is_refused_with_the_way_to_write_it(self, client):
        said = refused(client, "services", modified_after="きのう")

        assert said == "modified_after は 2026-11-24 か 2026-11-24T10:00:00%2B09:00 のように書いてください。"

    def test_a_name_nobody_knows_is_told_with_those_that_are_known(self, client):
        assert refused(client, "taxonomies", serch="会") == (
            "「serch」という指定は ここでは使えません。使えるのは次のとおりです: search、page、per_page、format。"
        )
        assert refused(client, f"services/{SERVICE.format(1)}", full="true") == (
            "「full」という指定は ここでは使えません。ここで使える指定は ありません。"
        )

    def test_two_answers_to_one_question(self, client):
        assert refused(client, "services", page=["1", "2"]) == "page は ひとつだけ書いてください。"

    @pytest.mark.parametrize("path", LISTS)
    def test_what_is_not_there(self, client, path):
        ours = SERVICE.format(1)
        for wanted in ["x", "7", "\0", SERVICE.format(999_999), SERVICE.format(2**47), "0" * 8 + ours[8:]]:
            answer = ask(client, f"{path}/{wanted}")

            assert answer.status_code == 404
            assert answer.json() == {"error": "この id のものは ありません。掲載をやめたか、はじめから ありません。"}

    def test_what_is_shown_no_more(self, client):
        place = a_place(group=Group.objects.create(name="呉妹の会"))
        number = a_listing(place).number
        (organization,) = told(client, "organizations")["contents"]
        addresses = [
            f"services/{SERVICE.format(number)}",
            f"service_at_locations/{SERVICE_AT_LOCATION.format(number)}",
            f"locations/{LOCATION.format(number)}",
            f"organizations/{organization['id']}",
        ]
        before = [ask(client, address).status_code for address in addresses]

        withdraw_place(place=place, reason="運営者の申し出", by=None, at=AT)

        assert (before, [ask(client, address).status_code for address in addresses]) == ([200] * 4, [404] * 4)

    @pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options", "trace"])
    def test_whatever_would_change_something(self, method):
        answer = getattr(Client(enforce_csrf_checks=True), method)(f"{ROOT}services")

        assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")
        assert json.loads(answer.content)["error"].startswith("この API は 読むためだけ")


class TestManners:
    @pytest.mark.parametrize("path", ["", "openapi.json", "services", "services/x", "services?page=0"])
    def test_pages_of_any_site_may_read_it(self, client, path):
        answer = client.get(ROOT + path)

        assert answer["Access-Control-Allow-Origin"] == "*"
        assert answer["Content-Type"] == "application/json"
        assert "Set-Cookie" not in answer

    def test_only_the_head_can_be_asked(self, client):
        answer = client.head(f"{ROOT}services")

        assert (answer.status_code, answer.content) == (200, b"")

    def test_what_has_not_changed_is_not_sent_twice(self, client):
        a_listing(at=released_at())
        answer = ask(client, "services")

        again = client.get(f"{ROOT}services", headers={"If-None-Match": answer["ETag"]})

        assert again.status_code == 304


QUERIES = {
    "": 2,
    "openapi.json": 2,
    "services": 4,
    "services?full=true&per_page=100": 4,
    "services?minimal=true": 4,
    "services?search=サロン&modified_after=2026-01-01": 4,
    "services?organization_id={organization}": 4,
    "services?taxonomy_term_id={activity}": 4,
    "services?taxonomy_term_id={kind}": 5,
    "services/{service}": 3,
    "service_at_locations?full=true&per_page=100": 4,
    "service_at_locations/{service_at_location}": 3,
    "locations?per_page=100": 4,
    "locations/{location}": 3,
    "organizations": 4,
    "organizations?full=true": 5,
    "organizations/{organization}?full_service=true": 3,
    "taxonomies": 2,
    "taxonomy_terms": 3,
    "taxonomy_terms/{kind}": 3,
}
"""For each the state of the copy and the city, and mostly the rows and their number."""


@pytest.mark.parametrize("rows", [1, 3, 300])
def test_an_answer_asks_the_database_a_fixed_number_of_times(client, copies, a_full_listing, rows):
    copies(rows)
    number = a_full_listing.number
    activity, _, kind = told(client, f"services/{SERVICE.format(number)}")["attributes"]
    ids = {
        "service": SERVICE.format(number),
        "service_at_location": SERVICE_AT_LOCATION.format(number),
        "location": LOCATION.format(number),
        "organization": told(client, "organizations")["contents"][0]["id"],
        "activity": activity["taxonomy_term_id"],
        "kind": kind["taxonomy_term_id"],
    }

    asked = {}
    for path in QUERIES:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(ROOT + path.format(**ids)).status_code == 200
        asked[path] = len(queries)

    assert told(client, "services")["total_items"] == rows
    assert asked == QUERIES
