"""The office answers the national survey on a phone: what counts, what does not and why, and back again."""

import pytest

from directory.places.schedule import Rule
from tests.factories.people import a_person
from tests.factories.places import a_district, a_place
from tests.journeys.walking import faults, press, sign_in


@pytest.fixture
def office(transactional_db):
    mabi = a_district()
    for name in ("朝の会", "夜の会"):
        a_place(name, district=mabi, venue_name="呉妹分館", rules=[Rule(weekdays=("Tu",))])
    return a_person("office")


def test_places_are_judged_and_judged_again(page, office):
    sign_in(page, office)
    page.goto("/workbench/counts/2025/")
    press(page.get_by_role("link", name="国の調査", exact=True))
    assert faults(page) == []

    press(page.get_by_role("link").filter(has_text="（真備・市の判断）"))
    page.get_by_label("2か所 ぜんぶ").check()
    press(page.get_by_role("button", name="計上する", exact=True))
    assert page.get_by_text("2か所を、令和7年度から 国の調査で 数えることにしました。").is_visible()

    page.goto("/workbench/counts/2025/survey/?counted=yes")
    page.get_by_label("「夜の会」をえらぶ").check()
    press(page.get_by_role("button", name="計上しない（わけを書く）"))
    assert faults(page) == []
    page.get_by_label("わけ").fill("会食だけの集まり")
    press(page.get_by_role("button", name="計上しない"))

    assert page.get_by_text("1か所を、令和7年度から 国の調査で 数えないことにしました。").is_visible()
    assert page.get_by_role("link", name="夜の会").count() == 0
    page.goto("/workbench/counts/2025/survey/?counted=no")
    assert page.get_by_text("市の判断（会食だけの集まり）").is_visible()
