import pytest
from django.db import IntegrityError, connection

from directory.groups.models import Group
from directory.imports import actions
from directory.imports.actions import commit
from directory.imports.models import Import, SourceRow
from directory.places.actions import edit_place, place_in
from directory.places.models import Kind, Listing, Place
from kayoiba.accounts.models import AuditEvent
from tests.factories.lists import SAMPLES, a_list, a_workbook, outcomes, reasons, rehearse, take_in
from tests.factories.places import AT, TODAY, a_district, a_municipality, a_place, a_school, a_town

pytestmark = pytest.mark.django_db


def rows_of_every_table() -> dict[str, int]:
    """How many rows each table has; the tables of history are among them."""
    with connection.cursor() as cursor:
        counts = {}
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT count(*) FROM "{table}"')
            counts[table] = cursor.fetchone()[0]
    return counts


def test_a_rehearsal_changes_nothing(tmp_path):
    path = a_list(tmp_path, "サロン名,会場,運営団体", "くれせ,集会所,くれせ会", ",公民館,")
    a_municipality()
    before = rows_of_every_table()

    assert outcomes(rehearse(path)) == ["created", "refused"]
    assert rows_of_every_table() == before


@pytest.mark.parametrize("sample", ["salons_with_title.csv", "property_names.csv", "kodomo_shokudo.xlsx"])
def test_the_same_list_twice_changes_nothing(sample):
    first = take_in(SAMPLES / sample)
    before = rows_of_every_table()

    second = take_in(SAMPLES / sample)

    assert rows_of_every_table() == before
    again = {"created": "unchanged", "updated": "unchanged"}
    assert outcomes(second) == [again.get(outcome, outcome) for outcome in outcomes(first)]


@pytest.mark.parametrize(("columns", "kinds"), [("テイクアウト実施", ["子ども食堂・地域食堂"]), ("会場", [])])
def test_whoever_is_in_a_list_of_cafeterias_is_one(tmp_path, columns, kinds):
    Kind.objects.create(slug="cafeteria", name="子ども食堂・地域食堂", position=24, national_activity="meal")

    take_in(a_list(tmp_path, f"名称,{columns}", "みんな食堂,"))

    assert [kind.name for kind in Place.objects.get().kinds.all()] == kinds


def test_what_a_list_says_lands_in_its_fields(tmp_path):
    district = a_district("mabi", "真備")
    school, town = a_school("m-01", "呉妹", district), a_town("真備町箭田", district=district)
    Kind.objects.create(slug="salon", name="サロン", position=1, national_activity="tea")

    take_in(
        a_list(
            tmp_path,
            "NO,名称,ふりがな,種類,運営団体,法人番号,地区,小学校区,住所,会場,緯度,経度,電話,開催日,参加費,対象,定員,URL,備考,合言葉",
            "7,くれせ,クレセ,サロン,くれせ会,1234567890123,真備,呉妹,真備町箭田1,箭田公民館,34.6,133.7,"
            "086-000-0001,毎週月曜,100円,だれでも,20,https://example.jp/,駅の前,ひらけごま",
        )
    )

    place = Place.objects.get()
    assert (place.name, place.reading, place.source_id) == ("くれせ", "クレセ", "7")
    assert [kind.name for kind in place.kinds.all()] == ["サロン"]
    assert (place.group.name, place.group.corporate_number) == ("くれせ会", "1234567890123")
    assert (place.district, place.school_district, place.town) == (district, school, town)
    assert (place.address, place.venue_name, place.lat, place.lng) == ("真備町箭田1", "箭田公民館", 34.6, 133.7)
    assert (place.schedule_text, place.fee, place.fee_amount) == ("毎週月曜", "100円", 100)
    assert (place.target, place.capacity, place.url, place.notes) == ("だれでも", 20, "https://example.jp/", "駅の前")
    assert (place.internal_phone, place.contact_phone) == ("086-000-0001", "")
    assert place.source_text == {"合言葉": "ひらけごま"}


def test_a_new_place_is_known_from_the_day_of_the_import_and_not_listed(tmp_path):
    take_in(a_list(tmp_path, "名称", "くれせ"))

    assert [(period.from_date, period.until) for period in Place.objects.get().known_periods.all()] == [(TODAY, None)]
    assert not Listing.objects.exists()


def test_a_place_without_a_known_district_stays_open_and_keeps_the_words(tmp_path):
    take_in(a_list(tmp_path, "地区,名称", "どこか,くれせ"))

    place = Place.objects.get()
    assert (place.district, place.district_text) == (None, "どこか")


