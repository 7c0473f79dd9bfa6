"""A place that has ended or rests is nowhere said to meet; looked for by name it says what has happened."""

import datetime as dt

import pytest
from django.core.management import call_command

from directory.finder.queries import instead_of
from directory.finder.queries.search import Search
from directory.places.actions import bring_back_place, end_place, pause_place
from directory.places.endings import forget_endings
from directory.places.models import Listing, ListingEnded
from directory.places.publishing import withdraw_place
from directory.places.schedule import Rule
from directory.places.vocabulary import Activity, Continues, PauseReason, Precision
from tests.directory.finder.reading import text
from tests.factories.places import AT, TODAY, a_district, a_listing, a_place
from tests.factories.suspensions import a_suspension

EVERY_DAY = Rule(weekdays=("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"), start=dt.time(13), end=dt.time(15))
NAME = "さくらサロン"
NOW = {"by": None, "at": AT}
ENDED = dt.date(2026, 3, 31)


@pytest.fixture
def place(city):
    place = a_place(
        NAME,
        reading="さくらさろん",
        alias="さくらちゃん",
        district=city,
        rules=[EVERY_DAY],
        activities=[Activity.TEA],
        lat=34.6,
        lng=133.7,
        introduction="みんなで お茶をのみます。",
        contact_phone="090-1234-5678",
    )
    a_listing(place, precision=Precision.ADDRESS)
    return place


def end(place, on=ENDED):
    end_place(place=place, on=on, reason="代表の病気", **NOW)


def rest(place):
    told = {"from_date": TODAY, "until": None, "reason": PauseReason.VENUE, "note": "春に はじめます。"}
    pause_place(place=place, **told, continues=[Continues.PHONE, Continues.OUTDOORS], **NOW)


def number_of(place):
    return Listing.objects.filter(name=place.name).values_list("number", flat=True).first() or place.number


WHERE_IT_WOULD_MEET = [
    "/",
    f"/places/?date={TODAY}",
    "/places/?date=today",
    "/places/?date=week",
    "/places/?day=tue",
    "/places/?time=pm",
    "/places/?view=calendar",
    f"/places/?view=calendar&date={TODAY + dt.timedelta(days=3)}",
]


@pytest.mark.parametrize("stop", [end, rest])
@pytest.mark.parametrize("address", WHERE_IT_WOULD_MEET)
def test_nowhere_is_it_said_to_meet(client, place, stop, address):
    assert NAME in text(client.get(address))

    stop(place)

    assert NAME not in text(client.get(address))


@pytest.mark.parametrize("stop", [end, rest])
def test_no_calendar_has_its_days(client, place, stop):
    addresses = [f"/places/{number_of(place)}/calendar.ics", "/places/calendar.ics?district=mabi"]
    assert all("BEGIN:VEVENT" in client.get(address).content.decode() for address in addresses)

    stop(place)

    assert not any("BEGIN:VEVENT" in client.get(address).content.decode() for address in addresses)


def test_of_a_paused_one_data_for_machines_flyer_and_map_say_no_meeting(client, place):
    rest(place)
    number = number_of(place)

    page = client.get(f"/places/{number}/").content.decode()

    assert '"event"' not in page
    assert "startDate" not in page
    assert '<ol class="dates">' not in page
    pins = client.get("/places/?view=map").context["pins"].marks
    assert [pin["next"] for pin in pins] == ["日どりは お問い合わせください"]
    assert client.get(f"/places/{number}/flyer.pdf").status_code == 200


def test_of_an_ended_one_there_is_neither_mark_nor_flyer_nor_calendar(client, place):
    number = number_of(place)
    end(place)

    assert client.get("/places/?view=map").context["pins"].marks == []
    for address in ("flyer.pdf", "calendar.ics"):
        assert client.get(f"/places/{number}/{address}").status_code == 404
    assert f"/places/{number}/" not in client.get("/sitemap.xml").content.decode()


class TestPaused:
    def test_found_by_name_it_says_since_when_why_until_when_and_what_goes_on(self, client, place):
        rest(place)

        said = (
            "11月24日から 会場のつごうで お休みしています。いつまでかは きまっていません。"
            "休みの間も、電話での声かけと 屋外での集まりを 続けています。春に はじめます。"
        )
        assert said in text(client.get("/places/?q=さくら"))
        assert said in text(client.get(f"/places/{number_of(place)}/"))

    def test_suspended_with_its_district_it_says_the_same(self, client, place):
        a_suspension(place, district=place.district, note="豪雨のため。", continues=[Continues.LETTER])

        assert (
            "11月24日から 災害・大雨のため お休みしています。いつまでかは きまっていません。"
            "休みの間も、お便りを 続けています。豪雨のため。"
        ) in text(client.get("/places/?q=さくら"))


