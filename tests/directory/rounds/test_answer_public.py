"""Whoever holds the link of a place answers without an account, and sees that place alone."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.urls import reverse

from directory.areas.actions import publish_areas
from directory.places.actions import edit_place
from directory.places.schedule import Rule
from directory.rounds.actions.answers import accept_answer
from directory.rounds.actions.rounds import close_round, withdraw_link
from directory.rounds.codes import WRONG_FROM_ONE_SENDER, code_of, token_of
from directory.rounds.models import Answer, YearlyReport
from directory.rounds.questions import QUESTIONS
from tests.factories.answers import an_answer
from tests.factories.people import a_person
from tests.factories.places import AT, TODAY, a_district, a_municipality, a_place
from tests.factories.rounds import ANSWER_BY, a_round, an_invitation

pytestmark = pytest.mark.django_db

NEXT_DAY = ANSWER_BY + dt.timedelta(days=1)


@pytest.fixture
def place():
    mabi = a_district(position=6, contact_name="コーディネーター", contact_phone="086-000-0006")
    publish_areas(municipality=a_municipality(), on=TODAY)
    rules = [Rule(weekdays=("Tu",), weeks=(2, 4), start=dt.time(10))]
    place = a_place("呉妹おしゃべり広場", district=mabi, rules=rules, fee="100円", contact_phone="0866-98-1234")
    YearlyReport.objects.create(place=place, fiscal_year=2025, helpers=4, men_75_and_over=3, women_75_and_over=9)
    return place


@pytest.fixture
def address(place):
    return reverse("rounds:answer", args=[token_of(an_invitation(place))])


def text(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", answer.content.decode()))


def typed(client, address, **changed):
    """What a browser sends of the form as it came, but for what was changed."""
    form = client.get(address, {"change": "yes"}).context["form"]
    sent = {name: form[name].value() for name in form.fields}
    sent = {name: form.fields[name].prepare_value(value) for name, value in sent.items()}
    return {name: value for name, value in (sent | changed).items() if value is not None}


def same(client, address):
    return {"same": "yes", "ticket": client.get(address).context["form"]["ticket"].value()}


class TestAnswering:
    def test_it_shows_what_we_have_in_plain_words(self, client, address):
        page = text(client.get(address))

        for words in ("呉妹おしゃべり広場", "毎月 第2・第4火曜日 午前10時から", "100円", "0866-98-1234", "4人"):
            assert words in page
        assert "あわせて 12人男：75歳以上 3人女：75歳以上 9人" in page.replace(" 男", "男").replace(" 女", "女")
        assert "12月20日(日)" in page

    def test_the_same_as_last_year_is_one_press(self, client, address):
        page = client.post(address, same(client, address), follow=True)

        answer = Answer.objects.get()
        assert (answer.same_as_before, answer.channel, answer.told) == (True, "link", answer.seen)
        assert answer.told["helpers"] == 4
        assert "回答を 受け取りました" in text(page)

    def test_a_form_sent_as_it_came_differs_in_nothing(self, client, address):
        client.post(address, typed(client, address))

        answer = Answer.objects.get()
        assert answer.told == answer.seen
        assert set(answer.told) == set(QUESTIONS)

    def test_what_was_changed_is_told_and_nothing_else(self, client, address):
        changed = {"fee": "２００円", "men_75_and_over": "約５人", "insured": "yes", "troubles": ["helpers", "venue"]}
        client.post(address, typed(client, address, women_75_and_over="", helpers="0", **changed))

        answer = Answer.objects.get()
        assert {name: told for name, told in answer.told.items() if told != answer.seen[name]} == {
            "fee": "２００円",
            "men_75_and_over": 5,
            "women_75_and_over": None,
            "helpers": 0,
            "insured": True,
            "troubles": ["helpers", "venue"],
        }

    def test_lines_as_a_browser_sends_them_are_no_change(self, client, place, address):
        edit_place(place=place, changes={"schedule_text": "雨の日は休み\n友引も"}, by=None, at=AT)

        sent = typed(client, address)
        client.post(address, sent | {"schedule_text": sent["schedule_text"].replace("\n", "\r\n")})

        answer = Answer.objects.get()
        assert answer.told == answer.seen

    def test_a_number_on_record_that_is_none_hinders_nobody(self, client, place, address):
        edit_place(place=place, changes={"contact_phone": "98-1234"}, by=None, at=AT)

        client.post(address, typed(client, address, helpers="2"))

        assert Answer.objects.get().told["contact_phone"] == "98-1234"

    def test_what_was_typed_stays_when_something_is_to_be_put_right(self, client, address):
        page = client.post(address, typed(client, address, helpers="たくさん", fee="200円", state_since="2027-01-01"))

        form = page.context["form"]
        assert set(form.errors) == {"helpers", "state_since"}
        assert (form["helpers"].value(), form["fee"].value()) == ("たくさん", "200円")
        assert 'value="200円"' in page.content.decode()
        assert not Answer.objects.exists()

    def test_more_by_age_than_came_is_asked_about_and_nothing_is_lost(self, client, address):
        page = client.post(address, typed(client, address, participants="約10人", fee="200円"))

        asked = "男女・年齢の あわせて 12人のほうが、ひと月に来る人 10人より 多くなっています。"
        assert asked in page.context["form"].errors["participants"][0]
        assert [page.context["form"][name].value() for name in ("participants", "fee")] == ["約10人", "200円"]
        assert not Answer.objects.exists()

        client.post(address, typed(client, address, participants="12", fee="200円"))
        assert Answer.objects.get().told["participants"] == 12

    def test_what_was_edited_while_somebody_filled_it_in_is_told_apart(self, client, place, address):
        sent = typed(client, address, helpers="5")
        edit_place(place=place, changes={"fee": "300円"}, by=None, at=AT)

        client.post(address, sent)

        answer = Answer.objects.get()
        assert (answer.seen["fee"], answer.told["fee"], answer.told["helpers"]) == ("100円", "100円", 5)

    def test_a_double_press_is_one_answer(self, client, address):
        sent = same(client, address)

        for _ in range(2):
            client.post(address, sent)

        assert Answer.objects.count() == 1

    def test_it_can_be_put_right_until_the_last_day_from_what_was_answered(self, client, address):
        client.post(address, typed(client, address, fee="200円"))
        assert 'value="200円"' in client.get(address, {"change": "yes"}).content.decode()

        client.post(address, typed(client, address, fee="300円"))

        assert Answer.objects.waiting().get().told["fee"] == "300円"
        assert Answer.objects.filter(state="replaced").count() == 1

    def test_a_pause_that_is_over_needs_no_day(self, client, address):
        client.post(address, typed(client, address, state="going", state_since="2026-11-01", state_reason="venue"))

        answer = Answer.objects.get()
        assert [answer.told[name] for name in ("state", "state_since", "state_reason")] == ["going", "", ""]


class TestOpeningThatPlaceOnly:
    def test_the_address_is_handed_on_to_nobody(self, client, address):
        page = client.get(address)

        assert page["Referrer-Policy"] == "no-referrer"
        assert "noindex" in page["X-Robots-Tag"]
        assert "no-store" in page["Cache-Control"]

    def test_a_browser_that_says_nothing_of_where_it_comes_from_can_answer(self, address, place):
        strict = Client(enforce_csrf_checks=True)
        ticket = strict.get(address).context["form"]["ticket"].value()

        assert strict.post(address, {"same": "yes", "ticket": ticket}, headers={"origin": "null"}).status_code == 302
        assert Answer.objects.count() == 1

    def test_a_ticket_of_another_place_says_nothing_here(self, client, address, place):
        other = reverse("rounds:answer", args=[token_of(an_invitation(a_place("よその会", fee="999円")))])

        client.post(address, same(client, other))

        assert "999円" not in str(Answer.objects.get().told)

    @pytest.mark.parametrize("why", ["unknown", "withdrawn", "closed", "late"])
    def test_a_link_that_opens_nothing_says_the_same_whatever_the_reason(
        self, client, place, address, why, monkeypatch
    ):
        invitation = an_invitation(place)
        match why:
            case "unknown":
                address = reverse("rounds:answer", args=["of-nobody"])
            case "withdrawn":
                withdraw_link(invitation=invitation, reason="なくした", by=None, at=AT)
            case "closed":
                close_round(round=a_round(), by=None, at=AT)
            case "late":
                late = dt.datetime.combine(NEXT_DAY, dt.time(9), AT.tzinfo)
                monkeypatch.setattr("django.utils.timezone.now", lambda: late)

        pages = [client.get(address), client.post(address, {"same": "yes"})]

        assert [page.status_code for page in pages] == [404, 404]
        assert {"呉妹" in text(page) for page in pages} == {False}
        assert "このページは ひらけません" in text(pages[0])
        assert "086-000-0006" in text(pages[0])
        assert pages[0]["Referrer-Policy"] == "no-referrer"
        assert not Answer.objects.exists()

    def test_what_staff_write_for_themselves_is_not_there(self, client, place, address):
        secrets = {"notes": "鍵は公民館", "internal_contact": "山田太郎", "internal_phone": "090-0000-1111"}
        edit_place(place=place, changes=secrets | {"source_text": {"備考": "会費未納"}}, by=None, at=AT)

        pages = client.get(address).content.decode() + client.get(address, {"change": "yes"}).content.decode()

        assert [secret for secret in ("鍵は公民館", "山田太郎", "090-0000-1111", "会費未納") if secret in pages] == []


class TestCode:
    def code(self, client, code):
        return client.post(reverse("rounds:enter_code"), {"code": code})

    @pytest.mark.parametrize("write", [str, str.lower, lambda code: code.replace(" ", "-"), lambda code: code + " "])
    def test_it_opens_the_place_however_it_is_typed(self, client, place, address, write):
        page = self.code(client, write(code_of(an_invitation(place))))

        assert page.url == address

    def test_a_letter_too_few_is_told_at_once_and_stays(self, client, place):
        page = self.code(client, "ACDEF HJKM")

        assert "いま 9文字" in text(page)
        assert 'value="ACDEF HJKM"' in page.content.decode()

    def test_whoever_tries_codes_has_to_wait(self, client, place):
        right = code_of(an_invitation(place))
        for _ in range(WRONG_FROM_ONE_SENDER):
            assert "ひらけません" in text(
                client.post(reverse("rounds:enter_code"), {"code": "ACDEFHJKMP"}, REMOTE_ADDR="9.9.9.9")
            )

        page = client.post(reverse("rounds:enter_code"), {"code": right}, REMOTE_ADDR="9.9.9.9")

        assert page.status_code == 200
        assert "1時間ほど" in text(page)
        assert client.post(reverse("rounds:enter_code"), {"code": right}, REMOTE_ADDR="8.8.8.8").status_code == 302


def test_an_answer_that_was_accepted_thanks_and_can_still_be_followed_by_another(client, place, address):
    answer = an_answer(an_invitation(place), fee="200円")
    accept_answer(answer=answer, values=answer.told, by=a_person("lead"), at=AT)

    page = text(client.get(address))

    assert ["地区の係が 読みました" in page, "回答を なおす" in page, "200円" in page] == [True] * 3
