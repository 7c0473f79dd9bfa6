"""Every address of the house, and one of each thing that addresses take."""

from typing import Any

from django.urls import get_resolver, reverse

from directory.areas.actions import publish_areas
from directory.counts.closing import close_year
from directory.opendata.hsds.ids import Ids, Table
from directory.opendata.hsds.taxonomy import Vocabulary
from directory.pages.loading import load_pages
from directory.places.models import ListingPhoto, Photo
from directory.places.versions import EDITS
from kayoiba.accounts.models import User
from tests.factories.answers import an_answer
from tests.factories.counts import a_population, an_event
from tests.factories.opendata import a_published_file
from tests.factories.people import a_handover, a_person
from tests.factories.photos import a_photo, show
from tests.factories.places import AT, TODAY, a_district, a_listing, a_municipality, a_place, a_removed_place
from tests.factories.proposals import a_correction
from tests.factories.rounds import a_reminder, an_invitation
from tests.factories.suspensions import a_suspension
from tests.factories.uploads import an_upload, lines
from tests.factories.visits import a_treasure


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


def the_people() -> dict[str, User | None]:
    """One of each role, and a coordinator of another district than that of `the_things`."""
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


def a_public_photo() -> Photo:
    """Of the place of 真備; its files are written once the transaction ends."""
    photo = a_photo(a_place(district=a_district()))
    show(photo)
    return photo


def the_things(people: dict[str, User | None], photo: Photo) -> dict[str, Any]:
    """What addresses take: the place of 真備 and its listing, one of the people, and one of everything else."""
    place = photo.place
    city = a_municipality(is_sample=True)
    publish_areas(municipality=city, on=TODAY)
    load_pages(city, at=AT)
    return {
        "place": place.pk,
        "photos": place.pk,
        "suspension": (suspension := a_suspension(place)).pk,
        "recovery": suspension.pk,
        "event": an_event().pk,
        "date": a_population().date.isoformat(),
        "photo_key": photo.key,
        "photo_name": ListingPhoto.objects.get().key,
        "size": 320,
        "number": a_listing(place).number,
        "name": a_published_file("places.csv", fiscal_year=2026).name,
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
        "closed_year": close_year(fiscal_year=2020, by=None, at=AT).fiscal_year,
        "key": "places.known",
        "breakdown": "operator",
        "uidb64": "MQ",
        "token": "of-nobody",
        "form": "place-new",
        "district": "mabi",
        "invitation": a_reminder(district=a_district()).pk,
        "answer": an_invitation(place).pk,
        "told": an_answer(an_invitation(place)).pk,
        **hsds_ids(place.number, ""),
    }


def hsds_ids(number: int, group: str) -> dict[str, str]:
    """What the API calls a listing, who runs it, and the words of its two vocabularies."""
    ids = Ids("332020")
    words = Vocabulary(ids, "倉敷市")
    told = {
        "service_id": ids.of(Table.SERVICE, number),
        "service_at_location_id": ids.of(Table.SERVICE_AT_LOCATION, number),
        "location_id": ids.of(Table.LOCATION, number),
        "organization_id": ids.named(Table.ORGANIZATION, group),
        "taxonomy_id": words.taxonomies()[0].id,
        "taxonomy_term_id": words.activity("tea").id,
    }
    return {name: str(one) for name, one in told.items()}


def address(name, things):
    _, takes = URLS[name]
    noun = name.split(":")[1].split("_")[0]
    return reverse(name, kwargs={taken: things[noun if taken == "pk" else taken] for taken in takes})
