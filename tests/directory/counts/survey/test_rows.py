"""What is said of each place: everything the survey asks, in its order, and why it counts or does not."""

import datetime as dt
from itertools import product

import pytest

from directory.counts.areas import CITY
from directory.counts.figures import NATIONAL
from directory.counts.queries import by_year
from directory.counts.survey.months import Month
from directory.counts.survey.queries import survey_rows
from directory.counts.survey.rows import HEADINGS
from directory.places.actions import check_place, end_place, except_day, pause_place
from directory.places.schedule import OneDay, Rule
from directory.rounds.models import BY_SEX_AND_AGE, YearlyReport
from directory.startup.actions import record_grant
from tests.directory.counts.survey.places import MARCH, WEEKLY, YEAR, a_counted_place, judge, the_row
from tests.factories.places import AT, a_district, a_place, a_school

pytestmark = pytest.mark.django_db

NO_VENUE, NO_DAYS, TOO_RARE = "会場がない", "開催日がわからない", "月1回未満"
VENUES = [{}, {"venue_name": "呉妹分館"}, {"address": "真備町尾崎"}, {"venue_type": "park"}]
RULES = {
    NO_DAYS: [],
    "over": [Rule(weekdays=("Tu",), valid_to=dt.date(2021, 12, 31))],
    TOO_RARE: [Rule(days=(1,), months=(4, 8))],
    "monthly": [Rule(days=(1,))],
    "weekly": [WEEKLY],
}
JUDGEMENTS = {
    "市がまだ判断していない": [],
    "": [(2021, True, "")],
    "市の判断（会食だけ）": [(2020, True, ""), (2021, False, "会食だけ")],
    "from before": [(2019, False, "会食だけ"), (2020, True, "")],
    "only later": [(2022, True, "")],
}


def cells_of(place, month=MARCH):
    return dict(zip(HEADINGS, the_row(place, month).cells(YEAR.number, month), strict=True))


def test_what_counts_is_what_the_figure_counts_and_everything_else_has_its_reason():
    for venue, rules, told in product(VENUES, RULES.values(), JUDGEMENTS.values()):
        place = a_place(rules=rules, **venue)
        for fiscal_year, counts, reason in told:
            judge(place, fiscal_year=fiscal_year, counts=counts, reason=reason)

    rows = survey_rows(YEAR, MARCH)

    assert len(rows) == len(VENUES) * len(RULES) * len(JUDGEMENTS)
    assert [row.counts for row in rows] == [not row.why_not for row in rows]
    assert sum(row.counts for row in rows) == by_year([YEAR], CITY).number(NATIONAL, YEAR) == 3 * 2 * 2


@pytest.mark.parametrize("days", RULES)
@pytest.mark.parametrize("judged", JUDGEMENTS)
def test_the_condition_that_is_missing_first_is_said(days, judged):
    place = a_place(rules=RULES[days], venue_name="呉妹分館")
    for fiscal_year, counts, reason in JUDGEMENTS[judged]:
        judge(place, fiscal_year=fiscal_year, counts=counts, reason=reason)

    said = {"over": NO_DAYS, "monthly": "", "weekly": ""}.get(days, days)
    said = said or {"from before": "", "only later": "市がまだ判断していない"}.get(judged, judged)
    assert the_row(place).why_not == said


def test_only_places_known_on_the_day_have_a_row():
    known, ended, later = a_place(), a_place(), a_place(known_from=dt.date(2022, 4, 1))
    end_place(place=ended, on=dt.date(2022, 3, 31), reason="", by=None, at=AT)

    assert [row.place for row in survey_rows(YEAR, MARCH)] == [known]
    assert later.known_periods.exists()


def test_everything_asked_is_said_in_the_order_of_the_sheet():
    mabi = a_district()
    school = a_school(district=mabi)
    place = a_counted_place("朝の会", district=mabi, school_district=school, other_activities=["tea", "hobby"])
    by_age = dict(zip(BY_SEX_AND_AGE, (1, 2, 3, 4, 5, 6), strict=True))
    YearlyReport.objects.create(place=place, fiscal_year=2021, participants=25, average_participants=18, **by_age)
    record_grant(place=place, fiscal_year=2021, status="decided", by=None, at=AT)
    check_place(place=place, how="visit", on=dt.date(2022, 2, 10), by=None, at=AT)
    check_place(place=place, how="visit", on=dt.date(2022, 6, 1), by=None, at=AT)

    assert cells_of(place) == {
        "年度": 2021,
        "会場ID": place.pk,
        "通いの場名称": "朝の会",
        "会場名": "呉妹分館",
        "地区": "真備",
        "小学校区": "呉妹",
        "主な活動内容": "体操（運動）",
        "その他の活動内容": "茶話会;趣味活動",
        "運営主体": "住民団体（自治会、NPO法人等）",
        "場所の種別": "公民館・自治会館・集会所",
        "開催頻度区分": "週1回以上",
        "当月開催回数": 5,
        "参加者実人数": 25,
        "うち65-74男": 2,
        "うち65-74女": 5,
        "うち75+男": 3,
        "うち75+女": 6,
        "うち65歳未満": 5,
        "性年齢把握": "有",
        "補助金": "有",
        "住民運営": "有",
        "計上": "有",
        "計上しない理由": "",
        "対象月": "2022-03",
        "最終確認日": dt.date(2022, 2, 10),
    }


def test_what_nobody_knows_is_neither_zero_nor_no_venue():
    cells = cells_of(a_place("夜の会"))

    known = {"年度", "会場ID", "通いの場名称", "その他の活動内容", "対象月", "計上しない理由"}
    assert {heading for heading, cell in cells.items() if cell is None} == set(HEADINGS) - known - {
        "性年齢把握",
        "補助金",
        "住民運営",
        "計上",
    }
    assert [cells[heading] for heading in ("性年齢把握", "補助金", "計上")] == ["無", "無", "無"]


def test_of_ages_that_are_known_in_part_the_rest_stays_unknown():
    place = a_place()
    YearlyReport.objects.create(place=place, fiscal_year=2021, women_75_and_over=0, men_under_65=2)

    cells = cells_of(place)

    told = ("参加者実人数", "うち75+女", "うち65歳未満", "性年齢把握")
    assert [cells[heading] for heading in told] == [None, 0, None, "無"]


def test_the_report_of_another_year_says_nothing():
    place = a_place()
    for year in (2020, 2022):
        YearlyReport.objects.create(place=place, fiscal_year=year, participants=9)

    assert cells_of(place)["参加者実人数"] is None


def test_the_month_counts_meetings_as_they_were_held():
    place = a_counted_place()
    except_day(place=place, day=OneDay(dt.date(2022, 3, 8), meets=False), by=None, at=AT)
    rest = {"from_date": dt.date(2022, 3, 20), "until": dt.date(2022, 3, 31), "reason": "venue"}
    pause_place(place=place, **rest, by=None, at=AT)

    held = [cells_of(place, month)["当月開催回数"] for month in (MARCH, Month(2022, 2))]

    assert held == [2, 4]


@pytest.mark.parametrize("number", [1, 300])
def test_many_rows_cost_no_more_than_one(number, django_assert_num_queries):
    for _ in range(number):
        a_counted_place()

    with django_assert_num_queries(5):
        assert len(survey_rows(YEAR, MARCH)) == number
