"""What somebody says of a file is heard: columns, cells, places, rows to be left out, and whose districts count."""

from functools import partial

import pytest

from directory.imports import actions
from directory.imports.models import SourceRow
from directory.places.actions import edit_place
from directory.places.models import Place
from directory.places.removal import remove_place
from tests.factories.lists import a_list, a_workbook, outcomes, reasons, rehearse, take_in
from tests.factories.places import AT, a_district, a_municipality, a_place

pytestmark = pytest.mark.django_db

NOT_YOURS = "受けもちの地区の行ではありません。その地区の担当か統括に頼んでください。"


def names() -> list[str]:
    return list(Place.objects.order_by("pk").values_list("name", flat=True))


# Columns


def test_a_column_means_what_somebody_says(tmp_path):
    take_in(a_list(tmp_path, "名称,屋号,合言葉", "くれせ,くれせ亭,体操"), meanings={"屋号": "alias", "合言葉": "menu"})

    place = Place.objects.get()
    assert (place.alias, place.menu, place.source_text) == ("くれせ亭", "体操", {})


def test_a_column_that_somebody_says_means_nothing_is_kept_as_text(tmp_path):
    take_in(a_list(tmp_path, "名称,備考", "くれせ,駅の前"), meanings={"備考": ""})

    place = Place.objects.get()
    assert (place.notes, place.source_text) == ("", {"備考": "駅の前"})


def test_the_column_that_somebody_calls_the_name_is_the_name(tmp_path):
    take_in(a_list(tmp_path, "名称,屋号", "三丁目の会,くれせ"), meanings={"屋号": "name"})

    assert (names(), Place.objects.get().source_text) == (["くれせ"], {"名称": "三丁目の会"})


def test_a_column_without_a_heading_can_be_told_by_its_place(tmp_path):
    take_in(a_list(tmp_path, "名称,", "くれせ,集会所"), meanings={"見出しなし2列目": "venue"})

    assert Place.objects.get().venue_name == "集会所"


def test_a_list_without_headings_is_read_once_somebody_has_said_which_column_is_the_name(tmp_path):
    path = a_list(tmp_path, "くれせ,集会所", "たまの会,公民館")
    assert outcomes(rehearse(path)) == ["refused", "refused"]

    take_in(path, meanings={"1列目": "name", "2列目": "venue"})

    assert [(place.name, place.venue_name) for place in Place.objects.order_by("pk")] == [
        ("くれせ", "集会所"),
        ("たまの会", "公民館"),
    ]


def test_what_a_column_means_can_be_said_after_the_list_was_taken_in(tmp_path):
    path = a_list(tmp_path, "ID,名称,合言葉,会費", "1,くれせ,体操,100円")
    take_in(path)

    assert outcomes(take_in(path, meanings={"合言葉": "menu"})) == ["updated"]
    place = Place.objects.get()
    assert (place.menu, place.source_text) == ("体操", {})
    assert outcomes(take_in(path, meanings={"合言葉": "menu"})) == ["unchanged"]


def test_a_cell_that_is_only_understood_by_now_does_not_outweigh_staff(tmp_path):
    path = a_list(tmp_path, "ID,名称,合言葉", "1,くれせ,体操")
    take_in(path)
    edit_place(place=Place.objects.get(), changes={"menu": "歌"}, by=None, at=AT)

    take_in(path, meanings={"合言葉": "menu"})

    assert Place.objects.get().menu == "歌"


# Cells


def test_a_mistake_in_a_row_is_put_right(tmp_path):
    path = a_list(tmp_path, "名称,会場,定員", "くれせ,集会所,たくさん", ",公民館,")

    done = take_in(path, corrections={("", 2): {"定員": "20"}, ("", 3): {"名称": "たまの会"}})

    assert outcomes(done) == ["created", "created"]
    assert list(Place.objects.order_by("pk").values_list("name", "capacity")) == [("くれせ", 20), ("たまの会", None)]
    row = SourceRow.objects.get(number=3)
    assert (row.cells, row.typed) == ({"会場": "公民館"}, {"名称": "たまの会"})


def test_a_cell_can_be_emptied(tmp_path):
    take_in(a_list(tmp_path, "名称,会場", "くれせ,集会所"), corrections={("", 2): {"会場": ""}})

    assert Place.objects.get().venue_name == ""


def test_the_same_file_with_its_mistake_does_not_bring_the_mistake_back(tmp_path):
    path = a_list(tmp_path, "ID,名称,会場,定員", "1,くれせ,集会所,2", ",,公民館,")
    take_in(path, corrections={("", 2): {"定員": "20"}, ("", 3): {"名称": "たまの会"}})

    assert outcomes(take_in(path)) == ["unchanged", "unchanged"]
    assert Place.objects.get(name="くれせ").capacity == 20