def test_two_places_of_one_group_share_it(tmp_path):
    take_in(a_list(tmp_path, "名称,運営団体", "朝の会,くれせ会", "昼の会,くれせ会"))

    assert Group.objects.count() == 1


def test_a_changed_cell_changes_its_field_alone(tmp_path):
    take_in(a_list(tmp_path, "名称,会場,参加費", "くれせ,集会所,100円"))
    edit_place(place=Place.objects.get(), changes={"venue_name": "呉妹集会所", "target": "だれでも"}, by=None, at=AT)

    done = take_in(a_list(tmp_path, "名称,会場,参加費", "くれせ,集会所,200円"))

    place = Place.objects.get()
    assert (outcomes(done), reasons(done)) == (["updated"], ["変わった欄: 参加費、1回の参加費（円）"])
    assert (place.fee, place.venue_name, place.target) == ("200円", "呉妹集会所", "だれでも")


def test_a_changed_cell_wins_over_what_staff_wrote(tmp_path):
    take_in(a_list(tmp_path, "ID,名称,電話", "1,くれせ,086-000-0001"))
    edit_place(place=Place.objects.get(), changes={"internal_phone": "086-000-0009"}, by=None, at=AT)

    take_in(a_list(tmp_path, "ID,名称,電話", "1,くれせ,086-000-0002"))

    assert Place.objects.get().internal_phone == "086-000-0002"


def test_a_cell_that_went_blank_erases_nothing(tmp_path):
    take_in(a_list(tmp_path, "ID,名称,電話,備考,合言葉", "1,くれせ,086-000-0001,駅の前,ひらけごま"))

    done = take_in(a_list(tmp_path, "ID,名称,電話,備考,合言葉", "1,くれせ,,,"))

    place = Place.objects.get()
    assert outcomes(done) == ["unchanged"]
    assert (place.internal_phone, place.notes, place.source_text) == (
        "086-000-0001",
        "駅の前",
        {"合言葉": "ひらけごま"},
    )


def test_what_staff_knew_before_the_first_list_stays_and_the_lists_word_is_kept(tmp_path):
    place = a_place("くれせ", venue_name="集会所", fee="100円")

    take_in(a_list(tmp_path, "名称,会場,参加費,対象", "くれせ,集会所,200円,だれでも"))

    place.refresh_from_db()
    assert (place.fee, place.fee_amount, place.target) == ("100円", None, "だれでも")
    assert place.source_text == {"参加費": "200円"}


def test_a_cell_that_changed_back_changes_the_place_back(tmp_path):
    for fee in ("100円", "200円", "100円"):
        take_in(a_list(tmp_path, "名称,参加費", f"くれせ,{fee}"))

    assert Place.objects.get().fee == "100円"


def test_an_amount_goes_with_the_fee_it_was_read_from(tmp_path):
    take_in(a_list(tmp_path, "名称,参加費", "くれせ,100円"))

    take_in(a_list(tmp_path, "名称,参加費", "くれせ,実費"))

    place = Place.objects.get()
    assert (place.fee, place.fee_amount) == ("実費", None)


@pytest.mark.parametrize(
    ("heading", "before", "after"), [("会場", "尾崎公民館", "山本宅"), ("住所,方書", "尾崎1,", "尾崎9,山本様方")]
)
def test_a_place_that_its_list_moves_into_a_home_becomes_one_whatever_staff_said_of_its_venue(
    tmp_path, heading, before, after
):
    take_in(a_list(tmp_path, f"市区町村名,ID,名称,{heading}", f"倉敷市,1,くれせ,{before}"))
    edit_place(place=Place.objects.get(), changes={"venue_type": "hall"}, by=None, at=AT)

    take_in(a_list(tmp_path, f"市区町村名,ID,名称,合言葉,{heading}", f"倉敷市,1,くれせ,ごま,{after}"))

    assert Place.objects.get().is_private_home


def test_text_that_can_be_read_by_now_is_no_longer_kept(tmp_path):
    take_in(a_list(tmp_path, "ID,名称,定員", "1,くれせ,先着20"))

    take_in(a_list(tmp_path, "ID,名称,定員", "1,くれせ,20"))

    place = Place.objects.get()
    assert (place.capacity, place.source_text) == (20, {})


def test_text_that_a_coordinator_has_dealt_with_does_not_come_back(tmp_path):
    take_in(a_list(tmp_path, "ID,名称,合言葉,参加費", "1,くれせ,ごま,100円"))
    edit_place(place=Place.objects.get(), changes={"source_text": {}}, by=None, at=AT)

    take_in(a_list(tmp_path, "ID,名称,合言葉,参加費", "1,くれせ,ごま,200円"))

    assert Place.objects.get().source_text == {}


