"""The doors table is whole and true: `doors.py` says how to add to it."""

import pytest
from django.db import transaction
from django.urls import get_resolver, reverse

from directory.areas.actions import publish_areas
from directory.pages.loading import load_pages
from directory.places.models import ListingPhoto
from directory.places.versions import EDITS
from tests.factories.answers import an_answer
from tests.factories.people import a_handover, a_person
from tests.factories.photos import a_photo, show
from tests.factories.places import AT, TODAY, a_district, a_listing, a_municipality, a_place, a_removed_place
from tests.factories.proposals import a_correction
from tests.factories.rounds import a_reminder, an_invitation
from tests.factories.suspensions import a_suspension
from tests.factories.uploads import an_upload, lines
from tests.factories.visits import a_treasure
from tests.house.doors import DOORS

COLUMNS = ("anonymous", "viewer", "coordinator", "lead", "office", "system", "neighbour")
SIGN_IN = {
    "accounts:login",
    "accounts:logout",
    "accounts:password_reset",
    "accounts:password_reset_done",
    "accounts:password_reset_confirm",
    "accounts:password_reset_complete",
}


def walk(patterns, namespace="", takes=()):
    """(name, view, what it takes) of every URL below `patterns`."""
    for pattern in patterns:
        taken = (*takes, *pattern.pattern.converters)
        if hasattr(pattern, "url_patterns"):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from walk(pattern.url_patterns, inner, taken)
        else:
            yield f"{namespace}{pattern.name}", pattern.callback, taken


URLS = {name: (view, takes) for name, view, takes in walk(get_resolver().url_patterns)}


def is_open(view):
    """LoginRequiredMiddleware goes by this flag."""
    return not getattr(view, "login_required", True)


@pytest.fixture
def people(db):
    mabi, kurashiki = a_district(), a_district("kurashiki", "倉敷")
    return {
        "anonymous": None,
        "viewer": a_person("viewer", mabi),
        "coordinator": a_person("coordinator", mabi),
        "lead": a_person("lead"),
        "office": a_person("office"),
        "system": a_person("system"),
        "neighbour": a_person("coordinator", kurashiki),
    }


@pytest.fixture
def things(people, django_capture_on_commit_callbacks):
    """What URLs take: the place of 真備 and its listing, and one of the people."""
    place = a_place(district=a_district())
    photo = a_photo(place)
    with django_capture_on_commit_callbacks(execute=True):
        show(photo)
    city = a_municipality(is_sample=True)
    publish_areas(municipality=city, on=TODAY)
    load_pages(city, at=AT)
    return {
        "place": place.pk,
        "photos": place.pk,
        "suspension": a_suspension(place).pk,
        "photo_key": photo.key,
        "photo_name": ListingPhoto.objects.get().key,
        "size": 320,
        "number": a_listing(place).number,
        "version": EDITS.objects.filter(pgh_obj_id=place.pk).last().pk,
        "removed": a_removed_place().pk,
        "proposal": a_correction(place).pk,
        "treasure": a_treasure(place=place).pk,
        "person": people["coordinator"].pk,
        "handover": a_handover(people["coordinator"], a_person("coordinator")).pk,
        "username": a_person("coordinator", is_demo=True).username,
        "upload": an_upload(lines("呉妹サロン"), by=people["coordinator"]).pk,
        "position": 0,
        "slug": "mabi",
        "page": "about",
        "synonym": 1,
        "fiscal_year": 2026,
        "key": "places.known",
        "uidb64": "MQ",
        "token": "of-nobody",
        "form": "place-new",
        "district": "mabi",
        "invitation": a_reminder(district=a_district()).pk,
        "answer": an_invitation(place).pk,
        "told": an_answer(an_invitation(place)).pk,
    }


def address(name, things):
    _, takes = URLS[name]
    noun = name.split(":")[1].split("_")[0]
    return reverse(name, kwargs={taken: things[noun if taken == "pk" else taken] for taken in takes})


def test_the_table_names_every_url_and_no_other():
    assert sorted(DOORS) == sorted(URLS)


@pytest.mark.parametrize("name", DOORS)
def test_a_door_opens_to_whom_the_table_says(name, client, people, things):
    method, *told = DOORS[name].split()

    answers = {}
    for who, person in people.items():
        with transaction.atomic():
            client.logout()
            if person:
                client.force_login(person)
            answers[who] = client.generic(method, address(name, things)).status_code
            transaction.set_rollback(True)

    assert answers == dict(zip(COLUMNS, map(int, told), strict=True))


@pytest.mark.parametrize("name", [name for name, (view, _) in URLS.items() if not is_open(view)])
def test_a_closed_door_leads_a_stranger_to_the_sign_in_page(name, client, things):
    for ask in (client.get, client.post):
        answer = ask(address(name, things))

        assert (answer.status_code, answer.url.split("?")[0]) == (302, reverse("accounts:login"))


def test_open_pages_live_in_public_modules_but_for_signing_in():
    elsewhere = {name for name, (view, _) in URLS.items() if is_open(view) and ".public" not in view.__module__}

    assert elsewhere == SIGN_IN
