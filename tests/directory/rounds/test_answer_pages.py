"""The coordinator's side: typing in, the queue, field by field."""

import re

import pytest
from django.urls import reverse

from directory.places.actions import edit_place
from directory.places.models import Check, Consent, Listing, Place
from directory.places.schedule import Rule
from directory.rounds.actions.answers import put_answer_aside
from directory.rounds.actions.rounds import close_round
from directory.rounds.codes import code_of
from directory.rounds.forms.accepting import EDITED_SINCE, MAY_NAME, RULES_WOULD_GO, WOULD_BE_BLANK
from directory.rounds.models import Answer, YearlyReport
from tests.factories.answers import an_answer
from tests.factories.people import a_person
from tests.factories.places import AT, a_district, a_listing, a_place
from tests.factories.rounds import a_round, an_invitation

pytestmark = pytest.mark.django_db

QUEUE = "/workbench/answers/"


@pytest.fixture
def place(mabi):
    return a_place("呉妹おしゃべり広場", district=mabi, fee="100円", venue_name="呉妹分館")


def text(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", answer.content.decode()))


def page_of(answer):
    return reverse("rounds:told", args=[answer.pk])


def ticks(client, answer):
    """What a browser sends of the page as it came."""
    form = client.get(page_of(answer)).context["form"]
    sent = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in sent.items() if value not in (False, None)}


def reread(place):
    return Place.objects.get(pk=place.pk)


