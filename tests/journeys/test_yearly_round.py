"""A round of the yearly survey: opened and printed, answered by link and on paper, accepted, and seen by residents."""

import re

import pytest

from directory.areas.actions import publish_areas
from directory.places.models import Listing
from directory.rounds.codes import token_of
from directory.rounds.models import Answer, Invitation, YearlyReport
from tests.factories.people import a_person
from tests.factories.places import TODAY, a_district, a_listing, a_municipality, a_place
from tests.journeys.walking import faults, sign_in
from tests.kayoiba.tools.pdf_reading import text as pdf_text

CODE = re.compile("[ACDEFHJKMPRTWXY]{5} [ACDEFHJKMPRTWXY]{5}")


@pytest.fixture
def mabi(transactional_db):
    mabi = a_district(position=6, contact_name="コーディネーター", contact_phone="086-000-0006")
    publish_areas(municipality=a_municipality(), on=TODAY)
    return mabi


@pytest.fixture
def place(mabi):
    place = a_place("呉妹おしゃべり広場", district=mabi, fee="100円", fee_amount=100, venue_name="呉妹分館")
    a_listing(place, precision="address")
    return place


def sign_out(page):
    page.context.clear_cookies()


def open_a_round(page):
    page.goto("/workbench/rounds/new/")
    page.get_by_role("button", name="この内容で はじめる").click()
    page.get_by_text("調査を はじめました").wait_for()
    return page.url


def letters_of(page, a_round):
    """What stands in the letters of the district."""
    answer = page.request.get(f"{a_round}mabi/letters.pdf")
    assert answer.ok
    return pdf_text(answer.body())


def is_for_all(page):
    assert (page.url, faults(page)) == (page.url, [])


def test_from_the_letter_to_what_residents_read(page, mabi, place):
    sign_in(page, a_person("office"))
    letter = letters_of(page, open_a_round(page))
    assert "呉妹おしゃべり広場" in letter
    code = CODE.search(letter)[0]

    sign_out(page)
    page.goto("/answer/")
    is_for_all(page)
    page.get_by_label("手紙のコード").fill(code.lower().replace(" ", ""))
    page.get_by_role("button", name="ひらく").click()
    page.get_by_role("button", name="去年と同じです").wait_for()
    is_for_all(page)
    page.get_by_role("link", name="かわったところを なおす").click()
    page.get_by_label("参加費").fill("１回２００円")
    page.get_by_label("女の人 75歳以上").fill("9人")
    page.get_by_text("あわせて 9人").wait_for()
    is_for_all(page)
    page.get_by_role("button", name="送る").click()
    page.get_by_text("回答を 受け取りました").wait_for()
    is_for_all(page)
    assert Listing.objects.get().fee == "100円"

    sign_in(page, a_person("coordinator", mabi))
    page.goto("/workbench/answers/")
    is_for_all(page)
    page.get_by_role("link", name="呉妹おしゃべり広場", exact=True).click()
    page.get_by_label("参加費を 取り入れる").wait_for()
    is_for_all(page)
    assert page.get_by_label("参加費を 取り入れる").is_checked()
    page.get_by_role("button", name="しるしのところを 取り入れる").click()
    page.get_by_text("確認した日を 記録しました").wait_for()
    assert YearlyReport.objects.get().women_75_and_over == 9

    sign_out(page)
    page.goto(f"/places/{Listing.objects.get().number}/")
    main = page.get_by_role("main").inner_text()
    assert "１回２００円" in main
    assert "呉妹分館" in main
    assert "運営者の回答で確認" in page.locator(".checked").inner_text()


def test_a_paper_is_typed_in_by_keyboard_and_taken_in_with_one_tap(page, mabi, place):
    sign_in(page, a_person("lead"))
    letter = letters_of(page, open_a_round(page))
    code = CODE.search(letter)[0]

    page.goto("/workbench/answers/type/")
    is_for_all(page)
    page.get_by_label("手紙のコード").press_sequentially(code)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="回答を 打ちこむ").wait_for()
    is_for_all(page)
    page.get_by_label("お世話をする人は").press_sequentially("0")
    page.keyboard.press("Enter")
    page.get_by_text("回答を 受け取りました（紙）").wait_for()
    page.get_by_role("link", name="見て 取り入れる").click()
    page.get_by_role("button", name="しるしのところを 取り入れる").click()
    page.get_by_text("取り入れて、確認した日を 記録しました").wait_for()
    assert YearlyReport.objects.get().helpers == 0

    page.goto("/workbench/answers/type/")
    page.get_by_label("手紙のコード").press_sequentially(code)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="去年と同じ").click()
    page.get_by_text("回答を 受け取りました（紙）").wait_for()
    page.goto("/workbench/answers/")
    page.get_by_role("button", name=re.compile("^取り入れる.*呉妹おしゃべり広場")).click()
    page.get_by_text("1件を取り入れて").wait_for()
    assert not Answer.objects.waiting().exists()


def test_a_link_is_one_tap_without_a_script_and_dead_once_it_is_withdrawn(page, browser, live_server, mabi, place):
    sign_in(page, a_person("lead"))
    open_a_round(page)
    invitation = Invitation.objects.select_related("round", "place").get()
    link = f"/answer/{token_of(invitation)}/"

    context = browser.new_context(base_url=live_server.url, java_script_enabled=False, locale="ja-JP")
    operator = context.new_page()
    operator.goto(link)
    operator.get_by_role("button", name="去年と同じです").click()
    operator.get_by_text("回答を 受け取りました").wait_for()
    assert Answer.objects.get().same_as_before

    page.goto(f"/workbench/rounds/places/{invitation.pk}/")
    page.get_by_text("手紙が ほかの人に わたったとき").click()
    page.get_by_label("わけ").fill("手紙を なくした")
    page.get_by_role("button", name="リンクを止める").click()
    page.get_by_text("のリンクを止めました").wait_for()

    operator.goto(link)
    operator.get_by_role("heading", name="このページは ひらけません").wait_for()
    assert "呉妹" not in operator.content()
    context.close()
    page.goto(link)
    is_for_all(page)
