"""A coordinator in a hall, one hand free, writes a place down on her phone: in under forty touches.

At a human pace that is under two minutes: eighteen touches of 2 seconds, and 48 letters at 40 a minute, conversion
to kanji included, make 108 seconds. The figure is recorded with the test and never asserted: no test is timed.
"""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from directory.places.models import Place
from directory.places.schedule import Rule, say_rules
from directory.workbench.drafts.models import Draft
from tests.factories.people import a_person
from tests.factories.places import a_district, a_place, a_school, a_town
from tests.journeys.walking import faults, press, sign_in

NAME, SENTENCE = "呉妹おしゃべり広場", "第2・第4火曜 10時〜11時半"
TAP, LETTERS = 2, 40 / 60  # seconds, letters a second
NEW = "/workbench/places/new/"


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def coordinator(transactional_db):
    mabi = a_district(position=6, kana="まび")
    a_school(name="呉妹", kana="くれせ", district=mabi)
    a_town("真備町尾崎", kana="まびちょうおさき", lat=34.62, lng=133.68, district=mabi)
    a_place("呉妹 おしゃべりひろば", district=mabi)
    return a_person("coordinator", mabi)


class Hand:
    """One hand at work: every tap and every box that is filled in is counted."""

    def __init__(self, page):
        self.page, self.touches, self.letters = page, 0, 0

    def tap(self, locator, **where):
        self.touches += 1
        locator.click(**where)

    def fill(self, label, text):
        self.touches += 1
        self.letters += len(text)
        self.page.get_by_label(label, exact=True).fill(text)

    def choose(self, label, option):
        self.touches += 2  # opening the list, and the tap in it
        self.page.get_by_label(label, exact=True).select_option(option)

    def next(self):
        self.tap(self.page.get_by_role("link", name="つぎへ"))

    @property
    def seconds(self):
        return self.touches * TAP + self.letters / LETTERS


def kept(page):
    """Until the bar says that the draft is kept."""
    expect(page.locator(".savebar-saved")).to_contain_text("下書き")


def test_a_place_with_all_that_matters_in_under_forty_touches(page, coordinator, tmp_path, record_property):
    photo = tmp_path / "hall.png"
    sign_in(page, coordinator)
    page.goto(NEW)
    page.screenshot(path=photo)  # a picture is a picture
    hand, found = Hand(page), {}

    hand.fill("名前 ※必須", NAME)
    expect(page.get_by_text("この場では ありませんか")).to_be_visible()
    expect(page.get_by_label("ふりがな")).to_have_value("くれせ おしゃべり ひろば")
    found["name"] = faults(page)
    hand.next()
    hand.fill("いつ（ことばで）", SENTENCE)
    expect(page.get_by_text("毎月 第2・第4火曜日 午前10時〜11時30分")).to_be_visible()
    found["when"] = faults(page)
    hand.next()
    hand.fill("会場", "呉妹分館")
    hand.choose("町名", "真備町尾崎")
    hand.tap(page.get_by_role("region", name="地図での位置"), position={"x": 120, "y": 90})
    found["where"] = faults(page)
    hand.next()
    hand.tap(page.get_by_role("checkbox", name="お茶"), force=True)
    found["what"] = faults(page)
    hand.next()
    hand.fill("公開してよい電話", "086-000-0000")
    found["contact"] = faults(page)
    hand.next()
    hand.touches += 3  # the button, the camera, the shutter
    page.get_by_label("写真", exact=True).set_input_files(photo)
    hand.fill("何が写っていますか", "呉妹分館の入口")
    found["photo"] = faults(page)
    for step in ("join", "facts", "internal", "national"):
        page.goto(f"{page.url.split('#')[0]}#step-{step}")
        page.locator(f"#step-{step}.is-now").wait_for()
        found[step] = faults(page)
    hand.tap(page.get_by_role("button", name="登録する"))
    page.get_by_text("を登録しました").wait_for()

    place = Place.objects.get(name=NAME)
    record_property("seconds_of_a_person", round(hand.seconds))
    assert (place.reading, place.venue_name, place.contact_phone) == (
        "くれせ おしゃべり ひろば",
        "呉妹分館",
        "086-000-0000",
    )
    assert say_rules(map(Rule.from_model, place.rules.all())) == "毎月 第2・第4火曜日 午前10時〜11時30分"
    assert (round(place.lat, 1), round(place.lng, 1)) == (34.6, 133.7)
    assert (place.activities, place.photos.get().alternative) == (["tea"], "呉妹分館の入口")
    assert not Draft.objects.exists()
    assert hand.touches < 40
    assert found == {step: [] for step in found}


