import pytest

from directory.imports.reading import read_sheet
from directory.imports.values import Values, read_values
from kayoiba.tools.sheets import Sheet


def read(**cells: str) -> Values:
    """The values of a single row that has a name besides."""
    sheet = Sheet(None, [["名称", *cells], ["サロン", *cells.values()]])
    return read_values(read_sheet(sheet).rows[0])


@pytest.mark.parametrize("text", ["非公開", "（非公開）", "-", "―"])
def test_a_withheld_phone_is_no_phone_but_kept(text):
    values = read(電話番号=text)

    assert (values.fields, values.kept) == ({"name": "サロン"}, {"電話番号": text})


def test_phones_and_extension_stand_together():
    assert read(電話番号1="086-000-0001", 電話番号2="086-000-0002", 内線番号="12").fields["phone"] == (
        "086-000-0001 / 086-000-0002 内線12"
    )


def test_mail_and_fax_are_internal():
    fields = read(代表者="世話人会長", FAX番号="086-000-0003", メールアドレス1="a@example.jp").fields

    assert fields["contact"] == "世話人会長 / FAX086-000-0003 / a@example.jp"
    assert "contact_email" not in fields


def test_fees_by_age_are_said_in_one_breath():
    fields = read(
        参加費_幼児="0", 参加費_小学生="100", 参加費_中学生="100", 参加費_大人="300", 参加費特記事項="3歳以下は無料"
    ).fields

    assert fields["fee"] == "幼児 無料・小学生〜中学生 100円・大人 300円 3歳以下は無料"
    assert "fee_amount" not in fields


@pytest.mark.parametrize(
    ("text", "fee", "amount"),
    [
        ("100", "100円", 100),
        ("1回100円", "1回100円", 100),
        ("1,000円", "1,000円", 1000),
        ("無料", "無料", 0),
        ("100円程度", "100円程度", None),
        ("年会費1,000円", "年会費1,000円", None),
        ("実費", "実費", None),
        ("99999999999円", "99999999999円", None),
        ("9" * 200, "9" * 200, None),
    ],
)
def test_a_single_fee_has_an_amount_only_where_it_is_one(text, fee, amount):
    fields = read(参加費=text).fields

    assert (fields["fee"], fields.get("fee_amount")) == (fee, amount)


@pytest.mark.parametrize(("text", "capacity"), [("20", 20), ("１５", 15), ("定員20名", 20)])
def test_capacity_is_a_number(text, capacity):
    assert read(定員=text).fields["capacity"] == capacity


@pytest.mark.parametrize("text", ["先着20", "15～20名", "なし"])
def test_capacity_in_words_is_kept(text):
    values = read(定員=text)

    assert ("capacity" in values.fields, values.kept) == (False, {"定員": text})


@pytest.mark.parametrize(("lat", "lng"), [("133.8", "34.4"), ("0", "0"), ("34.6", "不明")])
def test_a_position_outside_japan_is_kept_as_text(lat, lng):
    values = read(緯度=lat, 経度=lng)

    assert (values.fields, values.kept) == ({"name": "サロン"}, {"緯度": lat, "経度": lng})


def test_a_position_without_its_other_half_is_kept_as_text():
    assert read(緯度="34.6").kept == {"緯度": "34.6"}


def test_an_address_in_parts_is_put_together():
    fields = read(
        所在地_都道府県="岡山県", 所在地_市区町村="倉敷市", 所在地_町字="酒津", 所在地_番地以下="2675-1"
    ).fields

    assert fields["address"] == "岡山県倉敷市酒津2675-1"


def test_parts_that_the_whole_address_lacks_are_kept():
    values = read(所在地_連結表記="倉敷市酒津2675-1", 所在地_都道府県="岡山県", 所在地_町字="酒津")

    assert (values.fields["address"], values.kept) == ("倉敷市酒津2675-1", {"所在地_都道府県": "岡山県"})


@pytest.mark.parametrize("venue", ["主催者宅", "山本宅 090-1111-2222", "山本様方"])
def test_a_home_is_marked_as_one(venue):
    assert read(会場=venue).fields["venue_type"] == "home"


@pytest.mark.parametrize("venue", ["住宅展示場", "東方公民館"])
def test_a_public_venue_is_not_marked_as_a_home(venue):
    assert "venue_type" not in read(会場=venue).fields


@pytest.mark.parametrize(("venue", "building"), [("", "山本様方"), ("離れ", "山本様方"), ("", "山本宅")])
def test_a_home_named_with_its_building_is_marked_as_one(venue, building):
    assert read(会場=venue, 方書=building).fields["venue_type"] == "home"


def test_a_link_that_is_none_is_kept():
    assert read(URL="市のホームページを見てください").kept == {"URL": "市のホームページを見てください"}


def test_a_phone_number_in_a_public_text_is_taken_out_and_kept():
    values = read(開催日="第2火曜 雨天は086-000-0001へ")

    assert values.fields["schedule"] == "第2火曜 雨天は（電話番号）へ"
    assert values.kept == {"開催日": "第2火曜 雨天は086-000-0001へ"}


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("ふりがな", "reading"),
        ("通称", "alias"),
        ("紹介", "introduction"),
        ("活動内容", "menu"),
        ("運営団体", "group"),
        ("会場", "venue"),
        ("所在地", "address"),
        ("方書", "building"),
        ("参加費", "fee"),
        ("対象", "target"),
        ("予約方法", "signup"),
        ("持ち物", "bring"),
        ("対象エリア", "reach_note"),
    ],
)
def test_no_text_that_may_be_published_holds_a_number_or_a_mail_address(heading, field):
    written = "やまもと 090/1111/2222 yamamoto@example.jp"

    values = read(**{heading: written})

    assert values.fields[field] == "やまもと （電話番号） （メール）"
    assert values.kept == {heading: written}


def test_a_place_named_by_its_telephone_number_alone_keeps_a_name():
    values = read_values(read_sheet(Sheet(None, [["NO", "名称"], ["1", "090-1111-2222"]])).rows[0])

    assert (values.fields["name"], values.kept) == ("（電話番号）", {"名称": "090-1111-2222"})


def test_no_condition_is_not_nobody():
    assert read(参加条件="なし").fields["target"] == "条件なし"


def test_what_is_too_long_for_its_field_is_kept_whole():
    values = read(対象者="あ" * 201)

    assert ("target" in values.fields, values.kept) == (False, {"対象者": "あ" * 201})


def test_yes_and_no_are_read_and_anything_else_is_kept():
    assert read(送迎の有無="有", 飲食の提供の有無="0").fields == {
        "name": "サロン",
        "transport": True,
        "food_served": False,
    }
    assert read(送迎の有無="要相談").kept == {"送迎の有無": "要相談"}


def test_line_breaks_stay_in_notes_alone():
    fields = read(備考="一行目（改行）二行目", 住所="酒津1\n\n（公民館）").fields

    assert (fields["notes"], fields["address"]) == ("一行目\n二行目", "酒津1 （公民館）")


def test_an_unknown_column_is_kept_under_its_heading():
    assert read(ネットワークの加入="くらしき食堂ネット").kept == {"ネットワークの加入": "くらしき食堂ネット"}
