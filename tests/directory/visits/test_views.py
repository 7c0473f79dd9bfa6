"""The pages of a coordinator on the way: a visit, the next one, the field notebook."""

import datetime as dt
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from directory.places.actions import end_place, pause_place
from directory.places.models import Check, Listing, Photo
from directory.visits.actions import plan_visit
from directory.visits.models import Treasure, Visit
from kayoiba.accounts.models import AuditEvent
from tests.factories.people import a_person
from tests.factories.pictures import an_upload
from tests.factories.places import AT, a_district, a_listing, a_place
from tests.factories.visits import a_treasure, a_visit

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)


@pytest.fixture
def place(coordinator):
    place = a_place("呉妹の会", district=a_district(), fee="100円", venue_name="呉妹分館", contact_phone="0860000000")
    a_listing(place)
    return place


def page_of(client, name, *args, **query):
    return client.get(reverse(f"visits:{name}", args=args, query=query))


def text_of(page):
    return page.content.decode()


def said(page):
    return "".join(str(message) for message in page.context["messages"])


def go(client, place, found, **data):
    told = {"how": "visit", "found": found, "on": timezone.localdate(), **data}
    return client.post(reverse("visits:visit", args=[place.pk]), told, follow=True)


class TestVisit:
    def test_it_says_in_short_what_residents_read(self, client, place, today):
        pause_place(place=place, from_date=today, until=None, reason="venue", note="屋根の工事", by=None, at=AT)

        page = page_of(client, "visit", place.pk)

        words = dict(page.context["in_short"])
        assert (words["費用"], words["電話する先"], words["どこ"]) == ("100円", "086-000-0000", "")
        assert words["お休み"].endswith("（会場）屋根の工事")
        assert "いま のせていること" in text_of(page)

    def test_of_what_is_not_listed_it_says_what_is_written_down(self, client, coordinator):
        page = page_of(client, "visit", a_place(district=a_district(), venue_name="川辺分館").pk)

        assert dict(page.context["in_short"])["どこ"] == "川辺分館"
        assert "いまの記録" in text_of(page)

    def test_as_listed_is_checked_at_once_and_residents_see_it(self, client, place, today):
        page = go(client, place, "as_listed", note="12人")

        assert page.redirect_chain == [(reverse("workbench:place", args=[place.pk]), 302)]
        assert "確認したことになりました" in said(page)
        assert Listing.objects.values_list("checked_on", "checked_how").get() == (today, "visit")

    def test_by_telephone_it_is_checked_by_telephone(self, client, place, today):
        page = go(client, place, "as_listed", how="phone", on=today - DAY)

        assert said(page).startswith("電話を記録しました。")
        assert Check.objects.values_list("checked_on", "how").get() == (today - DAY, "phone")

    def test_what_has_changed_leads_to_the_form_and_is_not_checked(self, client, place):
        page = go(client, place, "changed", note="土曜にかわった")

        assert page.redirect_chain == [(reverse("workbench:place_edit", args=[place.pk]), 302)]
        assert "かわったところを なおしてください" in said(page)
        assert not Check.objects.exists()

    def test_a_rest_is_written_down_with_its_reason_and_can_be_undone(self, client, place, today):
        page = go(client, place, "paused", reason="people", since=today - 3 * DAY, word="春まで休みます")

        pause = place.pauses.get()
        assert (pause.from_date, pause.reason, pause.note) == (today - 3 * DAY, "people", "春まで休みます")
        assert reverse("workbench:place_resume", args=[place.pk]) in said(page)

    def test_an_end_needs_a_reason_and_can_be_undone(self, client, place, today):
        assert list(go(client, place, "ended").context["form"].errors) == ["ended_because"]

        page = go(client, place, "ended", ended_because="世話人の引っこし", ended_on=today - 30 * DAY)

        assert place.known_periods.get().until == today - 30 * DAY
        assert reverse("workbench:place_come_back", args=[place.pk]) in said(page)

    def test_nothing_that_was_typed_is_lost(self, client, place, today):
        page = go(client, place, "", note="聞いたこと", kind="idea", text="縁側カフェ", next_on=today - DAY)

        form = page.context["form"]
        assert set(form.errors) == {"found", "next_on"}
        assert (form["note"].value(), form["text"].value()) == ("聞いたこと", "縁側カフェ")
        assert '<details class="more" open>' in text_of(page)

    @pytest.mark.parametrize(
        ("data", "field"),
        [
            ({"found": "paused"}, "reason"),
            ({"found": "paused", "reason": "people", "until": "2020-01-01"}, "until"),
            ({"found": "as_listed", "on": "2100-01-01"}, "on"),
            ({"found": "as_listed", "on": "2001-01-01"}, "on"),
            ({"found": "as_listed", "kind": "idea"}, "text"),
            ({"found": "as_listed", "text": "縁側カフェ"}, "kind"),
            ({"found": "ended", "ended_because": "引っこし", "next_on": "2030-01-01"}, "next_on"),
        ],
    )
    def test_what_does_not_fit_is_said_beside_its_field(self, client, place, data, field):
        assert list(go(client, place, **data).context["form"].errors) == [field]
        assert not Visit.objects.exists()

    def test_a_treasure_a_photograph_and_the_next_day_come_along(self, client, place, today, tmp_path, settings):
        settings.MEDIA_ROOT = tmp_path
        besides = {"kind": "skill", "text": "包丁とぎ", "next_on": today + 9 * DAY, "alternative": "体操する人たち"}

        page = go(client, place, "as_listed", picture=an_upload(), **besides)

        assert Treasure.objects.values_list("kind", "text", "place").get() == ("skill", "包丁とぎ", place.pk)
        assert Visit.objects.still_open().get().planned_on == today + 9 * DAY
        assert Photo.objects.get().alternative == "体操する人たち"
        assert "に行きます。" in said(page)

    def test_a_button_pressed_twice_is_one_visit_and_other_words_one_more(self, client, place):
        pressed = page_of(client, "visit", place.pk).context["form"]["request_id"].value()

        for note in ("12人", "12人", "13人"):
            go(client, place, "as_listed", note=note, request_id=pressed, kind="idea", text="縁側カフェ")

        assert sorted(Visit.objects.values_list("note", flat=True)) == ["12人", "13人"]
        assert AuditEvent.objects.filter(verb="place.checked").count() == 1

    def test_a_photograph_added_after_going_back_is_kept(self, client, place, tmp_path, settings):
        settings.MEDIA_ROOT = tmp_path
        pressed = page_of(client, "visit", place.pk).context["form"]["request_id"].value()

        for more in ({}, {"picture": True}, {"picture": True}):
            go(client, place, "as_listed", request_id=pressed, **{name: an_upload() for name in more})

        assert Photo.objects.count() == 1

    def test_an_end_that_is_sent_twice_is_said_to_be_one(self, client, place, today):
        pressed = page_of(client, "visit", place.pk).context["form"]["request_id"].value()
        told = {"request_id": pressed, "ended_because": "引っこし", "ended_on": today}

        first, second = (said(go(client, place, "ended", **told)) for _ in range(2))

        assert first == second

    def test_the_same_press_at_another_place_is_another_visit(self, client, place):
        pressed, other = uuid4(), a_place("箭田の会", district=a_district())

        for each in (place, other):
            go(client, each, "as_listed", request_id=pressed)

        assert set(Visit.objects.values_list("place", flat=True)) == {place.pk, other.pk}

    def test_what_has_ended_cannot_be_visited(self, client, place, today):
        end_place(place=place, on=today, reason="", by=None, at=AT)

        page = client.get(reverse("visits:visit", args=[place.pk]), follow=True)

        assert page.redirect_chain == [(reverse("workbench:place", args=[place.pk]), 302)]


