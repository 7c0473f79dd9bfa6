"""The charts of the pages draw the numbers of their tables."""

import datetime as dt

import pytest
from django.urls import reverse

from directory.counts.charts import PLOT
from directory.startup.actions import record_grant
from tests.directory.counts.drawings import drawing, drawings, is_named, of_class, words
from tests.factories.counts import an_event
from tests.factories.people import a_person
from tests.factories.places import AT, a_district, a_place

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client):
    client.force_login(a_person("office"))


def a_growing_city():
    """真備 has one place in 2019 and three, of them two subsidised, in 2020; 船穂 has one that is not."""
    mabi = a_district()
    places = [a_place(district=mabi, known_from=dt.date(year, 5, 1)) for year in (2019, 2020, 2020)]
    a_place(district=a_district("funao", "船穂"), known_from=dt.date(2020, 5, 1))
    for place in places[:2]:
        record_grant(place=place, fiscal_year=2020, status="decided", by=None, at=AT)


def heights(svg, name):
    return [int(rect.get("height")) for rect in of_class(svg, name)]


@pytest.mark.parametrize(
    ("asked", "known", "subsidised"), [({}, [1, 4], [0, 2]), ({"district": "mabi"}, [1, 3], [0, 2])]
)
def test_a_bar_a_year_has_its_part_drawn_inside(client, office, asked, known, subsidised):
    a_growing_city()

    svg = drawing(client.get(reverse("counts:index"), asked))

    most = max(known)
    assert is_named(svg)
    assert words(svg)[:6] == [str(known[0]), f"うち{subsidised[0]}", "R元", str(known[1]), f"うち{subsidised[1]}", "R2"]
    assert heights(svg, "chart-whole")[:2] == [round(PLOT * number / most) for number in known]
    assert heights(svg, "chart-part")[:2] == [round(PLOT * number / most) for number in subsidised]


def test_the_chart_says_in_words_where_it_begins_and_ends(client, office):
    a_growing_city()

    svg = drawing(client.get(reverse("counts:index")))

    said = next(element.text for element in svg.iter("desc"))
    assert said.startswith("令和元年度は 1（うち補助金対象サロン 0）、")
    assert said.endswith("4（うち補助金対象サロン 0）です。すべての年度の数は、表にあります。")


def test_what_happened_is_marked_below_its_year_and_told_in_full(client, office):
    a_growing_city()
    an_event("豪雨で被災", on=dt.date(2020, 7, 7), district=a_district())
    an_event("船穂の橋の工事", on=dt.date(2021, 3, 1), district=a_district("funao"))
    an_event("緊急事態宣言", on=dt.date(2021, 4, 1))
    an_event("ずっと前のこと", on=dt.date(1990, 4, 1))

    page = client.get(reverse("counts:index"))
    of_mabi = client.get(reverse("counts:index"), {"district": "mabi"})

    assert ["".join(mark.text.split()) for mark in of_class(drawing(page), "chart-mark")] == ["①②", "③"]
    assert ["".join(mark.text.split()) for mark in of_class(drawing(of_mabi), "chart-mark")] == ["①", "②"]
    assert "① 令和2年7月7日 豪雨で被災（真備）" in page.content.decode()
    assert "① 令和2年7月7日 豪雨で被災</li>" in of_mabi.content.decode()
    assert "ずっと前のこと" not in page.content.decode()


def test_only_who_may_write_events_is_led_to_them(client):
    led = {}
    for role in ("coordinator", "office"):
        client.force_login(a_person(role, a_district()))
        led[role] = reverse("counts:events") in client.get(reverse("counts:index")).content.decode()

    assert led == {"coordinator": False, "office": True}


def test_districts_are_bars_in_percent_of_the_longest(client, office):
    a_growing_city()

    svg = drawing(client.get(reverse("counts:year", args=[2020])))

    assert is_named(svg)
    assert words(svg) == ["真備3（うち2）", "船穂1（うち0）", "地区未設定0（うち0）"]
    assert [rect.get("width") for rect in of_class(svg, "chart-whole")] == ["100%", "33%", "0%"]
    assert [rect.get("width") for rect in of_class(svg, "chart-part")] == ["67%", "0%", "0%"]


def test_a_city_without_a_place_has_its_charts_too(client, office):
    for name, args in (("counts:index", []), ("counts:year", [2020])):
        (svg,) = drawings(client.get(reverse(name, args=args)))
        assert is_named(svg)
