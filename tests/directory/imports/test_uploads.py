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
from directory.imports.views.uploads import PUBLISHED_AT_ONCE
from directory.places.models import Place
from kayoiba.accounts.models import AuditEvent
from tests.directory.imports.pressing import LIST, press, send, shown, text_of, work_off
from tests.factories.lists import SAMPLES
from tests.factories.people import a_person
from tests.factories.places import AT, a_district, a_municipality
from tests.factories.uploads import a_file, a_sent_upload, an_upload, lines

pytestmark = pytest.mark.django_db


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
