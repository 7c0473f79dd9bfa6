"""Sentences that name days on which it does not meet, or meets otherwise."""

from hypothesis import given
from hypothesis import strategies as st

from directory.places.schedule import read
from tests.directory.places.schedule.samples import NONE, check, said

WORDS = (
    "毎週 毎月 第1 第2・4 第5週 火曜 火・木曜日 土日 祝日 お盆 年末年始 夏休み 8月 1月と8月 10時〜 午前10時〜11時半"
    " 休み を除く は休み のみ 以外 隔週 月1回 最終 （ ） 、 。 ・ ※ ただし 翌日 場合 なし 10日 毎日 平日"
    " または 他 会場 定休日 まで から 中止 雨天"
).split()


@check(
    [
        ("休館日\n月曜日、第3木曜日", NONE),
        ("休業日\n毎月第1月曜日（祝日の場合その翌日）、土曜日、12月29日から翌年1月3日まで", NONE),
        ("利用できない日：毎週月曜日", NONE),
        ("店休日　水曜日", NONE),
        ("開催しない日：第5水曜日", NONE),
        ("毎週火曜日（休館日）", NONE),
        ("木曜日は使えません", NONE),
        ("火～日曜日\n休館日\n第3木曜日", "毎週 火〜日曜日（第3木曜日は休み）"),
        ("月～金 10:00～15:00\n日・祝：休み", "毎週 月〜金曜日 午前10時〜午後3時（祝日は休み）"),
        ("毎日　第3木曜日（祝日の場合は翌日）休館", "毎日（第3木曜日は休み） → 第3木曜日（祝日の場合は翌日）休館"),
    ]
)
def test_a_list_of_days_off_is_never_a_list_of_meetings(sentence, meant):
    assert said(sentence) == meant


@check(
    [
        ("毎日　年末年始（12月29日から翌年の1月3日まで）は休み", "毎日（12月29日〜31日は休み、1月1日〜3日は休み）"),
        ("毎日（8/13・15を除く）", "毎日（8月13日は休み、8月15日は休み）"),
        ("毎日　8月13日、15日は休み", "毎日（8月13日は休み、8月15日は休み）"),
        ("毎週木曜　冬期（12月～2月）は休み", "毎週 木曜日（1月・2月・12月は休み）"),
        ("木・金　木曜日については第3週は利用不可", "毎週 木・金曜日（第3木曜日は休み）"),
        ("第1・3木曜　8月は第3木曜が休み", "毎月 第1・第3木曜日（8月の第3木曜日は休み）"),
        ("毎週木曜（除く8月）", "毎週 木曜日（8月は休み）"),
        ("毎週木曜　第3木曜は会場が使えません", "毎週 木曜日（第3木曜日は休み） → 第3木曜は会場が使えません"),
        ("毎週木曜　第3木曜は休館の場合あり", "毎週 木曜日 → 第3木曜は休館の場合あり"),
    ]
)
def test_what_is_out_is_read_in_many_wordings(sentence, meant):
    assert said(sentence) == meant


OCTOBER_THIRD = "1月〜9月・11月・12月 第1木曜日 / 10月 第3木曜日"


@check(
    [
        ("毎月第1木曜（注釈）10月は第3木曜になります", OCTOBER_THIRD),
        ("毎月第1木曜（10月については第3木曜に変更）", OCTOBER_THIRD),
        ("毎月第1木曜（10月：第3木曜）", OCTOBER_THIRD),
        ("毎月第1木曜　※10月第3木曜", OCTOBER_THIRD),
        (
            "第4木曜（10月のみ第3木曜、8月なし）",
            "1月〜9月・11月・12月 第4木曜日（8月は休み） / 10月 第3木曜日",
        ),
        ("毎月第1木曜（10月は金曜）", NONE),
        ("毎週木曜（第3週は金曜に変更）", NONE),
    ]
)
def test_another_week_of_some_months_is_read_in_many_wordings(sentence, meant):
    assert said(sentence) == meant


