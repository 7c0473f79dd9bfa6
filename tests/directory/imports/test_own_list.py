"""The list of one's own places goes out, is edited in Excel, and comes back with only the differences."""

import datetime as dt

import pytest
from django.db import transaction
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.imports.fields import read, say
from directory.imports.models import Import, SourceRow
from directory.imports.own_list import COLUMNS
from directory.imports.remembering import remember
from directory.imports.undoing import undo_import
from directory.places.actions import edit_place, end_place
from directory.places.models import Place
from directory.places.schedule import Rule
from directory.places.vocabulary import Activity, OperatorType, Signup
from kayoiba.tools.sheets import read_sheets
from tests.factories.lists import a_workbook, outcomes, reasons, rehearse, take_in
from tests.factories.own_list import a_full_place, edited, table, told, written_out
from tests.factories.people import a_person
from tests.factories.places import AT, TODAY, a_district, a_place

pytestmark = pytest.mark.django_db

LATER = AT + dt.timedelta(hours=1)


def test_every_column_is_filled_and_understood(tmp_path):
    a_full_place()

    rows = table(tmp_path)

    row = dict(zip(rows[0], rows[1], strict=True))
    assert (row["種類"], row["すること"], row["予約（区分）"]) == (
        "サロン、カフェ",
        "お茶、歌",
        "はじめてのときだけ連絡",
    )
    assert (row["車いす"], row["駐車場"], row["エアコン"]) == ("有", "無", "")
    assert (row["活動のはじまり"], row["1回の参加費（円）"], row["緯度"]) == ("2019-04-01", "1000", "34.6341235")
    assert (row["開催日時"], row["取材メモ"], row["元の一覧の番号"]) == ("毎週火曜\n第3日曜", "=1+1", "0007")
    sheet = rehearse(written_out(tmp_path)).sheets[1]
    assert [column.heading for column in sheet.columns if column.meaning is None] == []


def test_the_first_sheet_says_how_to_use_it_and_is_no_list(tmp_path):
    a_place("くれせ")

    sheets = read_sheets(written_out(tmp_path))

    assert [sheet.name for sheet in sheets] == ["つかいかた", "一覧"]
    assert outcomes(rehearse(written_out(tmp_path))) == ["unchanged"]


def test_what_comes_back_as_it_went_out_changes_nothing(tmp_path):
    a_full_place()
    a_place("ほかの会")
    path = written_out(tmp_path)

    done = take_in(path)

    assert (outcomes(done), done.origin) == (["unchanged", "unchanged"], None)


@pytest.mark.parametrize(
    ("name", "text", "old", "new"),
    [
        ("name", "呉妹の会", "くれせ", "呉妹の会"),
        ("kinds", "カフェ", "サロン、カフェ", "カフェ"),
        ("kinds", "", "サロン、カフェ", ""),
        ("school_district", "", "呉妹", ""),
        ("town", "", "真備町尾崎", ""),
        ("venue_type", "公園", "公民館・自治会館・集会所", "公園"),
        ("directions", "すぐ\nそこ", "駅から\n歩いて5分", "すぐ\nそこ"),
        ("schedule_text", "", "毎週火曜\n第3日曜", ""),
        ("activities", "歌、将棋", "お茶、歌", "歌、将棋"),
        ("group", "", "くれせ会", ""),
        ("group", "たまの会", "くれせ会", "たまの会"),
        ("started_on", "2020年5月1日", "2019-04-01", "2020-05-01"),
        ("started_on", "", "2019-04-01", ""),
        ("fee_amount", "1,200円", "1000", "1200"),
        ("signup", "", "はじめてのときだけ連絡", ""),
        ("wheelchair", "", "有", ""),
        ("parking", "○", "無", "有"),
        ("url", "", "https://example.jp/", ""),
        ("other_activities", "", "趣味活動、会食", ""),
        ("check_every", "12", "6", "12"),
    ],
)
def test_a_changed_cell_wins_and_an_emptied_one_empties(tmp_path, name, text, old, new):
    place = a_full_place()
    kinds = remember(place, kinds=True)["kinds"]
    path = edited(tmp_path, table(tmp_path), **{name: text})

    done = take_in(path)

    assert outcomes(done) == ["updated"]
    assert [line[1:] for line in told(done)] == [(old, new)]
    assert outcomes(take_in(path)) == ["unchanged"]
    undo_import(origin=done.origin, by=None, at=LATER)
    assert outcomes(take_in(written_out(tmp_path))) == ["unchanged"]
    assert remember(place, kinds=True)["kinds"] == kinds


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("name", "", "名前は空けられません。"),
        (
            "venue_type",
            "山小屋",
            "「会場の種類」の「山小屋」は読めません。この中から書いてください：個人宅・空き家、",
        ),
        (
            "wheelchair",
            "たぶん",
            "「車いす」の「たぶん」は読めません。「有」か「無」と書いてください。",
        ),
        ("capacity", "たくさん", "「定員」の「たくさん」は読めません。数字だけで書いてください。"),
        (
            "started_on",
            "むかし",
            "「活動のはじまり」の「むかし」は読めません。2019-04-01のように、",
        ),
        ("district", "どこか", "「地区」の「どこか」は読めません。この中から書いてください：真備"),
        (
            "kinds",
            "サロン、体操",
            "「サロン、体操」は読めません。この中から書いてください：サロン、カフェ",
        ),
        ("lat", "", "緯度と経度は、両方書くか、両方空けてください。"),
        ("contact_email", "なし", "「公開してよいメール」の「なし」は読めません。"),
        ("target", "あ" * 201, "200字までです（いま201字）。短くしてください。"),
        ("さいごの編集", "きのう", ""),
    ],
)
def test_a_cell_that_cannot_be_read_is_told_and_nothing_is_written(tmp_path, name, text, reason):
    a_full_place()
    before = remember(Place.objects.get())

    done = take_in(edited(tmp_path, table(tmp_path), **{name: text}))

    assert outcomes(done) == (["refused"] if reason else ["unchanged"])
    assert reason in reasons(done)[0]
    assert remember(Place.objects.get()) == before


