"""The office's and the coordinator's pages of a round: what they show, to whom, and at what cost."""

import datetime as dt
import re

import pytest

from directory.places.actions import end_place
from directory.places.models import Place
from directory.rounds.actions.rounds import close_round, note_call, renew_link, withdraw_link
from directory.rounds.codes import code_of, token_of
from directory.rounds.models import Invitation, Round, YearlyReport
from directory.rounds.queries.rounds import EVERY_STANDING
from tests.factories.people import a_person
from tests.factories.places import AT, TODAY, a_district, a_place, a_school
from tests.factories.rounds import a_reminder, a_round, an_invitation, answered

pytestmark = pytest.mark.django_db

YEAR = "/workbench/rounds/2026/"


@pytest.fixture
def kurashiki():
    return a_district("kurashiki", "倉敷")


@pytest.fixture
def lead(client):
    person = a_person("lead")
    client.force_login(person)
    return person


def words(page):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page.content.decode()))


def rows(page):
    """The names in the table of a page."""
    return re.findall(r'<th scope="row">\s*<a [^>]*>([^<]*)</a>', page.content.decode())


def said(page):
    return [str(message) for message in page.context["messages"]]


class TestOpening:
    def test_this_year_four_weeks_and_a_greeting_are_proposed(self, client, lead):
        a_place()

        page = client.get("/workbench/rounds/new/")

        form = page.context["form"]
        assert (form["fiscal_year"].value(), form["answer_by"].value()) == (2026, TODAY + dt.timedelta(weeks=4))
        assert "きょう把握している 1か所に お願いします。" in words(page)

    def test_opened_it_shows_how_many_are_asked(self, client, lead, mabi):
        a_place(district=mabi)
        told = {"fiscal_year": "2026", "answer_by": "2026-12-20", "greeting": "いつも ありがとうございます。"}

        page = client.post("/workbench/rounds/new/", told, follow=True)

        assert page.redirect_chain == [(YEAR, 302)]
        assert said(page) == ["令和8年度の調査を はじめました。1か所の 手紙を 地区ごとに 印刷できます。"]
        assert Round.objects.get().opened_by == lead

    def test_pressed_twice_there_is_one_round_and_nothing_typed_is_lost(self, client, lead):
        told = {"fiscal_year": "2026", "answer_by": "2026-12-20", "greeting": "寒くなりました。"}

        pages = [client.post("/workbench/rounds/new/", told) for _ in range(2)]

        assert Round.objects.count() == 1
        assert pages[1].status_code == 200
        assert "寒くなりました。" in pages[1].content.decode()

    @pytest.mark.parametrize(
        ("wrong", "why"),
        [
            ({"answer_by": "2026-11-23"}, "きょうか、それより後の日にしてください。"),
            ({"answer_by": ""}, "書いてください。"),
            ({"greeting": "あ" * 201}, "200字までにしてください。いま 201字です。"),
            ({"fiscal_year": ""}, "えらんでください。"),
        ],
    )
    def test_what_cannot_be_is_told_in_words(self, client, lead, wrong, why):
        told = {"fiscal_year": "2026", "answer_by": "2026-12-20", "greeting": "寒いですね。"} | wrong

        page = client.post("/workbench/rounds/new/", told)

        assert why in page.content.decode()
        assert not Round.objects.exists()

    def test_a_later_last_day_can_be_given(self, client, lead):
        a_round()

        page = client.post(f"{YEAR}edit/", {"answer_by": "2027-01-10", "greeting": "もう少し待ちます。"}, follow=True)

        assert "しめきり 2027年1月10日(日)" in words(page)

    def test_closing_says_what_will_be_gone_and_then_it_is(self, client, lead):
        invitation = an_invitation()

        before = client.get(f"{YEAR}close/")
        page = client.post(f"{YEAR}close/", follow=True)

        assert "この調査を もう一度 ひらくことは できません。" in words(before)
        assert said(page) == ["令和8年度の調査を 終えました。手紙の QRコードと コードは もう使えません。"]
        invitation.refresh_from_db()
        assert not invitation.has_link

    def test_a_verb_on_a_closed_round_says_so_and_does_nothing(self, client, lead):
        invitation = an_invitation()
        close_round(round=invitation.round, by=None, at=AT)

        for address in (f"{YEAR}close/", f"{YEAR}newcomers/", f"/workbench/rounds/places/{invitation.pk}/call/"):
            assert said(client.post(address, follow=True)) == [
                "この調査は もう終わっています。いまの操作は していません。"
            ]