def test_a_town_goes_with_the_address_it_was_read_from(tmp_path):
    a_town("酒津")
    take_in(a_list(tmp_path, "ID,名称,住所", "1,くれせ,酒津1"))

    take_in(a_list(tmp_path, "ID,名称,住所", "1,くれせ,市外2"))

    place = Place.objects.get()
    assert (place.address, place.town) == ("市外2", None)


def test_a_place_moves_when_its_list_moves_it_and_not_otherwise(tmp_path):
    mabi, tamashima = a_district("mabi", "真備"), a_district("tamashima", "玉島")
    take_in(a_list(tmp_path, "ID,名称,地区", "1,くれせ,真備"))

    done = take_in(a_list(tmp_path, "ID,名称,地区", "1,くれせ,玉島"))

    place = Place.objects.get()
    assert (outcomes(done), place.district) == (["updated"], tamashima)
    assert mabi != place.district


def test_a_nameless_row_is_refused_and_remembered_by_its_marks_alone(tmp_path):
    path = a_list(tmp_path, "地区,名称,会場,代表者", "真備,,集会所,山田花子")
    take_in(path)

    row = SourceRow.objects.get()
    assert (row.kind, row.number, row.place, row.reason) == ("refused", 2, None, "名前がありません。")
    assert (row.cells, row.typed, row.fields, row.kept) == ({}, {}, {}, {})
    assert take_in(path).origin is None


def test_titles_and_columns_are_kept_with_the_import(tmp_path):
    take_in(a_list(tmp_path, "令和8年4月現在,", "名称,合言葉", "くれせ,ごま"))

    assert Import.objects.get().sheets == [
        {
            "sheet": None,
            "above": ["令和8年4月現在"],
            "columns": [{"heading": "名称", "field": "name"}, {"heading": "合言葉", "field": None}],
        }
    ]


def test_an_import_leaves_an_audit_line_with_its_counts(tmp_path):
    take_in(a_list(tmp_path, "名称,会場", "くれせ,", ",集会所"))

    assert AuditEvent.objects.get(verb="import.committed").detail == {"created": 1, "refused": 1}


def test_further_rows_join_the_place_of_their_number(tmp_path):
    done = take_in(SAMPLES / "kodomo_shokudo.xlsx")

    place = Place.objects.get(name="みんなの食堂まび")
    assert outcomes(done) == ["created", "created", "empty", "empty", "updated", "empty", "refused", "refused"]
    assert place.schedule_text == "月1回 土曜日 11:00〜13:30\n毎月第2日曜日 10:00〜12:00"
    assert place.source_text["追加情報1 方書"] == "尾崎会館"


def test_a_further_list_finds_the_places_of_an_earlier_one_and_its_changes_replace(tmp_path):
    take_in(a_list(tmp_path, "ID,名称", "AA0100000001,くれせ"))
    take_in(a_list(tmp_path, "ID,開催日,住所", "AA0100000001,毎月5日,尾崎1"))

    done = take_in(a_list(tmp_path, "ID,開催日,住所", "AA0100000001,毎月6日,尾崎2"))

    place = Place.objects.get()
    assert (outcomes(done), place.schedule_text) == (["updated"], "毎月6日")
    assert place.source_text == {"追加情報1 開催日": "毎月6日", "追加情報1 住所": "尾崎2"}


def test_a_further_row_of_a_city_finds_the_place_that_its_city_counts_so(tmp_path):
    heading = "市区町村名,ID,名称"
    take_in(a_list(tmp_path, heading, "文京区,1,おもてなし食堂", "台東区,1,下町食堂"))

    take_in(a_list(tmp_path, "市区町村名,ID,開催日", "台東区,1,毎月5日"))

    assert Place.objects.get(schedule_text="毎月5日").name == "下町食堂"


def test_a_further_row_does_not_join_what_another_list_counted_so(tmp_path):
    take_in(a_list(tmp_path, "ID,名称,会場", "1,高齢者サロン,尾崎公民館"))

    done = take_in(a_list(tmp_path, "ID,開催日,参加費", "1,毎週水曜,子ども無料"))

    assert outcomes(done) == ["refused"]
    assert Place.objects.get().schedule_text == ""


