import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kayoiba.tools import fiscal


@pytest.mark.parametrize(
    ("year", "name", "short"),
    [
        (1927, "昭和2年度", "S2"),
        (1988, "昭和63年度", "S63"),
        (1989, "平成元年度", "H元"),
        (2018, "平成30年度", "H30"),
        (2019, "令和元年度", "R元"),
        (2020, "令和2年度", "R2"),
        (2026, "令和8年度", "R8"),
    ],
)
def test_a_fiscal_year_is_called_by_one_era_from_april_to_march(year, name, short):
    assert fiscal.fiscal_year_name(year) == name
    assert fiscal.short_name(year) == short


def test_a_fiscal_year_without_a_settled_name_is_refused():
    with pytest.raises(ValueError, match="1926"):
        fiscal.fiscal_year_name(1926)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (dt.date(2019, 3, 31), "平成30年度"),
        (dt.date(2019, 4, 1), "令和元年度"),
        (dt.date(2026, 3, 31), "令和7年度"),
    ],
)
def test_a_day_belongs_to_the_fiscal_year_that_began_in_april(day, name):
    assert fiscal.fiscal_year_name(fiscal.fiscal_year(day)) == name


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (dt.date(2026, 11, 24), "令和8年11月24日"),
        (dt.date(2019, 5, 1), "令和元年5月1日"),
        (dt.date(2019, 4, 30), "平成31年4月30日"),
        (dt.date(1989, 1, 8), "平成元年1月8日"),
        (dt.date(1989, 1, 7), "昭和64年1月7日"),
        (dt.date(1926, 12, 25), "昭和元年12月25日"),
        (dt.date(1926, 12, 24), "大正15年12月24日"),
        (dt.date(1912, 7, 29), "明治45年7月29日"),
        (dt.date(1873, 1, 1), "明治6年1月1日"),
        (dt.date(1872, 12, 31), "西暦1872年12月31日"),
        (dt.date(26, 11, 24), "西暦26年11月24日"),
    ],
)
def test_a_day_is_dated_by_the_era_it_lies_in(day, said):
    assert fiscal.era_date(day) == said


@given(st.dates())
def test_every_day_that_a_column_can_hold_is_dated(day):
    assert fiscal.era_date(day).endswith(f"年{day.month}月{day.day}日")


def test_a_finished_year_is_counted_on_its_last_day_and_a_running_one_today():
    today = dt.date(2026, 11, 24)

    assert fiscal.as_of(2025, today) == dt.date(2026, 3, 31)
    assert fiscal.as_of(2026, today) == today


@given(st.dates(min_value=dt.date(1873, 1, 1), max_value=dt.date(2200, 12, 31)))
def test_every_day_lies_between_the_first_and_last_day_of_its_fiscal_year(day):
    year = fiscal.fiscal_year(day)

    assert fiscal.first_day(year) <= day <= fiscal.last_day(year)
    assert fiscal.last_day(year) + dt.timedelta(days=1) == fiscal.first_day(year + 1)