class TestPlan:
    def plan(self, client, place, on):
        return client.post(reverse("visits:visit_plan", args=[place.pk]), {"on": on}, follow=True)

    def test_a_day_is_set_and_moved_and_dropped(self, client, place, today):
        self.plan(client, place, today + DAY)
        self.plan(client, place, today + 2 * DAY)
        assert Visit.objects.values_list("planned_on", "user__name").get() == (
            today + 2 * DAY,
            Visit.objects.get().user.name,
        )

        page = client.post(reverse("visits:visit_drop", args=[place.pk]), follow=True)

        assert not Visit.objects.exists()
        assert reverse("visits:visit_plan", args=[place.pk]) in said(page)

    def test_a_day_that_is_over_is_refused(self, client, place, today):
        assert list(self.plan(client, place, today - DAY).context["form"].errors) == ["on"]

    def test_what_is_due_comes_first_and_the_oldest_of_it(self, client, coordinator, today):
        for days in (3, -1, -2, 0):
            plan_visit(place=a_place(f"場{days}", district=a_district()), on=today + days * DAY, by=coordinator, at=AT)

        page = page_of(client, "visits")

        assert [visit.place.name for visit in page.context["due"]] == ["場-2", "場-1", "場0"]
        assert [visit.place.name for visit in page.context["coming"]] == ["場3"]

    def test_nothing_planned_is_said_with_a_way_on(self, client, coordinator):
        assert "行く予定は ありません" in text_of(page_of(client, "visits"))

    def test_nobody_sees_those_of_another_district(self, client, coordinator, today):
        other = a_place("よその会", district=a_district("kurashiki", "倉敷"))
        a_visit(other, note="よそのメモ", next_on=today + DAY)

        assert "よそ" not in text_of(page_of(client, "visits"))

    def test_a_place_shows_its_own_alone(self, client, coordinator, place):
        a_visit(place, note="12人")
        a_visit(a_place(district=a_district()), note="13人")

        assert [visit.note for visit in page_of(client, "visits", place=place.pk).context["page"]] == ["12人"]

    @pytest.mark.parametrize("key", ["0", "x", "²", "9" * 18, "9" * 30])
    def test_an_address_that_names_no_place_shows_all(self, client, place, key):
        a_visit(place)

        for name in ("visits", "treasures"):
            assert page_of(client, name, place=key).context["place"] is None


