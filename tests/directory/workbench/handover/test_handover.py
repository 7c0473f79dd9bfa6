"""引き継ぎ: everything passes in one act, on a date, and until then can be called off."""

import datetime as dt
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from directory.areas.models import Assignment, Handover
from directory.places.actions import pause_place
from directory.places.models import Place
from directory.places.vocabulary import PauseReason
from directory.visits.models import Treasure, Visit
from directory.workbench.handover import actions
from directory.workbench.handover.queries import sheet
from kayoiba.accounts.models import AuditEvent
from tests.factories.answers import an_answer
from tests.factories.people import a_handover, a_person
from tests.factories.places import AT, TODAY, a_district, a_listing, a_place
from tests.factories.proposals import a_correction
from tests.factories.rounds import an_invitation
from tests.factories.visits import a_treasure

pytestmark = pytest.mark.django_db

APRIL = dt.date(2027, 4, 1)
EVE = dt.date(2027, 3, 31)


@pytest.fixture
def giver(mabi):
    return a_person("coordinator", mabi, name="田中")


@pytest.fixture
def taker():
    return a_person("coordinator", a_district("funao", "船穂"), name="守屋")


def a_plan(place, user, on):
    return Visit.objects.create(place=place, user=user, planned_on=on, request_id=uuid4())


def sees(person, place, monkeypatch, on):
    monkeypatch.setattr(timezone, "localdate", lambda *given: on)
    return Place.objects.in_care_of(person).filter(pk=place.pk).exists()


def test_from_the_day_on_the_places_are_the_takers_and_until_its_eve_the_givers(giver, taker, mabi, monkeypatch):
    place = a_place(district=mabi)

    a_handover(giver, taker, on=APRIL)

    assert [sees(person, place, monkeypatch, EVE) for person in (giver, taker)] == [True, False]
    assert [sees(person, place, monkeypatch, APRIL) for person in (giver, taker)] == [False, True]


def test_visits_planned_from_that_day_on_pass_and_earlier_ones_stay(giver, taker, mabi):
    before, after = (a_plan(a_place(district=mabi), giver, day) for day in (EVE, APRIL))

    a_handover(giver, taker, on=APRIL)

    before.refresh_from_db()
    after.refresh_from_db()
    assert (before.user, after.user) == (giver, taker)


def test_what_is_told_and_noted_goes_with_its_district(giver, taker, mabi, monkeypatch):
    listing = a_listing(district=mabi)
    a_correction(Place.objects.get(number=listing.number))
    found = {"kind": "idea", "text": "縁側", "district": mabi, "noted_on": TODAY, "by": giver, "forget_on": APRIL}
    Treasure.objects.create(request_id=uuid4(), **found)

    handover = a_handover(giver, taker, on=APRIL)
    monkeypatch.setattr(timezone, "localdate", lambda *given: APRIL)

    theirs = sheet(handover, taker, on=APRIL)
    assert (theirs.numbers["known"], len(theirs.work.told), [row.text for row in theirs.work.treasures]) == (
        1,
        1,
        ["縁側"],
    )
    nothing = sheet(handover, giver, on=APRIL)
    assert (nothing.numbers["known"], nothing.work.told, nothing.work.treasures) == (0, [], [])


def test_a_district_that_the_taker_has_already_stays_theirs_as_it_was(giver, mabi):
    taker = a_person("coordinator", mabi)

    handover = a_handover(giver, taker, on=APRIL)

    assert list(handover.assignments.all()) == []
    assert Assignment.objects.on(APRIL).filter(district=mabi).get().user == taker


def test_called_off_it_never_was(giver, taker, mabi):
    place = a_place(district=mabi)
    visit = a_plan(place, giver, APRIL)
    handover = a_handover(giver, taker, on=APRIL)

    for _ in range(2):
        actions.call_off(handover=handover, by=None, at=AT)

    visit.refresh_from_db()
    assert visit.user == giver
    assert Assignment.objects.on(APRIL).filter(district=mabi).get().user == giver
    assert AuditEvent.objects.filter(verb="handover.called_off").count() == 1


def test_once_the_day_has_come_it_cannot_be_called_off(giver, taker):
    handover = a_handover(giver, taker, on=TODAY)

    with pytest.raises(actions.BegunAlready):
        actions.call_off(handover=handover, by=None, at=AT)

    assert list(Assignment.objects.on(TODAY).filter(user=giver)) == []


def test_who_looks_after_nothing_has_nothing_to_pass(taker):
    with pytest.raises(actions.NothingToPass):
        a_handover(a_person("coordinator"), taker)

    assert not Handover.objects.exists()


def test_a_button_pressed_twice_is_one_handover(giver, taker):
    pressed = uuid4()

    first, second = (a_handover(giver, taker, request_id=pressed) for _ in range(2))

    assert first == second
    assert Assignment.objects.filter(user=taker, handover=first).count() == 1