def test_by_keyboard_alone(page, coordinator):
    sign_in(page, coordinator)
    page.goto(NEW)
    page.get_by_label("名前 ※必須").press_sequentially("朝の会")
    page.keyboard.press("Enter")
    page.locator("#step-when legend:focus").wait_for()
    page.keyboard.press("Tab")
    page.keyboard.type("毎週火曜")
    page.get_by_role("link", name="つぎへ").press("Enter")
    page.locator("#step-where legend:focus").wait_for()
    page.get_by_role("region", name="地図での位置").press("Enter")
    first = page.locator("#id_lat").input_value()
    page.locator("#point .mark:focus").press("ArrowUp")
    second = page.locator("#id_lat").input_value()
    page.get_by_role("button", name="登録する").press("Enter")
    page.get_by_text("を登録しました").wait_for()

    place = Place.objects.get(name="朝の会")
    assert float(first) < float(second) == place.lat
    assert place.rules.count() == 1


def test_a_position_can_be_taken_from_the_phone_and_taken_away(page, coordinator):
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": 34.621234, "longitude": 133.681234})
    sign_in(page, coordinator)
    page.goto(f"{NEW}#step-where")
    page.get_by_role("button", name="いまいる場所").click()
    expect(page.locator("#id_lat")).to_have_value("34.621234")
    page.get_by_role("button", name="位置を消す").click()

    assert [page.locator(f"#id_{name}").input_value() for name in ("lat", "lng")] == ["", ""]
    assert not page.get_by_role("button", name="位置を消す").is_visible()


def test_without_javascript_it_is_one_page_and_the_notice_says_how_it_was_read(browser, live_server, coordinator):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False, locale="ja-JP")
    page = context.new_page()
    sign_in(page, coordinator)
    page.goto(NEW)
    page.get_by_label("名前 ※必須").fill(NAME)
    page.get_by_label("いつ（ことばで）").fill(SENTENCE)
    page.get_by_label("公開してよい電話").fill("086-000-0000")
    press(page.get_by_role("button", name="登録する"))
    said = page.get_by_role("status").first.inner_text()
    context.close()

    assert "毎月 第2・第4火曜日 午前10時〜11時30分 と読みました" in said
    assert Place.objects.get(name=NAME).contact_phone == "086-000-0000"


def test_a_draft_comes_back_on_another_day_and_can_be_thrown_away(page, coordinator):
    sign_in(page, coordinator)
    page.goto(NEW)
    page.get_by_label("名前 ※必須").fill("朝の会")
    kept(page)
    page.goto("/workbench/places/")
    page.goto(NEW)
    brought_back = page.get_by_label("名前 ※必須").input_value()
    said = page.locator(".draft-note").inner_text()
    page.get_by_role("button", name="書きかけを すてる").click()
    page.get_by_text("書きかけを すてました。").wait_for()
    expect(page.get_by_label("名前 ※必須")).to_have_value("")
    page.wait_for_timeout(300)
    page.goto(NEW)

    assert brought_back == "朝の会"
    assert re.search(r"\d+時\d+分の 書きかけを もどしました。", said)
    assert not page.locator(".draft-note").is_visible()
    assert not Draft.objects.exists()


