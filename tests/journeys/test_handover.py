"""In winter the office decides it; on the first of April the successor has the places, and the predecessor has not."""

import datetime as dt
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from directory.visits.actions import note_treasure, plan_visit
from kayoiba.accounts.models import User
from tests.factories.people import a_person
from tests.factories.places import AT, a_district, a_listing, a_place
from tests.factories.proposals import a_correction
from tests.journeys.walking import faults, press, sign_in

APRIL = dt.datetime(2027, 4, 1, 8, 30, tzinfo=ZoneInfo("Asia/Tokyo"))
EVE = APRIL - dt.timedelta(days=1)


@pytest.fixture
def clock(monkeypatch):
    """Moves the server to another day."""

    def move(moment):
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    move(AT)
    return move


@pytest.fixture
def mabi(transactional_db, clock):
    mabi = a_district()
    a_person("coordinator", a_district("funao", "船穂"), username="moriya", name="守屋")
    a_person("office", username="office", name="中島")
    return mabi


def enter(page, username):
    sign_in(page, User.objects.get(username=username))


def is_for_everyone(page):
    assert faults(page) == []


def test_a_coordinators_districts_visits_and_notes_pass_on_the_first_of_april(page, mabi, clock):
    tanaka = a_person("coordinator", mabi, name="田中 みどり", username="midori")
    place = a_place("呉妹おしゃべり広場", district=mabi)
    a_listing(place)
    a_correction(place)
    plan_visit(place=place, on=dt.date(2027, 4, 8), by=tanaka, at=AT)
    found = {"kind": "skill", "text": "うどんの名人", "place": place, "on": AT.date(), "request_id": uuid4()}
    note_treasure(**found, by=tanaka, at=AT)

    enter(page, "office")
    page.get_by_role("link", name="職員").click()
    page.get_by_role("link", name="田中 みどり").click()
    press(page.get_by_role("link", name="引き継ぎを決める"))
    is_for_everyone(page)
    page.get_by_label("だれに").select_option(label="守屋（コーディネーター）")
    assert page.get_by_label("いつから").input_value() == "2027-04-01"
    page.get_by_label("申し送り").fill("鍵は 呉妹分館の受付に。")
    page.get_by_role("button", name="引き継ぎを決める").click()
    press(page.get_by_role("status").get_by_role("link", name="引き継ぎ書を見る"))
    is_for_everyone(page)

    clock(EVE)
    enter(page, "moriya")
    assert page.get_by_text("守屋さんへ 引き継ぎます").is_visible()
    assert page.goto(f"/workbench/places/{place.pk}/").status == 404
    enter(page, "midori")
    assert page.goto(f"/workbench/places/{place.pk}/").status == 200

    clock(APRIL)
    enter(page, "midori")
    assert page.goto(f"/workbench/places/{place.pk}/").status == 404
    enter(page, "moriya")
    press(page.get_by_role("status").get_by_role("link", name="引き継ぎ書"))
    for said in ("鍵は 呉妹分館の受付に。", "4月8日", "住民の知らせ", "うどんの名人"):
        assert page.get_by_text(said).first.is_visible()
    press(page.get_by_role("link", name="呉妹おしゃべり広場").first)
    assert page.get_by_role("heading", level=1, name="呉妹おしゃべり広場").is_visible()
    assert page.get_by_text("うどんの名人").first.is_visible()
