"""The same way to a telephone number by other means: with the keyboard alone, without JavaScript."""

import datetime as dt

import pytest

from directory.areas.actions import publish_areas
from directory.places.schedule import Rule
from directory.places.vocabulary import Activity
from tests.factories.places import TODAY, a_district, a_listing, a_municipality, a_place
from tests.journeys.walking import press

TABS = 80
"""More than any page has places to stop at on the way."""


@pytest.fixture
def place(transactional_db):
    mabi = a_district(position=6, contact_name="生活支援コーディネーター", contact_phone="086-000-0006")
    kurashiki = a_district("kurashiki", "倉敷")
    publish_areas(municipality=a_municipality(), on=TODAY)
    tuesdays = [Rule(weekdays=("Tu",), start=dt.time(10))]
    a_listing(name="倉敷の会", district=kurashiki, rules=tuesdays)
    a_listing(name="水曜の会", district=mabi, rules=[Rule(weekdays=("We",))])
    fields = {"activities": [Activity.TEA], "contact_phone": "086-000-0000", "rules": tuesdays}
    place = a_place("呉妹おしゃべり広場", district=mabi, **fields)
    a_listing(place)
    return place


def tab_to(page, role, name, key="Tab"):
    """Press Tab until the focus is there; whoever only has a keyboard has no other way."""
    wanted = page.get_by_role(role, name=name).first
    for _ in range(TABS):
        page.keyboard.press(key)
        if wanted.evaluate("element => element === document.activeElement"):
            ring = "element => getComputedStyle(element.closest('label')?.querySelector('[class$=-face]') ?? element)"
            assert wanted.evaluate(f"element => ({ring})(element).outlineStyle") != "none", f"{name} shows no focus"
            return
    pytest.fail(f"Tab does not lead to {role} {name}")


def test_the_keyboard_alone_leads_to_a_telephone_number(page, place):
    page.goto("/")
    tab_to(page, "link", "本文へ")
    page.keyboard.press("Enter")
    tab_to(page, "radio", "どこでも")
    for _ in range(6):
        page.keyboard.press("ArrowUp")
        if page.get_by_role("radio", name="真備").is_checked():
            break
    tab_to(page, "checkbox", "火")
    page.keyboard.press("Space")
    tab_to(page, "checkbox", "お茶")
    page.keyboard.press("Space")
    tab_to(page, "button", "さがす")
    page.keyboard.press("Enter")
    page.wait_for_url("**/places/**")
    assert page.locator("#result-count").get_attribute("value") == "1"

    tab_to(page, "link", "呉妹おしゃべり広場")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/places/{place.number}/")
    tab_to(page, "link", "電話")

    assert page.evaluate("document.activeElement.href") == "tel:0860000000"


def test_without_javascript_three_taps_lead_to_a_telephone_number(browser, live_server, place):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False, locale="ja-JP")
    page = context.new_page()
    page.goto("/")
    assert page.get_by_role("button", name="いまいる場所の近く").count() == 0

    page.locator("label", has_text="真備").first.click()
    page.locator("label", has_text="火").first.click()
    press(page.get_by_role("button", name="さがす").first)

    result = page.locator(f'article[data-place="{place.number}"]')
    assert result.get_by_role("link", name="電話").get_attribute("href") == "tel:0860000000"
    for view in ("カレンダー", "地図"):
        press(page.get_by_role("link", name=view))
        assert page.locator("#result-count").get_attribute("value") == "1"
        assert result.is_visible() or view == "カレンダー"
    context.close()
