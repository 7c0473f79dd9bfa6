"""Every open page, empty, full and with something wrong, on phone and desk: axe finds nothing, nothing is cut off."""

import datetime as dt

import pytest

from directory.areas.actions import publish_areas
from directory.pages.loading import load_pages
from directory.places.actions import check_place, except_day, pause_place
from directory.places.models import Place
from directory.places.schedule import OneDay, Rule
from directory.places.vocabulary import Activity, CheckedHow, PauseReason, Precision, Signup
from tests.factories.opendata import a_published_figure, a_published_file
from tests.factories.places import (
    AT,
    TODAY,
    a_district,
    a_listing,
    a_municipality,
    a_place,
    a_school,
    a_town,
)
from tests.journeys.walking import violations

WEEK = dt.timedelta(7)
SIZES = ({"width": 390, "height": 844}, {"width": 1280, "height": 900})
"""A phone and a desk. A desk at 200 % is as wide as two phones."""
AT_200_PERCENT = {"width": 640, "height": 450}
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},
}
NOW = {"by": None, "at": AT}
LONG = "なが" * 60
FOUND = "/places/?q=会"
LOST = {"/places/999999/", "/nowhere/"}
NOT_FOUND = "/places/?q=会&district=mabi&day=sun&with=wheelchair&with=men"
FULL = [
    "/",
    FOUND,
    f"{FOUND}&page=2&order=name",
    f"{FOUND}&near=34.620,133.690",
    f"{FOUND}&view=calendar",
    f"{FOUND}&view=map",
    NOT_FOUND,
    f"{NOT_FOUND}&view=calendar",
    f"{NOT_FOUND}&view=map",
    "/places/?q=・&date=x&near=y&district=z&with=q",
    "/places/{full}/",
    "/places/{bare}/",
    "/places/{paused}/",
    "/places/{long}/",
    "/places/999999/",
    "/districts/mabi/",
    "/districts/kurashiki/",
    "/contacts/",
    "/about/",
    "/privacy/",
    "/accessibility/",
    "/open-data/",
    "/propose/",
    "/places/{full}/correct/",
    "/places/{bare}/correct/",
    "/nowhere/",
    "/accounts/login/",
]
EMPTY = ["/", "/places/", "/places/?view=calendar", "/places/?view=map", "/contacts/", "/open-data/"]


@pytest.fixture
def numbers(transactional_db, monkeypatch):
    """The public numbers of places that differ as much as places can."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)
    contact = {"contact_name": "生活支援コーディネーター", "contact_phone": "086-000-0006", "contact_hours": "平日の昼"}
    mabi = a_district(kana="まび", position=6, **contact)
    a_district("kurashiki", "倉敷", position=1)
    school = a_school(district=mabi, kana="くれせ")
    publish_areas(municipality=a_municipality(is_sample=True), on=TODAY)
    load_pages(a_municipality(), at=AT)
    full = _full(mabi, school)
    bare = a_listing(name="名前だけの会", precision=Precision.SCHOOL)
    paused = a_listing(name="お休みの会", district=mabi, rules=[Rule(weekdays=("Tu",))])
    pause = {"from_date": TODAY, "until": None, "reason": PauseReason.VENUE, "note": "屋根の工事"}
    pause_place(place=_place(paused), **pause, **NOW)
    long = a_listing(name=LONG, reading=LONG, introduction=LONG * 9, fee=LONG, district=mabi, precision="town")
    for number in range(25):
        a_listing(name=f"火曜の会{number}", district=mabi, rules=[Rule(weekdays=("Tu",), start=dt.time(13))])
    _closed_years()
    return {"full": full, "bare": bare, "paused": paused, "long": long}


def _closed_years():
    for year in range(2016, 2026):
        a_published_figure(fiscal_year=year, source="市の集計" if year < 2022 else "")
        a_published_figure(fiscal_year=year, area="mabi", area_name="真備", area_position=1, value=None)
        a_published_file(fiscal_year=year)


def _full(district, school):
    town = a_town(district=district, lat=34.62, lng=133.69)
    welcomes = ("newcomers_welcome", "men_welcome", "children_welcome", "transport", "parking", "wheelchair")
    place = a_place(
        "呉妹おしゃべり広場",
        reading="くれせおしゃべりひろば",
        alias="ひろば",
        introduction="お茶を飲みながら、おしゃべりをする会です。",
        menu="体操、お茶、歌",
        district=district,
        school_district=school,
        town=town,
        venue_name="呉妹分館",
        address="真備町尾崎1",
        directions="駅から北へ5分です。",
        lat=34.621,
        lng=133.691,
        rules=[Rule(weekdays=("Tu",), weeks=(2, 4), start=dt.time(10), end=dt.time(11, 30), off_on_holidays=True)],
        activities=[Activity.TEA, Activity.SONG],
        target="だれでも",
        fee_amount=100,
        signup=Signup.FIRST,
        bring="飲みもの",
        contact_name="世話役",
        contact_phone="086-000-0000",
        contact_hours="9時から17時",
        contact_email="hiroba@example.jp",
        url="https://example.jp/",
        **dict.fromkeys(welcomes, True),
        step_free=False,
    )
    listing = a_listing(place, precision=Precision.ADDRESS)
    check_place(place=place, how=CheckedHow.VISIT, on=TODAY - 90 * dt.timedelta(1), **NOW)
    except_day(place=place, day=OneDay(TODAY + 2 * WEEK, meets=False, note="会場が使えません"), **NOW)
    except_day(place=place, day=OneDay(TODAY + WEEK, True, dt.time(13), dt.time(15)), **NOW)
    return listing


def _place(listing):
    return Place.objects.get(number=listing.number)


def test_a_full_city(page, numbers):
    known = {name: listing.number for name, listing in numbers.items()}
    for address in FULL:
        look_at(page, address.format(**known))


def test_a_city_of_which_nothing_is_known_yet(page, transactional_db):
    for address in EMPTY:
        look_at(page, address)


@pytest.mark.parametrize("address", ["/propose/", "/places/{full}/correct/"])
def test_a_form_that_was_sent_empty(browser, live_server, numbers, address):
    """Without JavaScript, where every step is on one page; axe brings its own script."""
    context = browser.new_context(base_url=live_server.url, locale="ja-JP", bypass_csp=True)
    page = context.new_page()
    page.goto(address.format(full=numbers["full"].number))
    with page.expect_navigation():
        page.locator("main form").evaluate("form => { form.noValidate = true; form.submit() }")

    assert page.locator(".errors, .field-wrong").count() > 0
    look_at(page, None)
    context.close()


def look_at(page, address):
    page.set_viewport_size(AT_200_PERCENT)
    if address:
        found = page.goto(address).status
        assert found == 404 if address in LOST else found == 200
    where = page.url
    assert page.evaluate("document.documentElement.scrollWidth") <= 640, where
    for size in SIZES:
        page.set_viewport_size(size)
        faults = violations(page, **RULES)
        assert [(fault["id"], fault["nodes"][0]["html"][:120]) for fault in faults] == [], (where, size)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], (where, size)
