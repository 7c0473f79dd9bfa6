"""After the heavy rain a coordinator suspends the district, and later resumes it; residents read why, and then when."""

import pytest

from directory.areas.actions import publish_areas
from directory.places.models import Pause, Suspension
from directory.places.schedule import Rule
from tests.factories.people import a_person
from tests.factories.places import TODAY, a_district, a_listing, a_municipality, a_place
from tests.journeys.walking import faults, press, sign_in

EVERY_DAY = Rule(weekdays=("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"))


@pytest.fixture
def coordinator(transactional_db):
    mabi = a_district(position=6, contact_phone="086-000-0006")
    publish_areas(municipality=a_municipality(), on=TODAY)
    for name in ("おしゃべり広場", "畑の会", "体操の会", "電話の会", "歌の会"):
        a_listing(a_place(name, district=mabi, rules=[EVERY_DAY]))
    return a_person("coordinator", mabi)


def test_a_district_rests_but_for_two_and_meets_again(page, coordinator):
    sign_in(page, coordinator)
    page.goto("/workbench/suspensions/")
    assert faults(page) == []
    press(page.get_by_role("link", name="まとめて休みにする"))
    press(page.get_by_role("link", name="豪雨・災害"))
    page.get_by_role("radio", name="真備").check()
    page.get_by_role("checkbox", name="電話").check()
    assert faults(page) == []
    press(page.get_by_role("button", name="休みになる場を見る"))

    for name in ("電話の会", "歌の会"):
        page.get_by_role("checkbox", name=name).uncheck()
    assert faults(page) == []
    page.get_by_role("button", name="印の場を休みにする").dblclick()
    page.get_by_text("3か所を休みにしました。").wait_for()
    assert (Suspension.objects.count(), Pause.objects.count()) == (1, 3)
    assert faults(page) == []

    page.goto("/places/?q=畑の会")
    page.get_by_text("休みの間も、電話での声かけを 続けています。").wait_for()
    assert faults(page) == []
    page.goto("/places/?date=today")
    found = page.get_by_role("heading", level=3).all_inner_texts()
    assert sorted(found) == ["歌の会", "電話の会"]

    page.goto("/workbench/suspensions/")
    press(page.get_by_role("link", name="また集まりはじめる"))
    assert faults(page) == []
    page.get_by_role("checkbox", name="体操の会").uncheck()
    page.get_by_role("button", name="印の場の休みを終える").click()
    page.get_by_text("2か所の休みを終えました。").wait_for()

    page.goto("/places/?date=today")
    assert page.get_by_role("heading", level=3).count() == 4
