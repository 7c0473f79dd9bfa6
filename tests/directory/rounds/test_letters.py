"""Letters to operators: one sheet each, in the order of the envelopes, with what is known and how to answer."""

import datetime as dt
import re

import pytest
from django.core.mail.backends.base import BaseEmailBackend
from django.urls import reverse

from directory.groups.models import Group
from directory.places.actions import end_place
from directory.places.schedule import Rule
from directory.rounds.actions.rounds import close_round, withdraw_link
from directory.rounds.codes import code_of, token_of
from directory.rounds.letters import Ways, letters
from directory.rounds.models import Invitation, Round, YearlyReport
from directory.rounds.whom import addressee_of, caller_of
from tests.factories.places import AT, TODAY, a_district, a_place, a_school, a_town
from tests.factories.rounds import a_reminder, a_round, an_invitation, answered
from tests.kayoiba.tools.pdf_reading import opened, pages, text

pytestmark = pytest.mark.django_db

TUESDAYS = Rule(weekdays=("Tu",), weeks=(2, 4), start=dt.time(10), end=dt.time(11, 30))
LONG = "とても長い名前の集まりが いつまでも つづいています" * 20
AGAIN = "もう一度のお願い"


@pytest.fixture
def mabi():
    return a_district(contact_name="真備のコーディネーター", contact_phone="0860000000", contact_hours="平日 9時〜17時")


def pdf_of(client, name, *args):
    answer = client.get(reverse(f"rounds:{name}", args=args))
    assert answer["Content-Type"] == "application/pdf"
    return answer.content


def letters_of(client, district="mabi"):
    return pdf_of(client, "letters", 2026, district)


def one_letter(invitation, **changed):
    linked = []
    ways = Ways(
        link=lambda token: linked.append(token) or f"https://kayoiba.example/answer/{token}/", typing="https://x/"
    )
    pdf = letters([("真備-001", invitation)], round=invitation.round, ways=ways, now=AT, **changed)
    return pdf, linked


class TestOneLetter:
    def test_it_asks_by_name_until_when_and_in_three_ways(self, client, coordinator, mabi):
        invitation = an_invitation(a_place("呉妹おしゃべり広場", district=mabi))

        said = text(letters_of(client))

        for part in (
            "令和8年度 通いの場の 調査のお願い",
            "呉妹おしゃべり広場 のみなさんへ",
            "世話人 様",
            "いつも ありがとうございます。",
            "令和8年12月20日（日） までに お答えください。",
            "http://testserver/answer/",
            code_of(invitation),
            "086-000-0000",
            "真備のコーディネーター",
            "のせてよいと お答えのことだけを 公開し",
        ):
            assert part in said
        assert AGAIN not in said

    def test_it_is_filled_in_with_the_record_and_with_last_year(self, client, coordinator, mabi):
        place = a_place(
            "朝の会", district=mabi, fee="1回100円", venue_name="呉妹分館", rules=[TUESDAYS], transport=False
        )
        told = {"average_participants": 12, "women_75_and_over": 8, "men_under_65": 0, "troubles": ["helpers"]}
        YearlyReport.objects.create(place=place, fiscal_year=2025, **told)
        a_round()

        said = text(letters_of(client))

        for part in (
            "1回100円",
            "呉妹分館",
            "毎月 第2・第4火曜日",
            "午前10時〜11時30分",
            "12人",
            "8人",
            "0人",
            "■担い手",
            "□お金",
        ):
            assert part.replace(" ", "") in said.replace(" ", "")

    def test_the_qr_code_holds_the_link_of_that_place(self, mabi):
        invitation = an_invitation(district=mabi)

        _, linked = one_letter(invitation)

        assert linked == [token_of(invitation)]

    def test_the_token_is_nowhere_to_be_read(self, client, coordinator, mabi):
        invitation = an_invitation(district=mabi)

        assert token_of(invitation) not in text(letters_of(client))

    def test_without_a_link_it_offers_paper_and_telephone(self, client, coordinator, mabi):
        invitation = an_invitation(district=mabi)
        withdraw_link(invitation=invitation, reason="宛先ちがい", by=None, at=AT)

        said = text(letters_of(client))

        assert "この紙で 答える" in said
        assert "スマートフォン" not in said
        assert code_of(invitation) not in said

    def test_where_nobody_answers_the_telephone_it_says_so_in_words(self, client, coordinator):
        an_invitation()

        assert "この手紙を わたした人に 電話するか" in text(letters_of(client, "none"))

    @pytest.mark.parametrize("again", [False, True])
    def test_the_longest_texts_fill_one_sheet_and_no_more(self, mabi, again):
        group = Group.objects.create(name=LONG[:120], representative=LONG[:60], address=LONG[:200])
        texts = {"venue_name": LONG[:120], "address": LONG[:200], "fee": LONG[:200], "schedule_text": LONG}
        place = a_place(LONG[:120], district=mabi, group=group, venue_type="care", rules=[TUESDAYS] * 3, **texts)
        YearlyReport.objects.create(
            place=place,
            fiscal_year=2025,
            meetings_held=365,
            women_75_and_over=9999,
            troubles=YearlyReport.Trouble.values,
            wishes=YearlyReport.Wish.values,
        )
        invitation = an_invitation(place, round=a_round(greeting=LONG[:200]))

        pdf, _ = one_letter(invitation, again=again)

        assert pages(pdf) == 2
        said = text(pdf)
        assert "公開しません。" in said
        assert "伝えたいこと" in said
        assert code_of(invitation) in said

    def test_every_letter_is_large_enough_to_read(self, mabi):
        pdf, _ = one_letter(an_invitation(district=mabi))

        sizes = {float(size) for size in re.findall(rb"/f\d+ ([\d.]+) Tf", opened(pdf))}

        assert min(sizes) >= 12

    def test_the_same_letter_twice_is_the_same_letter(self, mabi):
        invitation = an_invitation(district=mabi)

        assert one_letter(invitation)[0] == one_letter(Invitation.objects.get(pk=invitation.pk))[0]


