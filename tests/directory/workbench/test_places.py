"""The pages of the working list: what they show, to whom, and at what cost."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from directory.groups.models import Group
from directory.places.actions import end_place, pause_place
from directory.places.models import Place
from directory.places.schedule import Rule
from directory.startup.actions import record_grant
from kayoiba.accounts.models import AuditEvent
from tests.factories.people import a_person
from tests.factories.places import AT, TODAY, a_district, a_listing, a_place, a_school

pytestmark = pytest.mark.django_db

NO_RULES = {"rules-TOTAL_FORMS": "1", "rules-INITIAL_FORMS": "0"}
TUESDAYS = {
    "rules-TOTAL_FORMS": "1",
    "rules-INITIAL_FORMS": "0",
    "rules-0-weekdays": ["Tu"],
    "rules-0-weeks": ["2", "4"],
    "rules-0-start": "10:00",
    "rules-0-end": "11:30",
}
WRITING = ("place_edit", "place_publish", "place_withdraw", "place_check", "place_pause", "place_end", "place_move")


def text_of(page):
    return page.content.decode()


def page_of(client, name, *args, **query):
    return client.get(reverse(f"workbench:{name}", args=args, query=query))


class TestRegister:
    def register(self, client, **data):
        return client.post(
            reverse("workbench:place_new"), {"name": "呉妹おしゃべり広場", **NO_RULES, **data}, follow=True
        )

    def test_a_name_and_a_district_are_enough_and_publishing_is_the_next_step(self, client, coordinator, mabi):
        page = self.register(client, district=mabi.pk)

        place = Place.objects.get()
        assert (place.name, place.district) == ("呉妹おしゃべり広場", mabi)
        assert page.redirect_chain[-1][0] == reverse("workbench:place", args=[place.pk])
        (said,) = page.context["messages"]
        assert f'<a href="/workbench/places/{place.pk}/publish/">掲載する</a>' in str(said)

    def test_a_button_pressed_twice_registers_one_place(self, client, coordinator, mabi):
        request_id = page_of(client, "place_new").context["form"]["request_id"].value()

        pages = [self.register(client, district=mabi.pk, request_id=request_id) for _ in range(2)]

        place = Place.objects.get()
        assert [page.redirect_chain[-1][0] for page in pages] == [reverse("workbench:place", args=[place.pk])] * 2
        assert "「呉妹おしゃべり広場」を登録しました" in text_of(pages[1])
        assert AuditEvent.objects.filter(verb="place.registered").count() == 1

    def test_two_forms_register_two_places(self, client, coordinator):
        for name in ("朝の会", "夜の会"):
            request_id = page_of(client, "place_new").context["form"]["request_id"].value()
            self.register(client, name=name, request_id=request_id)

        assert Place.objects.count() == 2

    def test_a_page_brought_back_registers_one_more_under_another_name(self, client, coordinator):
        request_id = page_of(client, "place_new").context["form"]["request_id"].value()

        for name in ("朝の会", "夜の会"):
            self.register(client, name=name, request_id=request_id)

        assert set(Place.objects.values_list("name", flat=True)) == {"朝の会", "夜の会"}

    @pytest.mark.parametrize(
        "added",
        [
            {"contact_phone": "086-000-0000"},
            {"introduction": "お茶を飲みます", "group_name": "呉妹の会"},
            {"known_from": "2024-04-01"},
            {"rules-0-fortnightly": "on", "rules-0-anchor": "2026-11-24"},
        ],
    )
    def test_what_is_added_on_a_page_brought_back_is_not_said_to_be_kept(self, client, coordinator, mabi, added):
        request_id = page_of(client, "place_new").context["form"]["request_id"].value()
        fortnightly = {**TUESDAYS, "rules-0-weeks": [], "rules-0-fortnightly": "on"}
        self.register(client, district=mabi.pk, request_id=request_id, **fortnightly)

        page = self.register(client, district=mabi.pk, request_id=request_id, **{**fortnightly, **added})

        edit = reverse("workbench:place_edit", args=[Place.objects.get().pk])
        (error,) = page.context["form"].non_field_errors()
        assert error.startswith("「呉妹おしゃべり広場」は もう登録してあります。")
        assert f'その場の「<a href="{edit}">なおす</a>」から' in text_of(page)
        assert all(value in text_of(page) for value in added.values())
        assert not Group.objects.exists()

    def test_ticks_become_a_rule_and_the_page_says_it_again(self, client, coordinator):
        page = self.register(client, **TUESDAYS)

        assert [Rule.from_model(row) for row in Place.objects.get().rules.all()] == [
            Rule(weekdays=("Tu",), weeks=(2, 4), start=dt.time(10), end=dt.time(11, 30))
        ]
        assert "毎月 第2・第4火曜日 午前10時〜11時30分" in text_of(page)

    def test_a_group_is_found_or_made_by_its_name(self, client, coordinator):
        self.register(client, group_name="呉妹の会")
        self.register(client, name="呉妹の朝", group_name="呉妹の会")

        assert {place.group.name for place in Place.objects.all()} == {"呉妹の会"}

    def test_a_place_of_that_name_in_the_district_is_pointed_at(self, client, coordinator, mabi):
        self.register(client, district=mabi.pk)
        page = self.register(client, district=mabi.pk)

        place = Place.objects.get()
        assert f'この地区に「<a href="/workbench/places/{place.pk}/">呉妹おしゃべり広場</a>」が もう' in text_of(page)

    def test_another_district_or_a_place_that_has_ended_leaves_the_name_free(self, client, coordinator, mabi):
        a_place("呉妹おしゃべり広場", district=a_district("kurashiki", "倉敷"))
        over = a_place("呉妹おしゃべり広場", district=mabi)
        end_place(place=over, on=timezone.localdate(), reason="", by=coordinator, at=timezone.now())

        self.register(client, district=mabi.pk)

        assert Place.objects.filter(name="呉妹おしゃべり広場").count() == 3

    def test_what_was_typed_stays_when_something_is_wrong(self, client, coordinator):
        page = self.register(client, name="", introduction="お茶を飲みます", **TUESDAYS)

        assert not Place.objects.exists()
        assert '<a href="#id_name">名前</a>' in text_of(page)
        assert "お茶を飲みます" in text_of(page)
        assert page.context["rules"].forms[0]["weeks"].value() == ["2", "4"]

    def test_a_wrong_rule_is_in_the_summary_and_its_step_comes_first(self, client, coordinator):
        page = self.register(client, **{**TUESDAYS, "rules-0-end": "09:00"})

        assert not Place.objects.exists()
        assert '<a href="#id_rules-0-end">おわり</a>' in text_of(page)
        assert page.context["start"] == "when"

    def test_the_only_district_is_chosen_already(self, client, coordinator, mabi):
        assert page_of(client, "place_new").context["form"]["district"].value() == mabi.pk


class TestEdit:
    def test_it_starts_from_what_is_known_and_keeps_it(self, client, coordinator):
        place = a_place("呉妹の会", fee="100円", parking=True, rules=[Rule(days=(10, 20))])
        form = page_of(client, "place_edit", place.pk).context["form"]
        sent = {name: form[name].value() for name in form.fields if form[name].value() not in (None, "", [])}

        rules = {"rules-TOTAL_FORMS": "2", "rules-INITIAL_FORMS": "1", "rules-0-days": "10、20"}
        client.post(reverse("workbench:place_edit", args=[place.pk]), {**sent, **rules, "fee": "無料"})

        place.refresh_from_db()
        assert (place.fee, place.parking, place.rules.count()) == ("無料", True, 1)
        assert AuditEvent.objects.get(verb="place.edited").detail == {"fields": ["fee"]}

    def test_the_spare_rule_is_folded_away_and_says_what_it_is_for(self, client, coordinator):
        place = a_place(rules=[Rule(days=(10, 20))])

        assert "もう1つの曜日や時間があるときは…" in text_of(page_of(client, "place_edit", place.pk))
        assert "もう1つの曜日や時間があるときは…" not in text_of(page_of(client, "place_new"))


class TestPlacePage:
    def test_what_is_known_and_what_nobody_knows_stand_side_by_side(self, client, coordinator):
        page = page_of(client, "place", a_place(fee="100円", parking=False, activities=["tea", "song"]).pk)

        sections = {section.heading: section for section in page.context["sections"]}
        assert ("参加費", "100円") in sections["参加するには"].known
        assert sections["ようす"].known == [("駐車場", "無")]
        assert sections["どんなところ"].known == [("すること", "お茶・歌")]
        assert "持ち物" in sections["参加するには"].unknown

    def test_what_a_list_said_and_nobody_understood_is_shown(self, client, coordinator):
        place = a_place(source_text={"備考欄": "送迎は要相談"}, district_text="真備（東）")

        page = text_of(page_of(client, "place", place.pk))

        assert ["元の一覧から、読み取れなかった欄" in page, "送迎は要相談" in page, "真備（東）" in page] == [True] * 3

    def test_next_dates_are_said(self, client, coordinator):
        place = a_place(rules=[Rule(weekdays=("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"))])

        assert len(page_of(client, "place", place.pk).context["meetings"]) == 3

    def test_no_date_is_promised_while_it_is_paused_or_when_it_has_ended(self, client, coordinator):
        today = timezone.localdate()
        every_day = Rule(weekdays=("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"))
        paused, ended = a_place(rules=[every_day]), a_place(rules=[every_day])
        pause_place(place=paused, from_date=today, until=None, reason="venue", by=None, at=AT)
        end_place(place=ended, on=today, reason="", by=None, at=AT)

        assert page_of(client, "place", paused.pk).context["meetings"] == []
        assert page_of(client, "place", ended.pk).context["meetings"] == []

    def test_its_past_is_told_in_words(self, client, coordinator):
        place = a_place(by=coordinator)
        record_grant(place=place, fiscal_year=2026, status="decided", by=coordinator, at=AT)

        assert f"{coordinator.name} 助成を記録しました" in text_of(page_of(client, "place", place.pk))

    @pytest.mark.parametrize("role", ["viewer", "office"])
    def test_whoever_only_reads_sees_no_button_that_would_refuse_them(self, client, mabi, role):
        client.force_login(a_person(role, mabi))
        place = a_place(district=mabi)
        a_listing(place)

        pages = text_of(page_of(client, "place", place.pk)) + text_of(page_of(client, "places"))

        verbs = [reverse(f"workbench:{verb}", args=[place.pk]) for verb in WRITING]
        verbs += [reverse("workbench:place_new"), reverse("workbench:places_publish")]
        assert [verb for verb in verbs if verb in pages] == []

    def test_a_coordinator_sees_every_verb_that_fits(self, client, coordinator, mabi):
        place = a_place(district=mabi)
        a_listing(place)

        page = text_of(page_of(client, "place", place.pk))

        verbs = {verb: reverse(f"workbench:{verb}", args=[place.pk]) for verb in WRITING}
        assert [verb for verb, address in verbs.items() if address not in page] == []


class TestList:
    def test_a_search_stays_in_the_address_from_page_to_page(self, client, coordinator, mabi):
        for _ in range(51):
            a_place(district=mabi)

        page = text_of(page_of(client, "places", district="mabi", words="場"))

        assert 'href="?district=mabi&amp;words=%E5%A0%B4&amp;page=2"' in page

    def test_what_is_known_can_be_ticked_and_what_has_ended_cannot(self, client, coordinator):
        listed, ended = a_place(), a_place()
        a_listing(listed)
        end_place(place=ended, on=TODAY, reason="解散", by=None, at=AT)

        assert f'value="{listed.pk}"' in text_of(page_of(client, "places"))
        assert f'value="{ended.pk}"' not in text_of(page_of(client, "places", status="ended"))

    def test_an_empty_list_leads_back_to_the_whole(self, client, coordinator):
        assert "あてはまる場がありません" in text_of(page_of(client, "places", words="ない"))


class TestInterval:
    @pytest.mark.parametrize(("chosen", "months"), [("3", 3), ("", None)])
    def test_each_place_may_have_its_own(self, client, coordinator, mabi, chosen, months):
        client.post(reverse("workbench:place_new"), {"name": "朝の会", "check_every": chosen, **NO_RULES})

        assert Place.objects.get().check_every == months


class TestBoard:
    def test_every_number_leads_to_its_rows(self, client, coordinator):
        a_place()

        page = text_of(page_of(client, "board"))

        assert '<a href="/workbench/places/?status=no_district">地区未設定 <strong>1</strong></a>' in " ".join(
            page.split()
        )

    def test_todays_places_are_named(self, client, coordinator):
        today = timezone.localdate()
        a_place("きょうの会", rules=[Rule(days=(today.day,))])

        assert [place.name for place, _ in page_of(client, "board").context["meetings"]] == ["きょうの会"]

    def test_whoever_looks_after_no_district_is_told_what_to_do(self, client):
        client.force_login(a_person("coordinator"))

        assert "受けもつ地区がまだありません" in text_of(page_of(client, "board"))


@pytest.mark.parametrize("rows", [1, 3, 300])
class TestCost:
    """Literal numbers of queries: a page costs the same whatever it shows."""

    @pytest.fixture
    def place(self, coordinator, mabi, rows):
        rules = [Rule(days=(timezone.localdate().day,))]
        school = a_school(district=mabi)
        places = [a_place(district=mabi, school_district=school, rules=rules) for _ in range(rows)]
        return places[0]

    def test_of_the_board(self, client, place, rows, django_assert_num_queries):
        with django_assert_num_queries(16):
            assert len(page_of(client, "board").context["meetings"]) == rows

    def test_of_the_list(self, client, place, rows, django_assert_num_queries):
        with django_assert_num_queries(7):
            assert page_of(client, "places").context["page"].paginator.count == rows

    def test_of_a_place(self, client, place, rows, django_assert_num_queries):
        for year in range(2020, 2020 + min(rows, 5)):
            record_grant(place=place, fiscal_year=year, status="decided", by=None, at=AT)

        with django_assert_num_queries(21):
            page_of(client, "place", place.pk)

    def test_of_the_form(self, client, place, rows, django_assert_num_queries):
        with django_assert_num_queries(10):
            page_of(client, "place_edit", place.pk)
