"""The places that were found, on a map. The server of the tiles is the outside world: here a picture stands for it."""

import datetime as dt
import io
import re
from urllib.parse import urlparse

import pytest
from PIL import Image
from playwright.sync_api import expect

from directory.areas.actions import publish_areas
from directory.places.schedule import Rule
from directory.places.vocabulary import Activity, Precision
from tests.factories.places import TODAY, a_district, a_listing, a_municipality, a_school, a_town
from tests.journeys.walking import violations

TILES = "https://cyberjapandata.gsi.go.jp/**"
MAP = "/places/?view=map"


@pytest.fixture
def places(transactional_db):
    """Three pins of which two stand side by side, one at a town's own point, one without a point."""
    mabi = a_district(position=6)
    a_school(district=mabi)
    publish_areas(municipality=a_municipality(), on=TODAY)
    common = {"district": mabi, "rules": [Rule(weekdays=("Tu",), start=dt.time(10))], "activities": [Activity.TEA]}
    exact, town = {"precision": Precision.ADDRESS} | common, {"precision": Precision.TOWN} | common
    return [
        a_listing(name="箭田の会", venue_name="箭田分館", lat=34.6281, lng=133.6925, **exact),
        a_listing(name="呉妹の会", venue_name="呉妹分館", lat=34.655, lng=133.66, **exact),
        a_listing(name="呉妹の茶話会", venue_name="呉妹集会所", lat=34.6575, lng=133.66, **exact),
        a_listing(name="尾崎の会", venue_name="尾崎会館", town=a_town(lat=34.64, lng=133.68), **town),
        a_listing(name="個人宅の会", precision=Precision.SCHOOL, **common),
    ]


@pytest.fixture
def tiles(page):
    """Tiles come, and what else a page asks for is written down."""
    picture = io.BytesIO()
    Image.new("RGB", (256, 256), "lightgrey").save(picture, "PNG")
    page.route(TILES, lambda route: route.fulfill(body=picture.getvalue(), content_type="image/png"))
    hosts = set()
    page.on("request", lambda request: hosts.add(urlparse(request.url).hostname))
    return hosts


def mark(page, name):
    return page.locator("#map").get_by_role("button", name=name)


def test_a_pin_says_what_meets_there_and_when_and_leads_to_the_place(page, tiles, places):
    page.goto(MAP)
    mark(page, "箭田の会").click()

    said = page.locator(".map-card")
    assert re.search(r"次は .*月.*日\(火\)", said.inner_text())
    assert "お茶" in said.inner_text()
    said.get_by_role("link", name="箭田の会").click()

    expect(page).to_have_url(re.compile(f"/places/{places[0].number}/$"))


def test_what_is_known_by_its_town_is_said_to_stand_at_the_towns_centre(page, tiles, places):
    page.goto(MAP)
    mark(page, "尾崎の会（町の中心）").click()

    assert "しるしは 町の中心です" in page.locator(".map-card").inner_text()


def test_marks_that_stand_together_open_by_keyboard_alone(page, tiles, places):
    page.goto(MAP)
    page.locator("#map").focus()
    together = mark(page, "2か所の まとまり")
    while not together.evaluate("mark => mark === document.activeElement"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(together).to_have_count(0)

    mark(page, "呉妹の茶話会").focus()
    page.keyboard.press("Space")
    expect(page.get_by_role("link", name="呉妹の茶話会").and_(page.locator(".map-name"))).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".map-card")).to_have_count(0)
    expect(mark(page, "呉妹の茶話会")).to_be_focused()


def test_one_pin_alone_is_shown_with_the_streets_around_it(page, tiles, places):
    page.goto(f"{MAP}&q=箭田")

    page.locator('.leaflet-tile-loaded[src*="/pale/15/"]').first.wait_for()


def test_places_at_one_point_fan_out(page, tiles, places):
    for name in ("東の会", "西の会", "南の会"):
        a_listing(name=name, precision=Precision.ADDRESS, venue_name="船穂分館", lat=34.6, lng=133.72)
    page.goto(MAP)
    mark(page, "3か所の まとまり").press("Enter")

    for name in ("東の会", "西の会", "南の会"):
        expect(mark(page, name)).to_be_visible()
    expect(page.locator("#map .mark-place:focus")).to_have_count(1)


def test_places_without_a_point_are_named_beside_the_map(page, tiles, places):
    page.goto(MAP)
    page.get_by_role("link", name="地図にない場所 1件").click()

    assert page.locator("#off-map").get_by_role("link").all_inner_texts() == ["個人宅の会"]


def test_nothing_comes_from_elsewhere_but_the_tiles(page, tiles, places, live_server):
    page.goto(MAP)
    page.locator(".leaflet-tile-loaded").first.wait_for()
    page.get_by_label("くわしい地図").check()
    page.locator('.leaflet-tile-loaded[src*="/std/"]').first.wait_for()

    assert tiles == {urlparse(live_server.url).hostname, "cyberjapandata.gsi.go.jp"}
    assert page.get_by_role("link", name="国土地理院").get_attribute("href").startswith("https://maps.gsi.go.jp/")


def test_where_no_tile_can_be_had_a_sentence_says_so_and_the_list_is_there(page, places):
    page.goto(MAP)

    expect(page.get_by_role("status").filter(has_text="地図を とりよせられませんでした")).to_be_visible()
    assert page.get_by_role("article").count() == 5


def test_without_scripts_there_is_the_list_and_no_empty_box(browser, live_server, places):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto(MAP)

    assert page.get_by_role("article").count() == 5
    assert "この画面では 地図を 出せません" in page.locator("noscript").inner_text()
    assert page.locator("#map").is_hidden()
    assert page.get_by_role("button", name="いまいる場所").count() == 0
    context.close()


@pytest.fixture
def standing(page):
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": 34.65512345, "longitude": 133.66012345})


def test_where_the_reader_stands_is_asked_and_goes_on_rounded(page, tiles, places, standing):
    page.goto(MAP)
    page.get_by_role("button", name="いまいる場所", exact=True).click()

    expect(page).to_have_url(re.compile(r"near=34\.655(%2C|,)133\.660"))
    assert "view=map" in page.url
    expect(page.locator("#map .mark-here")).to_be_visible()


def test_home_takes_the_other_answers_along_to_what_is_near(page, places, standing):
    page.goto("/")
    page.get_by_role("radio", name="真備").check()
    page.get_by_role("checkbox", name="火").check()
    page.get_by_role("button", name="いまいる場所の近く").click()

    expect(page).to_have_url(re.compile(r"^[^?]*/places/\?(?!.*district).*day=tue.*near=34\.655"))
    assert page.get_by_role("article").first.get_by_role("heading").inner_text() == "呉妹の会"


def test_who_does_not_say_where_he_stands_is_told_what_to_do(page, tiles, places):
    page.goto(MAP)
    page.get_by_role("button", name="いまいる場所", exact=True).click()

    expect(page.get_by_role("status").filter(has_text="地区から さがしてください。")).to_be_visible()


def test_paper_has_the_list_and_no_map(page, tiles, places):
    page.goto(MAP)
    page.emulate_media(media="print")

    assert page.locator("#map").is_hidden()
    assert page.get_by_role("article").first.is_visible()


@pytest.mark.parametrize("width", [390, 1280])
def test_the_map_is_accessible_and_fits(page, tiles, places, width):
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(MAP)
    page.locator(".leaflet-tile-loaded").first.wait_for()
    assert violations(page) == []

    mark(page, "箭田の会").click()
    expect(page.locator(".leaflet-popup")).to_have_css("opacity", "1")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