class TestOneAnswer:
    def test_what_differs_is_ticked_and_what_is_the_same_is_folded(self, client, coordinator, place):
        answer = an_answer(an_invitation(place), fee="200円", helpers=0)

        form = client.get(page_of(answer)).context["form"]

        assert [(row["question"].name, row["now"], row["told"], row["tick"].value()) for row in form.rows()] == [
            ("helpers", "未把握", "0人", True),
            ("fee", "100円", "200円", True),
        ]
        assert ("会場", "呉妹分館") in form.unchanged()

    def test_accepting_the_ticked_writes_them_and_no_other(self, client, coordinator, place):
        a_listing(place)
        answer = an_answer(an_invitation(place), fee="200円", helpers=3, venue_name="公民館")
        sent = ticks(client, answer)
        del sent["accept_venue_name"]

        page = client.post(page_of(answer), sent, follow=True)

        place = reread(place)
        assert (place.fee, place.venue_name, YearlyReport.objects.get().helpers) == ("200円", "呉妹分館", 3)
        assert "取り入れました。会場は そのままです" in text(page)
        assert not Check.objects.exists()

    def test_what_was_edited_since_is_said_and_left_unticked(self, client, coordinator, place):
        answer = an_answer(an_invitation(place), fee="200円", helpers=3)
        edit_place(place=place, changes={"fee": "300円"}, by=None, at=AT)

        form = client.get(page_of(answer)).context["form"]

        rows = {row["question"].name: row for row in form.rows()}
        assert (rows["fee"]["caution"], rows["fee"]["tick"].value(), rows["fee"]["seen"]) == (
            EDITED_SINCE,
            False,
            "100円",
        )
        assert (rows["helpers"]["caution"], rows["helpers"]["tick"].value()) == ("", True)

    @pytest.mark.parametrize(
        ("told", "caution"),
        [
            ({"venue_name": "山田さんの家"}, MAY_NAME),
            ({"address": "電話 090-0000-1111"}, MAY_NAME),
            ({"schedule_text": "天気のよい朝"}, RULES_WOULD_GO),
            ({"fee": ""}, WOULD_BE_BLANK),
            ({"transport": None}, WOULD_BE_BLANK),
        ],
    )
    def test_what_a_person_has_to_look_at_is_pointed_out_and_left_unticked(
        self, client, coordinator, mabi, told, caution
    ):
        place = a_place(district=mabi, rules=[Rule(weekdays=("Tu",))], fee="100円", transport=True)
        answer = an_answer(an_invitation(place), **told)

        (row,) = client.get(page_of(answer)).context["form"].rows()

        assert (row["caution"], row["tick"].value()) == (caution, False)

    def test_a_text_can_be_mended_before_it_is_taken_in(self, client, coordinator, place):
        answer = an_answer(an_invitation(place), venue_name="山田さんの家")

        client.post(page_of(answer), ticks(client, answer) | {"venue_name": "個人宅", "accept_venue_name": "on"})

        assert reread(place).venue_name == "個人宅"
        assert Answer.objects.get().told["venue_name"] == "山田さんの家"

    def test_all_or_none_are_ticked_without_a_script_and_nothing_is_written(self, client, coordinator, place):
        answer = an_answer(an_invitation(place), fee="200円", helpers=3)
        sent = ticks(client, answer)

        none = client.post(page_of(answer), sent | {"ticks": "none"}).context["form"]
        every = client.post(page_of(answer), {"edited_at": sent["edited_at"], "fee": "150円", "ticks": "all"}).context[
            "form"
        ]

        assert [bool(row["tick"].value()) for row in none.rows()] == [False, False]
        assert [bool(row["tick"].value()) for row in every.rows()] == [True, True]
        assert every["fee"].value() == "150円"
        assert Answer.objects.waiting().exists()

    def test_nothing_ticked_asks_what_to_do(self, client, coordinator, place):
        answer = an_answer(an_invitation(place), fee="200円")
        edited_at = ticks(client, answer)["edited_at"]

        page = client.post(page_of(answer), {"edited_at": edited_at, "fee": "200円"})

        assert "どれも取り入れないときは「見送る」" in text(page)
        assert Answer.objects.waiting().exists()

    def test_whoever_saw_an_older_record_is_told_and_keeps_the_ticks(self, client, coordinator, place):
        answer = an_answer(an_invitation(place), helpers=3)
        sent = ticks(client, answer)
        edit_place(place=place, changes={"notes": "鍵"}, by=None, at=AT.replace(hour=11))

        first = client.post(page_of(answer), sent)
        again = client.post(page_of(answer), ticks_of(first), follow=True)

        assert "このページを開いたあとに、この場が なおされました" in text(first)
        assert "取り入れて" in text(again)
        assert YearlyReport.objects.get().helpers == 3

    def test_a_yes_to_the_web_leads_to_the_publish_page(self, client, coordinator, place):
        answer = an_answer(an_invitation(place), web_agreed=True)

        page = client.post(page_of(answer), ticks(client, answer), follow=True)

        (said,) = page.context["messages"]
        assert reverse("workbench:place_publish", args=[place.pk]) in str(said)
        assert not Consent.objects.exists()

    def test_a_no_to_the_web_takes_it_down(self, client, coordinator, place):
        a_listing(place)
        answer = an_answer(an_invitation(place), web_agreed=False)

        client.post(page_of(answer), ticks(client, answer))

        assert not Listing.objects.exists()

    def test_a_pause_says_since_when_and_why(self, client, coordinator, place):
        answer = an_answer(an_invitation(place), state="paused", state_since="2026-11-01", state_reason="venue")

        (row,) = client.get(page_of(answer)).context["form"].rows()

        assert row["told"] == "休んでいる（2026年11月1日から）　わけ：会場"

    def test_a_state_that_its_dates_forbid_says_what_to_do_and_loses_nothing(self, client, coordinator, place):
        answer = an_answer(an_invitation(place), state="ended", state_since="2019-01-01", helpers=3)

        page = client.post(page_of(answer), ticks(client, answer))

        assert "場のページで 休み・終わりを記録して" in text(page)
        assert Answer.objects.waiting().exists()
        assert not YearlyReport.objects.exists()

    def test_a_part_that_would_be_more_than_the_whole_says_what_to_do_and_keeps_the_ticks(
        self, client, coordinator, place
    ):
        YearlyReport.objects.create(place=place, fiscal_year=2026, participants=12, women_75_and_over=9)
        answer = an_answer(an_invitation(place), participants=8, women_75_and_over=7, fee="200円")
        sent = ticks(client, answer)
        del sent["accept_women_75_and_over"]

        page = client.post(page_of(answer), sent)

        assert "参加者（実人数）と 男女・年齢は、いっしょに 取り入れるか" in text(page)
        assert ticks_of(page).keys() == sent.keys()
        assert reread(place).fee == "100円"

    def test_it_can_be_put_aside_with_a_reason(self, client, coordinator, place):
        answer = an_answer(an_invitation(place), fee="200円")
        aside = reverse("rounds:told_aside", args=[answer.pk])

        assert "わけを 書いてください" in text(client.post(aside, {"reason": ""}))
        client.post(aside, {"reason": "電話では ちがった"})

        answer.refresh_from_db()
        assert (answer.state, answer.aside_reason, reread(place).fee) == ("aside", "電話では ちがった", "100円")
        assert "電話では ちがった" in text(client.get(page_of(answer)))

    def test_one_that_is_settled_says_what_became_of_it(self, client, coordinator, place):
        answer = an_answer(an_invitation(place), fee="200円", helpers=3)
        sent = ticks(client, answer)
        del sent["accept_fee"]
        client.post(page_of(answer), sent)

        page = client.post(page_of(answer), sent, follow=True)

        assert "もう すんでいます" in text(page)
        assert page.context["pairs"] == [("担い手", "3人", True), ("参加費", "200円", False)]

    def test_it_is_nobodys_of_another_district(self, client, place):
        client.force_login(a_person("coordinator", a_district("kurashiki", "倉敷")))
        answer = an_answer(an_invitation(place), fee="200円")

        assert client.get(page_of(answer)).status_code == 404
        assert client.get(QUEUE).context["page"].paginator.count == 0


