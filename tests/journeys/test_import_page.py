"""A coordinator takes in a colleague's list, with a mistake in its seventh row, and takes it back."""

import pytest
from django.utils import timezone

from directory.imports.models import Upload
from directory.places.models import Place
from tests.factories.people import a_person
from tests.factories.places import a_district, a_place
from tests.factories.uploads import HEADINGS, a_sent_upload
from tests.journeys.walking import faults, press, sign_in

DESK = {"width": 1280, "height": 900}
NAMES = ["西の畑", "東の茶の間", "南の体操", "北の将棋", "川べり喫茶", "駅前の輪", "丘の歌声", "橋のたもと"]
NAMES += ["ため池の会", "ぶどう棚", "夕やけ会", "朝もや会"]


def the_list():
    rows = [f"{name},真備,{name}の分館,毎週火曜 10時〜11時,100円" for name in NAMES]
    rows[6] = ",真備,丘の歌声の分館,毎週火曜 10時〜11時,おいくらでも"
    return "\n".join([HEADINGS, *rows])


@pytest.fixture
def coordinator(transactional_db):
    return a_person("coordinator", a_district())


@pytest.fixture
def signed_in(page, coordinator):
    sign_in(page, coordinator)
    return page


def send(page):
    page.goto("/workbench/imports/new/")
    page.get_by_label("一覧のファイル").set_input_files(
        {"name": "一覧.csv", "mimeType": "text/csv", "buffer": the_list().encode()}
    )
    page.get_by_label("だれの一覧ですか").fill("真備社協")
    press(page.get_by_role("button", name="送って、中を見る"))
    page.get_by_role("button", name="11か所を 取り込む").wait_for()


def test_a_mistake_in_row_seven_is_corrected_and_the_list_is_taken_in_and_taken_back(signed_in):
    page = signed_in
    send(page)
    press(page.get_by_role("link", name="取り込まない 1"))
    page.get_by_role("link", name="8行目").click()
    page.get_by_label("名称").fill("丘の歌声")
    page.get_by_label("参加費").fill("無料")
    page.get_by_role("button", name="なおして、読みなおす").click()
    page.get_by_text("ここで なおした行").wait_for()
    page.get_by_role("button", name="新しい 12か所を 取り込む").click()
    page.get_by_text("新しい 12か所を 取り込みました。").wait_for()
    corrected = Place.objects.get(name="丘の歌声")

    page.get_by_role("link", name="丘の歌声").click()
    page.get_by_role("heading", name="丘の歌声").wait_for()
    page.go_back()
    press(page.get_by_role("link", name="この取り込みを 取りやめる"))
    page.get_by_role("heading", name="取り消す場 12か所").wait_for()
    page.get_by_role("button", name="取り込みを 取りやめる").click()
    page.get_by_text("登録した 12か所を 取り消しました。").wait_for()

    assert (corrected.fee, corrected.fee_amount) == ("無料", 0)
    assert not Place.objects.exists()


def test_a_tick_is_kept_at_once_and_the_button_follows(signed_in):
    page = signed_in
    send(page)
    page.get_by_label("西の畑").uncheck()
    page.get_by_role("button", name="10か所を 取り込む").wait_for()
    page.reload()

    assert not page.get_by_label("西の畑").is_checked()


def test_whoever_waits_sees_how_far_it_is_and_then_the_rows(signed_in, coordinator):
    page = signed_in
    upload = a_sent_upload(the_list(), by=coordinator, at=timezone.now())
    Upload.objects.filter(pk=upload.pk).update(state=Upload.State.READING, read=3400, total=10000)
    page.goto(f"/workbench/imports/{upload.pk}/")
    page.get_by_text("3,400 / 10,000").wait_for()
    Upload.objects.filter(pk=upload.pk).update(state=Upload.State.READY)

    page.get_by_role("button", name="11か所を 取り込む").wait_for()


def test_without_javascript_every_step_is_a_form(browser, live_server, signed_in):
    context = browser.new_context(
        base_url=live_server.url,
        java_script_enabled=False,
        locale="ja-JP",
        storage_state=signed_in.context.storage_state(),
    )
    page = context.new_page()
    send(page)
    page.get_by_label("西の畑").uncheck()
    page.get_by_role("button", name="のこす").click()
    page.get_by_role("button", name="新しい 10か所を 取り込む").click()
    page.get_by_text("新しい 10か所を 取り込みました。").wait_for()
    context.close()

    assert Place.objects.count() == 10


@pytest.mark.parametrize("size", ["phone", "desk"])
def test_every_page_can_be_read_by_all_and_fits(signed_in, size):
    page = signed_in
    a_place("東の茶の間", district=a_district(), venue_name="東の茶の間の分館")
    a_place("ふれあい喫茶駅前の輪", district=a_district())
    if size == "desk":
        page.set_viewport_size(DESK)
    found = {}
    for name in ("", "new/"):
        page.goto(f"/workbench/imports/{name}")
        found[name] = faults(page)
    page.get_by_label("一覧のファイル").set_input_files(
        {"name": "一覧.csv", "mimeType": "text/csv", "buffer": the_list().encode()}
    )
    press(page.get_by_role("button", name="送って、中を見る"))
    page.get_by_text("列の読み方").click()
    upload = page.url
    for outcome in ("created", "updated", "alike", "refused"):
        page.goto(f"{upload}?show={outcome}")
        found[outcome] = faults(page)
    page.goto(f"{upload}rows/6/")
    found["row"] = faults(page)
    page.goto(upload)
    page.get_by_role("button", name="か所を 取り込む").click()
    page.get_by_text("取り込みました。").wait_for()
    found["done"] = faults(page)
    press(page.get_by_role("link", name="この取り込みを 取りやめる"))
    found["undo"] = faults(page)
    page.get_by_role("button", name="取り込みを 取りやめる").click()
    page.get_by_text("取り消しました。").wait_for()
    found["undone"] = faults(page)

    assert found == {page: [] for page in found}
