"""An import that was taken in: its page, taking it back, and what has gone over to others since."""

import pytest
from django.urls import reverse
from django.utils import timezone

from directory.imports import uploading
from directory.imports.models import Upload
from directory.places.actions import edit_place, place_in
from directory.places.models import Place
from tests.directory.imports.pressing import LIST, press, shown, text_of, work_off
from tests.factories.places import AT, TODAY, a_district, a_place
from tests.factories.uploads import HEADINGS, an_upload, lines

pytestmark = pytest.mark.django_db


class TestDone:
    def take_in(self, client, upload, by):
        press(client, "upload_choose", upload, do="take_in")
        return work_off(upload, by)

    def test_the_page_leads_to_the_places_and_the_file_is_forgotten(self, client, coordinator):
        upload = self.take_in(client, an_upload(LIST, by=coordinator), coordinator)

        page = text_of(shown(client, upload))
        assert "新しい 3か所を 取り込みました" in page
        assert all(reverse("workbench:place", args=[place.pk]) in page for place in Place.objects.all())
        assert Upload.objects.get().content is None
        assert set(map(str, upload.rows.values_list("cells", flat=True))) == {"{}"}

    def test_a_button_pressed_twice_takes_in_once(self, client, coordinator):
        upload = an_upload(LIST, by=coordinator)
        for _ in range(2):
            press(client, "upload_choose", upload, do="take_in")
        work_off(upload, coordinator)
        uploading.take_in(upload.pk, coordinator)

        assert Place.objects.count() == 3

    def test_those_that_may_be_listed_go_to_the_page_that_asks_how_it_was_agreed(self, client, coordinator):
        text = f"{HEADINGS},掲載可否\n西の畑の会,真備,分館,,,可\n東の体操,真備,分館,,,不可\n南の将棋,真備,分館,,,\n"
        upload = self.take_in(client, an_upload(text, by=coordinator), coordinator)

        page = shown(client, upload)
        assert [str(place) for place in page.context["may_be_listed"]] == ["西の畑の会"]
        assert [str(place) for place in page.context["may_not_be_listed"]] == ["東の体操"]
        places = [place.pk for place in page.context["may_be_listed"]]
        assert "1か所をまとめて掲載する" in text_of(
            client.post(reverse("workbench:places_publish"), {"places": places})
        )

    def test_a_record_that_moved_on_stops_it_and_the_new_preview_says_so(self, client, coordinator, mabi):
        place = a_place("西の畑の会", district=mabi, venue_name="西の畑の会の会場")
        upload = an_upload(LIST, by=coordinator)
        edit_place(place=place, changes={"fee": "100円"}, by=None, at=AT)

        self.take_in(client, upload, coordinator)
        page = text_of(shown(client, upload, show="updated"))
        assert (upload.state, Place.objects.count()) == (Upload.State.READY, 1)
        assert "かわった行：西の畑の会" in page

        assert self.take_in(client, upload, coordinator).state == Upload.State.DONE

    def test_two_lists_at_once_make_no_place_twice(self, client, coordinator):
        uploads = [an_upload(LIST, by=coordinator) for _ in range(2)]

        states = [self.take_in(client, upload, coordinator).state for upload in uploads]
        assert states == [Upload.State.DONE, Upload.State.READY]
        assert Place.objects.count() == 3

    def test_rows_of_another_district_are_not_taken_in(self, client, coordinator):
        a_district("kurashiki", "倉敷")
        upload = an_upload(f"{HEADINGS}\n駅前の会,倉敷,駅,,\n畑の会,真備,分館,,\n", by=coordinator)

        self.take_in(client, upload, coordinator)
        assert [str(place) for place in Place.objects.all()] == ["畑の会"]

    @pytest.mark.parametrize("count", [1, 3, 300])
    def test_rows_cost_the_same_queries_however_many(self, client, coordinator, count, django_assert_num_queries):
        text = lines(*(f"{number}番の集い{number}" for number in range(count)))
        upload = self.take_in(client, an_upload(text, by=coordinator), coordinator)

        with django_assert_num_queries(11):
            shown(client, upload)


