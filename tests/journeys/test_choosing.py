"""Choosing at home: the numbers follow, with a script; without one the form is a form all the same."""

import re

import pytest
from playwright.sync_api import expect

from directory.areas.actions import publish_areas
from directory.places.schedule import Rule
from directory.places.vocabulary import Activity
from tests.factories.places import TODAY, a_district, a_listing, a_municipality
from tests.journeys.walking import press

TUESDAYS = Rule(weekdays=("Tu",))


def finding(count):
    return re.compile(rf"^さがす\s*（{count}か所）$")


@pytest.fixture
def city(transactional_db):
    mabi = a_district(position=6, contact_name="生活支援コーディネーター", contact_phone="086-000-0006")
    kurashiki = a_district("kurashiki", "倉敷", position=1)
    publish_areas(municipality=a_municipality(), on=TODAY)
    a_listing(name="真備のお茶", district=mabi, rules=[TUESDAYS], activities=[Activity.TEA])
    a_listing(name="真備の将棋", district=mabi, activities=[Activity.SHOGI])
    a_listing(name="倉敷のお茶", district=kurashiki, activities=[Activity.TEA])


def test_the_numbers_follow_the_choices(page, city):
    page.goto("/")
    page.get_by_role("radio", name="真備").check()

    expect(page.get_by_role("button", name=finding(2))).to_be_visible()
    expect(page.get_by_role("checkbox", name="お茶 1")).to_be_visible()

    page.get_by_role("checkbox", name="将棋").check()

    expect(page.get_by_role("button", name=finding(1))).to_be_visible()
    expect(page.get_by_role("radio", name="倉敷 0")).to_be_visible()
    expect(page.locator("[data-said]")).to_have_text("1か所 見つかります")


def test_the_back_button_brings_the_choices_with_their_numbers(page, city):
    page.goto("/")
    page.get_by_role("radio", name="真備").check()
    press(page.get_by_role("button", name="さがす"))
    page.go_back()

    expect(page.get_by_role("button", name=finding(2))).to_be_visible()


def test_a_number_that_cannot_be_asked_for_is_not_said(page, city):
    page.goto("/")
    page.route("**/places/counts/*", lambda route: route.abort())
    page.get_by_role("radio", name="真備").check()

    expect(page.get_by_role("button", name="さがす", exact=True)).to_be_visible()


def test_district_search_and_telephone_are_three_taps(page, city):
    page.goto("/")
    page.get_by_role("radio", name="真備").check()
    press(page.get_by_role("button", name="さがす"))

    telephone = page.get_by_role("article").first.get_by_role("link", name="電話")
    assert telephone.get_attribute("href") == "tel:0860000006"


def test_without_a_script_the_form_is_a_form(browser, live_server, city):
    plain = browser.new_context(java_script_enabled=False, base_url=live_server.url).new_page()
    plain.goto("/")
    plain.get_by_role("radio", name="真備").check()
    plain.get_by_role("checkbox", name="お茶").check()
    press(plain.get_by_role("button", name="さがす"))

    assert plain.locator("#result-count").get_attribute("value") == "1"
    assert plain.get_by_role("heading", level=3).inner_text() == "真備のお茶"


def test_a_calendar_day_leads_to_its_places(page, city):
    page.goto("/places/?view=calendar")
    press(page.locator(".month-count", has_text="1").first)

    assert page.get_by_role("heading", level=3).inner_text() == "真備のお茶"
    assert page.get_by_role("table").get_by_role("columnheader").count() == 7
