import re

import pytest

from directory.places.models import Listing, ListingPhoto, Photo
from directory.places.photos import drop_photo
from directory.places.publishing import withdraw_place
from tests.factories.photos import a_photo, show
from tests.factories.pictures import PHONE_SAYS, a_picture
from tests.factories.places import AT, a_listing, a_place
from tests.kayoiba.tools.pdf_reading import pages

NOW = {"by": None, "at": AT}


@pytest.fixture
def photo(transactional_db):
    photo = a_photo(a_place("畑の会"), "畑の 大根")
    show(photo)
    photo.refresh_from_db()
    return photo


def addresses(page):
    return re.findall(r"/photos/[\w-]+-\d+\.jpg", page.content.decode())


def place_page(client):
    return client.get(f"/places/{Listing.objects.get().number}/")


def test_a_photograph_that_may_be_shown_stands_behind_whom_to_ring(client, photo):
    page = place_page(client)
    html = page.content.decode()

    key = photo.public_key
    assert re.search(r'<img src="([^"]+)"\s+srcset="([^"]+)"', html).groups() == (
        f"/photos/{key}-800.jpg",
        f"/photos/{key}-800.jpg 640w, /photos/{key}-320.jpg 320w",
    )
    assert re.search(r'width="640"\s+height="480"\s+alt="畑の 大根"\s+loading="lazy"', html)
    assert html.index("電話でたずねる</h2>") < html.index("写真</h2>") < html.index("行きかたと設備</h2>")


def test_it_can_be_fetched_in_every_size_and_nothing_else_can(client, photo):
    for size in (1600, 800, 320):
        picture = client.get(f"/photos/{photo.public_key}-{size}.jpg")

        assert (picture.status_code, picture["Content-Type"]) == (200, "image/jpeg")
        assert picture["Cache-Control"] == "public, no-cache"
        assert picture["X-Content-Type-Options"] == "nosniff"
        assert PHONE_SAYS not in picture.content
    for address in (f"{photo.public_key}-500", f"{photo.key}-320", f"{'x' * 43}-320", "../photos/a-320", "%00-320"):
        assert client.get(f"/photos/{address}.jpg").status_code == 404


def test_asked_again_with_its_mark_it_is_not_sent_again_until_it_is_withdrawn(client, photo):
    address = f"/photos/{photo.public_key}-320.jpg"
    mark = client.get(address)["ETag"]

    assert client.get(address, headers={"if-none-match": mark}).status_code == 304
    withdraw_place(place=photo.place, reason="申し出", **NOW)
    assert client.get(address, headers={"if-none-match": mark}).status_code == 404


@pytest.mark.parametrize(
    "hide",
    [
        lambda photo: withdraw_place(place=photo.place, reason="申し出", **NOW),
        lambda photo: drop_photo(photo=photo, **NOW),
        lambda photo: ListingPhoto.objects.all().delete(),
    ],
)
def test_withdrawn_it_is_gone_without_a_trace(client, photo, hide):
    address = f"/photos/{photo.public_key}-320.jpg"
    assert client.get(address).status_code == 200

    hide(photo)

    page = client.get(address)
    assert page.status_code == 404
    assert "畑" not in page.content.decode()
    assert "Cache-Control" not in page.headers


def test_without_a_photograph_nothing_is_said_of_any(client, db):
    a_photo(a_listing_place())

    page = place_page(client)

    assert addresses(page) == []
    assert "写真" not in page.content.decode()


def a_listing_place():
    place = a_place("畑だけの会")
    a_listing(place)
    return place


def test_one_without_words_is_still_told_to_be_a_photograph(client, photo):
    Photo.objects.update(alternative="")
    show(photo)

    assert 'alt="この場所の写真"' in place_page(client).content.decode()


@pytest.mark.parametrize(("rows", "width", "height"), [(1, 640, 480), (3, 480, 640), (10, 1600, 300)])
def test_any_number_costs_one_question(client, db, rows, width, height, django_assert_num_queries):
    place = a_place()
    show(*(a_photo(place, picture=a_picture(width, height)) for _ in range(rows)))
    number = Listing.objects.get().number

    with django_assert_num_queries(3):
        page = client.get(f"/places/{number}/")
    assert len(re.findall(r"<img[^>]+/photos/", page.content.decode())) == rows
    with django_assert_num_queries(3):
        client.get(f"/places/{number}/flyer.pdf")


def test_the_flyer_shows_the_first_photograph_and_says_what_is_on_it(client, photo):
    flyer = client.get(f"/places/{Listing.objects.get().number}/flyer.pdf").content
    without = client.get(f"/places/{a_listing().number}/flyer.pdf").content

    assert pages(flyer) == 1
    assert b"DCTDecode" in flyer
    assert b"DCTDecode" not in without