class TestProgress:
    @pytest.fixture
    def some(self, mabi, kurashiki):
        """One of each standing in 真備, and one without an answer elsewhere."""
        for channel in ("link", "paper", "phone"):
            answered(an_invitation(a_place(f"{channel}の会", district=mabi)), channel=channel)
        answered(an_invitation(a_place("取り入れた会", district=mabi)), state="accepted")
        answered(an_invitation(a_place("一部の会", district=mabi)), state="partly")
        answered(an_invitation(a_place("見送った会", district=mabi)), state="aside")
        an_invitation(a_place("まだの会", district=mabi))
        a_reminder(name="お願いした会", district=mabi)
        withdraw_link(invitation=an_invitation(a_place("止めた会", district=mabi)), reason="", by=None, at=AT)
        ended = an_invitation(a_place("終わった会", district=mabi))
        end_place(place=ended.place, on=TODAY, reason="", by=None, at=AT)
        an_invitation(a_place("倉敷の会", district=kurashiki))

    def test_numbers_add_up_and_each_leads_to_exactly_its_rows(self, client, coordinator, some):
        page = client.get(YEAR)

        whole = {way.code: count for way, count in [*page.context["whole"], *page.context["more"]]}
        assert whole == {
            "asked": 10,
            "answered": 5,
            "link": 3,
            "paper": 1,
            "phone": 1,
            "waiting": 3,
            "accepted": 2,
            "silent": 4,
            "reminded": 1,
            "withdrawn": 1,
            "ended": 1,
        }
        assert whole["answered"] + whole["silent"] + whole["ended"] == whole["asked"]
        for way in EVERY_STANDING:
            linked = f"{YEAR}places/?state={way.code}"
            assert linked in page.content.decode()
            assert len(rows(client.get(linked))) == whole[way.code]

    def test_districts_sum_to_the_whole_and_a_coordinator_sees_the_own(self, client, coordinator, some):
        an_invitation()
        lines = client.get(YEAR).context["lines"]
        client.force_login(a_person("lead"))
        everywhere = client.get(YEAR).context["lines"]

        assert [(area.name, dict(numbers)[EVERY_STANDING[0]]) for area, numbers in lines] == [
            ("真備", 10),
            ("地区未設定", 1),
        ]
        assert [area.name for area, _ in everywhere] == ["真備", "倉敷", "地区未設定"]

    def test_who_answered_last_in_another_way_counts_once(self, client, coordinator, mabi):
        invitation = an_invitation(district=mabi)
        answered(invitation, channel="link", state="accepted")
        answered(invitation, channel="phone", at=AT + dt.timedelta(days=1))

        whole = {way.code: count for way, count in client.get(YEAR).context["whole"]}

        assert (whole["answered"], whole["link"], whole["phone"], whole["waiting"]) == (1, 0, 1, 1)

    def test_a_place_registered_meanwhile_is_offered_and_added_by_who_looks_after_it(
        self, client, coordinator, mabi, kurashiki
    ):
        round = a_round()
        mine = a_place(district=mabi)
        a_place(district=kurashiki)

        before = client.get(YEAR)
        page = client.post(f"{YEAR}newcomers/", follow=True)

        assert "あとから登録した 1か所には、まだ お願いしていません。" in words(before)
        assert [invitation.place for invitation in round.invitations.all()] == [mine]
        assert said(page)[0].startswith("あとから登録した 1か所にも お願いします。")
        assert "まだ お願いしていません" not in words(page)

    def test_without_a_round_the_page_says_what_it_will_be(self, client, coordinator):
        assert "調査は まだありません" in words(client.get("/workbench/rounds/"))

    def test_another_year_is_not_there(self, client, coordinator):
        assert client.get("/workbench/rounds/2019/").status_code == 404

    @pytest.mark.parametrize("number", [1, 3, 300])
    def test_more_places_need_no_more_queries(self, client, coordinator, mabi, number, django_assert_num_queries):
        known(mabi, number)
        a_round()

        for address, queries in (
            ("/workbench/rounds/", 5),
            (YEAR, 7),
            (f"{YEAR}places/", 7),
            (f"{YEAR}mabi/remind/", 6),
        ):
            with django_assert_num_queries(queries):
                assert client.get(address).status_code == 200


