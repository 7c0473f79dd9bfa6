"""Anybody tells us of a place, or of what is wrong of one, and nothing changes by it but the queue."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.areas.actions import publish_areas
from directory.places.models import Listing, Place
from directory.proposals.models import Part, Proposal
from directory.proposals.public import ONCE_MORE, TOO_MUCH
from directory.proposals.queries import A_DAY_ABOUT_ONE_PLACE, A_DAY_FROM_ONE_SENDER, A_DAY_IN_ALL
from directory.proposals.senders import Ticket
from tests.directory.proposals.telling import filled, text_of
from tests.factories.places import AT, TODAY, a_district, a_listing, a_municipality
from tests.factories.proposals import a_correction, a_new_one

SENT = {"send": "yes"}
MORE = '<details class="more">'


@pytest.fixture
def correct(place):
    return f"/places/{place.number}/correct/"


class TestProposing:
    def test_the_page_asks_four_things_and_needs_none_of_them_answered_in_full(self, client, mabi):
        page = text_of(client.get("/propose/"))

        assert [heading in page for heading in ("どこで", "いつ", "なにを", "だれに聞くか")] == [True] * 4
        assert "必須" not in page

    def test_what_was_told_is_read_once_more_before_it_is_sent(self, client, mabi):
        told = filled(name="朝の体操", schedule_text="毎月 第2・第4火曜 10時から", activities=["exercise", "tea"])
        page = client.post("/propose/", told)

        assert "これで送りますか" in text_of(page)
        assert "毎月 第2・第4火曜日 午前10時から と読みました" in text_of(page)
        assert "お茶・体操" in text_of(page) or "体操・お茶" in text_of(page)
        assert not Proposal.objects.exists()

    def test_what_was_sent_waits_for_the_district_it_names(self, client, mabi):
        told = filled(name="朝の体操", district="mabi", town="真備町尾崎", activities=["exercise"], sender_name="山田")
        page = client.post("/propose/", told | SENT, follow=True)

        assert "受け取りました" in text_of(page)
        proposal = Proposal.objects.get()
        assert proposal.told == {"name": "朝の体操", "town": "真備町尾崎", "activities": ["exercise"]}
        assert (proposal.kind, proposal.state, proposal.district) == ("new", "waiting", mabi)
        assert proposal.sender_name == "山田"

    def test_a_place_without_a_name_is_recognised_by_where_it_is(self, client, mabi):
        client.post("/propose/", filled(venue_name="神社のよこ") | SENT)

        assert Proposal.objects.get().told == {"venue_name": "神社のよこ"}

    def test_no_sign_that_cannot_be_seen_is_kept_and_lines_only_where_there_is_room_for_them(self, client, mabi):
        told = filled(name="朝の\r体操\u202e　会", schedule_text="第1月曜\r\n雨の日\x08は 中止\r", menu="\u200b")
        client.post("/propose/", told | SENT)

        assert Proposal.objects.get().told == {"name": "朝の 体操 会", "schedule_text": "第1月曜\n雨の日は 中止"}

    def test_without_anything_to_recognise_it_by_the_rest_stays_where_it_was_typed(self, client, mabi):
        page = client.post("/propose/", filled(schedule_text="毎朝", town="真備町尾崎") | SENT)

        assert "どちらか1つだけは 書いてください" in text_of(page)
        assert "毎朝</textarea>" in page.content.decode()
        assert 'href="#id_venue_name"' in page.content.decode()
        assert not Proposal.objects.exists()

    def test_an_address_that_is_no_mail_is_told_at_once(self, client, mabi):
        page = client.post("/propose/", filled(name="会", sender_contact="yamada@"))

        assert "メールアドレスが読めません" in text_of(page)

    def test_going_back_leads_to_the_step_with_all_that_was_typed(self, client, mabi):
        page = client.post("/propose/", filled(name="朝の体操") | {"back": "what"}).content.decode()

        assert 'data-steps="what"' in page
        assert 'value="朝の体操"' in page

    @pytest.mark.parametrize(
        ("told", "step"), [({}, "where"), ({"name": "会", "sender_contact": "086-000-123"}, "who")]
    )
    def test_a_page_with_something_wrong_opens_at_that_step_and_says_so_in_its_title(self, client, mabi, told, step):
        page = client.post("/propose/", filled(**told)).content.decode()

        assert f'data-steps="{step}"' in page
        assert "<title>なおすところがあります：" in page

    def test_a_printed_sheet_says_who_takes_it(self, client, mabi, correct):
        of_a_new_one, of_a_place = text_of(client.get("/propose/")), text_of(client.get(correct))

        assert "地区の係に わたしてください。電話でも かまいません。 真備 086-000-0006" in of_a_new_one
        assert "真備の係（電話 086-000-0006）に わたしてください。" in of_a_place

    def test_the_thanks_tell_first_whom_to_ring_in_the_district_that_was_named(self, client, mabi):
        a_district(slug="tamashima", name="玉島", contact_phone="086-000-0004")
        publish_areas(municipality=a_municipality(), on=TODAY)
        named = client.post("/propose/", filled(name="会", district="tamashima") | SENT, follow=True)
        nobody = client.post("/propose/", filled(name="会") | SENT, follow=True)

        first, rest = named.content.decode().split(MORE)
        assert ("086-000-0004" in first, "086-000-0006" in first, "086-000-0006" in rest) == (True, False, True)
        assert MORE not in nobody.content.decode()
        assert "086-000-0004" in text_of(nobody)


class TestCorrecting:
    def test_the_page_shows_what_is_listed_now(self, client, correct):
        page = text_of(client.get(correct))

        assert [words in page for words in ("第1月曜", "086-000-0000", "100円")] == [True] * 3
        assert "いまの のせ方：真備の係" not in page

    def test_where_no_number_of_its_own_is_listed_it_shows_the_one_of_the_district(self, client, mabi):
        page = client.get(f"/places/{a_listing(district=mabi).number}/correct/")

        assert "いまの のせ方：真備の係 086-000-0006" in text_of(page)

    def test_a_tick_may_stand_without_a_word_and_a_word_without_its_tick(self, client, correct, place):
        client.post(correct, filled(wrong_ended="on", phone="086-000-1111") | SENT)

        proposal = Proposal.objects.get()
        assert proposal.told == {"phone": "086-000-1111", "ended": ""}
        assert proposal.seen == {"phone": "086-000-0000", "ended": ""}
        assert (proposal.kind, proposal.place) == ("correction", place)

    def test_nothing_ticked_is_nothing_told(self, client, correct):
        page = client.post(correct, filled() | SENT)

        assert "1つはえらんでください" in text_of(page)
        assert not Proposal.objects.exists()

    def test_the_thanks_lead_back_to_the_place(self, client, correct, place):
        page = client.post(correct, filled(wrong_fee="on") | SENT, follow=True)

        assert f'href="/places/{place.number}/"' in page.content.decode()
        assert "086-000-0006" in text_of(page)

    def test_a_place_that_is_not_listed_has_no_such_page(self, client, db):
        assert client.get("/places/999999/correct/").status_code == 404


def test_7_a_proposal_never_touches_the_public_record(client, correct, place):
    before = list(Listing.objects.values()), list(Place.objects.values())

    client.post(correct, filled(phone="086-000-1111", schedule="毎週日曜", wrong_ended="on") | SENT)
    client.post("/propose/", filled(name="朝の体操", district="mabi") | SENT)

    assert Proposal.objects.count() == 2
    assert (list(Listing.objects.values()), list(Place.objects.values())) == before


def test_11_a_button_pressed_twice_sends_one_proposal_and_thanks_twice(client, mabi):
    told = filled(name="朝の体操") | SENT
    first, second = client.post("/propose/", told), client.post("/propose/", told)

    assert first.url == second.url == "/propose/thanks/"
    assert Proposal.objects.count() == 1


def test_a_page_brought_back_and_sent_with_another_name_is_one_more(client, mabi):
    told = filled(name="朝の体操") | SENT
    client.post("/propose/", told)
    client.post("/propose/", told | {"name": "夕方の体操"})

    assert {proposal.told["name"] for proposal in Proposal.objects.all()} == {"朝の体操", "夕方の体操"}


class TestMachines:
    @pytest.mark.parametrize(
        "told",
        [
            filled(name="会", issued_at=AT - dt.timedelta(seconds=1)),
            filled(name="会", website="https://spam.example"),
            {"name": "会"},
            {"name": "会", "ticket": "made:up"},
        ],
        ids=["too quick", "fills in what nobody sees", "without a ticket", "with a ticket of its own"],
    )
    def test_whoever_looks_like_one_is_asked_to_press_once_more(self, client, mabi, told):
        page = client.post("/propose/", told | SENT)

        assert ONCE_MORE in text_of(page)
        assert 'name="name" value="会"' in page.content.decode()
        assert not Proposal.objects.exists()

    def test_a_person_presses_once_more_and_is_thanked(self, client, mabi, monkeypatch):
        page = client.post("/propose/", {"name": "会", "website": "自動"} | SENT)
        again = {field.html_name: field.value() for field in page.context["form"] if field.value()}
        monkeypatch.setattr("django.utils.timezone.now", lambda: AT + dt.timedelta(seconds=5))

        assert client.post("/propose/", again | SENT).url == "/propose/thanks/"
        assert Proposal.objects.count() == 1

    def test_a_form_left_open_for_a_month_may_still_be_sent(self, client, mabi):
        told = filled(name="会", issued_at=AT - dt.timedelta(days=31))

        assert client.post("/propose/", told | SENT).url == "/propose/thanks/"


class TestFloods:
    def test_too_much_from_one_sender_is_told_with_the_numbers_to_ring(self, client, mabi):
        for number in range(A_DAY_FROM_ONE_SENDER):
            client.post("/propose/", filled(name=f"会{number}") | SENT, REMOTE_ADDR="8.8.4.1")
        page = client.post("/propose/", filled(name="もう1つの会") | SENT, REMOTE_ADDR="8.8.4.1")

        assert TOO_MUCH in text_of(page)
        assert "tel:0860000006" in page.content.decode()
        assert 'value="もう1つの会"' in page.content.decode()
        assert client.post("/propose/", filled(name="会") | SENT, REMOTE_ADDR="8.8.4.2").status_code == 302

    def test_a_press_repeated_at_the_limit_is_thanked_all_the_same(self, client, mabi):
        for number in range(A_DAY_FROM_ONE_SENDER):
            told = filled(name=f"会{number}") | SENT
            client.post("/propose/", told, REMOTE_ADDR="8.8.4.1")

        assert client.post("/propose/", told, REMOTE_ADDR="8.8.4.1").status_code == 302

    def test_residents_behind_proxies_have_a_limit_each(self, client, mabi, settings):
        settings.PROXIES = 2
        for number in range(A_DAY_FROM_ONE_SENDER + 1):
            forwarded = f"8.8.4.{number}, 10.0.0.2"
            page = client.post("/propose/", filled(name=f"会{number}") | SENT, HTTP_X_FORWARDED_FOR=forwarded)

        assert page.status_code == 302

    def test_what_comes_from_a_proxy_nobody_told_us_of_is_limited_in_all_alone(self, client, mabi):
        for number in range(A_DAY_FROM_ONE_SENDER + 1):
            page = client.post("/propose/", filled(name=f"会{number}") | SENT, REMOTE_ADDR="10.0.0.5")

        assert page.status_code == 302

    def test_too_much_of_one_place(self, client, correct, place):
        for _ in range(A_DAY_ABOUT_ONE_PLACE):
            a_correction(place)

        assert TOO_MUCH in text_of(client.post(correct, filled(wrong_fee="on") | SENT))
        assert client.post("/propose/", filled(name="会") | SENT).status_code == 302

    def test_too_much_in_all_and_a_new_day(self, client, mabi):
        for number in range(A_DAY_IN_ALL):
            a_new_one(f"会{number}", at=AT - dt.timedelta(hours=11) if number == 0 else AT)

        assert client.post("/propose/", filled(name="会") | SENT).status_code == 302
        assert TOO_MUCH in text_of(client.post("/propose/", filled(name="会") | SENT))


TEXTS = st.text(max_size=30) | st.sampled_from(["\0", "\r\n", "第1", "<b>", "9" * 600, "a@", "毎週月曜 25時から"])


@given(told=st.dictionaries(st.sampled_from([*Part.values, "sender_contact", "relation", "ticket"]), TEXTS))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_written_is_answered(client, correct, told):
    sent = {name: text.encode("utf-8", "replace").decode() for name, text in told.items()}

    assert client.post(correct, filled() | sent | SENT).status_code in (200, 302)


def test_every_page_opened_brings_its_own_ticket(client, mabi):
    tickets = [client.get("/propose/").context["form"]["ticket"].value() for _ in range(2)]

    assert len({ticket.request_id for ticket in tickets}) == 2
    assert Ticket.read(str(tickets[0])) == tickets[0]
