import pytest

from directory.areas.actions import publish_areas
from directory.areas.models import District, PublishedArea
from directory.places.models import Listing, Synonym
from kayoiba.accounts.models import AuditEvent
from tests.factories.people import a_person
from tests.factories.places import TODAY, a_district, a_listing, a_municipality

pytestmark = pytest.mark.django_db
WORDS = "/workbench/site/words/"


@pytest.fixture(autouse=True)
def office(client):
    office = a_person("office", a_district(contact_phone="086-000-0001"))
    publish_areas(municipality=a_municipality(), on=TODAY)
    client.force_login(office)
    return office


def said(page):
    return [str(message) for message in page.context["messages"]]


@pytest.mark.parametrize("rows", [1, 3, 300])
def test_the_pages_ask_the_database_a_fixed_number_of_times(client, rows, django_assert_num_queries):
    for number in range(rows):
        a_district(f"d{number}", f"地区{number}")
        Synonym.objects.create(word=f"ことば{number % 50}", also=f"いいかえ{number}")

    with django_assert_num_queries(7):
        client.get("/workbench/site/")
    with django_assert_num_queries(4):
        page = client.get(WORDS)

    assert page.content.decode().count("けす<") == rows


def test_a_districts_contact_is_public_at_once(client, office):
    told = {"contact_name": "コーディネーター", "contact_phone": "086-111-2222", "contact_hours": "平日"}

    client.post("/workbench/site/contacts/mabi/", told)

    area = PublishedArea.objects.get(slug="mabi")
    assert (area.contact_name, area.contact_phone, area.contact_hours) == tuple(told.values())
    assert AuditEvent.objects.get(verb="district.contact_set").by_id == office.pk


@pytest.mark.parametrize("phone", ["でんわ", "086-000", "086-000-0001 か 086-000-0002"])
def test_what_nobody_can_dial_is_no_telephone(client, phone):
    page = client.post("/workbench/site/contacts/mabi/", {"contact_phone": phone})

    assert "086-000-0000 のように書いてください" in page.content.decode()
    assert phone in page.content.decode()
    assert PublishedArea.objects.get(slug="mabi").contact_phone != phone


def test_a_contact_can_be_taken_away(client):
    client.post("/workbench/site/contacts/mabi/", {"contact_name": "", "contact_phone": "", "contact_hours": ""})

    assert District.objects.get().contact_phone == PublishedArea.objects.get(slug="mabi").contact_phone == ""


def test_a_district_that_is_not_there_is_not_found(client):
    assert client.get("/workbench/site/contacts/tokyo/").status_code == 404


def test_a_synonym_that_is_added_works_at_once_and_says_for_how_many(client):
    a_listing(menu="体操")

    page = client.post(WORDS, {"word": "体操", "also": "エクササイズ"}, follow=True)

    assert "いまは 1か所が" in said(page)[0]
    assert client.get("/places/?q=エクササイズ").context["page"].paginator.count == 1


def test_one_that_is_dropped_no_longer_works_and_may_be_dropped_twice(client):
    Synonym.objects.create(word="体操", also="エクササイズ")
    a_listing(menu="体操")
    drop = f"{WORDS}{Synonym.objects.get().pk}/drop/"

    pages = [client.post(drop, follow=True) for _ in range(2)]

    assert "1か所が かわりました" in said(pages[0])[0]
    assert said(pages[1]) == []
    assert client.get("/places/?q=エクササイズ").context["page"].paginator.count == 0


@pytest.mark.parametrize(
    ("word", "also", "sentence"),
    [
        ("体操", "体操", "同じことばです"),
        ("カラオケ", "からおけ", "同じことばです"),
        ("！？", "体操", "文字か数字で"),
        ("体操", "…", "文字か数字で"),
        ("", "体操", "書いてください"),
        ("体操", "あ" * 41, "40"),
        ("歌", "うた", "もうあります"),
        ("体操\0", "運動", "文字"),
    ],
)
def test_what_would_not_help_is_refused_in_words(client, word, also, sentence):
    Synonym.objects.create(word="歌", also="うた")

    page = client.post(WORDS, {"word": word, "also": also})

    errors = [error for errors in page.context["form"].errors.values() for error in errors]
    assert len(errors) == 1
    assert sentence in errors[0]
    assert Synonym.objects.count() == 1


def test_a_listing_that_does_not_say_the_word_stays_as_it_is(client):
    before = a_listing(menu="将棋").updated_at

    client.post(WORDS, {"word": "体操", "also": "エクササイズ"})

    assert Listing.objects.get().updated_at == before