class TestOrder:
    def test_by_school_district_then_town_then_reading_and_numbered(self, client, coordinator, mabi):
        first, second = a_school("m-01", "呉妹", mabi), a_school("m-02", "薗", mabi)
        here, there = a_town("尾崎", kana="おざき"), a_town("有井", kana="ありい")
        for name, reading, school, town in (
            ("学区なし", "", None, None),
            ("薗の会", "", second, there),
            ("尾崎のわの会", "わのかい", first, here),
            ("尾崎のあの会", "あのかい", first, here),
            ("有井の会", "", first, there),
            ("町なし", "", first, None),
        ):
            a_place(name, reading=reading, district=mabi, school_district=school, town=town)
        a_place("よその会", district=a_district("kurashiki", "倉敷"))
        a_round()

        said = text(letters_of(client))

        found = re.findall(r"真備-(\d{3})令和.*?調査のお願い(\w+) のみなさんへ", said)
        assert found == [
            ("001", "有井の会"),
            ("002", "尾崎のあの会"),
            ("003", "尾崎のわの会"),
            ("004", "町なし"),
            ("005", "薗の会"),
            ("006", "学区なし"),
        ]
        assert pages(letters_of(client)) == 12

    def test_who_has_answered_gets_none_and_the_others_keep_their_numbers(self, client, coordinator, mabi):
        a_place("あの会", reading="あ", district=mabi)
        gone = a_place("いの会", reading="い", district=mabi)
        a_place("うの会", reading="う", district=mabi)
        a_round()
        answered(Invitation.objects.get(place__name="あの会"))
        end_place(place=gone, on=TODAY, reason="", by=None, at=AT)

        said = text(letters_of(client))

        assert "あの会" not in said
        assert "いの会" not in said
        assert "真備-002" in said

    def test_one_letter_again_has_the_number_of_its_district(self, client, coordinator, mabi):
        a_place("あの会", reading="あ", district=mabi)
        a_place("いの会", reading="い", district=mabi)
        a_round()
        invitation = Invitation.objects.get(place__name="いの会")

        pdf = pdf_of(client, "invitation_letter", invitation.pk)

        assert pages(pdf) == 2
        assert "真備-002" in text(pdf)
        assert code_of(invitation) in text(letters_of(client))

    @pytest.mark.parametrize("rows", [1, 3, 30])
    def test_more_letters_need_no_more_queries(self, client, coordinator, mabi, rows, django_assert_num_queries):
        for _ in range(rows):
            a_place(district=mabi)
        a_round()

        with django_assert_num_queries(11):
            letters_of(client)


class TestReminders:
    def test_only_who_was_asked_again_and_still_has_not_answered(self, client, coordinator, mabi):
        a_reminder(name="まだの会", district=mabi)
        answered(a_reminder(name="答えた会", district=mabi))
        an_invitation(a_place("あとの会", district=mabi))

        said = text(pdf_of(client, "reminders", 2026, "mabi"))

        assert AGAIN in said
        assert "まだの会" in said
        assert "答えた会" not in said
        assert "あとの会" not in said

    def test_making_them_is_a_press_that_is_written_down(self, client, coordinator, mabi):
        silent = an_invitation(district=mabi)
        elsewhere = an_invitation(district=a_district("kurashiki", "倉敷"))

        page = client.post(reverse("rounds:remind", args=[2026, "mabi"]), follow=True)

        (told,) = page.context["messages"]
        assert "真備の 1か所に もう一度お願いする" in str(told)
        assert "/workbench/rounds/2026/mabi/reminders.pdf" in str(told)
        assert dict(Invitation.objects.values_list("pk", "reminded_on")) == {silent.pk: TODAY, elsewhere.pk: None}

    @pytest.mark.parametrize("name", ["letters", "reminders"])
    def test_where_there_is_nobody_to_write_to_it_says_so(self, client, coordinator, mabi, name):
        a_round()

        page = client.get(reverse(f"rounds:{name}", args=[2026, "mabi"]), follow=True)

        assert page.redirect_chain == [("/workbench/rounds/2026/", 302)]
        assert "真備には" in page.content.decode()

    def test_of_a_closed_round_there_are_no_letters(self, client, coordinator, mabi):
        invitation = an_invitation(district=mabi)
        close_round(round=invitation.round, by=None, at=AT)

        for name, *args in (
            ("letters", 2026, "mabi"),
            ("reminders", 2026, "mabi"),
            ("invitation_letter", invitation.pk),
        ):
            page = client.get(reverse(f"rounds:{name}", args=args), follow=True)

            assert "この調査は もう終わっています。" in page.content.decode()

    def test_after_the_last_day_there_are_none_either_and_the_page_says_what_helps(self, client, coordinator, mabi):
        invitation = a_reminder(district=mabi)
        Round.objects.update(answer_by=TODAY - dt.timedelta(days=1))

        for name, *args in (
            ("letters", 2026, "mabi"),
            ("reminders", 2026, "mabi"),
            ("invitation_letter", invitation.pk),
        ):
            page = client.get(reverse(f"rounds:{name}", args=args), follow=True)

            assert "先に しめきりを のばしてください" in page.content.decode()


