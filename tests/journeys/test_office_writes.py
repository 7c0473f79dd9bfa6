"""The office writes what residents read: a page, whom to ring, and the words that lead to a place."""

import pytest

from directory.areas.actions import publish_areas
from directory.pages.loading import load_pages
from tests.factories.people import a_person
from tests.factories.places import AT, TODAY, a_district, a_listing, a_municipality
from tests.journeys.walking import faults_of, press, sign_in

DESK = {"width": 1280, "height": 900}


@pytest.fixture(autouse=True)
def signed_in(page, transactional_db):
    mabi = a_district(kana="まび", contact_name="コーディネーター", contact_phone="086-000-0006")
    publish_areas(municipality=a_municipality(), on=TODAY)
    load_pages(a_municipality(), at=AT)
    a_listing(name="朝の会", district=mabi, menu="体操")
    person = a_person("office")
    sign_in(page, person)
    press(page.get_by_role("link", name="サイト"))


def notice(page):
    return page.get_by_role("status").inner_text()


def test_a_text_is_looked_at_and_then_read_by_residents(page):
    page.get_by_role("link", name="このサイトについて", exact=True).click()
    page.get_by_label("本文").fill("## あたらしい見出し\n\n[電話](tel:0860000000)")
    press(page.get_by_role("button", name="できあがりを見る"))
    assert page.get_by_role("heading", name="あたらしい見出し").is_visible()

    press(page.get_by_role("button", name="保存して公開する"))
    press(page.get_by_role("link", name="住民のページを見る"))

    assert page.get_by_role("heading", level=2).all_inner_texts() == ["あたらしい見出し"]
    assert page.get_by_role("link", name="電話", exact=True).get_attribute("href") == "tel:0860000000"


def test_a_contact_is_rung_from_then_on(page):
    page.get_by_role("link", name="真備", exact=True).click()
    page.get_by_label("連絡先の電話").fill("086-111-2222")
    press(page.get_by_role("button", name="保存して公開する"))

    page.goto("/districts/mabi/")

    assert page.get_by_role("link", name="086-111-2222").first.is_visible()


def test_a_word_leads_to_a_place_until_it_is_taken_away(page):
    page.get_by_role("link", name="いいかえを見る・足す").click()
    page.get_by_label("さがすことば").fill("エクササイズ")
    page.keyboard.press("Tab")  # as the page's own example goes
    page.keyboard.type("体操")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "1か所が あてはまります" in notice(page)
    page.goto("/places/?q=エクササイズ")
    assert page.locator("#result-count").get_attribute("value") == "1"

    page.goto("/workbench/site/words/")
    page.locator("summary", has_text="体操").click()
    press(page.get_by_role("button", name="けす"))

    page.goto("/places/?q=エクササイズ")
    assert page.locator("#result-count").get_attribute("value") == "0"


def test_a_word_that_no_place_says_is_a_warning(page):
    page.goto("/workbench/site/words/")
    page.get_by_label("さがすことば").fill("体操")
    page.get_by_label("のせてあることば").fill("エクササイズ")
    press(page.get_by_role("button", name="足す"))

    assert "「エクササイズ」と書いてある場は いま ありません" in notice(page)
    assert page.locator(".notice-warning").is_visible()


@pytest.mark.parametrize("size", [None, DESK])
def test_these_pages_are_for_everyone_and_fit(page, size):
    if size:
        page.set_viewport_size(size)
    paths = ["site/", "site/about/", "site/words/", "site/contacts/mabi/", "components/"]

    assert faults_of(page, [f"/workbench/{path}" for path in paths]) == {}
