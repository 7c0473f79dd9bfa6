import random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kayoiba.tools import kana

japanese = st.text(
    st.one_of(
        st.sampled_from(
            "浜ノ之の崎﨑鶴ヶケ丘一二三四十百〇丁目番地ニハヴァぁゃっー-－ｰ・ （々ゝゞヽﾞﾟ゛\u3099ｻﾛﾝかが1１aＡ"
        ),
        st.characters(codec="utf-8"),
    ),
    max_size=12,
)


@pytest.mark.parametrize(
    "spellings",
    [
        ["さろん", "サロン", "ｻﾛﾝ", "サロンー", "サロン–"],
        ["ｶﾞｰﾃﾞﾝ", "ガーデン", "カ゛ーテ゛ン", "か\u3099ーて\u3099ん"],
        ["ＡＢＣ", "abc", "Abc"],
        ["浜の茶屋", "浜ノ茶屋", "浜之茶屋"],
        ["鶴ヶ丘", "鶴ケ丘", "鶴が丘", "鶴ｹ丘"],
        ["一ヵ月", "一カ月", "一か月"],
        ["はっとり", "はつとり", "ハットリ", "ﾊﾂﾄﾘ"],
        ["コーヒー", "コーヒ", "コ-ヒ-", "コ－ヒ－", "ｺｰﾋｰ"],
        ["ヴァイオリン", "バイオリン", "ゔぁいおりん"],
        ["三﨑", "三崎"],
        ["髙橋", "高橋"],
        ["眞備", "真備"],
        ["連嶋", "連島"],
        ["舟穂", "船穂", "船穗"],
        ["曾根", "曽根"],
        ["渕", "淵"],
        ["塚", "塚"],
        ["巿場", "市場"],
        ["エビス", "ヱビス", "ゑびす"],
        ["二子", "ニ子"],
        ["二丁目", "ニ丁目", "2丁目"],
        ["八軒屋", "ハ軒屋"],
        ["一丁目", "1丁目", "１丁目"],
        ["二十三番地", "23番地", "二三番地"],
        ["百二丁目", "102丁目"],
        ["四十瀬三丁目", "四十瀬3丁目"],
        ["ラジオ体操", "ラジオ 体操", "ラジオ・体操", "ラジオ　体操", "「ラジオ」（体操）"],
        ["佐々木", "佐佐木"],
        ["みすゞ", "みすず", "ミスヾ"],
    ],
)
def test_ways_of_writing_one_thing_have_one_key(spellings):
    assert {kana.fold(spelling) for spelling in spellings} == {kana.fold(spellings[0])}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("四十瀬", "40瀬"),
        ("五日市", "5日市"),
        ("二子", "2子"),
        ("二子", "にこ"),
        ("八王寺", "はおうじ"),
        ("コーヒー", "コヒ"),
        ("カード", "かど"),
        ("力", "カ"),
        ("会", "回"),
    ],
)
def test_different_things_keep_different_keys(one, other):
    assert kana.fold(one) != kana.fold(other)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("四十瀬", "四十瀬"),
        ("ニコニコ会", "にこにこ会"),
        ("認知症ケア", "認知症けあ"),
        ("サロン-きぼう", "さろんきぼう"),
        ("ハーモニカ", "はーもにか"),
        ("086-426-3315", "0864263315"),
        ("「」・ー", ""),
    ],
)
def test_the_key_holds_letters_and_digits_only(text, key):
    assert kana.fold(text) == key


@given(japanese)
@example("ーゝか")
@example("三々丁目")
@example("う゛ぁ")
def test_folding_a_key_changes_nothing(text):
    assert kana.fold(kana.fold(text)) == kana.fold(text)


@given(st.text("くれせおしゃべりヒロバ呉妹広場 ・"), st.text("サロンさろーん会"), st.text("の茶屋1２"))
def test_a_part_is_found_in_the_whole(before, part, after):
    assert kana.fold(part) in kana.fold(before + part + after)


NAMES = [
    "栄五丁目のつどい",
    "四十瀬三丁目23番地",
    "鶴ケ丘五丁目",
    "鶴ヶ丘サロン",
    "一ケ月に一度",
    "認知症ケアの会",
    "アートヴァイオリン教室",
    "アートヴ",
    "ニ子の会",
    "コノハ会",
    "アロハ体操クラブ",
    "佐々木さんと人々",
    "みすゞ会",
    "コーヒーサロン連嶋",
    "サ-クル浜ノ茶屋",
    "ラジオ体操・（第２）ﾎｰﾙ",
    "すーぱー々ー",
]


