"""The pages of an import: what they show, to whom, at what cost, and what a press does."""

from functools import partial
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from directory.imports import uploading
from directory.imports.forgetting import KEPT, forget_uploads
from directory.imports.forms import EMPTY_FILE, LARGEST_FILE, NO_FILE
from directory.imports.models import Sender, Upload
from directory.imports.views.preview import NOT_NOW, SAVED_FIRST
from directory.imports.views.uploads import PUBLISHED_AT_ONCE
from directory.places.actions import edit_place, place_in
from directory.places.models import Place
from kayoiba.accounts.models import AuditEvent
from tests.factories.lists import SAMPLES
from tests.factories.people import a_person
from tests.factories.places import AT, TODAY, a_district, a_municipality, a_place
from tests.factories.uploads import HEADINGS, a_file, a_sent_upload, an_upload, lines

pytestmark = pytest.mark.django_db

LIST = lines("西の畑の会", "東の体操", "南の将棋")


def text_of(page):
    return page.content.decode()


def send(client, file, **data):
    return client.post(reverse("imports:upload_new"), {"file": file, "request_id": uuid4(), **data})


def shown(client, upload, **query):
    return client.get(reverse("imports:upload", args=[upload.pk], query=query))


def press(client, name, upload, *args, **data):
    return client.post(reverse(f"imports:{name}", args=[upload.pk, *args]), data)


def work_off(upload, by):
    """What the thread behind the page does; there is none within a test's transaction."""
    upload.refresh_from_db()
    if upload.state == Upload.State.READING:
        uploading.read(upload.pk)
    elif upload.state == Upload.State.WRITING:
        uploading.take_in(upload.pk, by)
    elif upload.state == Upload.State.UNDOING:
        uploading.undo(upload.pk, by)
    upload.refresh_from_db()
    return upload


class TestSending:
    def test_a_file_is_kept_and_read_and_nothing_is_in_the_record_yet(self, client, coordinator):
        page = send(client, a_file(LIST), sender="　真備社協 ")

        upload = Upload.objects.get()
        assert page.url == reverse("imports:upload", args=[upload.pk])
        assert "読んでいます" in text_of(shown(client, upload))
        assert work_off(upload, coordinator).state == Upload.State.READY
        assert upload.sender == Sender.objects.get(name="真備社協")
        assert not Place.objects.exists()

    def test_a_button_pressed_twice_sends_one(self, client, coordinator):
        request_id = uuid4()
        pages = [send(client, a_file(LIST), request_id=request_id) for _ in range(2)]

        upload = Upload.objects.get()
        assert [page.url for page in pages] == [reverse("imports:upload", args=[upload.pk])] * 2

    @pytest.mark.parametrize(
        ("file", "said"),
        [
            ("", NO_FILE),
            (SimpleUploadedFile("空.csv", b""), EMPTY_FILE),
            (SimpleUploadedFile("案内.pdf", b"%PDF"), "「案内.pdf」は 表のファイルではありません"),
            (SimpleUploadedFile("大.csv", b"a" * (LARGEST_FILE + 1)), "ファイルが大きすぎます（21MB）"),
        ],
        ids=["none", "empty", "no list", "too large"],
    )
    def test_what_is_no_list_is_said_at_once_and_what_was_typed_stays(self, client, coordinator, file, said):
        page = send(client, file, sender="児島社協")

        assert said in text_of(page)
        assert 'value="児島社協"' in text_of(page)
        assert not Upload.objects.exists()

    @pytest.mark.parametrize(
        ("content", "said"),
        [
            (b"PK\x03\x04broken", "Excelのファイルとして読めません"),
            (
                b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
                "パスワードのついたファイル",
            ),
            (b"\n\n", "ファイルに何も書かれていません"),
        ],
        ids=["broken", "password", "nothing written"],
    )
    def test_what_cannot_be_read_says_why_and_leads_to_sending_it_again(self, client, coordinator, content, said):
        send(client, SimpleUploadedFile("一覧.xlsx", content))
        upload = work_off(Upload.objects.get(), coordinator)

        page = text_of(shown(client, upload))
        assert upload.state == Upload.State.FAILED
        assert said in page
        assert reverse("imports:upload_new") in page
        assert "もう一度 読む" not in page

    def test_excel_s_old_letters_are_read(self, client, coordinator):
        send(client, a_file(LIST, encoding="cp932"))

        upload = work_off(Upload.objects.get(), coordinator)
        assert list(upload.rows.order_by("position").values_list("name", flat=True)) == [
            "西の畑の会",
            "東の体操",
            "南の将棋",
        ]

    def test_a_name_as_long_as_a_sentence_keeps_its_ending(self, client, coordinator):
        send(client, a_file(LIST, name=f"{'長' * 120}.csv"))

        upload = work_off(Upload.objects.get(), coordinator)
        assert (upload.state, len(upload.file_name), upload.file_name[-4:]) == (Upload.State.READY, 80, ".csv")


class TestWaiting:
    def test_the_script_is_told_how_far_it_is(self, client, coordinator):
        upload = a_sent_upload(LIST, by=coordinator, at=timezone.now())
        Upload.objects.update(read=3400, total=10000)

        answer = client.get(reverse("imports:upload_progress", args=[upload.pk]))
        assert answer.json() == {"state": "reading", "read": 3400, "total": 10000, "stalled": False}
        assert "3,400" in text_of(shown(client, upload)) or "3400" in text_of(shown(client, upload))

    def test_one_that_was_left_lying_says_so_and_can_be_begun_again(self, client, coordinator):
        upload = a_sent_upload(LIST, by=coordinator, at=timezone.now() - uploading.DEAD_AFTER * 2)

        assert "とちゅうで 止まりました" in text_of(shown(client, upload))
        press(client, "upload_again", upload)
        assert "とちゅうで 止まりました" not in text_of(shown(client, upload))
        assert work_off(upload, coordinator).state == Upload.State.READY


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


