"""The office closes a year; later it turns out that ten places had ended in it, and the year is opened again."""

import datetime as dt

from django.utils import timezone

from directory.areas.actions import publish_areas
from directory.places.actions import end_place
from tests.factories.people import a_person
from tests.factories.places import TODAY, a_district, a_municipality, a_place
from tests.journeys.walking import faults, faults_of, press, sign_in

COUNTS = "/workbench/counts/"
YEAR = f"{COUNTS}2021/"
COLOUR = "cell => getComputedStyle(cell).color"


def notice(page):
    return page.get_by_role("status").inner_text()


def known(page, column):
    """The cell of 把握している通いの場 in the first table."""
    row = page.get_by_role("table").first.get_by_role("row", name="把握している通いの場").first
    return row.get_by_role("cell").nth(column)


def closed_and_now(cell):
    """The words of both numbers and, of each, its colour."""
    now = cell.locator(".counted-now")
    said = "".join(now.inner_text().split())
    return cell.inner_text().split()[0], said, cell.evaluate(COLOUR), now.evaluate(COLOUR)


def test_a_year_stays_as_it_was_closed_and_says_name_by_name_what_has_changed_since(page, transactional_db):
    mabi = a_district(kana="まび")
    publish_areas(municipality=a_municipality(), on=TODAY)
    places = [a_place(f"会{number:02}", district=mabi) for number in range(15)]
    office = a_person("office", name="中島 かおり")
    sign_in(page, office)

    page.goto(YEAR)
    press(page.get_by_role("link", name="この年度を締める"))
    assert faults(page) == []
    page.get_by_label("ひとこと").fill("国の調査に答えた数")
    press(page.get_by_role("button", name="この年度を締める"))
    assert "令和3年度を締めました" in notice(page)

    for place in places[:10]:
        end_place(place=place, on=dt.date(2022, 2, 1), reason="世話人の引っ越し", by=office, at=timezone.now())
    for address, column in ((COUNTS, 1), (YEAR, 0)):
        page.goto(address)
        number, now, ink, grey = closed_and_now(known(page, column))
        assert (number, now) == ("15", "いま5（−10）わけ")
        assert ink != grey
    press(known(page, 0).get_by_role("link", name="わけ"))
    reasons = page.get_by_role("row", name="令和4年2月1日に終わったことになりました（世話人の引っ越し）")
    assert [row.get_by_role("rowheader").inner_text() for row in reasons.all()] == [f"会{n:02}" for n in range(10)]
    assert "中島 かおり" in reasons.first.inner_text()
    assert faults(page) == []
    assert faults_of(page, [COUNTS, YEAR, f"{YEAR}differences/", f"{YEAR}reopen/", f"{COUNTS}before/"]) == {}

    page.goto(YEAR)
    press(page.get_by_role("link", name="この年度の締めをひらく"))
    page.get_by_label("ひらくわけ").fill("終わった場の記録もれ")
    press(page.get_by_role("button", name="この年度をひらく"))

    assert "令和3年度をひらきました" in notice(page)
    assert known(page, 0).inner_text().split() == ["5"]