@check(
    [
        ("毎月第1日曜（売店は日曜日の人出が多い）", "毎月 第1日曜日 → （売店は日曜日の人出が多い）"),
        ("火・木　10時～　火曜は体操、木曜は手芸", "毎週 火・木曜日 午前10時から → 火曜は体操、木曜は手芸"),
        ("第1・3木曜　10時～　第3木曜は手芸", "毎月 第1・第3木曜日 午前10時から → 第3木曜は手芸"),
        ("金曜サロン　第2木曜", "毎月 第2木曜日 → 金曜サロン"),
        ("「土曜の会」第2木曜", "毎月 第2木曜日 → 「土曜の会」"),
        ("毎週火曜　第1火曜を除いた日", "毎週 火曜日（第1火曜日は休み）"),
        ("第2木曜日前後", NONE),
        ("毎週木曜（1月は7日以降）", NONE),
    ]
)
def test_a_weekday_in_a_remark_or_a_name_is_no_meeting(sentence, meant):
    assert said(sentence) == meant


@check(
    [
        ("月～土 10:00～19:00（土は17:00まで）", "毎週 月〜金曜日 午前10時〜午後7時 / 毎週 土曜日 午前10時〜午後5時"),
        (
            "毎週木曜 13時～15時（第3木曜は10時～12時）",
            "毎週 木曜日 午後1時〜3時（第3木曜日は休み） / 毎月 第3木曜日 午前10時〜正午",
        ),
        ("毎日（日曜は14時まで）9時～17時", NONE),
        ("毎週木曜　10時～12時（12時～13時昼食）", "毎週 木曜日 午前10時〜正午 → （12時～13時昼食）"),
        ("毎週木曜　開始10時　終了12時", "毎週 木曜日 午前10時〜正午"),
        ("毎週木曜　だいたい10時～", "毎週 木曜日 午前10時から → だいたい"),
        ("毎週木曜だいたい10時～", "毎週 木曜日 午前10時から → だいたい"),
        ("毎週木曜　午後零時半～", "毎週 木曜日 午後0時30分から"),
    ]
)
def test_hours_of_some_of_the_days_are_of_those_alone(sentence, meant):
    assert said(sentence) == meant


@check(
    [
        ("毎週木曜に集まっていました。今はやっていません", NONE),
        ("以前は第2木曜", NONE),
        ("木曜 10時～　夏休みのみ", NONE),
        ("月～木 9:00～17:00（水は午前のみ）", NONE),
        ("月～水曜日\n木曜日は要相談", "毎週 月〜水曜日 → 木曜日は要相談"),
        ("毎週木曜（要相談）", "毎週 木曜日 → （要相談）"),
    ]
)
def test_what_was_once_or_only_sometimes_is_no_rule(sentence, meant):
    assert said(sentence) == meant


@given(st.lists(st.sampled_from(WORDS), max_size=9).map("".join))
def test_no_run_of_words_is_too_odd_to_be_read(sentence):
    reading = read(sentence)

    assert reading.rules or reading.text_left == sentence


@check(
    [
        (
            "だいたい第2と第4の火曜の10時ごろから、8月は休み",
            "毎月 第2・第4火曜日 午前10時から（8月は休み） → だいたい｜ごろ",
        ),
        ("だいたい毎週火曜", "毎週 火曜日 → だいたい"),
        ("だいたい火曜", NONE),
        ("毎週かようび10じから", "毎週 火曜日 午前10時から"),
        ("毎週げつようびともくようび10じから11じはん", "毎週 月・木曜日 午前10時〜11時30分"),
        ("毎週かよう 10じ", "毎週 火曜日 午前10時から"),
        ("毎週かよう人が10じゅう", NONE),
    ]
)
def test_a_sentence_is_read_as_it_is_spoken(sentence, meant):
    assert said(sentence) == meant
