import datetime as dt

import pytest
from django.urls import reverse

from directory.counts.areas import CITY, Area
from directory.counts.events.queries import events_of
from directory.counts.models import YearEvent
from kayoiba.accounts.models import AuditEvent
from tests.factories.counts import an_event
from tests.factories.people import a_person
from tests.factories.places import a_district

pytestmark = pytest.mark.django_db

FLOOD = {"on": "2018-07-07", "words": "平成30年7月豪雨で被災", "district": "mabi"}


@pytest.fixture
def office(client):
    client.force_login(a_person("office"))


def test_an_event_is_written_down_and_says_where_it_shows(client, office):
    mabi = a_district()

    page = client.post(reverse("counts:events"), FLOOD, follow=True)

    event = YearEvent.objects.get()
    assert (event.on, event.words, event.district) == (dt.date(2018, 7, 7), FLOOD["words"], mabi)
    assert f'href="{reverse("counts:index")}">グラフで見る' in page.content.decode()
    assert AuditEvent.objects.get(verb="event.added").subject_name == str(event)


def test_a_double_click_makes_one_event(client, office):
    a_district()

    for district in ("mabi", "mabi", "", ""):
        client.post(reverse("counts:events"), FLOOD | {"district": district})

    assert YearEvent.objects.count() == 2


def test_what_is_wrong_is_said_and_what_was_typed_stays(client, office):
    page = client.post(reverse("counts:events"), {"on": "2018-07-07", "words": "あ" * 41})

    assert list(page.context["form"].errors) == ["words"]
    assert "あ" * 41 in page.content.decode()
    assert not YearEvent.objects.exists()


def test_an_event_is_taken_away_and_can_be_written_again_as_it_was(client, office):
    event = an_event("豪雨で被災", on=dt.date(2018, 7, 7), district=a_district())

    page = client.post(reverse("counts:event_drop", args=[event.pk]), follow=True)

    assert not YearEvent.objects.exists()
    (address,) = [said for said in page.content.decode().split('"') if said.startswith("/workbench/counts/events/?")]
    again = client.get(address.replace("&amp;", "&")).context["form"]
    assert [again[name].value() for name in ("on", "words", "district")] == ["2018-07-07", "豪雨で被災", "mabi"]


def test_a_district_has_its_own_events_and_those_of_the_city():
    mabi, funao = a_district(), a_district("funao", "船穂")
    for words, district, day in (("真備", mabi, 2), ("船穂", funao, 1), ("全市", None, 3)):
        an_event(words, district=district, on=dt.date(2020, 4, day))

    def said(area):
        return [event.words for event in events_of(area)]

    assert said(CITY) == ["船穂", "真備", "全市"]
    assert said(Area("mabi", "真備")) == ["真備", "全市"]
    assert said(Area("district:unset", "地区未設定")) == ["全市"]


@pytest.mark.parametrize("rows", [1, 3, 300])
def test_the_page_asks_the_database_a_fixed_number_of_times(client, office, rows, django_assert_num_queries):
    for number in range(rows):
        an_event(f"できごと{number}", district=a_district())

    with django_assert_num_queries(5):
        page = client.get(reverse("counts:events"))

    assert page.content.decode().count('<th scope="row">') == rows