def ticks_of(page):
    form = page.context["form"]
    return {name: value for name in form.fields if (value := form[name].value()) not in (False, None)}


class TestQueue:
    def test_what_says_the_same_is_accepted_in_one_tap(self, client, coordinator, place):
        answer = an_answer(an_invitation(place))
        other = an_answer(an_invitation(a_place(district=place.district)))

        page = client.post(f"{QUEUE}accept/", {"one": answer.pk}, follow=True)

        assert "1件を取り入れて" in text(page)
        assert Answer.objects.waiting().get() == other

    def test_several_are_accepted_at_once_and_those_that_differ_wait(self, client, coordinator, mabi):
        invitations = [an_invitation(a_place(district=mabi)) for _ in range(3)]
        same = [an_answer(invitation) for invitation in invitations[:2]]
        other = an_answer(invitations[2], fee="200円")

        page = client.post(f"{QUEUE}accept/", {"answers": [answer.pk for answer in (*same, other)]}, follow=True)

        assert "2件を取り入れて、確認した日を 記録しました。1件は 記録とちがうので" in text(page)
        assert Answer.objects.waiting().get() == other

    def test_of_another_district_nothing_is_accepted(self, client, coordinator):
        answer = an_answer(an_invitation(a_place(district=a_district("kurashiki", "倉敷"))))

        page = client.post(f"{QUEUE}accept/", {"answers": [answer.pk]}, follow=True)

        assert "えらんでください" in text(page)
        assert Answer.objects.waiting().exists()

    def test_empty_it_says_so(self, client, coordinator):
        assert "待っている回答は ありません" in text(client.get(QUEUE))

    @pytest.mark.parametrize("rows", [1, 3, 300])
    def test_it_costs_the_same_whatever_waits(self, client, coordinator, mabi, rows, django_assert_num_queries):
        places = [a_place(district=mabi) for _ in range(rows)]
        for invitation in a_round().invitations.select_related("round", "place"):
            an_answer(invitation, **({"fee": "200円"} if invitation.place == places[0] else {}))

        with django_assert_num_queries(10):
            assert client.get(QUEUE).context["page"].paginator.count == rows