@given(st.sampled_from(NAMES), st.integers(0, 20), st.integers(1, 20))
def test_every_part_of_a_name_is_found_by_its_letters(name, start, length):
    word = kana.fold(name[start : start + length])

    assert any(word in key for key in kana.spellings(name))
    assert set(kana.query_grams(word)) <= set(kana.grams(name))


@given(japanese)
def test_what_is_stored_holds_the_same_grams_when_it_is_folded_again(text):
    line = "".join(text.splitlines())

    assert kana.grams("\n".join(kana.spellings(line))) == kana.grams(line)


def test_only_what_folds_otherwise_in_parts_has_more_than_one_spelling():
    assert kana.spellings("四十瀬") == ["四十瀬"]
    assert kana.spellings("栄五丁目") == ["栄5丁目", "栄五丁目"]
    assert kana.spellings("鶴ケ丘") == ["鶴が丘", "鶴け丘"]
    assert kana.spellings("・") == []


def test_a_number_without_end_is_folded_all_the_same():
    assert kana.fold("一" * 5000 + "丁目").endswith("1丁目")


def test_no_form_searched_by_is_itself_replaced():
    assert not set(kana.SAME_KANJI) & set(kana.SAME_KANJI.values())


def test_grams_are_the_letters_and_pairs_of_a_text():
    assert kana.grams("サロン") == ["さ", "さろ", "ろ", "ろん", "ん"]


def test_no_gram_reaches_from_one_field_into_the_next():
    assert kana.grams("畑\n歌") == ["歌", "畑"]


def test_a_word_is_asked_by_its_pairs_and_a_letter_by_itself():
    assert kana.query_grams("ｻﾛﾝ") == ["さろ", "ろん"]
    assert kana.query_grams("畑") == ["畑"]
    assert kana.query_grams("・") == []


@given(st.text("さろん体操畑歌", min_size=1), st.integers(0), st.integers(1))
def test_a_word_in_a_text_has_all_its_grams_there(text, start, length):
    start %= len(text)
    word = text[start : start + length]

    assert set(kana.query_grams(word)) <= set(kana.grams(text))


def test_readings_sort_as_in_a_dictionary():
    in_order = [
        "あー",
        "アイ",
        "かあど",
        "かき",
        "ガキ",
        "かきつばた",
        "がきんちょ",
        "カフェ",
        "さーくる",
        "さろん",
        "ざろん",
        "サロン くらしき",
        "はっとり",
        "はつとり",
        "はな",
        "ばら",
        "ぱん",
        "やま",
        "わ",
        "をり",
        "ん",
    ]
    shuffled = random.Random(3).sample(in_order, len(in_order))

    assert sorted(shuffled, key=kana.sort_key) == in_order


@pytest.mark.parametrize(
    ("one", "other"),
    [("サロン", "ｻﾛﾝ"), ("かがやき", "カガヤキ"), ("ふれあい・サロン", "ふれあいサロン"), ("Café", "cafe\u0301")],
)
def test_width_kana_and_dividers_do_not_matter_to_the_order(one, other):
    assert kana.sort_key(one) == kana.sort_key(other)


def test_a_long_mark_sorts_as_its_vowel_and_an_iteration_mark_as_its_letter():
    assert kana.sort_key("がーる").split("\t")[0] == "かある"
    assert kana.sort_key("みすゞ").split("\t")[:2] == ["みすす", "001"]
    assert kana.sort_key("ーか").split("\t")[0] == "か"


def test_digits_and_latin_sort_before_kana_and_names_without_a_reading_after():
    names = ["呉妹サロン", "わかば", "Cafe", "あおぞら", "3丁目サロン"]

    assert sorted(names, key=kana.sort_key) == ["3丁目サロン", "Cafe", "あおぞら", "わかば", "呉妹サロン"]


def test_katakana_of_any_width_becomes_hiragana_and_long_marks_stay():
    assert kana.to_hiragana("ｻﾛﾝ・サークル ヴィオラ") == "さろん・さーくる ゔぃおら"


def test_katakana_is_full_width_whatever_it_was():
    assert kana.to_katakana("さろん・ｻｰｸﾙ ゔぃおら") == "サロン・サークル ヴィオラ"


@given(st.text())
@example("㌖" * 200)
def test_a_key_of_the_order_fits_into_its_column(reading):
    assert len(kana.sort_key(reading * 9)) <= 700
