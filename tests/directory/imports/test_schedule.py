import pytest

from directory.imports.headings import recognise
from directory.imports.reading import Cell
from directory.imports.schedule import read_schedule, read_time, read_times, read_weekdays


def said(**cells: str) -> str:
    meanings = recognise(list(cells))
    read = [
        Cell(heading, meaning, text, text) for (heading, text), meaning in zip(cells.items(), meanings, strict=True)
    ]
    return str(read_schedule(read)["schedule"])


def test_day_and_time_columns_become_one_sentence():
    assert said(開催日="第2・第4火曜日", 時間="10時～11時30分") == "第2・第4火曜日 10時～11時30分"


def test_a_weekday_that_the_sentence_names_is_not_said_twice():
    assert (
        said(開催曜日="日", 開催日="毎月第4日曜日", 開催開始時間="09:00", 開催終了時間="12:00")
        == "毎月第4日曜日 9:00〜12:00"
    )
    assert said(開催曜日="月", 開催日時特記事項="毎月第4月曜日の昼") == "毎月第4月曜日の昼"


def test_the_month_in_the_sentence_is_not_taken_for_monday():
    assert said(開催曜日="月", 開催日="毎月15日") == "月曜日 毎月15日"


def test_weekdays_of_a_monthly_place_are_never_said_as_if_weekly():
    assert said(開催頻度="5", 開催曜日="木", 開催開始時間="17:00") == "月1回 木曜日 17:00〜"
    assert said(開催頻度="5", 開催曜日="月", 開催日="毎月") == "月1回 月曜日 毎月"


def test_weekdays_of_a_weekly_place_say_enough():
    assert said(開催頻度="2", 開催曜日="月水金") == "月・水・金曜日"


def test_a_sentence_in_the_weekday_column_is_kept_as_a_sentence():
    assert said(開催曜日="水曜日（祝日は休み）") == "水曜日（祝日は休み）"


def test_times_that_say_more_than_a_time_keep_their_words():
    assert said(開始時間="１７：００", 終了時間="19:00頃") == "17:00〜19:00頃"


def test_the_ministrys_days_are_said_each_with_its_times():
    columns = {
        "運営日（平日）－開始": "10:00",
        "運営日（平日）－終了": "15:00",
        "運営日（土曜）－開始": "13:00",
        "定休日": "祝日",
    }

    assert said(**columns) == "平日 10:00〜15:00 土曜 13:00〜 定休日 祝日"


@pytest.mark.parametrize(
    ("text", "weekdays"),
    [("水", ["We"]), ("月水金", ["Mo", "We", "Fr"]), ("土・日曜日", ["Sa", "Su"]), ("第2水曜", []), ("", [])],
)
def test_read_weekdays_reads_weekdays_alone(text, weekdays):
    assert read_weekdays(text) == weekdays


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("9:00", "09:00"),
        ("１０：３０", "10:30"),
        ("午後1時半", "13:30"),
        ("17:00:00", "17:00"),
        ("19:00頃", ""),
        ("25:00", ""),
    ],
)
def test_read_time_reads_times_alone(text, time):
    assert read_time(text) == time


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("13:30～15:30", ("13:30", "15:30")),
        ("午後1時～3時", ("13:00", "15:00")),
        ("午前10時～午後3時", ("10:00", "15:00")),
        ("午前9時30分～正午", ("09:30", "12:00")),
        ("10時00分から12時00分まで", ("10:00", "12:00")),
        ("13:30～15:00 夏期10:00～", ("", "")),
        ("15:00～13:00", ("", "")),
    ],
)
def test_read_times_reads_from_and_to_alone(text, times):
    assert read_times(text) == times
