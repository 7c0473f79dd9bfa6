"""A coordinator takes the list of the district home in Excel, sends it back with one cell changed, and puts in order
what an old list had said and nobody could read.
"""

import pytest

from directory.places.models import Place
from kayoiba.tools.sheets import read_sheets
from tests.factories.lists import a_workbook
from tests.factories.people import a_person
from tests.factories.places import a_district, a_municipality, a_place
from tests.journeys.walking import faults, press, sign_in


@pytest.fixture
def place(transactional_db):
    a_municipality()
    cells = {"定員": "20名くらい（応相談）", "あいことばと申し送り": "雨の日は裏の入口から。鍵は世話人が持っています。"}
    return a_place("呉妹おしゃべり広場", district=a_district(), fee="100円", source_text=cells)


@pytest.fixture
def coordinator(place):
    return a_person("coordinator", a_district())


def test_the_list_goes_home_in_excel_and_comes_back_with_one_cell(page, coordinator, place, tmp_path):
    sign_in(page, coordinator)
    page.goto("/workbench/places/")
    with page.expect_download() as download:
        page.get_by_role("link", name="Excelで出す").click()
    rows = read_sheets(download.value.path())[1].rows
    rows[1][rows[0].index("参加費")] = "200円"

    page.goto("/workbench/imports/new/")
    page.locator("input[type=file]").set_input_files(a_workbook(tmp_path, {"一覧": rows}))
    press(page.get_by_role("button", name="送って、中を見る"))
    page.get_by_role("button", name="変わった 1か所を 取り込む").click()
    page.get_by_text("取り込みました").first.wait_for()

    place.refresh_from_db()
    assert place.fee == "200円"


def test_a_cell_that_nobody_could_read_is_put_in_its_place_and_back(page, coordinator, place):
    sign_in(page, coordinator)
    page.goto(f"/workbench/places/{place.pk}/")
    assert faults(page) == []

    page.get_by_label("「定員」をうつす先の欄").select_option("定員")
    press(page.get_by_role("button", name="この欄に書きうつす").first)
    assert page.get_by_text("数字だけで書いてください").first.is_visible()
    assert faults(page) == []

    page.get_by_label("「あいことばと申し送り」をうつす先の欄").select_option("取材メモ")
    press(page.get_by_role("button", name="この欄に書きうつす").last)
    page.get_by_role("link", name="まちがいなら、もどす").wait_for()
    assert Place.objects.get().notes.startswith("雨の日は")
    page.get_by_role("link", name="まちがいなら、もどす").click()
    page.get_by_role("button", name="この内容にもどす").click()
    page.get_by_role("link", name="まちがいなら、履歴から またもどす").wait_for()

    assert (Place.objects.get().notes, Place.objects.get().source_text) == ("", place.source_text)
