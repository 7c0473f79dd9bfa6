"""The coordinator's queue, and one proposal beside the record."""

import datetime as dt

import pytest
from django.urls import reverse

from directory.places.actions import edit_place, end_place
from directory.places.models import Check, Listing, Place
from directory.places.publishing import withdraw_place
from directory.places.schedule import Rule
from directory.proposals.actions import forget_senders
from directory.proposals.forms.settling import FIELDS, RULES_WOULD_GO
from directory.proposals.models import Part, Proposal
from directory.proposals.views import ASK_AGAIN, EDITED_SINCE, NO_POINT, SETTLED
from tests.directory.proposals.telling import text_of
from tests.factories.people import a_person
from tests.factories.places import AT, TODAY, a_district, a_listing, a_place
from tests.factories.proposals import a_correction, a_new_one


@pytest.fixture
def person(mabi, client):
    person = a_person("coordinator", mabi)
    client.force_login(person)
    return person


def page_of(client, proposal):
    return client.get(reverse("proposals:proposal", args=[proposal.pk]))


def press(client, verb, proposal, **sent):
    return client.post(reverse(f"proposals:proposal_{verb}", args=[proposal.pk]), sent, follow=True)


def accept(client, proposal, *parts, **sent):
    """Tick these parts of the form as it was shown."""
    form = page_of(client, proposal).context["accept"]
    shown = {field.html_name: "" if (value := field.value()) is None else value for field in form}
    shown["edited_at"] = form["edited_at"].value().isoformat()
    ticks = {f"accept_{part}": "on" for part in parts}
    untouched = {name: value for name, value in shown.items() if not name.startswith("accept_")}
    return press(client, "accept", proposal, **untouched | ticks | sent)


class TestTheQueue:
    @pytest.mark.parametrize("rows", [1, 3, 300])
    def test_costs_the_same_whatever_it_shows(self, client, place, person, rows, django_assert_num_queries):
        for number in range(rows):
            told = {"request_id": f"{number:032}", "kind": "new", "told": {"name": "会"}, "district": place.district}
            Proposal.objects.create(**told, sent_at=AT)

        with django_assert_num_queries(6):
            assert client.get("/workbench/proposals/").context["page"].paginator.count == rows

    def test_shows_the_own_districts_and_those_of_none_the_oldest_first(self, client, place, person):
        elsewhere = a_district("kurashiki", "倉敷", position=1)
        a_new_one("倉敷の会", district=elsewhere)
        a_new_one("どこかの会")
        a_new_one("真備の会", district=place.district, at=AT)
        a_correction(place, at=AT - dt.timedelta(days=1))

        page = client.get("/workbench/proposals/").context["page"]
        assert [proposal.subject for proposal in page] == ["呉妹おしゃべり広場", "真備の会", "どこかの会"]

    def test_the_board_counts_exactly_these_rows(self, client, place, person):
        a_correction(place)
        a_new_one("倉敷の会", district=a_district("kurashiki", "倉敷"))

        assert "待っている 1 " in text_of(client.get("/workbench/"))

    def test_the_board_is_silent_to_whoever_may_not_read_them(self, client, place):
        a_correction(place)
        client.force_login(a_person("viewer", place.district))

        assert "知らせ" not in text_of(client.get("/workbench/"))

    def test_the_page_of_a_place_leads_to_what_was_told_of_it(self, client, place, person):
        page = client.get(reverse("workbench:place", args=[place.pk]))
        assert "知らせを読む" not in text_of(page)

        told = reverse("proposals:proposal", args=[a_correction(place).pk])
        assert told in client.get(reverse("workbench:place", args=[place.pk])).content.decode()

    def test_says_what_is_wrong_and_is_found_again(self, client, place, person):
        proposal = a_correction(place, told={"phone": "", "schedule": "毎朝"})

        assert "ちがうところ：日時・電話" in text_of(client.get("/workbench/proposals/"))
        page = page_of(client, proposal).content.decode()
        assert 'href="/workbench/proposals/">知らせの一覧へ' in page
        assert 'href="/workbench/" aria-current="page"' in page

    @pytest.mark.parametrize("show", ["waiting", "reply", "settled", "なし"])
    def test_every_shelf_can_be_looked_at(self, client, person, show):
        assert "知らせは ありません" in text_of(client.get("/workbench/proposals/", {"show": show}))


