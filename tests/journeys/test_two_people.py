"""Two people edit one place at once, each on a phone of their own; neither loses what they wrote."""

import pytest
from django.urls import reverse

from directory.places.models import Place
from tests.factories.people import a_person
from tests.factories.places import a_district, a_place, a_removed_place
from tests.journeys.conftest import PHONE
from tests.journeys.walking import faults, press, sign_in


@pytest.fixture
def place(transactional_db):
    return a_place("呉妹おしゃべり広場", district=a_district(), fee="100円", contact_phone="086-000-0000")


@pytest.fixture
def yamada(page, place):
    sign_in(page, a_person("coordinator", place.district, name="山田"))
    return page


@pytest.fixture
def miyake(browser, live_server, place):
    """Another browser, with a session of its own."""
    context = browser.new_context(base_url=live_server.url, viewport=PHONE, locale="ja-JP", timezone_id="Asia/Tokyo")
    page = context.new_page()
    page.set_default_timeout(10_000)
    sign_in(page, a_person("lead", name="三宅"))
    yield page
    context.close()


def open_form(page, place):
    page.goto(reverse("workbench:place_edit", args=[place.pk]))


def write(page, label, text):
    box = page.get_by_label(label, exact=True)
    box.evaluate("box => box.closest('details') && (box.closest('details').open = true)")
    box.evaluate("(box, text) => { box.value = text; box.dispatchEvent(new Event('input', {bubbles: true})) }", text)


def save(page):
    press(page.get_by_role("button", name="保存する"))


def test_what_they_wrote_in_different_fields_is_both_kept(yamada, miyake, place):
    open_form(yamada, place)
    open_form(miyake, place)
    write(miyake, "公開してよい電話", "086-000-1111")
    save(miyake)
    miyake.get_by_text("なおしました").first.wait_for()
    write(yamada, "参加費", "無料")
    save(yamada)

    notice = yamada.locator(".notice", has_text="そのまま残しました")
    assert "ほかの人が なおした 公開してよい電話 は、そのまま残しました。" in notice.inner_text()
    assert Place.objects.values_list("fee", "contact_phone").get() == ("無料", "086-000-1111")


def test_of_the_same_field_both_are_shown_and_one_is_chosen(yamada, miyake, place):
    open_form(yamada, place)
    open_form(miyake, place)
    write(miyake, "参加費", "200円")
    write(miyake, "持ち物", "はし")
    save(miyake)
    miyake.get_by_text("なおしました").first.wait_for()
    write(yamada, "参加費", "無料")
    write(yamada, "取材メモ", "鍵は公民館")
    save(yamada)

    asked = yamada.get_by_role("group", name="参加費：どちらにしますか")
    assert "無料" in asked.inner_text()
    assert "200円" in asked.inner_text()
    assert "三宅 なおしました" in yamada.get_by_role("main").inner_text()
    assert Place.objects.values_list("fee", "notes").get() == ("200円", "")
    assert faults(yamada) == []

    asked.get_by_label("もう保存してあるほう").check()
    save(yamada)
    yamada.get_by_text("なおしました").first.wait_for()
    assert Place.objects.values_list("fee", "notes", "bring").get() == ("200円", "鍵は公民館", "はし")


def test_what_went_wrong_is_put_back_from_the_history(yamada, place):
    open_form(yamada, place)
    write(yamada, "参加費", "まちがい")
    save(yamada)
    press(yamada.get_by_role("link", name="すべての履歴"))
    assert "まちがい" in yamada.get_by_role("main").inner_text()
    found = {"history": faults(yamada)}
    press(yamada.get_by_role("link", name="この時の内容にもどす"))
    found["restore"] = faults(yamada)
    yamada.get_by_role("button", name="この内容にもどす").click()
    yamada.locator(".notice", has_text="の内容に もどしました").wait_for()

    assert found == {page: [] for page in found}
    assert Place.objects.get().fee == "100円"


def test_the_office_takes_out_a_mistake_and_brings_it_back(page, place):
    a_removed_place("前に取り消した会")
    sign_in(page, a_person("office"))
    page.goto(reverse("workbench:place", args=[place.pk]))
    press(page.get_by_role("link", name="この記録を取り消す"))
    found = {"remove": faults(page)}
    page.get_by_label("わけ").fill("二重の登録")
    press(page.get_by_role("button", name="この記録を取り消す"))
    press(page.get_by_role("link", name="まちがいなら、もどす"))
    found["removed"] = faults(page)
    page.locator("tr", has_text=place.name).get_by_role("button").click()
    page.get_by_text("もどしました").wait_for()

    assert found == {page: [] for page in found}
    assert Place.objects.get() == place