class TestTreasures:
    def note(self, client, **data):
        noted = {"kind": "idea", "text": "縁側カフェ", "on": timezone.localdate(), **data}
        return client.post(reverse("visits:treasures"), noted, follow=True)

    def test_a_kind_and_words_are_enough(self, client, coordinator, today):
        self.note(client)

        treasure = Treasure.objects.get()
        assert (treasure.text, treasure.by, treasure.place) == ("縁側カフェ", coordinator, None)
        assert (treasure.forget_on - today).days == 3 * 365

    def test_from_the_page_of_a_place_it_is_of_the_place(self, client, place):
        page = page_of(client, "treasures", place=place.pk)
        assert f'<option value="{place.pk}" selected>' in text_of(page)

        page = self.note(client, place=place.pk, district=a_district().pk)

        assert page.redirect_chain == [(reverse("workbench:place", args=[place.pk]), 302)]
        assert Treasure.objects.values_list("place", "district").get() == (place.pk, None)

    def test_a_button_pressed_twice_is_one_treasure(self, client, coordinator):
        pressed = page_of(client, "treasures").context["form"]["request_id"].value()

        for text in ("縁側カフェ", "縁側カフェ", "将棋"):
            self.note(client, text=text, request_id=pressed)

        assert sorted(Treasure.objects.values_list("text", flat=True)) == ["将棋", "縁側カフェ"]

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ({}, {"a", "b", "c"}),
            ({"kind": "idea"}, {"b"}),
            ({"district": "mabi"}, {"a", "b"}),
            ({"district": "none"}, {"c"}),
            ({"words": "ショウギ"}, set()),
            ({"words": "Ａ"}, {"a"}),
            ({"words": "呉妹"}, {"b"}),
            ({"kind": "of-nobody", "district": "of-nobody"}, {"a", "b", "c"}),
        ],
    )
    def test_they_are_found_by_kind_district_and_words(self, client, coordinator, place, query, found):
        a_treasure("a", district=a_district(), by=coordinator)
        a_treasure("b", place=place, kind="idea", by=coordinator)
        a_treasure("c", by=coordinator)

        assert {treasure.text for treasure in page_of(client, "treasures", **query).context["page"]} == found
        own = page_of(client, "treasures", place=place.pk, **query).context["page"]
        assert {treasure.text for treasure in own} == found & {"b"}

    def test_it_is_mended_and_thrown_away(self, client, coordinator):
        treasure = a_treasure(by=coordinator)

        edited = {"kind": "thing", "text": "空き家", "on": timezone.localdate()}
        client.post(reverse("visits:treasure_edit", args=[treasure.pk]), edited)
        assert Treasure.objects.values_list("kind", "text").get() == ("thing", "空き家")

        client.post(reverse("visits:treasure_delete", args=[treasure.pk]))
        assert not Treasure.objects.exists()

    def test_it_stays_with_its_place_when_the_place_has_ended(self, client, place, today):
        treasure = a_treasure(place=place)
        end_place(place=place, on=today, reason="", by=None, at=AT)

        assert f'<option value="{place.pk}" selected>' in text_of(page_of(client, "treasure_edit", treasure.pk))

    def test_nobody_sees_those_of_another_district(self, client, coordinator):
        hidden = a_treasure("よそ", district=a_district("kurashiki", "倉敷"))

        assert "よそ" not in text_of(page_of(client, "treasures"))
        assert page_of(client, "treasure_edit", hidden.pk).status_code == 404