def known(district, number):
    """Many places at once, with a school district and last year's figures."""
    school = a_school(district=district)
    for place in range(min(number, 3)):
        a_place(f"場{place}", district=district, school_district=school, internal_phone="086-000-0000")
    first = Place.objects.first()
    more = [
        Place(name=f"場{place}", district=district, created_at=AT, edited_at=AT, school_district=school)
        for place in range(number - 3)
    ]
    for place in Place.objects.bulk_create(more):
        place.known_periods.create(from_date=first.known_periods.get().from_date)
    YearlyReport.objects.bulk_create(YearlyReport(place=place, fiscal_year=2025) for place in Place.objects.all())


class TestPlaces:
    def test_narrowed_by_district_standing_and_words(self, client, lead, mabi, kurashiki):
        an_invitation(a_place("真備の会", district=mabi))
        answered(an_invitation(a_place("真備の花の会", district=mabi)))
        an_invitation(a_place("倉敷の花の会", district=kurashiki))
        an_invitation(a_place("どこかの会"))

        def found(query):
            return rows(client.get(f"{YEAR}places/?{query}"))

        assert found("district=mabi") == ["真備の会", "真備の花の会"]
        assert found("words=花") == ["倉敷の花の会", "真備の花の会"]
        assert found("district=mabi&state=silent") == ["真備の会"]
        assert found("district=none") == ["どこかの会"]
        assert len(found("district=nowhere&state=nothing")) == 4
        assert "あてはまる場がありません" in words(client.get(f"{YEAR}places/?words=山"))

    def test_the_page_of_one_shows_what_the_letter_says_and_whom_to_ring(self, client, coordinator, mabi):
        place = a_place("朝の会", district=mabi, fee="1回100円", internal_contact="高橋", internal_phone="086-000-0001")
        YearlyReport.objects.create(place=place, fiscal_year=2025, average_participants=12)

        page = client.get(f"/workbench/rounds/places/{an_invitation(place).pk}/")

        assert 'href="tel:0860000001"' in page.content.decode()
        for part in ("1回100円", "12人", "高橋が出ます。", "まだわからない："):
            assert part in words(page)

    def test_a_link_is_withdrawn_with_a_reason_and_made_anew(self, client, coordinator, mabi):
        invitation = an_invitation(district=mabi)
        address = f"/workbench/rounds/places/{invitation.pk}/"

        without = client.post(f"{address}withdraw/")
        client.post(f"{address}withdraw/", {"reason": "宛先ちがい"})
        stopped = client.get(address)
        renewed = client.post(f"{address}renew/", {"seen": 1}, follow=True)

        assert "書いてください。" in words(without)
        assert "2026年11月24日に リンクを止めました。" in words(stopped)
        assert f'href="{address}letter.pdf"' in said(renewed)[0]
        invitation.refresh_from_db()
        assert (invitation.version, invitation.has_link) == (2, True)

    def test_a_call_is_noted_on_the_page_and_on_the_sheet(self, client, coordinator, mabi):
        invitation = an_invitation(district=mabi)
        address = f"/workbench/rounds/places/{invitation.pk}/call/"

        page = client.post(address, {"note": "来週かける"}, follow=True)
        sheet = client.post(address, {"note": "留守", "sheet": "on"})

        assert "さいごの電話 きょう 11月24日(火)：来週かける" in words(page)
        assert sheet.url == f"{YEAR}mabi/calls/#call-{invitation.pk}"
        assert "きょう 11月24日(火) 電話：留守" in words(client.get(f"{YEAR}mabi/calls/"))


