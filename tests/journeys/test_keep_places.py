"""A coordinator in a hall, phone in hand: publishing many, a rest, an end by mistake; her pages are for all."""

import pytest

from directory.areas.actions import publish_areas
from directory.places.models import Listing, Place
from tests.factories.people import a_person
from tests.factories.places import TODAY, a_district, a_listing, a_municipality, a_place
from tests.journeys.walking import faults_of, press, sign_in

DESK = {"width": 1280, "height": 900}
PARTS = ("", "edit/", "publish/", "pause/", "move/")


@pytest.fixture
def place(page, transactional_db):
    """She is signed in, and looks after one place that is listed and two that are not."""
    mabi = a_district(kana="まび")
    publish_areas(municipality=a_municipality(), on=TODAY)
    person = a_person("coordinator", mabi)
    place = a_place("呉妹の会", district=mabi, introduction="お茶を飲みます", source_text={"備考欄": "送迎は要相談"})
    a_listing(place)
    for name in ("箭田の会", "川辺の会"):
        a_place(name, district=mabi)
    sign_in(page, person)
    return place


def record(page, place, verb):
    page.goto(f"/workbench/places/{place.pk}/")
    page.get_by_text("この場のことを記録する").click()
    page.get_by_role("link", name=verb).click()


def notice(page):
    return page.get_by_role("status")


def test_many_are_published_with_one_answer(page, place):
    press(page.get_by_role("link", name="未掲載"))
    for name in ("箭田の会", "川辺の会"):
        page.get_by_role("checkbox", name=f"「{name}」をえらぶ").check()
    press(page.get_by_role("button", name="掲載する"))
    press(page.get_by_role("button", name="掲載する"))

    assert "2か所を掲載しました" in notice(page).inner_text()
    assert Listing.objects.count() == 3


def test_a_rest_is_seen_by_residents_and_ends(page, place):
    record(page, place, "休みにする")
    page.get_by_role("radio", name="会場").check()
    page.get_by_label("ひとこと").fill("屋根の工事")
    press(page.get_by_role("button", name="休みにする"))
    page.goto(f"/places/{place.number}/")
    assert "屋根の工事" in page.get_by_role("main").inner_text()

    record(page, place, "また集まりはじめる")
    press(page.get_by_role("button", name="休みを終える"))

    page.goto(f"/places/{place.number}/")
    assert "屋根の工事" not in page.get_by_role("main").inner_text()


def test_an_end_by_mistake_is_undone_from_the_notice(page, place):
    record(page, place, "終わった場にする")
    press(page.get_by_role("button", name="終わった場にする"))
    page.get_by_role("alert").get_by_role("link", name="わけ").click()
    page.get_by_label("わけ").and_(page.locator(":focus")).wait_for()
    page.keyboard.type("まちがえて")
    press(page.get_by_role("button", name="終わった場にする"))
    assert page.request.get(f"/places/{place.number}/").status == 410

    notice(page).get_by_role("link").click()
    press(page.get_by_role("button", name="また始まった場にする"))
    notice(page).get_by_role("link", name="掲載する").click()
    press(page.get_by_role("button", name="掲載する"))

    assert page.request.get(f"/places/{place.number}/").status == 200


def test_pressing_twice_in_haste_registers_once(page, place):
    page.goto("/workbench/places/new/")
    page.get_by_label("名前 ※必須").fill("呉妹おしゃべり広場")
    with page.expect_navigation():
        page.get_by_role("button", name="登録する").dblclick()

    assert "登録しました" in notice(page).inner_text()
    assert Place.objects.filter(name="呉妹おしゃべり広場").count() == 1


def test_the_form_can_be_sent_again_after_going_back(page, place):
    page.goto("/workbench/places/new/")
    for name in ("呉妹おしゃべり広場", "呉妹の朝"):
        page.get_by_label("名前 ※必須").fill(name)
        press(page.get_by_role("button", name="登録する"))
        notice(page).wait_for()
        page.go_back()

    assert Place.objects.filter(name__in=("呉妹おしゃべり広場", "呉妹の朝")).count() == 2


@pytest.mark.parametrize("query", ["", "?status=unlisted"])
def test_the_list_comes_out_on_paper(page, place, query):
    page.goto(f"/workbench/places/{query}")
    page.emulate_media(media="print")

    assert page.get_by_role("link", name="箭田の会").is_visible()
    assert not page.get_by_role("checkbox", name="「箭田の会」をえらぶ").is_visible()


def test_the_form_comes_in_steps_on_a_phone_and_all_at_once_on_a_desk(page, place):
    page.goto("/workbench/places/new/")
    assert not page.get_by_label("取材メモ").is_visible()

    page.set_viewport_size(DESK)

    assert page.get_by_label("取材メモ").is_visible()
    assert not page.get_by_role("link", name="つぎへ").first.is_visible()


@pytest.mark.parametrize("size", ["phone", "desk"])
def test_every_page_can_be_read_by_all_and_fits(page, place, size):
    if size == "desk":
        page.set_viewport_size(DESK)
    paths = ["", "places/", "places/new/", *(f"places/{place.pk}/{part}" for part in PARTS)]

    assert faults_of(page, [f"/workbench/{path}" for path in paths]) == {}