class TestList:
    def test_one_sees_one_s_own_and_whoever_works_everywhere_all(self, client, coordinator):
        an_upload(LIST, by=coordinator, name="わたしの.csv")
        an_upload(LIST, by=a_person("coordinator", a_district()), name="となりの.csv")

        mine = text_of(client.get(reverse("imports:uploads")))
        client.force_login(a_person("lead"))
        all_of_them = text_of(client.get(reverse("imports:uploads")))
        assert ("わたしの.csv" in mine, "となりの.csv" in mine) == (True, False)
        assert ("わたしの.csv" in all_of_them, "となりの.csv" in all_of_them) == (True, True)

    def test_an_empty_list_says_what_to_do(self, client, coordinator):
        assert "送った一覧は まだありません" in text_of(client.get(reverse("imports:uploads")))

    @pytest.mark.parametrize("count", [1, 3, 300])
    def test_uploads_cost_the_same_queries_however_many(self, client, coordinator, count, django_assert_num_queries):
        city = a_municipality()
        Upload.objects.bulk_create(
            Upload(municipality=city, file_name="一覧.csv", by=coordinator, at=AT, beat_at=AT, request_id=uuid4())
            for _ in range(count)
        )

        with django_assert_num_queries(6):
            client.get(reverse("imports:uploads"))


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


class TestSomebodyIsAtIt:
    def test_what_was_typed_of_a_row_stays_while_the_list_is_read(self, client, coordinator):
        upload = an_upload(LIST, by=coordinator)
        Upload.objects.update(state=Upload.State.READING)

        page = press(client, "upload_row", upload, 0, cell_0="西の畑", cell_1="真備")
        assert page.status_code == 200
        assert "いま この一覧を 読んでいます" in text_of(page)
        assert 'value="西の畑"' in text_of(page)
        assert not upload.rows.exclude(corrections={}).exists()

    def test_nothing_is_said_of_rows_that_are_being_written(self, coordinator):
        upload = an_upload(LIST, by=coordinator)
        row = upload.rows.first()
        Upload.objects.update(state=Upload.State.WRITING)

        for say in (
            partial(uploading.correct_row, row, corrections={"名称": "西"}, at=AT),
            partial(uploading.correct_columns, upload, meanings={"会場": ""}, at=AT),
            partial(uploading.tick, upload, taken=[], left=[row]),
            partial(uploading.tick_all, upload, outcome="created", chosen=False),
            partial(uploading.say_which, upload, said=[(row, None)], at=AT),
        ):
            with pytest.raises(uploading.NotReady):
                say()
        assert upload.rows.filter(chosen=True, corrections={}, is_another=False).count() == 3

    def test_two_who_say_what_columns_mean_are_both_heard(self, coordinator):
        upload = an_upload(LIST, by=coordinator)
        for heading in ("会場", "参加費"):
            uploading.correct_columns(Upload(pk=upload.pk), meanings={heading: ""}, at=AT)
            Upload.objects.update(state=Upload.State.READY)

        upload.refresh_from_db()
        assert upload.meanings == {"会場": "", "参加費": ""}


def test_so_many_are_offered_to_be_listed_as_a_form_can_hold():
    others = 20
    assert PUBLISHED_AT_ONCE * 2 + others < 1000


def test_audit_lines_do_not_say_what_a_file_is_called(client, coordinator):
    upload = an_upload(LIST, by=coordinator, name="山田花子さんの連絡先.csv")
    press(client, "upload_choose", upload, do="take_in")
    work_off(upload, coordinator)
    press(client, "upload_undo", upload)
    work_off(upload, coordinator)

    kept = str(list(AuditEvent.objects.values_list("subject_name", "detail")))
    assert AuditEvent.objects.filter(verb="import.undone").exists()
    assert "山田花子" not in kept


def test_what_was_said_of_rows_goes_thirty_days_after_they_were_taken_in(client, coordinator):
    upload = an_upload(lines("西の畑の会", ""), by=coordinator)
    press(client, "upload_choose", upload, do="take_in")
    work_off(upload, coordinator)
    Upload.objects.update(problem="「西の畑の会」の参加費")

    forget_uploads(at=timezone.now() + KEPT * 1.1)
    upload.refresh_from_db()
    assert (upload.state, upload.problem) == (Upload.State.DONE, "")
    assert list(upload.rows.values_list("name", "reason", "outcome")) == [("", "", "created")]
    assert "新しい 1か所を 取り込みました" in text_of(shown(client, upload))
    assert "西の畑の会" in text_of(shown(client, upload))


def test_files_that_nobody_took_in_are_forgotten_after_thirty_days(client, coordinator):
    old = an_upload(LIST, by=coordinator)
    new = an_upload(LIST, by=coordinator, at=AT + KEPT)

    assert forget_uploads(at=AT + KEPT * 1.5) == 1
    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.content, old.rows.count(), old.state) == (None, 0, Upload.State.FAILED)
    assert new.rows.count() == 3
    assert "30日 たったので" in text_of(shown(client, old))


@pytest.mark.parametrize("sample", sorted(SAMPLES.glob("*.[cx]*")), ids=lambda path: path.name)
def test_every_sample_is_shown(client, coordinator, sample):
    send(client, SimpleUploadedFile(sample.name, sample.read_bytes()))
    upload = work_off(Upload.objects.get(), coordinator)

    assert upload.state == Upload.State.READY
    for shelf in shown(client, upload).context["shelves"]:
        assert shown(client, upload, show=shelf.outcome).status_code == 200