class TestWhom:
    def test_a_group_with_its_address_and_its_head(self):
        group = Group.objects.create(name="呉妹の会", representative="山本 花子", address="真備町尾崎1", phone="086-1")
        place = a_place("呉妹サロン", group=group, internal_phone="090-0000-0000", contact_phone="086-1")

        to = addressee_of(place)

        assert (to.address, to.names, to.person) == ("真備町尾崎1", ["呉妹サロン", "呉妹の会"], "山本 花子")
        assert (caller_of(place).name, caller_of(place).numbers) == ("山本 花子", ["090-0000-0000", "086-1"])

    def test_a_home_has_a_letter_box_and_a_hall_has_none(self):
        home = a_place(venue_type="home", address="真備町有井2", internal_contact="高橋")
        hall = a_place(venue_type="hall", address="真備町有井3")

        assert (addressee_of(home).address, addressee_of(home).person) == ("真備町有井2", "高橋")
        assert (addressee_of(hall).address, addressee_of(hall).person) == ("", "世話人")

    def test_a_note_with_a_number_is_nobodys_name(self):
        assert addressee_of(a_place(internal_contact="高橋 086-426-3315")).person == "世話人"


class TestMail:
    def send(self, client):
        return client.post(reverse("rounds:remind_by_mail", args=[2026, "mabi"]), follow=True)

    def test_goes_to_who_has_an_address_and_has_not_answered_with_why_until_when_and_the_link(
        self, client, coordinator, mabi, mailoutbox
    ):
        silent = an_invitation(a_place("朝の会", district=mabi, contact_email="asa@example.jp"))
        answered(an_invitation(a_place(district=mabi, contact_email="hiru@example.jp")))
        an_invitation(a_place("夜の会", district=mabi))
        stopped = an_invitation(a_place(district=mabi, contact_email="yoru@example.jp"))
        withdraw_link(invitation=stopped, reason="宛先ちがい", by=None, at=AT)
        an_invitation(a_place(district=a_district("kurashiki", "倉敷"), contact_email="yoso@example.jp"))

        page = self.send(client)

        (mail,) = mailoutbox
        assert (mail.to, mail.subject) == (["asa@example.jp"], "通いの場の調査の お願い（12月20日(日)まで）")
        for part in ("朝の会 のみなさんへ", "令和8年12月20日", f"/answer/{token_of(silent)}/", "086-000-0000"):
            assert part in mail.body
        assert "1か所に メールで もう一度お願いしました。" in page.content.decode()
        assert set(Invitation.objects.exclude(reminded_on=None)) == {silent}

    def test_never_twice_a_day(self, client, coordinator, mabi, mailoutbox):
        an_invitation(a_place(district=mabi, contact_email="asa@example.jp"))

        for _ in range(2):
            self.send(client)

        assert len(mailoutbox) == 1

    def test_not_about_a_link_that_no_longer_opens(self, client, coordinator, mabi, mailoutbox):
        an_invitation(
            a_place(district=mabi, contact_email="asa@example.jp"),
            round=a_round(answer_by=TODAY - dt.timedelta(days=1)),
        )

        page = self.send(client)

        assert mailoutbox == []
        assert "しめきりを すぎました。" in page.content.decode()

    def test_what_cannot_be_sent_is_named_and_not_counted_as_asked(self, client, coordinator, mabi, settings):
        settings.EMAIL_BACKEND = "tests.directory.rounds.test_letters.NoServer"
        an_invitation(a_place("朝の会", district=mabi, contact_email="asa@example.jp"))

        page = self.send(client)

        assert "朝の会には 送れませんでした。手紙か電話で お願いしてください。" in page.content.decode()
        assert Invitation.objects.get().reminded_on is None


class NoServer(BaseEmailBackend):
    def send_messages(self, messages):
        raise ConnectionRefusedError
