import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from directory.imports.models import Import
from directory.places.models import Place
from tests.factories.lists import SAMPLES, a_list
from tests.factories.places import a_municipality

pytestmark = pytest.mark.django_db


def run(path, *options: str, municipality: str = "332020") -> str:
    out = StringIO()
    call_command("import_places", str(path), "--municipality", municipality, *options, stdout=out)
    return out.getvalue()


@pytest.fixture(autouse=True)
def city():
    return a_municipality()


def test_the_command_says_every_column_and_every_row(tmp_path):
    path = a_list(tmp_path, "名称,会場,合言葉", "くれせ,集会所,ごま", ",公民館,", ",,")

    assert json.loads(run(path, "--json")) == {
        "columns": [
            {"sheet": None, "heading": "名称", "field": "name"},
            {"sheet": None, "heading": "会場", "field": "venue"},
            {"sheet": None, "heading": "合言葉", "field": None},
        ],
        "rows": [
            {
                "sheet": None,
                "row": 2,
                "name": "くれせ",
                "outcome": "created",
                "reason": "",
                "fields": {"name": "くれせ", "venue": "集会所"},
                "kept": {"合言葉": "ごま"},
            },
            {
                "sheet": None,
                "row": 3,
                "name": "",
                "outcome": "refused",
                "reason": "名前がありません。",
                "fields": {},
                "kept": {"会場": "公民館"},
            },
            {
                "sheet": None,
                "row": 4,
                "name": "",
                "outcome": "empty",
                "reason": "何も書かれていません。",
                "fields": {},
                "kept": {},
            },
        ],
    }


def test_without_write_it_is_a_rehearsal(tmp_path):
    path = a_list(tmp_path, "名称", "くれせ")

    assert run(path).endswith("練習です。書き込むには --write をつけてください。\n")
    assert (Place.objects.count(), Import.objects.count()) == (0, 0)


def test_with_write_it_says_the_same_and_writes():
    rehearsed = run(SAMPLES / "kodomo_shokudo.xlsx", "--json")

    assert run(SAMPLES / "kodomo_shokudo.xlsx", "--json", "--write") == rehearsed
    assert Place.objects.count() == 2


def test_in_words_each_sheet_is_summed_up():
    assert run(SAMPLES / "salons_with_title.csv").splitlines() == [
        "【salons_with_title.csv】",
        "　新しい場 5　変わった 0　前と同じ 1　取り込まない 3　空の行 0",
        "　読み取った列（9）: Ｎｏ．、地区名、サロン名称、開催日、時間、会　場、参加費（１回）、連絡先、定員",
        "　取り込まない 2行: 名前がありません。（7、12行目）",
        "　取り込まない 1行: 合計の行です。（11行目）",
        "練習です。書き込むには --write をつけてください。",
    ]


def test_a_city_that_is_not_here_is_refused(tmp_path):
    with pytest.raises(CommandError, match="市町村コード 131059 は登録されていません。"):
        run(a_list(tmp_path, "名称", "くれせ"), municipality="131059")


def test_a_file_that_is_not_there_or_holds_nothing_is_refused(tmp_path):
    with pytest.raises(CommandError, match="ファイルを開けません"):
        run(tmp_path / "nowhere.csv")
    with pytest.raises(CommandError, match="ファイルに何も書かれていません。"):
        run(a_list(tmp_path, ",,"))