class TestUndoing:
    @pytest.fixture
    def upload(self, client, coordinator, mabi):
        a_place("西の畑の会", district=mabi, venue_name="西の畑の会の会場")
        upload = an_upload(LIST, by=coordinator)
        press(client, "upload_choose", upload, do="take_in")
        return work_off(upload, coordinator)

    def test_the_page_says_first_what_becomes_of_each_place_and_changes_nothing(self, client, upload):
        page = client.get(reverse("imports:upload_undo", args=[upload.pk]))

        undone = page.context["undone"]
        assert sorted(map(str, undone.removed)) == ["南の将棋", "東の体操"]
        assert list(map(str, undone.restored)) == ["西の畑の会"]
        assert Place.objects.count() == 3

    def test_then_it_is_as_before_and_says_so_and_twice_is_once(self, client, coordinator, upload):
        for _ in range(2):
            press(client, "upload_undo", upload)
            work_off(upload, coordinator)

        page = text_of(shown(client, upload))
        assert [str(place) for place in Place.objects.all()] == ["西の畑の会"]
        assert Place.objects.get().schedule_text == ""
        assert "登録した 2か所を 取り消しました。なおした 1か所を 元に もどしました。" in page
        assert "取りやめました" in text_of(client.get(reverse("imports:uploads")))

    def test_what_somebody_has_edited_since_stays_and_is_named(self, client, coordinator, upload):
        edit_place(place=Place.objects.get(name="東の体操"), changes={"fee": "300円"}, by=coordinator, at=AT)

        before = text_of(client.get(reverse("imports:upload_undo", args=[upload.pk])))
        press(client, "upload_undo", upload)
        work_off(upload, coordinator)
        after = text_of(shown(client, upload))
        assert "そのまま のこるところ 1か所" in before
        assert "「東の体操」の参加費" in after
        assert Place.objects.filter(name="東の体操").exists()


class TestOutOfReach:
    """A place of one's own list may be another's by now: what they write there is theirs."""

    @pytest.fixture
    def upload(self, client, coordinator):
        upload = an_upload(LIST, by=coordinator)
        press(client, "upload_choose", upload, do="take_in")
        work_off(upload, coordinator)
        place = Place.objects.get(name="東の体操")
        funao = a_district("funao", "船穂")
        place_in(place=place, district=funao, school_district=None, from_date=timezone.localdate(), by=None, at=AT)
        edit_place(place=Place.objects.get(pk=place.pk), changes={"name": "佐藤さんの会"}, by=None, at=AT)
        return upload

    def test_its_present_name_and_page_are_on_none_of_the_pages(self, client, coordinator, upload):
        address = reverse("workbench:place", args=[Place.objects.get(name="佐藤さんの会").pk])

        before = [shown(client, upload), client.get(reverse("imports:upload_undo", args=[upload.pk]))]
        press(client, "upload_undo", upload)
        after = shown(client, work_off(upload, coordinator))
        pages = [text_of(page) for page in (*before, after)]
        assert [("佐藤さんの会" in page, address in page, "東の体操" in page) for page in pages] == [
            (False, False, True)
        ] * 3

    def test_a_row_that_was_said_to_be_it_does_not_name_it(self, client, coordinator, mabi):
        known = a_place("尾崎ふれあいサロン", district=mabi)
        upload = an_upload(lines("ふれあいサロン尾崎"), by=coordinator)
        upload.rows.update(same_as=known)
        funao = a_district("funao", "船穂")
        place_in(place=known, district=funao, school_district=None, from_date=TODAY, by=None, at=AT)

        page = text_of(shown(client, upload))
        assert ("尾崎ふれあいサロン" in page, "いまは、ほかの地区の場です" in page) == (False, True)
