"""A coordinator in a hall, phone in hand: a visit, an end, a treasure, and the report that tells of all of it."""

import datetime as dt

import pytest
from django.utils import timezone

from directory.areas.actions import publish_areas
from directory.places.schedule import Rule
from tests.factories.people import a_person
from tests.factories.places import TODAY, a_district, a_listing, a_municipality, a_place
from tests.journeys.walking import faults, faults_of, press, sign_in

DESK = {"width": 1280, "height": 900}


@pytest.fixture
def places(page, transactional_db):
    """She is signed in, and looks after two places that are listed."""
    mabi = a_district(kana="まび")
    publish_areas(municipality=a_municipality(), on=TODAY)
    person = a_person("coordinator", mabi, name="三宅")
    rules = [Rule(weekdays=("Tu",), weeks=(2, 4), start=dt.time(10), end=dt.time(11, 30))]
    shown = {"district": mabi, "rules": rules, "fee": "100円", "contact_phone": "086-000-0000"}
    places = [a_place(name, **shown) for name in ("呉妹の会", "箭田の会")]
    for place in places:
        a_listing(place)
    sign_in(page, person)
    return places


def is_for_all(page):
    assert faults(page) == []


def visit(page, place):
    page.goto(f"/workbench/places/{place.pk}/")
    press(page.get_by_role("link", name="行った・電話で聞いた").first)


def notice(page):
    return page.get_by_role("status").inner_text()


def test_from_the_hall_to_the_report(page, places):
    listed, ended = places
    visit(page, listed)
    assert "第2・第4火曜日" in page.get_by_role("region", name="いま のせていること").inner_text()
    is_for_all(page)
    page.get_by_role("radio", name="掲載のとおり").check()
    page.get_by_label("メモ").fill("12人。お茶のあと 将棋")
    page.get_by_text("写真・宝物・つぎに行く日").click()
    page.get_by_role("radio", name="得意なこと").check()
    page.get_by_label("見つけたこと").fill("包丁とぎの名人がいる")
    page.get_by_label("つぎに行く日").fill(f"{timezone.localdate() + dt.timedelta(days=30)}")
    is_for_all(page)
    press(page.get_by_role("button", name="記録する"))
    assert "確認したことになりました" in notice(page)
    is_for_all(page)
    page.goto(f"/places/{listed.number}/")
    today = timezone.localdate()
    assert f"{today.month}月{today.day}日に訪問して確認" in page.get_by_role("main").inner_text()

    visit(page, ended)
    page.get_by_label("終わったわけ").wait_for(state="hidden")
    page.get_by_role("radio", name="終わっていた").check()
    press(page.get_by_role("button", name="記録する"))
    page.get_by_label("終わったわけ").fill("世話人の引っこし")
    is_for_all(page)
    press(page.get_by_role("button", name="記録する"))
    assert "終わった場にしました" in notice(page)

    page.goto("/workbench/treasures/")
    page.get_by_text("宝物を書く").click()
    page.get_by_role("radio", name="アイデア").check()
    page.get_by_label("見つけたこと").fill("縁側カフェをひらきたい")
    press(page.get_by_role("button", name="書きとめる"))
    is_for_all(page)

    page.goto("/workbench/visits/")
    assert "これから行く 1か所" in page.get_by_role("main").inner_text()
    is_for_all(page)
    press(page.get_by_role("link", name="月の活動報告"))
    is_for_all(page)
    told = page.get_by_role("main").inner_text()
    assert "行った 2件" in told
    assert "終わった場にした 1件" in told
    assert "包丁とぎの名人がいる" in told
    assert "縁側カフェをひらきたい" in told


def test_many_are_checked_at_once(page, places):
    page.goto("/workbench/places/")
    for place in places:
        page.get_by_role("checkbox", name=f"「{place}」をえらぶ").check()
    press(page.get_by_role("button", name="確認した"))
    page.get_by_role("radio", name="電話").check()
    is_for_all(page)
    press(page.get_by_role("button", name="確認を記録する"))

    assert "2か所の確認を記録しました" in notice(page)


def test_every_page_can_be_read_by_all_on_a_desk(page, places):
    page.set_viewport_size(DESK)
    visit = f"places/{places[0].pk}/visit/"
    paths = ["visits/", "treasures/", "report/", "report/?year=2026", visit, f"{visit}plan/"]

    assert faults_of(page, [f"/workbench/{path}" for path in paths]) == {}