class TestACorrection:
    def test_what_was_told_stands_beside_what_is_recorded(self, client, place, person):
        proposal = a_correction(place, told={"fee": "1回 200円", "phone": ""})
        page = text_of(page_of(client, proposal))

        assert "いまの記録 100円" in page
        assert "1回 200円" in page
        assert "ちがうとだけ" in page
        assert "この番号を 出してよいか" in page

    def test_is_accepted_field_by_field(self, client, place, person):
        proposal = a_correction(place, told={"fee": "200円", "phone": "086-000-1111"})
        page = accept(client, proposal, Part.FEE)

        listing = Listing.objects.get(number=place.number)
        assert "に 費用を取り入れました。電話は そのままです。" in text_of(page)
        assert (listing.fee_amount, listing.contact_phone) == (200, "086-000-0000")

    def test_its_page_says_what_was_taken_and_what_was_left(self, client, place, person):
        proposal = a_correction(place, told={"fee": "200円", "phone": "086-000-1111"})
        assert "えらばなかったところは" in text_of(page_of(client, proposal))
        accept(client, proposal, Part.FEE)
        page = page_of(client, proposal)

        assert "取り入れた 費用 そのまま 電話" in text_of(page)
        assert reverse("workbench:place_edit", args=[place.pk]) in page.content.decode()

    def test_is_accepted_in_other_words(self, client, place, person):
        accept(client, a_correction(place), Part.PHONE, contact_phone="086-000-3333")

        assert Listing.objects.get(number=place.number).contact_phone == "086-000-3333"

    @pytest.mark.parametrize(
        ("told", "amount"),
        [("無料", 0), ("1回１,２００円", 1200), ("200円とお茶代", None), ("そのつど", None), ("9999999999円", None)],
    )
    def test_a_sum_is_read_where_the_words_say_nothing_else(self, client, place, person, told, amount):
        accept(client, a_correction(place, told={"fee": told}), Part.FEE)
        place.refresh_from_db()

        assert (place.fee, place.fee_amount) == (told, amount)

    def test_a_schedule_that_is_understood_becomes_rules(self, client, place, person):
        proposal = a_correction(place, told={"schedule": "毎月 第2・第4火曜 10時から"})
        shown = text_of(page_of(client, proposal))
        accept(client, proposal, Part.SCHEDULE)
        place.refresh_from_db()

        assert "毎月 第2・第4火曜日 午前10時から と読みました" in shown
        assert (place.rules.get().weekdays, place.rules.get().weeks, place.schedule_text) == (["Tu"], [2, 4], "")

    def test_pressed_twice_it_is_accepted_once(self, client, place, person):
        proposal = a_correction(place, told={"phone": ""})
        edited_at = place.edited_at.isoformat()
        sent = {"accept_phone": "on", "contact_phone": "086-000-3333", "edited_at": edited_at}
        pages = [text_of(press(client, "accept", proposal, **sent)) for _ in range(2)]

        assert "取り入れました" in pages[0]
        assert SETTLED.format(f"{person.name}：取り入れた") in pages[1]

    @pytest.fixture
    def on_sundays(self, place, person):
        edit_place(place=place, changes={"schedule_text": ""}, rules=[Rule(weekdays=("Su",))], by=person, at=AT)
        return place

    def test_a_schedule_that_is_not_understood_never_takes_the_place_of_rules_by_one_tick(self, client, on_sundays):
        page = accept(client, a_correction(on_sundays, told={"schedule": "8月は休みになりました"}), Part.SCHEDULE)

        assert page.context["accept"]["schedule_text"].value() == "毎週 日曜日"
        assert "正しい日時を 書いてください" in text_of(page)
        assert on_sundays.rules.exists()
        assert not Check.objects.exists()

    def test_rules_go_for_words_alone_where_that_is_meant(self, client, on_sundays):
        proposal = a_correction(on_sundays, told={"schedule": "天気のよい朝"})
        page = accept(client, proposal, Part.SCHEDULE, schedule_text="天気のよい朝")
        assert RULES_WOULD_GO in text_of(page)
        assert on_sundays.rules.exists()

        accept(client, proposal, Part.SCHEDULE, schedule_text="天気のよい朝", words_alone="on")
        on_sundays.refresh_from_db()
        assert (on_sundays.rules.count(), on_sundays.schedule_text) == (0, "天気のよい朝")

    def test_where_nothing_is_recorded_words_alone_are_taken_as_they_were_told(self, client, place, person):
        edit_place(place=place, changes={"schedule_text": ""}, by=person, at=AT)
        accept(client, a_correction(place, told={"schedule": "天気のよい朝"}), Part.SCHEDULE)
        place.refresh_from_db()

        assert place.schedule_text == "天気のよい朝"

    @pytest.mark.parametrize("part", FIELDS)
    def test_of_what_was_only_called_wrong_nothing_is_accepted_before_it_is_put_right(
        self, client, place, person, part
    ):
        edit_place(place=place, changes={"schedule_text": "第1月曜\n雨の日は中止"}, by=person, at=AT)
        page = accept(client, a_correction(place, told={part: ""}), part, schedule_text="第1月曜\r\n雨の日は中止")

        assert f"正しい{part.label}を 書いてください" in text_of(page)
        assert Proposal.objects.get().is_waiting
        assert not Check.objects.exists()

    def test_what_was_only_called_wrong_is_accepted_once_it_is_put_right(self, client, place, person):
        accept(client, a_correction(place, told={"phone": ""}), Part.PHONE, contact_phone="086-000-3333")

        listing = Listing.objects.get(number=place.number)
        assert (listing.contact_phone, listing.checked_how) == ("086-000-3333", "resident")

    def test_nothing_ticked_is_asked_again(self, client, place, person):
        page = accept(client, a_correction(place))

        assert "取り入れるところを えらんでください" in text_of(page)
        assert Proposal.objects.get().is_waiting

    def test_an_end_leads_to_the_form_that_ends_or_pauses(self, client, place, person):
        page = page_of(client, a_correction(place, told={"ended": "春から"})).content.decode()

        assert reverse("workbench:place_end", args=[place.pk]) in page
        assert reverse("workbench:place_pause", args=[place.pk]) in page

    def test_another_venue_has_to_be_asked_about_again(self, client, mabi, person):
        place = a_place("会", district=mabi, venue_name="呉妹分館")
        a_listing(place, precision="address")
        page = accept(client, a_correction(place, told={"venue": "箭田分館"}), Part.VENUE)

        assert ASK_AGAIN in text_of(page)
        assert Listing.objects.get(number=place.number).venue_name == ""

    def test_another_address_takes_the_point_off_the_map(self, client, mabi, person):
        point = {"lat": 34.6, "lng": 133.7}
        place = a_place("会", district=mabi, venue_name="呉妹分館", address="真備町尾崎1", **point)
        a_listing(place, precision="address")
        page = accept(client, a_correction(place, told={"venue": "呉妹分館"}), Part.VENUE, address="玉島乙島9999")

        listing = Listing.objects.get(number=place.number)
        assert (listing.address, listing.lat, listing.lng) == ("玉島乙島9999", None, None)
        assert NO_POINT in text_of(page)

    def test_an_edit_meanwhile_is_seen_before_it_is_written_over(self, client, place, person):
        proposal = a_correction(place)
        edited_at = place.edited_at.isoformat()
        edit_place(place=place, changes={"contact_phone": "086-000-5555"}, by=person, at=AT + dt.timedelta(hours=1))
        sent = {"accept_phone": "on", "contact_phone": "086-000-1111"}
        page = press(client, "accept", proposal, **sent, edited_at=edited_at)

        assert EDITED_SINCE in text_of(page)
        assert "いまの記録 086-000-5555" in text_of(page)
        again = page.context["accept"]["edited_at"].value()
        assert "取り入れました" in text_of(press(client, "accept", proposal, **sent, edited_at=again))