def test_a_row_that_is_there_twice_is_one_place_to_add_to(tmp_path):
    path = a_workbook(
        tmp_path,
        {
            "基本情報": [["ID", "名称"], ["A1", "くれせ"], ["A1", "くれせ"]],
            "追加情報": [["ID", "開催日"], ["A1", "毎月5日"]],
        },
    )

    assert outcomes(take_in(path)) == ["created", "unchanged", "updated"]


def test_a_further_row_of_nobody_or_of_several_is_refused(tmp_path):
    heading = "市区町村名,ID,名称"
    take_in(a_list(tmp_path, heading, "文京区,AA0100000001,おもてなし食堂", "台東区,AA0100000001,下町食堂"))

    done = take_in(a_list(tmp_path, "ID,開催日,住所", "AA0100000001,毎月5日,", "9,毎月5日,"))

    assert reasons(done) == [
        "番号 AA0100000001 の場が2か所あり、どれの追加情報かわかりません。",
        "追加情報ですが、番号 9 の場がありません。基本情報の一覧と同じファイルに入れてください。",
    ]


def test_every_sheet_of_a_workbook_is_read(tmp_path):
    path = a_workbook(
        tmp_path,
        {
            "真備": [["名称", "会場"], ["くれせ", "集会所"]],
            "玉島": [["サロン名"], ["たまの会"]],
            "説明": [["つかいかた"]],
        },
    )

    done = take_in(path)

    assert [(decision.row.sheet, decision.outcome.value) for decision in done.decisions] == [
        ("真備", "created"),
        ("玉島", "created"),
        ("説明", "refused"),
    ]


def test_a_name_that_is_too_long_is_cut_and_kept_whole(tmp_path):
    take_in(a_list(tmp_path, "名称", "あ" * 130))

    place = Place.objects.get()
    assert (place.name, place.source_text) == ("あ" * 119 + "…", {"名称": "あ" * 130})


@pytest.mark.parametrize(
    ("heading", "row", "outcome"),
    [
        ("名称,参加費", "くれせ,99999999999円", "created"),
        ("名称", "㌖" * 100, "created"),
        ("名称,ふりがな", f"くれせ,{'㌖' * 200}", "created"),
        ("ID,名称", f"{'x' * 3000},くれせ", "created"),
        ("市区町村名,ID,名称", f"{'倉' * 300},1,くれせ", "created"),
        ("ID,開催日時", f"{'あ' * 200},毎週", "refused"),
        ("名称,所在地", f"くれせ,酒津{'一' * 5000}丁目", "created"),
    ],
)
def test_a_slip_of_the_hand_in_one_row_does_not_stop_the_list(tmp_path, heading, row, outcome):
    assert outcomes(take_in(a_list(tmp_path, heading, row))) == [outcome]


def test_halls_are_taken_when_told_to(tmp_path):
    path = a_list(tmp_path, "名称,住所,利用可能曜日", "公民館,酒津1,月火")

    assert outcomes(take_in(path)) == ["refused"]
    assert outcomes(take_in(path, as_places=True)) == ["created"]


def test_a_failure_in_the_middle_leaves_nothing(tmp_path):
    path = a_list(tmp_path, "名称", "くれせ")
    city = a_municipality()
    before = rows_of_every_table()

    with pytest.raises(IntegrityError):
        commit(path=path, municipality=city, by=None, at=None)

    assert rows_of_every_table() == before


def test_the_number_of_reading_queries_does_not_grow_with_the_rows(tmp_path, django_assert_num_queries):
    take_in(a_list(tmp_path, "名称,運営団体,地区", *(f"場{number},会,真備" for number in range(40))))
    few = a_list(tmp_path, "名称,運営団体,地区", "場1,会,真備", name="few.csv")
    many = a_list(tmp_path, "名称,運営団体,地区", *(f"場{number},会,真備" for number in range(40)), name="many.csv")
    city = a_municipality()

    for path in (few, many):
        with django_assert_num_queries(7):
            actions.rehearse(path=path, municipality=city)


def test_a_place_that_somebody_moves_while_the_list_is_read_is_read_anew(tmp_path):
    a_district("mabi", "真備"), a_district("kojima", "児島")
    take_in(a_list(tmp_path, "ID,名称,地区", "1,くれせ,真備"))
    decided = rehearse(a_list(tmp_path, "ID,名称,地区", "1,くれせ,児島"))
    assert actions._held(decided)

    place_in(
        place=Place.objects.get(),
        district=a_district("funao", "船穂"),
        school_district=None,
        from_date=TODAY,
        by=None,
        at=AT,
    )

    assert not actions._held(decided)