def test_the_next_file_with_the_same_mistake_does_not_bring_it_back(tmp_path):
    a_district("mabi", "真備"), a_district("tamashima", "玉島")
    heading = "ID,名称,地区,定員,合言葉,参加費"
    take_in(
        a_list(tmp_path, heading, "1,くれせ,玉島,2,ごま,100円"),
        corrections={("", 2): {"地区": "真備", "定員": "20", "合言葉": ""}},
    )

    done = take_in(a_list(tmp_path, heading, "1,くれせ,玉島,2,ごま,200円"))

    place = Place.objects.get()
    assert outcomes(done) == ["updated"]
    assert (place.capacity, place.fee, place.district.name, place.source_text) == (20, "200円", "真備", {})


def test_a_row_below_that_says_the_same_takes_the_correction_too(tmp_path):
    path = a_list(tmp_path, "名称,会場", "朝の会,集会書", "昼の会,〃")

    take_in(path, corrections={("", 2): {"会場": "集会所"}})

    assert set(Place.objects.values_list("venue_name", flat=True)) == {"集会所"}
    assert outcomes(take_in(path)) == ["unchanged", "unchanged"]


def test_a_correction_belongs_to_the_row_of_its_sheet(tmp_path):
    path = a_workbook(tmp_path, {"真備": [["名称"], ["くれせ"]], "玉島": [["名称"], ["たまの"]]})

    take_in(path, corrections={("玉島", 2): {"名称": "たまの会"}})

    assert names() == ["くれせ", "たまの会"]


# Places


def test_a_row_speaks_of_the_place_that_somebody_says(tmp_path):
    place = a_place("呉妹おしゃべり広場", fee="100円")

    done = take_in(a_list(tmp_path, "名称,会場,参加費", "くれせ広場,分館,200円"), same_as={("", 2): place.pk})

    place.refresh_from_db()
    assert (outcomes(done), names()) == (["updated"], ["呉妹おしゃべり広場"])
    assert (place.venue_name, place.fee, place.source_text) == (
        "分館",
        "100円",
        {"名称": "くれせ広場", "参加費": "200円"},
    )
    assert outcomes(take_in(a_list(tmp_path, "名称,会場,参加費", "くれせ広場,分館,200円"))) == ["unchanged"]


def test_two_rows_cannot_be_one_place(tmp_path):
    place = a_place("くれせ")

    done = take_in(a_list(tmp_path, "名称", "朝の会", "昼の会"), same_as={("", 2): place.pk, ("", 3): place.pk})

    assert outcomes(done) == ["updated", "refused"]
    assert reasons(done)[1] == "2行目も、同じ場の行です。どちらか1行にまとめてください。"


def test_a_place_that_is_gone_meanwhile_is_asked_for_again(tmp_path):
    done = take_in(a_list(tmp_path, "名称", "朝の会"), same_as={("", 2): 10**9})

    assert reasons(done) == ["同じ場としてえらんだ場が、もうありません。えらび直してください。"]


def test_a_new_place_is_told_beside_those_that_it_may_be(tmp_path):
    place = a_place("呉妹おしゃべり広場")
    a_place("まったく別の会")

    done = rehearse(a_list(tmp_path, "名称", "おしゃべり広場（呉妹）", "ほかの集い"))

    assert [decision.alike for decision in done.decisions] == [[place.pk], []]


def test_a_place_that_another_row_speaks_of_is_not_offered(tmp_path):
    take_in(a_list(tmp_path, "地区,名称", "真備,ふれあい喫茶"))

    done = rehearse(a_list(tmp_path, "地区,名称", "真備,ふれあい喫茶", "玉島,ふれあい喫茶"))

    assert [decision.alike for decision in done.decisions] == [[], []]


def test_a_place_of_another_district_or_city_is_not_offered(tmp_path):
    a_place("ふれあい喫茶", district=a_district("mabi", "真備"))
    a_district("tamashima", "玉島")
    take_in(a_list(tmp_path, "市区町村名,名称,会場", "総社市,みんなの食堂,公民館"))

    done = rehearse(
        a_list(tmp_path, "市区町村名,名称,地区", ",ふれあい喫茶,玉島", "岡山市,みんなの食堂,", ",ふれあい喫茶,")
    )

    assert [len(decision.alike) for decision in done.decisions] == [0, 0, 1]


def test_what_was_removed_is_not_offered(tmp_path):
    remove_place(place=a_place("呉妹おしゃべり広場"), reason="まちがい", by=None, at=AT)

    assert rehearse(a_list(tmp_path, "名称", "おしゃべり広場（呉妹）")).decisions[0].alike == []


