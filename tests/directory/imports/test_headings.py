import pytest

from directory.imports.headings import Meaning, recognise


def fields(*headings: str) -> list[str | None]:
    return [meaning.field if meaning else None for meaning in recognise(headings)]


@pytest.mark.parametrize(
    ("written", "field"),
    [
        ("名称", "name"),
        ("サロン\n名 称", "name"),
        ("■会　場", "venue"),
        ("ＴＥＬ", "phone"),
        ("№", "source_id"),
        ("参加費（円）", "fee"),
        ("電話番号（代表）", "phone"),
        ("都道府県コード又は\n市区町村コード", "municipality_code"),
        ("telephoneNumber", "phone"),
        ("place_as_written", "address"),
    ],
)
def test_width_blanks_breaks_and_signs_do_not_matter(written, field):
    assert fields(written) == [field]


def test_an_unknown_heading_means_nothing():
    assert fields("ネットワークの加入", "フードパントリー実施", "", "参加人数") == [None] * 4


def test_a_name_in_another_language_is_no_name():
    assert fields("名称", "名称_英語", "名称（英語）") == ["name", None, None]


def test_a_reading_of_something_else_is_not_that():
    assert fields("法人名称（ふりがな）", "法人名称") == [None, "group"]


def test_a_second_column_of_one_meaning_is_kept_as_text():
    assert fields("名称", "サロン名") == ["name", None]


def test_several_columns_may_feed_one_field():
    assert recognise(["参加費_幼児", "参加費_大人"]) == [Meaning("fee", "幼児"), Meaning("fee", "大人")]


def test_the_running_number_of_the_property_row_counts_where_there_is_no_other():
    assert fields("#property", "名称") == ["source_id", "name"]
    assert fields("#property", "NO", "名称") == ["row_number", "source_id", "name"]


def test_a_group_or_a_building_names_the_place_only_where_nothing_else_does():
    assert fields("団体名", "会場") == ["name", "venue"]
    assert fields("施設名", "サロン名") == ["venue", "name"]


# 厚生労働省「通いの場」オープンデータの見出し
MHLW = [
    "No",
    "都道府県コード",
    "都道府県名",
    "市区町村コード",
    "市区町村名",
    "備考",
    "名称（ふりがな）",
    "名称",
    "郵便番号",
    "所在地（都道府県から番地まで）",
    "所在地（建物名・部屋番号等）",
    "電話番号",
    "対象者",
    "活動内容",
    "運営日（平日）－開始",
    "運営日（平日）－終了",
    "運営日（土曜）－開始",
    "運営日（土曜）－終了",
    "運営日（日曜）－開始",
    "運営日（日曜）－終了",
    "運営日（祝日）－開始",
    "運営日（祝日）－終了",
    "定休日",
    "定員",
    "料金体系",
    "飲食の提供の有無",
    "飲食持ち込みの可否",
    "送迎の有無",
    "対象エリア",
    "総合事業実施の有無",
    "その他",
    "法人番号の有無",
    "法人番号",
    "法人名称（ふりがな）",
    "法人名称",
    "ステータス",
    "緯度",
    "経度",
]


def test_the_ministrys_headings_are_known_but_for_five():
    unknown = [heading for heading, field in zip(MHLW, fields(*MHLW), strict=True) if field is None]

    assert unknown == [
        "郵便番号",
        "総合事業実施の有無",
        "法人番号の有無",
        "法人名称（ふりがな）",
        "ステータス",
    ]
