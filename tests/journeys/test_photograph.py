"""A photograph from a phone: for staff at once, for residents once it was agreed to, and gone when it is withdrawn."""

import pytest

from directory.areas.actions import publish_areas
from directory.places.models import Photo
from tests.factories.people import a_person
from tests.factories.pictures import PHONE_SAYS, a_photograph
from tests.factories.places import TODAY, a_district, a_listing, a_municipality, a_place
from tests.journeys.walking import faults, press, sign_in


@pytest.fixture
def place(transactional_db):
    place = a_place("畑の会", district=a_district(contact_phone="086-000-0006"))
    publish_areas(municipality=a_municipality(), on=TODAY)
    a_listing(place)
    return place


def is_seen(picture):
    picture.scroll_into_view_if_needed()
    picture.evaluate("image => image.decode()")
    return picture.evaluate("image => image.naturalWidth > 0")


def test_a_photograph_is_added_agreed_to_shown_and_withdrawn(page, place):
    sign_in(page, a_person("coordinator", place.district))
    page.goto(f"/workbench/places/{place.pk}/photos/")
    assert faults(page) == []
    sent = {"name": "IMG_0001.jpg", "mimeType": "image/jpeg", "buffer": a_photograph(4000, 3000)}
    page.get_by_label("写真", exact=True).set_input_files(sent)
    page.get_by_label("何が写っていますか").fill("畑の 大根")
    page.get_by_role("button", name="写真を加える").click()
    page.get_by_text("写真を加えました。").wait_for()
    assert is_seen(page.get_by_role("img", name="畑の 大根"))
    assert faults(page) == []

    place.refresh_from_db()
    page.goto(f"/places/{place.number}/")
    assert page.get_by_role("img", name="畑の 大根").count() == 0

    page.goto(f"/workbench/places/{place.pk}/publish/")
    page.get_by_role("checkbox", name="畑の 大根").check()
    assert faults(page) == []
    press(page.get_by_role("button", name="掲載する"))
    press(page.get_by_role("link", name="住民のページを見る").first)
    shown = page.get_by_role("img", name="畑の 大根")
    assert is_seen(shown)
    assert faults(page) == []
    address = f"/photos/{Photo.objects.get().public_key}-1600.jpg"
    fetched = page.request.get(address)
    assert (fetched.status, PHONE_SAYS in fetched.body()) == (200, False)

    page.goto(f"/workbench/places/{place.pk}/withdraw/")
    page.get_by_label("わけ").fill("写っている人の申し出")
    page.get_by_role("button", name="掲載をやめる").click()
    page.get_by_text("掲載をやめました。").wait_for()
    assert page.request.get(address).status == 404