class TestANewPlace:
    def test_is_registered_as_it_was_told_and_stays_private(self, client, mabi, person):
        proposal = a_new_one(told={"name": "朝の体操", "schedule_text": "毎週日曜 6時半", "activities": ["exercise"]})
        page = press(
            client,
            "accept",
            proposal,
            name="朝の体操",
            district=mabi.pk,
            schedule_text="毎週日曜 6時半",
            activities=["exercise"],
        )

        place = Place.objects.get()
        assert "まだ公開していません" in text_of(page)
        assert (place.name, place.district, place.activities) == ("朝の体操", mabi, ["exercise"])
        assert (place.rules.get().weekdays, place.number) == (["Su"], None)

    def test_shows_the_places_that_may_be_the_same(self, client, place, person):
        page = page_of(client, a_new_one("おしゃべり広場"))

        assert [alike.name for alike in page.context["namesakes"]] == ["呉妹おしゃべり広場"]

    def test_of_a_name_that_is_there_it_is_asked_once_whether_it_is_another_place(self, client, place, person):
        proposal = a_new_one("呉妹 おしゃべり広場")
        assert "別の場所です" not in text_of(page_of(client, proposal))
        sent = {"name": "呉妹 おしゃべり広場", "district": place.district_id}
        page = press(client, "accept", proposal, **sent)

        assert "この地区に「呉妹おしゃべり広場」が もう登録されています" in text_of(page)
        assert reverse("workbench:place", args=[place.pk]) in page.content.decode()
        assert Place.objects.count() == 1
        press(client, "accept", proposal, **sent, is_another="on")
        assert Place.objects.count() == 2

    def test_a_name_of_another_district_asks_nothing(self, client, place, person):
        press(client, "accept", a_new_one("呉妹おしゃべり広場"), name="呉妹おしゃべり広場")

        assert Place.objects.count() == 2

    def test_without_a_name_the_place_is_called_by_where_it_is(self, client, person):
        page = page_of(client, a_new_one(told={"venue_name": "神社のよこ"}))

        assert page.context["accept"]["name"].value() == "神社のよこ"

    def test_pressed_twice_it_is_registered_once(self, client, person):
        proposal = a_new_one()
        press(client, "accept", proposal, name="朝の体操")
        page = press(client, "accept", proposal, name="朝の体操")

        assert SETTLED.format(f"{person.name}：取り入れた") in text_of(page)
        assert Place.objects.count() == 1