class TestOnThePageOfAPlace:
    def test_the_last_visits_the_plan_and_the_last_treasures_stand_there(self, client, place, today):
        for number in range(4):
            a_visit(place, on=today - number * DAY, note=f"メモ{number}")
            a_treasure(f"宝{number}", place=place, on=today - number * DAY)
        plan_visit(place=place, on=today + DAY, by=a_person("lead"), at=AT)

        page = text_of(client.get(reverse("workbench:place", args=[place.pk])))

        assert [f"メモ{number}" in page for number in range(4)] == [True, True, True, False]
        assert [f"宝{number}" in page for number in range(4)] == [True, True, True, False]
        assert "に行く予定です" in page
        assert "訪問を記録しました（行った・掲載のとおり）" in page

    @pytest.mark.parametrize("role", ["viewer", "office"])
    def test_who_may_not_write_reads_no_notes(self, client, place, role):
        a_visit(place, note="内々のメモ")
        client.force_login(a_person(role, a_district()))

        assert "内々のメモ" not in text_of(client.get(reverse("workbench:place", args=[place.pk])))


@pytest.mark.parametrize("rows", [1, 3, 300])
class TestCost:
    @pytest.fixture
    def places(self, coordinator, rows):
        return [a_place(district=a_district()) for _ in range(rows)]

    def test_of_the_visits(self, client, coordinator, places, today, rows, django_assert_num_queries):
        Visit.objects.bulk_create(
            [
                visit
                for place in places
                for visit in (
                    Visit(place=place, user=coordinator, planned_on=today, request_id=uuid4()),
                    Visit(place=place, user=coordinator, visited_on=today, found="changed", request_id=uuid4()),
                )
            ]
        )

        with django_assert_num_queries(6):
            page = page_of(client, "visits")

        assert [len(page.context["due"]), page.context["page"].paginator.count] == [rows, rows]

    def test_of_the_treasures(self, client, coordinator, places, rows, django_assert_num_queries):
        for place in places:
            a_treasure(place=place, by=coordinator)

        with django_assert_num_queries(9):
            assert page_of(client, "treasures", words="将棋").context["page"].paginator.count == rows

    def test_of_a_visit(self, client, coordinator, places, rows, django_assert_num_queries):
        for _ in range(rows):
            a_visit(places[0], by=coordinator)

        with django_assert_num_queries(9):
            page_of(client, "visit", places[0].pk)
