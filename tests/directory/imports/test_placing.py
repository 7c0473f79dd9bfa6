"""Cells that could not be read are moved by hand to where they belong."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from directory.places.actions import edit_place
from directory.places.models import Place
from tests.factories.people import a_person
from tests.factories.places import AT, a_district, a_place

pytestmark = pytest.mark.django_db


@pytest.fixture
def mabi():
    return a_district("mabi", "真備")


@pytest.fixture
def client(client, mabi):
    client.force_login(a_person("coordinator", mabi))
    return client


@pytest.fixture
def place(mabi):
    return a_place("くれせ", district=mabi, source_text={"定員": "20名くらい", "合言葉": "ひらけごま"}, notes="駅の前")


def send(client, place, heading, act="write", field="", seen=None):
    data = {"heading": heading, "act": act, "field": field, "edited_at": (seen or place.edited_at).isoformat()}
    return client.post(reverse("imports:place_unread", args=[place.pk]), data, follow=True)


def test_a_cell_is_added_to_the_text_of_a_field_and_leaves_the_section(client, place):
    page = send(client, place, "合言葉", field="notes")

    place.refresh_from_db()
    assert (place.notes, place.source_text) == ("駅の前\nひらけごま", {"定員": "20名くらい"})
    assert "「合言葉」を、「取材メモ」に書きうつしました。" in page.content.decode()


def test_the_notice_leads_back_to_the_version_before(client, place):
    page = send(client, place, "合言葉", field="notes").content.decode()
    version = Place.pgh_event_model.objects.filter(pgh_obj_id=place.pk).earliest("pgh_id").pk
    back = reverse("workbench:place_restore", args=[place.pk, version])

    assert f'<a href="{back}">まちがいなら、もどす</a>' in page
    place.refresh_from_db()
    client.post(back, {"edited_at": place.edited_at.isoformat()})

    place.refresh_from_db()
    assert (place.notes, place.source_text) == ("駅の前", {"定員": "20名くらい", "合言葉": "ひらけごま"})


@pytest.mark.parametrize(
    ("now", "cell", "then"), [("1100円", "100円", "1100円 100円"), ("会費 100円", "100円", "会費 100円")]
)
def test_only_what_stands_there_in_whole_is_not_written_twice(client, mabi, now, cell, then):
    place = a_place("くれせ", district=mabi, fee=now, source_text={"材料費": cell})

    send(client, place, "材料費", field="fee")

    place.refresh_from_db()
    assert (place.fee, place.source_text) == (then, {})


def test_a_cell_that_was_seen_goes(client, place):
    send(client, place, "定員", act="drop")

    place.refresh_from_db()
    assert place.source_text == {"合言葉": "ひらけごま"}


def test_a_cell_becomes_a_value_where_it_is_one(client, mabi):
    place = a_place(
        "くれせ", district=mabi, source_text={"人数": "20名", "会": "くれせ会", "いつ": "毎週火曜", "車": "○"}
    )
    for heading, field in (("人数", "capacity"), ("会", "group"), ("いつ", "schedule_text"), ("車", "parking")):
        place.refresh_from_db()
        send(client, place, heading, field=field)

    place.refresh_from_db()
    assert (place.capacity, place.group.name, place.parking, place.source_text) == (20, "くれせ会", True, {})
    assert [rule.weekdays for rule in place.rules.all()] == [["Tu"]]


@pytest.mark.parametrize(
    ("text", "field", "error"),
    [
        ("20名くらい", "capacity", "数字だけで書いてください。"),
        ("たぶん", "wheelchair", "「有」か「無」と書いてください。"),
        ("山小屋", "venue_type", "この中から書いてください："),
        ("あ" * 201, "target", "200字までです（いま201字）。短くしてください。"),
        ("雨の日は086-000-0001へ", "bring", "電話番号かメールのようなものが はいっています。"),
        ("代表の山田花子さん宅で集まる", "introduction", "だれかの家のことが はいっているようです。"),
        ("300円", "fee_amount", "もう「100」と書いてあります。"),
        ("ごま", "", "うつす先の欄を、えらんでください。"),
    ],
)
def test_what_does_not_fit_is_said_and_stays(client, mabi, text, field, error):
    place = a_place("くれせ", district=mabi, fee_amount=100, source_text={"欄": text})

    page = send(client, place, "欄", field=field).content.decode()

    place.refresh_from_db()
    assert place.source_text == {"欄": text}
    assert error in page
    assert not field or f'<option value="{field}" selected>' in page


def test_what_somebody_else_has_written_meanwhile_is_not_overwritten(client, place):
    seen = place.edited_at
    edit_place(place=place, changes={"notes": "裏の入口"}, by=None, at=AT + dt.timedelta(minutes=5))

    page = send(client, place, "合言葉", field="notes", seen=seen).content.decode()

    place.refresh_from_db()
    assert place.notes == "裏の入口"
    assert "このページを開いたあとに、この場が なおされました。" in page
    assert timezone.localtime(place.edited_at).isoformat() in page


def test_a_button_pressed_twice_moves_the_cell_once(client, place):
    send(client, place, "合言葉", field="notes")
    place.refresh_from_db()

    page = send(client, place, "合言葉", field="notes").content.decode()

    place.refresh_from_db()
    assert place.notes == "駅の前\nひらけごま"
    assert "その欄は、もう ほかの人が書きうつしたか、消しています。" in page


def test_the_page_of_the_place_offers_it_to_those_who_write(client, place, mabi):
    address = reverse("imports:place_unread", args=[place.pk])
    page = reverse("workbench:place", args=[place.pk])

    assert client.get(page).content.decode().count(f'action="{address}"') == 2
    client.force_login(a_person("viewer", mabi))
    shown = client.get(page).content.decode()
    assert (shown.count("ひらけごま"), shown.count(address)) == (1, 0)


def test_a_page_without_any_says_so(client, mabi):
    page = client.get(reverse("imports:place_unread", args=[a_place("くれせ", district=mabi).pk]))

    assert "読み取れなかった欄は ありません" in page.content.decode()
