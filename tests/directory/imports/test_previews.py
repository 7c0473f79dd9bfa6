"""The preview of an import: its rows, what is put right and chosen there, and which place a row may be."""

import pytest
from django.urls import reverse
from django.utils import timezone

from directory.imports.models import Upload
from directory.imports.views.preview import NOT_NOW, SAVED_FIRST
from directory.places.models import Place
from tests.directory.imports.pressing import LIST, press, shown, text_of, work_off
from tests.factories.places import a_place
from tests.factories.uploads import a_sent_upload, an_upload, lines

pytestmark = pytest.mark.django_db


class TestPreview:
    def test_rows_stand_on_shelves_and_each_says_what_it_comes_to(self, client, coordinator, mabi):
        a_place("西の畑の会", district=mabi, venue_name="西の畑の会の会場")
        upload = an_upload(lines("西の畑の会", "東の体操", "南の将棋", ""), by=coordinator)

        page = shown(client, upload)
        assert [(shelf.outcome, shelf.rows) for shelf in page.context["shelves"]] == [
            ("created", 2),
            ("updated", 1),
            ("refused", 1),
        ]
        assert "新しい 2か所と 変わった 1か所を 取り込む" in text_of(page)
        assert "毎週火曜 10時〜11時" in text_of(shown(client, upload, show="updated"))
        assert "名前がありません" in text_of(shown(client, upload, show="refused"))

    def test_a_row_that_is_left_out_is_neither_counted_nor_taken_in(self, client, coordinator):
        upload = an_upload(LIST, by=coordinator)

        press(
            client, "upload_choose", upload, shown=["0", "1", "2"], take_0="on", take_2="on", do="save", show="created"
        )
        assert "新しい 2か所を 取り込む" in text_of(shown(client, upload))
        press(client, "upload_choose", upload, do="take_in")
        work_off(upload, coordinator)
        assert sorted(Place.objects.values_list("name", flat=True)) == ["南の将棋", "西の畑の会"]

    def test_a_tick_changed_on_the_way_to_the_button_is_counted_first(self, client, coordinator):
        upload = an_upload(LIST, by=coordinator)

        page = client.post(
            reverse("imports:upload_choose", args=[upload.pk]),
            {"shown": ["0", "1", "2"], "take_0": "on", "do": "take_in", "show": "created"},
            follow=True,
        )
        assert SAVED_FIRST in text_of(page)
        assert "新しい 1か所を 取り込む" in text_of(page)
        assert not Place.objects.exists()

    def test_all_of_a_shelf_are_ticked_or_none(self, client, coordinator):
        upload = an_upload(LIST, by=coordinator)

        for pressed, numbers in (("none", {False}), ("all", {True})):
            press(client, "upload_choose", upload, do=pressed, show="created")
            assert set(upload.rows.values_list("chosen", flat=True)) == numbers

    def test_a_list_that_says_nothing_new_has_nothing_to_take_in(self, client, coordinator):
        upload = an_upload(LIST, by=coordinator)
        press(client, "upload_choose", upload, do="take_in")
        work_off(upload, coordinator)

        again = an_upload(LIST, by=coordinator)
        page = text_of(shown(client, again))
        assert set(again.rows.values_list("outcome", flat=True)) == {"unchanged"}
        assert "取り込むものが ありません" in page

    def test_a_mistake_is_corrected_here_and_marked(self, client, coordinator):
        upload = an_upload(lines("西の畑の会", ""), by=coordinator)
        row = upload.rows.get(outcome="refused")
        form = client.get(reverse("imports:upload_row", args=[upload.pk, row.position])).context["form"]
        cells = {field.html_name: field.value() for field in form}

        page = press(client, "upload_row", upload, row.position, **cells | {"cell_0": "東の体操", "cell_4": "200円"})
        work_off(upload, coordinator)
        row = upload.rows.get(position=row.position)
        assert (row.outcome, row.name, row.cells["参加費"]) == ("created", "東の体操", "100円")
        assert row.corrections == {"名称": "東の体操", "参加費": "200円"}
        assert "ここで なおした行" in text_of(client.get(page.url))

        press(client, "upload_row", upload, row.position, restore="yes")
        assert work_off(upload, coordinator).rows.get(position=row.position).outcome == "refused"

    def test_a_column_is_corrected_and_remembered_for_the_sender_s_next_list(self, client, coordinator):
        text = "なまえ,会場\n西の畑の会,分館\n"
        upload = an_upload(
            text.replace("なまえ", "名称").replace("会場", "ばしょのこと"), by=coordinator, sender="児島社協"
        )
        place = [column["heading"] for column in upload.columns].index("ばしょのこと")

        press(client, "upload_columns", upload, **{"column_0": "name", f"column_{place}": "venue"})
        work_off(upload, coordinator)
        said = {change["field"]: change["new"] for change in upload.rows.get().changes}
        assert said["venue_name"] == "分館"

        again = an_upload("名称,ばしょのこと\n東の体操,集会所\n", by=coordinator, sender="児島社協")
        assert {change["field"]: change["new"] for change in again.rows.get().changes}["venue_name"] == "集会所"

    def test_nothing_is_put_right_while_somebody_is_at_it(self, client, coordinator):
        upload = a_sent_upload(LIST, by=coordinator, at=timezone.now())

        for name in ("upload_columns", "upload_choose"):
            page = client.post(reverse(f"imports:{name}", args=[upload.pk]), {"do": "take_in"}, follow=True)
            assert NOT_NOW in text_of(page)
        upload.refresh_from_db()
        assert upload.state == Upload.State.READING

    def test_it_can_be_thrown_away(self, client, coordinator):
        upload = an_upload(LIST, by=coordinator)

        page = client.post(reverse("imports:upload_drop", args=[upload.pk]), follow=True)
        assert "「一覧.csv」を 捨てました" in text_of(page)
        assert not Upload.objects.exists()

    @pytest.mark.parametrize("count", [1, 3, 300])
    def test_rows_cost_the_same_queries_however_many(self, client, coordinator, mabi, count, django_assert_num_queries):
        upload = an_upload(lines(*(f"{number}番の集い{number}" for number in range(count))), by=coordinator)

        with django_assert_num_queries(7):
            shown(client, upload)


