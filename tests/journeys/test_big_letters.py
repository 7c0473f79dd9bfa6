"""Letters of twice the size leave a phone 195 px: all is there, no word stands upright, every number is whole."""

import datetime as dt

import pytest

from directory.areas.actions import publish_areas
from directory.places.actions import check_place
from directory.places.schedule import Rule
from directory.places.vocabulary import Activity, CheckedHow, Signup
from tests.factories.places import AT, TODAY, a_district, a_listing, a_municipality, a_place, a_school

AT_200_PERCENT = {"width": 195, "height": 422}
ADDRESSES = [
    "/",
    "/places/?q=会",
    "/places/?q=会&view=calendar",
    "/places/?q=会&view=map",
    "/places/?q=会&day=sun",
    "/places/{number}/",
    "/districts/mabi/",
    "/propose/",
    "/places/{number}/correct/",
    "/contacts/",
    "/accessibility/",
    "/accounts/login/",
]
SEEN = "checkVisibility() && !element.closest('.unseen, .skip, svg, .leaflet-container')"
CUT = f"""[...document.querySelectorAll('body *')].filter((element) => element.{SEEN}
    && !['INPUT', 'TEXTAREA', 'SELECT'].includes(element.tagName) && getComputedStyle(element).display !== 'inline'
    && element.clientWidth && element.scrollWidth > element.clientWidth + 1).map((element) => element.outerHTML)"""
UPRIGHT = f"""[...document.querySelectorAll('body *')].filter((element) => element.{SEEN})
    .flatMap((element) => [...element.childNodes]).filter((node) => {{
        if (node.nodeType !== Node.TEXT_NODE || node.data.trim().length < 3) return false;
        const range = document.createRange();
        range.selectNodeContents(node);
        return new Set([...range.getClientRects()].map((line) => line.top)).size >= node.data.trim().length;
    }}).map((node) => node.data)"""
IN_ONE_LINE = """element => {
    const range = document.createRange();
    range.selectNodeContents(element);
    return new Set([...range.getClientRects()].map((line) => line.top)).size === 1;
}"""


@pytest.fixture
def number(transactional_db, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)
    contact = {
        "contact_name": "生活支援コーディネーター（真備事務所）",
        "contact_hours": "平日 午前8時30分～午後5時15分",
    }
    mabi = a_district(kana="まび", position=6, contact_phone="086-000-0006", **contact)
    a_district("kurashiki", "倉敷", position=1, contact_phone="086-000-0001", **contact)
    school = a_school(district=mabi, kana="くれせ")
    publish_areas(municipality=a_municipality(is_sample=True), on=TODAY)
    place = a_place(
        "呉妹おしゃべりの会",
        reading="くれせおしゃべりのかい",
        district=mabi,
        school_district=school,
        venue_name="呉妹分館",
        introduction="お茶を飲みながら、近所の人とおしゃべりをします。",
        rules=[Rule(weekdays=("Tu",), start=dt.time(10, 30), end=dt.time(11, 30), off_on_holidays=True)],
        activities=[Activity.TEA, Activity.RADIO],
        signup=Signup.NONE,
        fee_amount=100,
        newcomers_welcome=True,
        contact_name="世話役",
        contact_phone="0120-000-000",
    )
    listing = a_listing(place)
    check_place(place=place, how=CheckedHow.VISIT, on=TODAY, by=None, at=AT)
    return listing.number


def test_nothing_is_cut_or_off_the_page_or_upright(page, number):
    page.set_viewport_size(AT_200_PERCENT)
    for address in ADDRESSES:
        page.goto(address.format(number=number))

        assert page.evaluate("document.documentElement.scrollWidth") <= AT_200_PERCENT["width"], address
        assert page.evaluate(CUT) == [], address
        assert page.evaluate(UPRIGHT) == [], address
        for word in page.locator(".masthead-menu summary, .button-phone:visible .phone-number").all():
            assert word.evaluate(IN_ONE_LINE), (address, word.inner_text())