class TestTheSender:
    @pytest.mark.parametrize(("ends", "standing"), [(True, "この場は 終わっています"), (False, "いま掲載していません")])
    def test_of_a_place_that_is_no_longer_listed_is_not_told_that_the_guide_was_mended(
        self, client, place, person, mailoutbox, ends, standing
    ):
        proposal = a_correction(place, sender_contact="yamada@example.jp")
        leave = {"place": place, "reason": "世話人の都合", "by": person, "at": AT}
        end_place(on=TODAY, **leave) if ends else withdraw_place(**leave)
        assert standing in text_of(page_of(client, proposal))
        accept(client, proposal, Part.PHONE)

        assert "係の台帳をなおしました" in mailoutbox[0].body
        assert "いま案内に のせていません" in mailoutbox[0].body
        assert Check.objects.exists() is not ends

    def test_hears_once_by_mail_what_became_of_it(self, client, place, person, mailoutbox):
        proposal = a_correction(place, sender_name="山田", sender_contact="yamada@example.jp")
        page = accept(client, proposal, Part.PHONE, note="助かりました。")

        letter = mailoutbox[0]
        assert letter.to == ["yamada@example.jp"]
        assert "教えてくださったとおりに" in letter.body
        assert "助かりました。" in letter.body
        assert f"/places/{place.number}/" in letter.body
        assert "メールで知らせました" in text_of(page)
        proposal = Proposal.objects.get()
        assert not proposal.owes_reply

    @pytest.mark.parametrize(
        ("verb", "sent", "said"),
        [
            ("answer", {"answer": "いまのままで正しいです。"}, "いまのままで正しいです。"),
            ("aside", {"reason": "重複", "wants_reply": "on"}, "今回は 案内にのせないことにしました"),
        ],
    )
    def test_hears_also_that_nothing_was_changed(self, client, place, person, mailoutbox, verb, sent, said):
        press(client, verb, a_correction(place, sender_contact="yamada@example.jp"), **sent)

        assert said in mailoutbox[0].body
        assert "重複" not in mailoutbox[0].body

    def test_no_word_of_the_proposal_is_sent_to_an_address_anybody_may_have_written(
        self, client, place, person, mailoutbox
    ):
        told = {"other": "買ってください"}
        press(client, "answer", a_correction(place, told=told, sender_contact="a@example.jp"), answer="いいえ。")

        assert "買ってください" not in mailoutbox[0].body + mailoutbox[0].subject

    def test_of_a_prank_hears_nothing(self, client, place, person, mailoutbox):
        press(client, "aside", a_correction(place, sender_contact="a@example.jp"), reason="いたずら")

        assert mailoutbox == []
        proposal = Proposal.objects.get()
        assert not proposal.owes_reply

    def test_is_rung_up_and_ticked_off(self, client, place, person):
        proposal = a_correction(place, sender_contact="086-000-9999")
        page = accept(client, proposal, Part.PHONE)
        assert "電話で 伝えてください" in text_of(page)
        assert "tel:0860009999" in page.content.decode()
        assert "返事がまだ 1" in text_of(client.get("/workbench/proposals/"))

        press(client, "replied", proposal)
        assert "返事がまだ 0" in text_of(client.get("/workbench/proposals/"))

    def test_a_letter_that_did_not_go_out_is_owed_still(self, client, place, person, settings):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_PORT = 1
        page = accept(client, a_correction(place, sender_contact="yamada@example.jp"), Part.PHONE)

        assert "メールで送れませんでした" in text_of(page)


def test_the_page_of_what_nobody_settled_says_so_after_it_is_forgotten(client, place, person):
    proposal = a_correction(place, sender_name="山田")
    assert "すまなければ 届いてから 1年で" in text_of(page_of(client, proposal))

    forget_senders(at=AT + dt.timedelta(days=365))
    page = text_of(page_of(client, proposal))
    assert "1年のあいだ 決まらなかった" in page
    assert "山田" not in page


@pytest.mark.parametrize(("verb", "missing"), [("answer", "答え"), ("aside", "わけ")])
def test_what_is_missing_is_asked_for(client, place, person, verb, missing):
    page = press(client, verb, a_correction(place))

    assert f"{missing}：書いてください" in text_of(page).replace(" ", "")
    assert Proposal.objects.get().is_waiting