def test_where_the_network_is_gone_the_draft_stays_on_the_phone_and_is_sent_when_it_is_back(page, coordinator):
    sign_in(page, coordinator)
    page.goto(NEW)
    page.get_by_label("名前 ※必須").fill("朝の会")
    kept(page)
    page.context.set_offline(True)
    page.get_by_label("名前 ※必須").fill("朝の体操会")
    page.get_by_text("この端末に のこしてあります").wait_for()
    page.get_by_role("button", name="登録する").click()
    page.get_by_text("まだ 送っていません").wait_for()
    page.context.set_offline(False)
    kept(page)

    assert ["name", "朝の体操会"] in Draft.objects.get().typed
    press(page.get_by_role("button", name="登録する"))
    page.get_by_text("を登録しました").wait_for()
    assert Place.objects.filter(name="朝の体操会").exists()
    assert page.evaluate("Object.keys(localStorage)") == []


def test_whoever_was_signed_out_meanwhile_finds_everything_again(page, coordinator):
    sign_in(page, coordinator)
    page.goto(NEW)
    page.context.clear_cookies(name="sessionid")
    page.get_by_label("名前 ※必須").fill("朝の会")
    page.get_by_text("サインインが 切れています").wait_for()
    page.get_by_role("button", name="登録する").click()
    page.get_by_text("まだ 送っていません").wait_for()
    sign_in(page, coordinator)
    page.goto(NEW)

    expect(page.get_by_label("名前 ※必須")).to_have_value("朝の会")
    expect(page.locator(".draft-note")).to_contain_text("この端末に のこっていた 書きかけを もどしました。")


def test_a_draft_of_a_place_that_was_edited_meanwhile_says_so(page, coordinator):
    place = a_place("朝の会", district=a_district())
    sign_in(page, coordinator)
    page.goto(f"/workbench/places/{place.pk}/edit/#step-internal")
    page.get_by_label("取材メモ").fill("鍵は公民館")
    kept(page)
    place.edited_at = timezone.now()
    place.save(update_fields=["edited_at"])
    page.goto(f"/workbench/places/{place.pk}/")
    page.goto(f"/workbench/places/{place.pk}/edit/#step-internal")

    expect(page.locator(".draft-note")).to_contain_text("そのあと この記録は なおされています")
    expect(page.get_by_label("取材メモ")).to_have_value("鍵は公民館")


def test_another_venue_takes_the_point_away_and_says_so(page, coordinator):
    place = a_place("朝の会", district=a_district(), venue_name="呉妹分館", lat=34.62, lng=133.68)
    sign_in(page, coordinator)
    page.goto(f"/workbench/places/{place.pk}/edit/#step-where")
    page.get_by_label("会場", exact=True).fill("箭田分館")
    page.get_by_label("会場", exact=True).press("Tab")

    page.get_by_text("会場が かわったので、位置を 消しました").wait_for()
    assert page.locator("#id_lat").input_value() == ""


def test_what_stayed_on_the_device_goes_after_thirty_days_and_with_whoever_signs_out(page, coordinator):
    sign_in(page, coordinator)
    mine, others, old = (f"kayoiba-kept-{who}-place-new" for who in (coordinator.pk, 999, 998))
    page.evaluate(
        """([mine, others, old]) => {
          const month = 31 * 24 * 60 * 60 * 1000;
          const keep = (shelf, at) => localStorage.setItem(shelf, JSON.stringify({ typed: [], at }));
          for (const shelf of [mine, others]) keep(shelf, Date.now());
          keep(old, Date.now() - month);
        }""",
        [mine, others, old],
    )
    page.goto("/workbench/")
    assert page.evaluate("Object.keys(localStorage).sort()") == sorted([mine, others])

    press(page.get_by_role("button", name="サインアウト"))

    assert page.evaluate("Object.keys(localStorage)") == [others]