class TestCalls:
    def test_only_those_without_an_answer_by_school_district_with_what_to_ask(self, client, coordinator, mabi):
        school = a_school(district=mabi)
        place = a_place("朝の会", district=mabi, school_district=school, internal_phone="0860000001", fee="無料")
        YearlyReport.objects.create(place=place, fiscal_year=2025, average_participants=12)
        an_invitation(place)
        an_invitation(a_place("夜の会", district=mabi))
        answered(an_invitation(a_place("昼の会", district=mabi)))

        page = client.get(f"{YEAR}mabi/calls/")

        assert rows(page) == ["朝の会", "夜の会"]
        assert 'href="tel:0860000001">086-000-0001</a>' in page.content.decode()
        assert [(call.number, call.school, call.came) for call in page.context["calls"]] == [
            ("真備-001", "呉妹小学校区", "12人"),
            ("真備-002", "小学校区が未設定", ""),
        ]
        assert "参加費" not in page.context["calls"][0].unknown
        assert "参加費" in page.context["calls"][1].unknown

    def test_where_all_have_answered_it_says_so(self, client, coordinator, mabi):
        answered(an_invitation(district=mabi))

        assert "電話する所は ありません" in words(client.get(f"{YEAR}mabi/calls/"))

    @pytest.mark.parametrize("number", [1, 3, 300])
    def test_more_places_need_no_more_queries(self, client, coordinator, mabi, number, django_assert_num_queries):
        known(mabi, number)
        a_round()

        with django_assert_num_queries(11):
            page = client.get(f"{YEAR}mabi/calls/")

        assert len(rows(page)) == number


class TestDoors:
    def addresses(self, invitation):
        one = f"/workbench/rounds/places/{invitation.pk}/"
        there = f"{YEAR}kurashiki/"
        return [
            one,
            f"{one}letter.pdf",
            f"{there}letters.pdf",
            f"{there}reminders.pdf",
            f"{there}remind/",
            f"{there}calls/",
        ]

    def test_what_belongs_to_another_district_is_not_there(self, client, coordinator, kurashiki):
        invitation = a_reminder(district=kurashiki)
        verbs = [f"/workbench/rounds/places/{invitation.pk}/{verb}/" for verb in ("withdraw", "renew", "call")]

        assert {client.get(address).status_code for address in self.addresses(invitation)} == {404}
        assert {client.post(address, {"reason": "x"}).status_code for address in verbs} == {404}
        assert client.post(f"{YEAR}kurashiki/remind/").status_code == 404
        assert rows(client.get(f"{YEAR}places/?district=kurashiki")) == []

    def test_a_removed_place_is_not_there_either(self, client, lead):
        invitation = an_invitation()
        Place.objects.filter(pk=invitation.place_id).update(removed_at=AT)

        assert client.get(f"/workbench/rounds/places/{invitation.pk}/").status_code == 404
        assert rows(client.get(f"{YEAR}places/")) == []

    def test_neither_code_nor_link_stands_on_a_page_of_staff_or_in_the_log(self, client, lead, mabi, caplog):
        caplog.set_level(0)
        invitation = an_invitation(district=mabi)
        renew_link(invitation=invitation, seen=1, by=lead, at=AT)
        note_call(invitation=invitation, note="留守", by=lead, at=AT)
        secrets = [token_of(invitation), code_of(invitation), code_of(invitation).replace(" ", "")]
        secrets += [invitation.token_hash, invitation.code_hash, invitation.round.salt]
        one = f"/workbench/rounds/places/{invitation.pk}/"

        read = [
            client.get(address).content.decode()
            for address in (
                "/workbench/rounds/",
                YEAR,
                f"{YEAR}places/",
                f"{YEAR}mabi/calls/",
                f"{YEAR}mabi/remind/",
                one,
            )
        ]
        for address in (f"{one}letter.pdf", f"{YEAR}mabi/letters.pdf"):
            assert client.get(address)["Cache-Control"].startswith("max-age=0, no-cache, no-store")

        assert not [secret for secret in secrets for text in [*read, caplog.text] if secret in text]
        assert Invitation.objects.count() == 1