def test_a_sentence_makes_new_rules_but_not_over_those_that_staff_typed(tmp_path):
    place = a_place("くれせ", schedule_text="毎週火曜", rules=[Rule(weekdays=("Tu",))])
    take_in(edited(tmp_path, table(tmp_path), schedule_text="毎週水曜"))
    assert [row.weekdays for row in place.rules.all()] == [["We"]]

    edit_place(place=place, changes={}, rules=[Rule(weekdays=("Fr",))], by=None, at=AT)
    take_in(edited(tmp_path, table(tmp_path), schedule_text="毎週木曜"))

    assert [row.weekdays for row in place.rules.all()] == [["Fr"]]


def test_a_point_goes_with_its_venue_and_the_preview_says_so(tmp_path):
    a_place("くれせ", venue_name="集会所", lat=34.6, lng=133.7)

    done = take_in(edited(tmp_path, table(tmp_path), venue_name="公民館"))

    assert told(done) == [("会場", "集会所", "公民館"), ("緯度", "34.6", ""), ("経度", "133.7", "")]


def test_columns_may_be_taken_out_moved_and_added(tmp_path):
    place = a_full_place()
    rows = table(tmp_path)
    wanted = [rows[0].index(heading) for heading in ("さいごの編集", "参加費", "名前", "台帳番号")]
    few = [[row[at] for at in wanted] for row in rows]
    few[0].append("合言葉")
    few[1][1:2] = ["300円"]
    few[1].append("ごま")

    done = take_in(a_workbook(tmp_path, {"一覧": few}))

    place.refresh_from_db()
    assert told(done) == [("参加費", "100円", "300円"), ("合言葉", "", "ごま")]
    assert (place.fee, place.source_text, place.venue_name) == ("300円", {"合言葉": "ごま"}, "集会所")


def test_a_row_that_was_taken_out_takes_no_place_away(tmp_path):
    a_place("くれせ"), a_place("たまの会")

    take_in(a_workbook(tmp_path, {"一覧": table(tmp_path)[:2]}))

    assert Place.objects.count() == 2


def test_a_row_without_a_number_is_a_new_place_and_twice_is_once(tmp_path):
    a_place("くれせ", district=a_district("mabi", "真備"))
    rows = table(tmp_path)
    new = {
        "name": "たまの会",
        "district": "真備",
        "wheelchair": "有",
        "signup": "予約いらない",
        "started_on": "2020-04-01",
    }
    path = a_workbook(tmp_path, {"一覧": [*rows, ["", *(new.get(name, "") for name in COLUMNS), ""]]})

    assert outcomes(take_in(path)) == ["unchanged", "created"]
    place = Place.objects.get(name="たまの会")
    assert (place.district.name, place.wheelchair, place.signup, place.started_on) == (
        "真備",
        True,
        "none",
        dt.date(2020, 4, 1),
    )
    assert outcomes(take_in(path)) == ["unchanged", "unchanged"]


