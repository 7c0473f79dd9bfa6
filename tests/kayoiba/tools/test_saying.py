import datetime as dt
from decimal import Decimal

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from kayoiba.tools import saying

TODAY = dt.date(2026, 11, 24)


def test_a_day_is_said_with_its_weekday():
    assert saying.say_date(TODAY) == "11月24日(火)"


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (dt.date(2026, 11, 23), "11月23日(月)"),
        (dt.date(2026, 11, 24), "きょう 11月24日(火)"),
        (dt.date(2026, 11, 25), "あした 11月25日(水)"),
        (dt.date(2026, 11, 26), "11月26日(木)"),
        (dt.date(2025, 9, 3), "2025年9月3日(水)"),
        (dt.date(2027, 1, 5), "2027年1月5日(火)"),
    ],
)
def test_a_day_is_said_from_where_today_is(day, said):
    assert saying.say_day(day, TODAY) == said


def test_a_moment_is_said_by_the_clock_of_the_city():
    assert saying.say_moment(dt.datetime(2026, 11, 24, 15, 5, tzinfo=dt.UTC)) == "2026年11月25日 0:05"


def test_tomorrow_may_lie_in_another_year():
    assert saying.say_day(dt.date(2027, 1, 1), dt.date(2026, 12, 31)) == "あした 1月1日(金)"


@pytest.mark.parametrize(
    ("time", "said"),
    [
        (dt.time(0, 0), "午前0時"),
        (dt.time(9, 5), "午前9時5分"),
        (dt.time(12, 0), "正午"),
        (dt.time(12, 30), "午後0時30分"),
        (dt.time(13, 30), "午後1時30分"),
        (dt.time(23, 59), "午後11時59分"),
    ],
)
def test_a_time_is_said_by_halves_of_the_day(time, said):
    assert saying.say_time(time) == said


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (dt.time(10), dt.time(11, 30), "午前10時〜11時30分"),
        (dt.time(10), dt.time(12, 30), "午前10時〜午後0時30分"),
        (dt.time(10), dt.time(12), "午前10時〜正午"),
        (dt.time(12), dt.time(13), "正午〜午後1時"),
        (dt.time(12, 30), dt.time(15), "午後0時30分〜3時"),
        (dt.time(13, 30), None, "午後1時30分から"),
        (None, dt.time(12), "正午まで"),
        (dt.time(18), dt.time(0), "午後6時〜夜12時"),
        (None, dt.time(0), "夜12時まで"),
        (dt.time(0), None, "午前0時から"),
        (dt.time(0), dt.time(1), "午前0時〜午前1時"),
        (None, None, ""),
    ],
)
def test_the_half_of_the_day_is_said_again_only_when_it_changes(start, end, said):
    assert saying.say_times(start, end) == said


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("0864263315", "086-426-3315"),
        ("0865225100", "086-522-5100"),
        ("0866981111", "086-698-1111"),
        ("0866921234", "0866-92-1234"),
        ("0863311234", "0863-31-1234"),
        ("09012345678", "090-1234-5678"),
        ("08001234567", "0800-123-4567"),
        ("0120000000", "0120-000-000"),
        ("0312345678", "03-1234-5678"),
        ("（086）426－3315", "086-426-3315"),
        ("086 426 3315", "086-426-3315"),
        ("0866-92-1234", "0866-92-1234"),
        ("0771234567", "0771234567"),
        ("426-3315", "426-3315"),
        ("086-426-3315 内線12", "086-426-3315 内線12"),
        ("086-426-3315 / 090-1234-5678", "086-426-3315 / 090-1234-5678"),
        ("非公開", "非公開"),
        ("", ""),
    ],
)
def test_a_telephone_number_is_printed_with_hyphens_where_they_are_sure(written, printed):
    assert saying.say_phone(written) == printed


@given(st.from_regex(r"0[0-9]{9,10}", fullmatch=True))
def test_printing_a_number_keeps_its_digits_and_printing_again_changes_nothing(digits):
    printed = saying.say_phone(digits)

    assert saying.phone_digits(printed) == digits
    assert saying.say_phone(printed) == printed


@pytest.mark.parametrize("written", ["", "非公開", "426-3315", "086-426-3315 内線12", "086-426-3315、090-1234-5678"])
def test_only_a_whole_number_can_be_dialled(written):
    assert saying.phone_digits(written) == ""


def test_yes_no_and_unknown_are_three_answers():
    assert [saying.yes_no_unknown(value) for value in (True, False, None)] == ["有", "無", "わからない"]


def test_an_unknown_number_is_not_zero():
    assert [saying.number_or_unknown(value) for value in (0, 1231, Decimal("1231.5"), None)] == [
        "0",
        "1,231",
        "1,231.5",
        "未把握",
    ]


def test_templates_say_the_same_words():
    page = Template(
        "{% load saying %}{{ day|say_day:today }} {{ start|say_times:end }} {{ none|number_or_unknown }}"
        " {{ none|yes_no_unknown }} {{ phone|say_phone }} {{ year|fiscal_year_name }} {{ today|era_date }}"
    )
    context = {
        "day": dt.date(2026, 11, 25),
        "today": TODAY,
        "start": dt.time(10),
        "end": dt.time(11, 30),
        "none": None,
        "phone": "0864263315",
        "year": 2019,
    }

    assert page.render(Context(context)) == (
        "あした 11月25日(水) 午前10時〜11時30分 未把握 わからない 086-426-3315 令和元年度 令和8年11月24日"
    )


def test_a_moment_is_said_in_local_time():
    page = Template("{% load saying %}{{ moment|say_date }}")

    assert page.render(Context({"moment": dt.datetime(2026, 11, 24, 16, 0, tzinfo=dt.UTC)})) == "11月25日(水)"


@pytest.mark.parametrize(
    ("written", "kept", "slip"),
    [
        ("０８６－６９８－１２", "086-698-12", "市外局番から 10けたか 11けたです（いま 8けた）"),
        ("０８６－６９８－１２３４", "086-698-1234", ""),
        ("０９０００００１２３４", "090-0000-1234", ""),
        ("夜は 民生委員へ", "夜は 民生委員へ", ""),
        ("", "", ""),
    ],
)
def test_a_number_is_kept_in_half_width_and_too_few_digits_are_told(written, kept, slip):
    assert saying.half_width_phone(written) == kept
    assert saying.phone_slip(written) == slip