class TestLikelyTheSame:
    @pytest.fixture
    def known(self, mabi):
        return a_place("尾崎ふれあいサロン", district=mabi, venue_name="べつの会場")

    @pytest.fixture
    def upload(self, known, coordinator):
        return an_upload(lines("ふれあいサロン尾崎"), by=coordinator)

    def test_it_waits_until_somebody_says_which(self, client, upload, known):
        page = shown(client, upload)

        assert [shelf.outcome for shelf in page.context["shelves"]] == ["alike"]
        assert "取り込むものが ありません" in text_of(page)
        assert reverse("workbench:place", args=[known.pk]) in text_of(page)

    def test_the_same_place_is_changed_and_not_made_again(self, client, coordinator, upload, known):
        press(client, "upload_choose", upload, shown="0", is_0=str(known.pk), do="save")
        work_off(upload, coordinator)
        assert upload.rows.get().outcome == "updated"

        press(client, "upload_choose", upload, shown="0", take_0="on", is_0=str(known.pk), do="take_in")
        work_off(upload, coordinator)
        assert Place.objects.get() == known

    def test_another_place_is_a_new_one_at_once(self, client, coordinator, upload, known):
        press(client, "upload_choose", upload, shown="0", is_0="another", do="save")

        upload.refresh_from_db()
        assert (upload.state, upload.rows.get().outcome) == (Upload.State.READY, "created")
        press(client, "upload_choose", upload, shown="0", take_0="on", is_0="another", do="take_in")
        work_off(upload, coordinator)
        assert Place.objects.count() == 2

    def test_what_was_said_is_taken_back(self, client, coordinator, upload, known):
        press(client, "upload_choose", upload, shown="0", is_0=str(known.pk), do="save")
        work_off(upload, coordinator)

        press(client, "upload_choose", upload, shown="0", take_0="on", is_0="another", do="save")
        assert work_off(upload, coordinator).rows.get().outcome == "created"
