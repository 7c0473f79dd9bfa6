"""One small page a dated fact: what it does, what it offers next, what it refuses."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from directory.places import actions
from directory.places.models import Check, Listing, ListingEnded, Place
from tests.factories.people import a_person
from tests.factories.places import AT, a_district, a_listing, a_place

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)


@pytest.fixture
def place(client):
    mabi = a_district()
    client.force_login(a_person("coordinator", mabi))
    place = a_place("呉妹の会", district=mabi)
    a_listing(place)
    return place


def do(client, verb, place, **data):
    return client.post(reverse(f"workbench:{verb}", args=[place.pk]), data, follow=True)


def said(page):
    return " ".join(str(message) for message in page.context["messages"])


def errors(page):
    return page.context["form"].errors


@pytest.mark.parametrize(
    ("verb", "data", "next_step"),
    [
        ("place_check", {"how": "phone"}, ""),
        ("place_pause", {"from_date": "today", "reason": "venue"}, "place_resume"),
        ("place_end", {"reason": "引っこし"}, "place_come_back"),
        ("place_move", {}, "place_move"),
        ("place_grant", {"fiscal_year": "2026", "status": "decided"}, "place_grant"),
        ("place_withdraw", {"reason": "申し出"}, "place_publish"),
    ],
)
def test_what_was_done_is_said_with_the_next_step(client, place, today, verb, data, next_step):
    data = {"on": today, **data, **({"from_date": today} if "from_date" in data else {})}

    page = do(client, verb, place, **data)

    assert page.redirect_chain == [(reverse("workbench:place", args=[place.pk]), 302)]
    assert said(page).count("href") == bool(next_step)
    assert not next_step or reverse(f"workbench:{next_step}", args=[place.pk]) in said(page)
    assert client.get(reverse("workbench:place", args=[place.pk])).status_code == 200


def test_a_check_is_seen_by_residents(client, place, today):
    do(client, "place_check", place, on=today, how="visit")

    assert Check.objects.get().checked_by.role == "coordinator"
    assert Listing.objects.get().checked_on == today


def test_a_pause_and_its_end(client, place, today):
    do(client, "place_pause", place, from_date=today, reason="season", note="3月まで")
    assert Listing.objects.get().pauses[0]["note"] == "3月まで"

    do(client, "place_resume", place, on=today)

    assert Listing.objects.get().pauses == []


def test_an_end_by_mistake_is_undone_by_what_the_notice_offers(client, place, today):
    do(client, "place_end", place, on=today, reason="まちがい")
    do(client, "place_come_back", place, on=today)

    assert list(place.known_periods.values_list("until", flat=True)) == [None]


@pytest.mark.parametrize("verb", ["place_end", "place_withdraw"])
def test_what_takes_something_away_asks_for_a_reason(client, place, today, verb):
    page = do(client, verb, place, on=today)

    assert list(errors(page)) == ["reason"]
    assert Listing.objects.exists()


def test_what_the_verb_refuses_is_said_in_words_and_what_was_typed_stays(client, place, today):
    do(client, "place_pause", place, from_date=today, reason="season")

    page = do(client, "place_pause", place, from_date=today, reason="people", note="もういちど")

    assert errors(page) == {"__all__": ["その間には、もう休止があります。先にその休止を終わらせてください。"]}
    assert page.context["form"]["note"].value() == "もういちど"


def test_nothing_resumes_that_does_not_rest(client, place, today):
    assert list(errors(do(client, "place_resume", place, on=today))) == ["__all__"]


def test_what_has_ended_does_not_end_again_and_comes_back_once(client, place, today):
    actions.end_place(place=place, on=today, reason="", by=None, at=AT)

    assert list(errors(do(client, "place_end", place, on=today, reason="また"))) == ["__all__"]
    do(client, "place_come_back", place, on=today)
    assert list(errors(do(client, "place_come_back", place, on=today))) == ["__all__"]


def test_a_move_before_the_place_was_known_is_refused_in_words(client, place, today):
    page = do(client, "place_move", place, on="2001-04-01", district=a_district("kurashiki", "倉敷").pk)

    assert "把握した日か、さいごに地区をかえた日より前です" in errors(page)["__all__"][0]


def test_a_place_handed_over_to_another_district_leads_to_the_list(client, place, today):
    kurashiki = a_district("kurashiki", "倉敷")

    page = do(client, "place_move", place, on=today, district=kurashiki.pk)

    assert page.redirect_chain == [(reverse("workbench:places"), 302)]
    assert said(page) == "「呉妹の会」は、倉敷地区の担当に渡しました。ここからは見えなくなります。"
    assert Place.objects.get().district == kurashiki
    assert client.get(reverse("workbench:place", args=[place.pk])).status_code == 404


def test_a_place_of_another_district_is_not_there(client, place):
    other = a_place(district=a_district("kurashiki", "倉敷"))

    assert do(client, "place_end", other, on="2026-11-24", reason="よそ").status_code == 404
    assert other.known_periods.filter(until__isnull=True).exists()


def test_what_goes_on_while_a_place_rests_is_kept_and_told(client, place, today):
    do(client, "place_pause", place, from_date=today, reason="epidemic", continues=["phone", "letter"])

    assert place.pauses.get().continues == ["phone", "letter"]
    assert Listing.objects.get().pauses[0]["continues"] == ["phone", "letter"]
    assert "続けること：電話・お便り" in client.get(reverse("workbench:place", args=[place.pk])).content.decode()


def test_residents_are_told_that_a_place_has_ended_until_its_people_do_not_want_it(client, place):
    do(client, "place_end", place, on=timezone.localdate(), reason="解散")
    page = client.get(reverse("workbench:place", args=[place.pk])).content.decode()
    assert "終わったことを 住民に知らせるのをやめる" in page

    done = do(client, "place_withdraw", place, reason="申し出")

    assert said(done) == "名前でさがした住民に、終わったことを知らせるのをやめました。"
    assert not ListingEnded.objects.exists()
    assert "終わったことを 住民に知らせるのをやめる" not in done.content.decode()