def test_two_new_rows_that_may_be_one_place_are_pointed_out(tmp_path):
    done = rehearse(a_list(tmp_path, "名称,会場", "呉妹おしゃべり広場,分館", "おしゃべり広場（呉妹）,呉妹分館"))

    assert (outcomes(done), reasons(done)) == (["created", "created"], ["", "2行目の場と似ています。"])


# Rows


def test_a_row_that_is_left_out_leaves_nothing_and_the_others_are_as_they_were(tmp_path):
    path = a_list(tmp_path, "名称", "朝の会", "昼の会", "")

    done = take_in(path, left_out={("", 2)})

    assert (outcomes(done), names(), SourceRow.objects.count()) == (["created", "created", "empty"], ["昼の会"], 1)
    assert outcomes(take_in(path)) == ["created", "unchanged", "empty"]


def test_all_rows_left_out_leave_no_import(tmp_path):
    assert take_in(a_list(tmp_path, "名称", "朝の会"), left_out={("", 2)}).origin is None


def test_with_a_new_place_go_the_rows_that_would_add_to_it(tmp_path):
    path = a_workbook(
        tmp_path, {"基本": [["ID", "名称"], ["A1", "くれせ"]], "追加": [["ID", "開催日"], ["A1", "毎月5日"]]}
    )

    take_in(path, left_out={("基本", 2)})

    assert not SourceRow.objects.exists()


def test_of_two_rows_that_say_the_same_the_one_that_is_not_left_out_counts(tmp_path):
    take_in(a_list(tmp_path, "名称", "朝の会", "朝の会"), left_out={("", 2)})

    assert (names(), SourceRow.objects.get().number) == (["朝の会"], 3)


# Publishing


@pytest.mark.parametrize(
    ("heading", "text", "may"),
    [
        ("掲載可否", "可", True),
        ("ホームページ掲載", "○", True),
        ("公開可否", "する", True),
        ("掲載の可否", "不可", False),
        ("HP掲載", "✕", False),
        ("公開", "非公開", False),
        ("掲載可否", "ｘ", False),
        ("掲載可否", "本人に確認中", None),
        ("掲載可否", "", None),
        ("掲載可否", "-", None),
    ],
)
def test_a_list_says_what_may_be_published_and_publishes_nothing(tmp_path, heading, text, may):
    done = take_in(a_list(tmp_path, f"名称,{heading}", f"くれせ,{text}"))

    assert done.decisions[0].may_list is may
    assert Place.objects.get().number is None
    assert Place.objects.get().source_text == ({heading: text} if may is None and text else {})


# What is told


def test_a_change_is_told_field_by_field_in_words(tmp_path, mabi, tamashima):
    heading = "ID,名称,地区,会場,運営団体,送迎の有無,合言葉"
    take_in(a_list(tmp_path, heading, "1,くれせ,真備,集会所,くれせ会,有,ごま"))

    done = rehearse(a_list(tmp_path, heading, "1,くれせ,玉島,山本宅,たまの会,無,やま"))

    told = {line["label"]: (line["old"], line["new"]) for line in done.decisions[0].told()}
    assert told == {
        "元の一覧の地区": ("真備", "玉島"),
        "地区": ("真備", "玉島"),
        "会場": ("集会所", "山本宅"),
        "会場の種類": ("", "個人宅・空き家"),
        "運営団体": ("くれせ会", "たまの会"),
        "送迎": ("有", "無"),
        "合言葉": ("ごま", "やま"),
    }


def test_a_new_place_is_told_with_all_that_is_known_of_it(tmp_path, mabi):
    done = take_in(a_list(tmp_path, "名称,地区,参加費,合言葉", "くれせ,真備,無料,ごま"))

    assert done.decisions[0].told() == [
        {"field": "name", "label": "名前", "old": "", "new": "くれせ"},
        {"field": "district_text", "label": "元の一覧の地区", "old": "", "new": "真備"},
        {"field": "fee", "label": "参加費", "old": "", "new": "無料"},
        {"field": "fee_amount", "label": "1回の参加費（円）", "old": "", "new": "0"},
        {"field": "district", "label": "地区", "old": "", "new": "真備"},
        {"field": "source_text", "label": "合言葉", "old": "", "new": "ごま"},
    ]


@pytest.mark.parametrize("verb", [actions.rehearse, partial(actions.commit, by=None, at=AT)])
def test_progress_is_told_now_and_then_and_never_goes_back(tmp_path, verb):
    path = a_list(tmp_path, "名称", *(f"場{number}" for number in range(250)))
    told = []

    verb(path=path, municipality=a_municipality(), progress=lambda *pair: told.append(pair))

    assert told == sorted(told)
    assert {total for _, total in told} == {250}
    assert len({done for done, _ in told}) > 5
    assert told[-1] == (250, 250)