def test_the_office_decides_it_on_the_page_of_the_person(client, giver, taker):
    client.force_login(a_person("office"))
    page = client.get(reverse("workbench:person_handover", args=[giver.pk]))
    form = page.context["form"]
    assert (form["on"].initial.month, form["on"].initial.day) == (4, 1)

    sent = {"taker": taker.pk, "on": form["on"].initial.isoformat(), "note": "鍵は公民館", "request_id": uuid4()}
    answer = client.post(reverse("workbench:person_handover", args=[giver.pk]), sent, follow=True)

    handover = Handover.objects.get()
    assert reverse("workbench:handover", args=[handover.pk]) in answer.content.decode()
    assert "の前の日まで" in answer.content.decode()


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"on": "2020-04-01"}, "きょうか、きょうより後の日にしてください。"),
        ({"taker": ""}, "えらんでください。"),
        ({"on": ""}, "書いてください。"),
    ],
)
def test_what_is_wrong_is_said_and_the_note_stays(client, giver, taker, sent, told):
    client.force_login(a_person("office"))
    right = {"taker": taker.pk, "on": "2030-04-01", "note": "鍵は公民館", "request_id": uuid4()}

    page = client.post(reverse("workbench:person_handover", args=[giver.pk]), right | sent).content.decode()

    assert told in page
    assert "鍵は公民館" in page


def test_only_the_two_and_the_office_can_read_the_sheet(client, giver, taker):
    handover = a_handover(giver, taker)
    address = reverse("workbench:handover", args=[handover.pk])

    answers = {}
    for person in (giver, taker, a_person("office"), a_person("coordinator", a_district()), a_person("lead")):
        client.force_login(person)
        answers[person.role, person.name] = client.get(address).status_code

    assert list(answers.values()) == [200, 200, 200, 404, 404]


@pytest.mark.parametrize("count", [1, 3, 300])
def test_the_sheet_asks_as_much_of_many_places_as_of_one(client, giver, taker, mabi, count, django_assert_num_queries):
    for number in range(count):
        place = a_place(f"場{number}", district=mabi)
        a_plan(place, giver, APRIL)
    pause_place(place=place, from_date=TODAY, until=None, reason=PauseReason.VENUE, by=None, at=AT)
    handover = a_handover(giver, taker, on=APRIL)
    client.force_login(giver)

    with django_assert_num_queries(12):
        page = client.get(reverse("workbench:handover", args=[handover.pk]))

    assert len(page.context["sheet"].work.visits) == count
    assert page.context["sheet"].numbers["known"] == count


def test_what_is_to_end_later_still_does_when_the_office_edits_the_person(client, giver, taker, mabi):
    a_handover(giver, taker, on=dt.date(2999, 4, 1))
    client.force_login(a_person("office"))
    kept = {"name": giver.name, "role": "coordinator", "districts": [mabi.pk], "affiliation": "本所", "email": ""}

    client.post(reverse("workbench:person_edit", args=[giver.pk]), kept)

    assert [row.until for row in giver.assignments.all()] == [dt.date(2999, 4, 1)]


@pytest.mark.parametrize("role", ["office", "viewer"])
def test_what_is_planned_told_and_noted_is_for_whoever_writes_about_the_places_alone(client, taker, mabi, role):
    giver = a_person("viewer" if role == "viewer" else "coordinator", mabi)
    place = a_place("西の会", district=mabi)
    a_treasure("山田花子さんは手話ができる", place=place)
    an_answer(an_invitation(place), other_changes="かわりました")
    handover = a_handover(giver, taker)
    client.force_login(giver if role == "viewer" else a_person("office"))

    page = client.get(reverse("workbench:handover", args=[handover.pk])).content.decode()

    assert "山田花子" not in page
    assert "調査の回答" not in page
    assert "受けもつコーディネーターだけです" in page


def test_a_taker_who_has_a_district_from_a_later_day_has_it_from_the_day_of_the_handover(giver, taker, mabi):
    begins = {"user": taker, "district": mabi, "from_date": dt.date(2027, 5, 1)}
    Assignment.objects.create(**begins)

    handover = a_handover(giver, taker, on=APRIL)

    assert Assignment.objects.on(APRIL).get(district=mabi).user == taker
    assert Assignment.objects.on(dt.date(2027, 5, 1)).get(district=mabi).user == taker
    actions.call_off(handover=handover, by=None, at=AT)
    assert Assignment.objects.get(user=taker, district=mabi).from_date == dt.date(2027, 5, 1)


def test_what_was_passed_on_is_called_off_from_the_end(client, giver, taker, mabi):
    third = a_person("coordinator")
    first = a_handover(giver, taker, on=APRIL)
    second = a_handover(taker, third, on=APRIL)
    client.force_login(a_person("office"))

    with pytest.raises(actions.PassedOn):
        actions.call_off(handover=first, by=None, at=AT)
    for handover in (second, first):
        actions.call_off(handover=handover, by=None, at=AT)

    assert Assignment.objects.on(APRIL).get(district=mabi).user == giver


def test_a_visit_at_a_place_that_stays_stays(giver, taker):
    visit = a_plan(a_place(district=a_district("tamashima", "玉島")), giver, APRIL)

    a_handover(giver, taker, on=APRIL)

    visit.refresh_from_db()
    assert visit.user == giver


def test_the_note_is_forgotten_a_year_after_the_first_day(giver, taker):
    handover = a_handover(giver, taker, note="西の会の山田花子さんは耳が遠い", on=TODAY)
    year = actions.NOTE_KEPT_FOR

    assert actions.forget_handover_notes(at=AT + year - dt.timedelta(days=1)) == 0
    assert actions.forget_handover_notes(at=AT + year) == 1

    handover.refresh_from_db()
    assert handover.note == ""
