"""The hall is being mended: a coordinator writes it down on her phone, and nobody stands before a locked door."""

import datetime as dt

import pytest
from django.utils import timezone

from directory.areas.actions import publish_areas
from directory.places.actions import check_place, except_day
from directory.places.schedule import OneDay, Rule
from directory.places.vocabulary import CheckedHow, Precision
from kayoiba.tools.saying import say_date
from tests.directory.finder.calendar_reading import meetings
from tests.factories.people import a_person
from tests.factories.places import AT, TODAY, a_district, a_listing, a_municipality, a_place
from tests.journeys.walking import press, sign_in, violations
from tests.kayoiba.tools.pdf_reading import pages

DAILY = Rule(weekdays=("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"), start=dt.time(10), end=dt.time(11, 30))
DESK = {"width": 1280, "height": 900}


@pytest.fixture
def tomorrow():
    return timezone.localdate() + dt.timedelta(days=1)


@pytest.fixture
def place(page, transactional_db):
    """A place of which much is known; she who looks after it is signed in."""
    phone = {"contact_name": "生活支援コーディネーター", "contact_phone": "086-000-0006", "contact_hours": "平日の昼"}
    mabi = a_district(kana="まび", **phone)
    publish_areas(municipality=a_municipality(), on=TODAY)
    person = a_person("coordinator", mabi)
    facts = "parking wheelchair step_free handrail western_toilet chairs air_conditioning newcomers_welcome men_welcome"
    place = a_place(
        "呉妹おしゃべり広場",
        district=mabi,
        rules=[DAILY],
        reading="くれせ おしゃべり ひろば",
        introduction="お茶を飲みながら、ゆっくりおしゃべりする会です。はじめての人も、ひとりで来る人も歓迎します。" * 3,
        venue_name="呉妹分館",
        address="真備町尾崎1",
        lat=34.6,
        lng=133.7,
        directions="呉妹小学校の正門から北へ歩いて3分。黄色い屋根の建物です。",
        activities=["tea"],
        fee_amount=100,
        bring="上ばき、飲みもの",
        target="近所の方ならどなたでも",
        contact_phone="086-000-0015",
        contact_name="世話人",
        contact_hours="午前9時〜午後5時",
        **dict.fromkeys(facts.split(), True),
    )
    check_place(place=place, how=CheckedHow.VISIT, on=TODAY, by=person, at=AT)
    a_listing(place, precision=Precision.ADDRESS)
    sign_in(page, person)
    return place


def what_residents_see(page, place):
    page.goto(f"/places/{place.number}/")
    return page.get_by_role("main").inner_text()


def taken_home(page, place, day):
    written = page.request.get(f"/places/{place.number}/calendar.ics").body()
    return [meeting.date for meeting in meetings(written, day, day)]


def test_a_day_off_is_seen_by_residents_and_in_their_calendars_until_it_is_taken_back(page, place, tomorrow):
    assert taken_home(page, place, tomorrow) == [tomorrow]

    page.goto(f"/workbench/places/{place.pk}/")
    page.get_by_role("link", name="休み・臨時の日を書く").click()
    page.get_by_label("日にち").fill(tomorrow.isoformat())
    page.get_by_role("radio", name="お休み").check()
    page.get_by_label("ひとこと").fill("会館の工事")
    press(page.get_by_role("button", name="この日を書く"))

    assert "休み・臨時の日を書きました" in page.get_by_role("status").inner_text()
    assert f"{say_date(tomorrow)}は お休みです（会館の工事）" in what_residents_see(page, place)
    assert "あした" not in page.locator(".dates").inner_text()
    assert taken_home(page, place, tomorrow) == []

    page.goto(f"/workbench/places/{place.pk}/")
    press(page.get_by_role("button", name="取りやめる"))

    assert "会館の工事" not in what_residents_see(page, place)
    assert "あした" in page.locator(".dates").inner_text()
    assert taken_home(page, place, tomorrow) == [tomorrow]


def test_its_pages_are_for_all_in_both_sizes_also_where_something_is_wrong(page, place, tomorrow):
    for size in (None, DESK):
        if size:
            page.set_viewport_size(size)
        page.goto(f"/workbench/places/{place.pk}/days/new/")
        assert violations(page) == []
        press(page.get_by_role("button", name="この日を書く"))
        assert "＊" in page.get_by_role("main").inner_text()
        assert violations(page) == []


def test_a_printed_place_is_one_sheet(page, place, tomorrow):
    for number in (7, 14):
        day = OneDay(tomorrow + dt.timedelta(days=number), meets=False, note="会館の工事")
        except_day(place=place, day=day, by=None, at=AT)

    page.goto(f"/places/{place.number}/")

    assert pages(page.pdf(prefer_css_page_size=True)) == 1


def test_the_button_to_print_prints(page, place):
    page.goto(f"/places/{place.number}/")
    page.evaluate("window.print = () => document.title = '印刷中'")
    page.get_by_role("button", name="このページを印刷する").click()

    assert page.title() == "印刷中"
