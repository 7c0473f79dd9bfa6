"""Somebody on the way home tells of a place, or of what is wrong of one; a coordinator carries it over."""

import re

import pytest
from playwright.sync_api import expect

from directory.areas.actions import publish_areas
from directory.places.models import Listing
from directory.proposals.models import Proposal
from directory.proposals.senders import TOO_QUICK
from tests.factories.people import a_person
from tests.factories.places import TODAY, a_district, a_listing, a_municipality, a_place
from tests.factories.proposals import a_correction, a_new_one
from tests.journeys.walking import faults, press, sign_in

DESK = {"width": 1280, "height": 900}


@pytest.fixture
def place(transactional_db):
    mabi = a_district(position=6, contact_name="コーディネーター", contact_phone="086-000-0006")
    publish_areas(municipality=a_municipality(), on=TODAY)
    place = a_place("呉妹おしゃべり広場", district=mabi, contact_phone="086-000-0000", fee_amount=100)
    a_listing(place)
    return place


def next_step(page):
    page.get_by_role("link", name="つぎへ").click()


def send(page, press="click"):
    page.wait_for_timeout(TOO_QUICK.total_seconds() * 1000)  # as long as a person reads
    getattr(page.get_by_role("button", name="送る"), press)()
    page.wait_for_url("**/thanks/**")


def propose_in_steps(page):
    page.goto("/propose/")
    page.get_by_role("radio", name="真備").check()
    page.get_by_label("どんなところ").fill("神社のよこ")
    next_step(page)
    page.get_by_label("いつ集まりますか").fill("毎週日曜 6時半から")
    next_step(page)
    page.get_by_label("場所の名前").fill("朝の体操")
    page.get_by_role("checkbox", name="ラジオ体操").check()
    next_step(page)
    page.get_by_label("お名前").fill("山田")
    press(page.get_by_role("button", name="たしかめる"))


def test_a_place_is_told_of_in_five_steps_on_a_phone_by_a_press_too_many(page, place):
    propose_in_steps(page)
    assert "毎週 日曜日 午前6時30分から と読みました" in page.get_by_role("main").inner_text().replace("\n", " ")
    send(page, "dblclick")

    proposal = Proposal.objects.get()
    assert (proposal.told["name"], proposal.told["activities"], proposal.sender_name) == ("朝の体操", ["radio"], "山田")
    assert proposal.district == place.district


def test_one_step_is_shown_at_a_time_and_the_back_button_leads_to_the_one_before(page, place):
    page.goto("/propose/")
    next_step(page)
    expect(page.locator(":focus")).to_have_text(re.compile(r"^\s*2"))
    expect(page.get_by_label("どんなところ")).to_be_hidden()

    page.go_back()
    expect(page.get_by_label("どんなところ")).to_be_visible()
    expect(page.get_by_label("いつ集まりますか")).to_be_hidden()


def test_enter_goes_on_to_the_next_step_and_keys_alone_reach_the_end(page, place):
    page.goto("/propose/")
    page.get_by_label("どんなところ").fill("神社のよこ")
    page.keyboard.press("Enter")
    for step in ("when", "what"):
        page.locator(f"#step-{step} legend:focus").wait_for()
        page.get_by_role("link", name="つぎへ").press("Enter")
    page.locator("#step-who legend:focus").wait_for()
    page.get_by_role("button", name="たしかめる").press("Enter")

    page.get_by_role("heading", name="これで送りますか").wait_for()


def test_a_step_is_put_right_from_the_page_that_says_it_back(page, place):
    propose_in_steps(page)
    press(page.get_by_role("button", name="：なにを"))
    page.get_by_label("場所の名前").fill("朝のラジオ体操")
    next_step(page)
    press(page.get_by_role("button", name="たしかめる"))

    assert "朝のラジオ体操" in page.get_by_role("main").inner_text()


def test_a_draft_stays_on_the_device_without_who_wrote_it_until_it_is_sent(page, place):
    propose_in_steps(page)
    page.goto("/propose/")
    assert page.get_by_label("どんなところ").input_value() == "神社のよこ"
    assert page.get_by_role("radio", name="真備").is_checked()
    assert page.get_by_label("お名前").input_value() == ""

    page.goto("/propose/#step-who")
    press(page.get_by_role("button", name="たしかめる"))
    send(page)
    page.goto("/propose/")
    assert page.get_by_label("どんなところ").input_value() == ""


def test_a_draft_can_be_thrown_away(page, place):
    page.goto("/propose/")
    page.get_by_label("どんなところ").fill("神社のよこ")
    page.get_by_role("button", name="書きかけを消す").click()
    assert page.get_by_label("どんなところ").input_value() == ""
    page.reload()

    assert not page.get_by_role("button", name="書きかけを消す").is_visible()


def test_a_draft_leaves_a_choice_it_says_nothing_of_as_it_was(page, place):
    page.goto("/propose/")
    page.get_by_label("どんなところ").fill("神社のよこ")
    page.reload()
    brought_back = page.get_by_role("radio", name="わからない").is_checked()
    page.get_by_role("radio", name="真備").check()
    page.goto("/propose/#step-who")
    press(page.get_by_role("button", name="たしかめる"))
    press(page.get_by_role("button", name="：どこで"))
    page.get_by_role("button", name="書きかけを消す").click()

    assert brought_back
    assert page.get_by_role("radio", name="わからない").is_checked()


