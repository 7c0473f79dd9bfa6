"""A resident of 75 with a phone: the own district, a free day, and whom to ring, in three taps."""

import datetime as dt

import pytest

from directory.areas.actions import publish_areas
from directory.places.schedule import Rule
from directory.places.vocabulary import Activity, Precision, Signup
from tests.factories.places import TODAY, a_district, a_listing, a_municipality, a_place, a_school
from tests.journeys.walking import faults_of, press


@pytest.fixture
def place(transactional_db):
    mabi = a_district(position=6, contact_name="生活支援コーディネーター", contact_phone="086-000-0006")
    school = a_school(district=mabi)
    publish_areas(municipality=a_municipality(), on=TODAY)
    a_listing(name="倉敷の会", district=a_district("kurashiki", "倉敷"))
    a_listing(name="水曜の会", district=mabi, rules=[Rule(weekdays=("We",))])
    place = a_place(
        "呉妹おしゃべり広場",
        reading="くれせおしゃべりひろば",
        district=mabi,
        school_district=school,
        venue_name="呉妹分館",
        rules=[Rule(weekdays=("Tu",), weeks=(2, 4), start=dt.time(10), end=dt.time(11, 30))],
        activities=[Activity.TEA],
        fee_amount=100,
        signup=Signup.NONE,
        contact_phone="086-000-0000",
    )
    a_listing(place, precision=Precision.ADDRESS)
    return place


def test_three_taps_lead_to_a_place_and_a_telephone_number(page, place):
    page.goto("/")
    page.get_by_role("radio", name="真備").check()
    page.get_by_role("checkbox", name="火").check()
    press(page.get_by_role("button", name="さがす"))

    assert page.locator("#result-count").get_attribute("value") == "1"
    result = page.locator(f'article[data-place="{place.number}"]')
    assert "呉妹おしゃべり広場" in result.inner_text()
    assert "毎月 第2・第4火曜日 午前10時〜11時30分" in result.inner_text()
    assert result.get_by_role("link", name="電話").get_attribute("href").replace("-", "") == "tel:0860000000"


def test_the_place_says_when_it_next_meets_and_whom_to_ring(page, place):
    page.goto("/")
    page.get_by_label("ことばでさがす").fill("ｵｼｬﾍﾞﾘ")
    press(page.get_by_role("button", name="さがす"))
    press(page.get_by_role("link", name="呉妹おしゃべり広場", exact=True))

    assert page.locator(f'main[data-place="{place.number}"]').count() == 1
    assert page.get_by_role("heading", level=1).inner_text() == "呉妹おしゃべり広場"
    assert page.locator("time").count() == 3
    assert page.get_by_role("link", name="電話 086-000-0000").is_visible()


def test_a_search_in_vain_leads_on_with_one_tap(page, place):
    page.goto("/places/?district=mabi&day=tue&activity=shogi")
    press(page.get_by_role("link", name="「将棋」をはずす（1か所）"))

    assert page.locator("#result-count").get_attribute("value") == "1"


def test_the_conditions_can_be_changed_where_the_results_are(page, place):
    page.goto("/places/?district=mabi&day=tue")
    page.get_by_text("条件をかえる").click()
    page.get_by_role("checkbox", name="火").uncheck()
    page.get_by_role("checkbox", name="水").check()
    press(page.get_by_role("button", name="この条件でさがす"))

    assert page.get_by_role("article").get_by_role("heading").inner_text() == "水曜の会"
    assert "day=wed" in page.url


def test_pages_are_open_to_everyone_and_fit_a_phone(page, place):
    addresses = ["/", "/places/", "/places/?district=mabi&day=sun", f"/places/{place.number}/", "/districts/mabi/"]

    assert faults_of(page, addresses) == {}
