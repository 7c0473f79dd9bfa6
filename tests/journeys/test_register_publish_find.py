"""A coordinator registers a place, a resident finds it, the office counts it."""

import datetime as dt

import pytest
from django.utils import timezone

from directory.areas.actions import publish_areas
from directory.places.models import Place
from directory.places.schedule import Rule, next_meetings
from kayoiba.tools.fiscal import fiscal_year
from kayoiba.tools.saying import say_date
from kayoiba.tools.sheets import read_sheets
from tests.factories.people import a_person
from tests.factories.places import TODAY, a_district, a_municipality, a_place
from tests.journeys.walking import press, sign_in

NAME = "呉妹おしゃべり広場"


@pytest.fixture
def people(transactional_db):
    mabi = a_district(kana="まび")
    a_place("箭田の会", district=mabi)
    publish_areas(municipality=a_municipality(), on=TODAY)
    return {"coordinator": a_person("coordinator", mabi), "office": a_person("office")}


def sign_out(page):
    press(page.get_by_role("button", name="サインアウト"))


def register_with_a_name_and_a_district(page):
    page.get_by_role("link", name="場を登録する").click()
    page.get_by_label("名前 ※必須").fill(NAME)
    page.get_by_label("地区", exact=True).select_option("真備")
    press(page.get_by_role("button", name="登録する"))


def publish_what_was_agreed_to_by_word_of_mouth(page):
    page.get_by_role("status").get_by_role("link", name="掲載する").click()
    press(page.get_by_role("button", name="掲載する"))


def tick_second_and_fourth_tuesdays(page):
    page.get_by_role("link", name="なおす", exact=True).click()
    page.get_by_label("ふりがな").fill("クレセ おしゃべり ひろば")
    page.get_by_role("link", name="つぎへ").click()
    page.locator(".rules-more > summary").click()
    for tick in ("火", "第2", "第4"):
        page.get_by_role("checkbox", name=tick, exact=True).check()
    page.get_by_label("はじまり", exact=True).fill("10:00")
    page.get_by_label("おわり", exact=True).fill("11:30")
    press(page.get_by_role("button", name="保存する"))


def found(page, words):
    page.goto("/")
    page.get_by_label("ことばでさがす").fill(words)
    press(page.get_by_role("button", name="さがす"))
    return page.get_by_role("article").get_by_role("heading").all_inner_texts()


def known_in_mabi(page, tmp_path):
    """(on the page, in the workbook) how many places the year has in 真備."""
    page.goto(f"/workbench/counts/{fiscal_year(timezone.localdate())}/")
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="真備", exact=True))
    with page.expect_download() as download:
        page.get_by_role("link", name="Excelで出す").click()
    download.value.save_as(tmp_path / "counts.xlsx")
    sheet = next(sheet for sheet in read_sheets(tmp_path / "counts.xlsx") if sheet.name == "地区別")
    line = next(row for row in sheet.rows if row[0] == "真備")
    return int(row.get_by_role("cell").first.inner_text()), int(line[1])


def upcoming():
    tuesdays = Rule(weekdays=("Tu",), weeks=(2, 4), start=dt.time(10), end=dt.time(11, 30))
    return next_meetings([tuesdays], timezone.localtime(), 3)


def test_a_place_with_a_name_and_a_district_is_found_counted_and_says_when_it_meets(page, people, tmp_path):
    sign_in(page, people["office"])
    before = known_in_mabi(page, tmp_path)
    sign_out(page)

    sign_in(page, people["coordinator"])
    register_with_a_name_and_a_district(page)
    publish_what_was_agreed_to_by_word_of_mouth(page)
    number = Place.objects.get(name=NAME).number
    page.goto("/places/?district=mabi")
    assert page.locator(f'article[data-place="{number}"]').get_by_role("heading").inner_text() == NAME

    page.goto("/workbench/places/")
    page.get_by_role("link", name=NAME).click()
    tick_second_and_fourth_tuesdays(page)
    assert "毎月 第2・第4火曜日 午前10時〜11時30分" in page.get_by_role("main").inner_text()
    sign_out(page)

    assert found(page, "おしゃべり") == [NAME]
    assert found(page, "くれせ") == [NAME]
    press(page.get_by_role("link", name=NAME, exact=True))
    assert [say_date(meeting.date) in page.locator("ol.dates").inner_text() for meeting in upcoming()] == [True] * 3

    sign_in(page, people["office"])
    after = known_in_mabi(page, tmp_path)
    assert after == (before[0] + 1, before[1] + 1) == (2, 2)
