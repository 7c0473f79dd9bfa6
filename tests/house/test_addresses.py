"""Whatever stands behind the ? of an address, a page of staff answers."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.http import urlencode
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories.people import a_person
from tests.factories.places import a_district, a_place, a_school

PAGES = {
    "workbench:board": [],
    "workbench:places": [],
    "workbench:place_new": [],
    "workbench:people": [],
    "workbench:site": [],
    "workbench:site_words": [],
    "workbench:components": [],
    "proposals:queue": [],
    "rounds:answers": [],
    "pages:edit": ["about"],
    "counts:index": [],
    "counts:index_csv": [],
    "counts:year": [2025],
    "counts:year_csv": [2025],
    "counts:by": [2025, "operator"],
    "counts:names": [2025, "places.known"],
}
NAMES = st.sampled_from("copy name town words district status kind page area school as_of show".split())
VALUES = st.sampled_from(
    ["\0", "mabi", "none", "known", "m-01", "district:unset", "school:unset", "1", "9" * 5000, "0001-01-01"]
)


@pytest.fixture
def staff(db):
    mabi = a_district()
    a_place(district=mabi, school_district=a_school(district=mabi))
    client = Client()
    client.force_login(a_person("system"))
    return client


@pytest.mark.parametrize("name", PAGES)
@given(query=st.lists(st.tuples(NAMES, VALUES | st.text(max_size=8) | st.integers().map(str)), max_size=5))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_query_string_whatever_breaks_a_page_of_staff(staff, name, query):
    garbage = urlencode([(key, value.encode("utf-8", "surrogatepass")) for key, value in query])

    assert staff.get(f"{reverse(name, args=PAGES[name])}?{garbage}").status_code in (200, 404)


@pytest.mark.parametrize("key", ["area", "school", "by", "category"])
def test_names_of_an_area_that_no_database_holds_are_not_found(staff, key):
    assert staff.get(reverse("counts:names", args=PAGES["counts:names"], query={key: "\0"})).status_code == 404


@pytest.mark.parametrize("query", [{"district": "\0"}, {"kind": "\0"}, {"kind": "なし"}, {"status": "なし"}])
def test_what_the_list_does_not_offer_narrows_nothing(staff, query):
    page = staff.get(reverse("workbench:places", query=query))

    assert (page.context["page"].paginator.count, page.context["narrowed"]) == (1, False)