class TestEnded:
    @pytest.mark.parametrize("words", ["さくらサロン", "サクラ", "さくらちゃん", "真備 さくら"])
    def test_looked_for_by_name_it_says_since_when_and_where_to_go(self, client, place, words):
        a_listing(name="呉妹の会", district=place.district, contact_phone="086-000-0001")
        end(place)

        page = text(client.get("/places/", {"q": words}))

        assert "「さくらサロン」は 2026年3月31日に 終わりました" in page
        assert "真備の係に 電話でたずねることも できます。" in page
        assert "呉妹の会" in page

    def test_its_old_address_says_the_same(self, client, place):
        number = number_of(place)
        end(place)

        page = client.get(f"/places/{number}/")

        assert page.status_code == 410
        assert "「さくらサロン」は 2026年3月31日に 終わりました" in text(page)
        assert "真備の ほかの場所をさがす" in text(page)
        assert "086-000-0006" in text(page)

    def test_nothing_else_is_kept_of_it(self, client, place):
        end(place)

        kept = vars(ListingEnded.objects.get())

        for private in ("代表の病気", "090-1234-5678", "お茶をのみます"):
            assert private not in str(kept)
            assert private not in text(client.get("/places/?q=さくら"))

    def test_what_was_not_listed_leaves_no_trace(self, client, city):
        never, withdrawn = a_place(NAME, district=city), a_place("おろした会", district=city)
        a_listing(withdrawn)
        withdraw_place(place=withdrawn, reason="申し出", **NOW)

        for one in (never, withdrawn):
            end(one)

        assert not ListingEnded.objects.exists()
        assert client.get(f"/places/{withdrawn.number}/").status_code == 404

    def test_it_is_told_no_longer_once_it_has_come_back(self, client, place):
        number = number_of(place)
        end(place)

        bring_back_place(place=place, on=TODAY, **NOW)

        assert not ListingEnded.objects.exists()
        assert client.get(f"/places/{number}/").status_code == 404

    def test_nor_once_its_people_do_not_want_it(self, client, place):
        end(place)

        withdraw_place(place=place, reason="申し出", **NOW)

        assert not ListingEnded.objects.exists()
        assert "さくらサロン」は" not in text(client.get("/places/?q=さくら"))

    def test_two_years_later_it_is_forgotten(self, place):
        end(place)

        assert forget_endings(on=dt.date(2028, 3, 30)) == 0
        assert forget_endings(on=dt.date(2028, 3, 31)) == 1

    def test_the_daily_command_forgets_endings_and_files(self, place, capsys):
        end(place, on=dt.date(2024, 3, 31))

        call_command("forget")

        assert "終わって2年たった 1か所を、住民に知らせるのをやめました。" in capsys.readouterr().out

    def test_where_something_is_found_nothing_is_said_of_what_has_ended(self, client, place):
        a_listing(name="さくら会", district=place.district)
        end(place)

        page = text(client.get("/places/?q=さくら"))

        assert "さくら会" in page
        assert "終わりました" not in page

    def test_of_many_with_the_word_the_latest_three_are_told(self, city):
        for day in range(1, 6):
            place = a_place(f"さくら{day}", district=city)
            a_listing(place)
            end(place, on=dt.date(2026, 3, day))

        ended = instead_of(Search(words=("さくら",)), now=AT).ended

        assert [one.name for one in ended] == ["さくら5", "さくら4", "さくら3"]

    @pytest.mark.parametrize("rows", [1, 3, 300])
    def test_any_number_costs_no_more_questions(self, client, city, rows, django_assert_num_queries):
        for _ in range(rows):
            place = a_place(district=city)
            a_listing(place)
            end(place)
        a_listing(name="ほかの会", district=a_district("kurashiki", "倉敷"))

        with django_assert_num_queries(4):
            client.get("/places/", {"q": place.name})
        with django_assert_num_queries(3):
            client.get(f"/places/{place.number}/")