class TestTyping:
    def test_a_paper_is_found_by_its_code_typed_in_and_the_next_asked_for(self, client, coordinator, place):
        invitation = an_invitation(place)
        find = reverse("rounds:answers_find")

        page = client.post(find, {"code": code_of(invitation).lower()}, follow=True)
        form = page.context["form"]
        sent = {name: form.fields[name].prepare_value(form[name].value()) for name in form.fields}
        sent = {name: value for name, value in sent.items() if value is not None} | {"fee": "200円", "channel": "paper"}
        page = client.post(reverse("rounds:answer_type", args=[invitation.pk]), sent, follow=True)

        answer = Answer.objects.get()
        assert (answer.channel, answer.typed_by, answer.told["fee"]) == ("paper", coordinator, "200円")
        assert page.redirect_chain[-1][0] == find
        assert page_of(answer) in page.content.decode()

    def test_the_same_as_last_year_on_the_telephone_is_one_press(self, client, coordinator, place):
        invitation = an_invitation(place)
        address = reverse("rounds:answer_type", args=[invitation.pk])
        ticket = client.get(address, {"channel": "phone"}).context["form"]["ticket"].value()

        page = client.post(address, {"same": "yes", "channel": "phone", "ticket": ticket})

        answer = Answer.objects.get()
        assert (answer.channel, answer.same_as_before) == ("phone", True)
        assert page.url == reverse("rounds:invitation", args=[invitation.pk])

    def test_a_paper_of_another_district_is_not_found(self, client, coordinator):
        invitation = an_invitation(a_place(district=a_district("kurashiki", "倉敷")))

        page = client.post(reverse("rounds:answers_find"), {"code": code_of(invitation)})

        assert "見つかりません" in text(page)
        assert client.get(reverse("rounds:answer_type", args=[invitation.pk])).status_code == 404

    def test_once_the_round_is_over_it_says_so_and_keeps_what_was_typed(self, client, coordinator, place):
        invitation = an_invitation(place)
        close_round(round=a_round(), by=None, at=AT)

        page = client.post(reverse("rounds:answer_type", args=[invitation.pk]), {"fee": "250円"})

        assert "この調査は もう終わっています" in text(page)
        assert page.context["form"]["fee"].value() == "250円"

    def test_what_was_put_aside_may_be_answered_again(self, client, coordinator, place):
        invitation = an_invitation(place)
        put_answer_aside(answer=an_answer(invitation, fee="200円"), reason="ちがう", by=coordinator, at=AT)

        client.post(reverse("rounds:answer_type", args=[invitation.pk]), {"fee": "250円"})

        assert Answer.objects.waiting().get().told["fee"] == "250円"


class TestOnThePageOfThePlace:
    def page(self, client, place):
        return text(client.get(reverse("workbench:place", args=[place.pk])))

    def test_its_last_years_are_said_and_what_nobody_told_is_left_out(self, client, coordinator, place):
        for year in range(2022, 2027):
            YearlyReport.objects.create(place=place, fiscal_year=year, helpers=year - 2022)

        years = client.get(reverse("workbench:place", args=[place.pk])).context["surveyed"].years

        assert years == [(2026, [("担い手", "4人")]), (2025, [("担い手", "3人")]), (2024, [("担い手", "2人")])]

    def test_zero_is_said(self, client, coordinator, place):
        YearlyReport.objects.create(place=place, fiscal_year=2026, helpers=0, insured=False)

        page = self.page(client, place)

        assert "0人" in page
        assert "いいえ" in page

    def test_a_waiting_answer_is_told_to_those_who_may_accept_it(self, client, coordinator, place, mabi):
        an_answer(an_invitation(place), fee="200円")
        assert "運営者の回答が 待っています" in self.page(client, place)

        client.force_login(a_person("viewer", mabi))
        assert "運営者の回答が 待っています" not in self.page(client, place)