def test_a_copied_row_that_kept_its_number_is_refused(tmp_path):
    a_place("くれせ")
    rows = table(tmp_path)

    done = take_in(a_workbook(tmp_path, {"一覧": [*rows, rows[1]]}))

    assert outcomes(done) == ["unchanged", "refused"]
    assert reasons(done)[1].startswith("2行目と同じ台帳番号です。")


def test_as_many_questions_whatever_the_number_of_rows(tmp_path, django_assert_num_queries):
    for number in range(30):
        a_full_place(name=f"場{number}", source_id=str(number))
    rows = table(tmp_path)
    for row in rows[1:]:
        row[rows[0].index("参加費")] = "300円"
    few = a_workbook(tmp_path, {"一覧": rows[:2]}).rename(tmp_path / "few.xlsx")
    many = a_workbook(tmp_path, {"一覧": rows})

    for path in (few, many):
        with django_assert_num_queries(18):
            assert set(outcomes(rehearse(path))) == {"updated"}


@pytest.mark.parametrize("rows", [1, 3, 300])
def test_writing_it_out_asks_as_much_whatever_the_number_of_rows(client, rows, django_assert_num_queries):
    mabi = a_district("mabi", "真備")
    for number in range(rows):
        a_place(f"場{number}", district=mabi)
    client.force_login(a_person("coordinator", mabi))

    with django_assert_num_queries(9):
        client.get(reverse("imports:export"))


def test_the_page_gives_ones_own_places_that_are_known_today(client, tmp_path):
    mabi, tamashima = a_district("mabi", "真備"), a_district("tamashima", "玉島")
    a_place("くれせ", district=mabi), a_place("たまの会", district=tamashima), a_place("どこかの会")
    end_place(place=a_place("終わった会", district=mabi), on=TODAY, reason="", by=None, at=AT)
    client.force_login(a_person("coordinator", mabi))

    def names(query: str = "") -> list[str]:
        answer = client.get(reverse("imports:export") + query)
        path = tmp_path / "mine.xlsx"
        path.write_bytes(b"".join(answer.streaming_content))
        return sorted(row[1] for row in read_sheets(path)[1].rows[1:])

    assert names() == ["くれせ", "どこかの会"]
    assert names("?district=none") == ["どこかの会"]
    assert names("?district=mabi") == ["くれせ"]
    assert names("?district=tamashima") == []


TEXTS = st.text(st.sampled_from("あい火 \n、,=+-@'\"<&1０ＡーZ・（）〃※計"), max_size=12)
VALUES = {
    "alias": TEXTS.map(lambda text: text.replace("\n", "")),
    "introduction": TEXTS,
    "schedule_text": TEXTS,
    "notes": TEXTS,
    "fee": TEXTS.map(lambda text: text.replace("\n", "")),
    "fee_amount": st.none() | st.integers(0, 2**31 - 1),
    "started_on": st.none() | st.dates(dt.date(1900, 3, 1), dt.date(2099, 12, 31)),
    "activities": st.lists(st.sampled_from(Activity.values), unique=True),
    "signup": st.sampled_from(["", *Signup.values]),
    "operator_type": st.sampled_from(["", *OperatorType.values]),
    "wheelchair": st.sampled_from([True, False, None]),
    "food_served": st.sampled_from([True, False, None]),
}
values = st.fixed_dictionaries(VALUES)
changes = st.fixed_dictionaries({}, optional=VALUES)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=values, after=changes)
def test_out_and_in_is_nothing_and_changed_cells_are_exactly_those(tmp_path, before, after):
    with transaction.atomic():
        a_full_place(**before)
        assert outcomes(rehearse(written_out(tmp_path))) == ["unchanged"]
        rows = table(tmp_path)
        cells = {name: say(name, value) for name, value in after.items()}
        differing = {name for name, text in cells.items() if text != say(name, before[name])}

        done = take_in(edited(tmp_path, rows, **cells))

        assert {line["field"] for line in done.decisions[0].told()} == differing
        place = Place.objects.get()
        assert {name: getattr(place, name) for name in differing} == {
            name: read(name, cells[name]) for name in differing
        }
        assert {name: getattr(place, name) for name in before.keys() - differing} == {
            name: before[name] for name in before.keys() - differing
        }
        assert outcomes(rehearse(written_out(tmp_path))) == ["unchanged"]
        transaction.set_rollback(True)


def test_rows_are_kept_with_the_import(tmp_path):
    place = a_place("くれせ")
    take_in(edited(tmp_path, table(tmp_path), fee="300円"))

    row = SourceRow.objects.get()
    assert (row.origin, row.place, row.before, row.wrote) == (
        Import.objects.get(),
        place,
        {"fee": ""},
        {"fee": "300円"},
    )