def test_on_paper_nothing_is_chosen_before_somebody_chooses(page, place):
    page.goto("/propose/")
    page.emulate_media(media="print")
    mark = "box => getComputedStyle(box.nextElementSibling, '::before').content"

    assert page.get_by_role("radio", name="わからない").evaluate(mark) == "none"
    page.get_by_role("radio", name="真備").check(force=True)
    assert "✓" in page.get_by_role("radio", name="真備").evaluate(mark)


def test_a_form_left_empty_opens_at_the_question_and_says_so_first(page, place):
    page.goto("/propose/#step-who")
    press(page.get_by_role("button", name="たしかめる"))
    page.get_by_role("alert").wait_for()
    page.locator(".errors:focus").wait_for()

    assert page.title().startswith("なおすところがあります")
    assert page.locator(".step:visible").evaluate_all("steps => steps.map(step => step.id)") == ["step-where"]
    page.get_by_role("link", name="つぎへ").click()
    page.get_by_role("alert").get_by_role("link", name="どんなところ").click()
    page.locator("#id_venue_name:focus").wait_for()


def test_what_is_wrong_left_empty_says_so_first_and_leads_to_the_question(page, place):
    page.goto(f"/places/{place.number}/correct/")
    press(page.get_by_role("button", name="たしかめる"))
    page.get_by_role("alert").wait_for()
    page.locator(".errors:focus").wait_for()

    assert page.title().startswith("なおすところがあります")
    page.get_by_role("alert").get_by_role("link", name="ちがうところ").click()
    page.locator("#id_wrong_schedule:focus").wait_for()


def test_a_number_that_is_one_digit_short_is_kept_and_counted_once_more(page, place):
    page.goto(f"/places/{place.number}/correct/")
    page.get_by_label("電話がちがう").check()
    page.get_by_label("正しい電話").fill("０８６－０００－１２３")
    press(page.get_by_role("button", name="たしかめる"))
    page.get_by_role("alert").get_by_role("link", name="正しい電話").click()
    page.locator("#id_phone:focus").wait_for()
    kept = page.get_by_label("正しい電話").input_value()
    page.get_by_label("正しい電話").fill("０８６－０００－１２３４")
    press(page.get_by_role("button", name="たしかめる"))

    assert kept == "０８６－０００－１２３"
    assert "086-000-1234" in page.get_by_role("main").inner_text()


def test_without_javascript_it_is_one_page(browser, live_server, place):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False, locale="ja-JP")
    page = context.new_page()
    page.goto("/propose/")
    page.get_by_label("どんなところ").fill("神社のよこ")
    page.get_by_label("いつ集まりますか").fill("毎朝")
    press(page.get_by_role("button", name="たしかめる"))
    send(page)
    context.close()

    assert Proposal.objects.get().told == {"venue_name": "神社のよこ", "schedule_text": "毎朝"}


def test_what_is_wrong_is_told_accepted_and_public_at_once(page, place):
    page.goto(f"/places/{place.number}/correct/")
    page.get_by_label("電話がちがう").check()
    page.get_by_label("正しい電話").fill("086-000-1111")
    press(page.get_by_role("button", name="たしかめる"))
    send(page)

    sign_in(page, a_person("coordinator", place.district))
    page.get_by_role("link", name="待っている 1").click()
    page.get_by_role("link", name="呉妹おしゃべり広場").click()
    page.get_by_role("checkbox", name="電話を 取り入れる").check()
    page.get_by_role("button", name="えらんだところを 取り入れる").click()
    page.get_by_text("取り入れました").wait_for()

    assert Listing.objects.get(number=place.number).contact_phone == "086-000-1111"
    page.goto(f"/places/{place.number}/")
    assert page.get_by_role("link", name="086-000-1111").is_visible()
    assert "住民の" in page.locator(".checked").inner_text()


@pytest.mark.parametrize("size", ["phone", "desk"])
def test_every_page_can_be_read_by_all_and_fits(page, place, size):
    if size == "desk":
        page.set_viewport_size(DESK)
    found = {}
    for address in ("/propose/", f"/places/{place.number}/correct/"):
        page.goto(address)
        found[address] = faults(page)
        with page.expect_navigation():  # with its style sheets: before them everything is too wide
            page.evaluate("document.querySelector('form[data-draft]').submit()")
        page.get_by_role("alert").wait_for()
        found[f"{address} with errors"] = faults(page)
    page.goto(f"/places/{place.number}/correct/")
    page.get_by_label("もうやっていない").check()
    press(page.get_by_role("button", name="たしかめる"))
    found["check"] = faults(page)
    send(page)
    found["thanks"] = faults(page)

    assert found == {page: [] for page in found}


@pytest.mark.parametrize("size", ["phone", "desk"])
def test_every_page_of_the_queue_can_be_read_by_all_and_fits(page, place, size):
    person = a_person("coordinator", place.district)
    told = {"schedule": "毎週日曜", "venue": "", "phone": "086-000-1111", "fee": "200円", "ended": "", "other": "段差"}
    proposals = [a_correction(place, told=told, sender_contact="086-000-9999"), a_new_one("おしゃべり広場")]
    sign_in(page, person)
    if size == "desk":
        page.set_viewport_size(DESK)

    found = {}
    for address in ("", *(f"{proposal.pk}/" for proposal in proposals)):
        page.goto(f"/workbench/proposals/{address}")
        found[address] = faults(page)

    assert found == {page: [] for page in found}
