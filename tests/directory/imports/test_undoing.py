"""An import taken back leaves the record as it was, but for what somebody has written since."""

import datetime as dt
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.imports.forgetting import KEPT, forget_undone
from directory.imports.models import Import, SourceRow
from directory.imports.remembering import remember
from directory.imports.undoing import Undone, undo_import
from directory.places.actions import check_place, edit_place, end_place, place_in
from directory.places.models import Listing, Place, PlaceArea
from directory.places.removal import bring_back_removed, remove_place
from directory.places.schedule import Rule
from directory.places.vocabulary import CheckedHow
from kayoiba.accounts.models import AuditEvent
from tests.factories.lists import a_list, outcomes, take_in
from tests.factories.people import a_person
from tests.factories.places import AT, TODAY, a_district, a_listing, a_place, a_school

pytestmark = pytest.mark.django_db

LATER = AT + dt.timedelta(hours=1)
FRIDAYS = [Rule(weekdays=("Fr",))]
HEADINGS = "ID,名称,地区,会場,住所,緯度,経度,開催日,参加費,合言葉"


def undo(origin: Import | None = None, **options: Any) -> Undone:
    return undo_import(origin=origin or Import.objects.latest("pk"), **{"by": None, "at": LATER} | options)


def the_record() -> dict[str, Any]:
    """Places, rules, areas and the public copy, without the moments at which they were written."""
    places = Place.objects.order_by("pk")
    return {
        "places": {place.pk: remember(place, rules=True, kinds=True) for place in places},
        "areas": list(PlaceArea.objects.filter(place__in=places).order_by("pk").values()),
        "listings": [
            {name: value for name, value in row.items() if name != "updated_at"}
            for row in Listing.objects.order_by("number").values()
        ],
    }


def names(undone: Undone) -> tuple[list[str], list[str], list[tuple[str, list[str]]]]:
    left = [(place.name, labels) for place, labels in undone.left]
    return [place.name for place in undone.removed], [place.name for place in undone.restored], left


def test_places_that_the_import_made_are_removed(tmp_path):
    take_in(a_list(tmp_path, "名称,会場", "くれせ,集会所", "たまの会,公民館"))

    undone = undo()

    assert names(undone) == (["くれせ", "たまの会"], [], [])
    assert (Place.objects.count(), Place.with_removed.count()) == (0, 2)
    assert AuditEvent.objects.get(verb="import.undone").detail == {"removed": 2, "restored": 0, "left": 0}


def test_what_it_changed_is_set_back_with_its_rules_and_its_public_copy(tmp_path):
    take_in(a_list(tmp_path, HEADINGS, "1,くれせ,,集会所,,34.6,133.7,毎週火曜,100円,ごま"))
    a_listing(Place.objects.get())
    before = the_record()
    take_in(a_list(tmp_path, HEADINGS, "1,くれせ,,公民館,,,,毎週水曜,200円,やま"))

    undone = undo()

    assert names(undone) == ([], ["くれせ"], [])
    assert the_record() == before


def test_a_place_that_it_moved_is_moved_back_as_if_it_never_had(tmp_path):
    a_district("mabi", "真備"), a_district("tamashima", "玉島")
    place = a_place("くれせ", district=a_district("mabi", "真備"), school_district=a_school())
    take_in(a_list(tmp_path, HEADINGS, "1,くれせ,真備,,,,,,,"))
    before = the_record()
    take_in(a_list(tmp_path, HEADINGS, "1,くれせ,玉島,,,,,,,"))
    assert Place.objects.get(pk=place.pk).district.slug == "tamashima"

    undo()

    assert the_record() == before


def test_a_move_of_the_very_day_is_moved_back_too(tmp_path):
    mabi = a_district("mabi", "真備")
    a_district("tamashima", "玉島")
    take_in(a_list(tmp_path, HEADINGS, "1,くれせ,真備,,,,,,,"))
    before = the_record()
    take_in(a_list(tmp_path, HEADINGS, "1,くれせ,玉島,,,,,,,"))

    undo()

    assert the_record() == before
    assert Place.objects.get().district == mabi


def test_what_somebody_has_written_since_stays_and_is_named(tmp_path):
    take_in(a_list(tmp_path, HEADINGS, "1,くれせ,,集会所,,,,,100円,"))
    take_in(a_list(tmp_path, HEADINGS, "1,くれせ,,公民館,,,,,200円,"))
    edit_place(place=Place.objects.get(), changes={"fee": "300円"}, by=None, at=LATER)

    undone = undo()

    place = Place.objects.get()
    assert names(undone) == ([], ["くれせ"], [("くれせ", ["参加費"])])
    assert (place.venue_name, place.fee) == ("集会所", "300円")


def test_a_place_that_somebody_has_moved_since_stays_where_it_is(tmp_path):
    a_district("mabi", "真備"), a_district("tamashima", "玉島")
    take_in(a_list(tmp_path, HEADINGS, "1,くれせ,真備,,,,,,,"))
    take_in(a_list(tmp_path, HEADINGS, "1,くれせ,玉島,,,,,,,"))
    funao = a_district("funao", "船穂")
    place_in(place=Place.objects.get(), district=funao, school_district=None, from_date=TODAY, by=None, at=LATER)

    assert names(undo()) == ([], ["くれせ"], [("くれせ", ["地区"])])
    assert Place.objects.get().district == funao


@pytest.mark.parametrize(
    ("what_happens", "told"),
    [
        (lambda place: edit_place(place=place, changes={"fee": "300円"}, by=None, at=LATER), ["参加費"]),
        (
            lambda place: edit_place(place=place, changes={}, rules=[Rule(weekdays=("Fr",))], by=None, at=LATER),
            ["開催のきまり"],
        ),
        (lambda place: a_listing(place), ["掲載の同意", "掲載"]),
        (lambda place: check_place(place=place, how=CheckedHow.PHONE, on=TODAY, by=None, at=LATER), ["確認"]),
        (lambda place: end_place(place=place, on=TODAY, reason="", by=None, at=LATER), ["終わりの記録"]),
    ],
)
def test_a_new_place_that_somebody_has_worked_with_stays(tmp_path, what_happens, told):
    take_in(a_list(tmp_path, "名称", "くれせ"))
    what_happens(Place.objects.get())

    assert names(undo()) == ([], [], [("くれせ", told)])
    assert Place.objects.count() == 1


def test_an_unread_cell_that_somebody_has_dealt_with_does_not_come_back(tmp_path):
    take_in(a_list(tmp_path, "ID,名称,合言葉,あいさつ", "1,くれせ,ごま,やあ"))
    take_in(a_list(tmp_path, "ID,名称,合言葉,あいさつ", "1,くれせ,やま,おう"))
    edit_place(place=Place.objects.get(), changes={"source_text": {"あいさつ": "おう"}}, by=None, at=LATER)

    undo()

    assert Place.objects.get().source_text == {"あいさつ": "やあ"}


def test_the_same_file_can_be_taken_in_again_as_the_first_time(tmp_path):
    path = a_list(tmp_path, HEADINGS, "1,くれせ,,集会所,,,,,100円,ごま", ",,真備,,,,,,,")
    first = take_in(path)
    undo()

    again = take_in(path)

    assert outcomes(again) == outcomes(first) == ["created", "refused"]
    assert again.origin != first.origin
    assert Place.objects.get().fee == "100円"


def test_a_list_that_was_undone_has_not_said_anything(tmp_path):
    for fee in ("100円", "200円"):
        take_in(a_list(tmp_path, "ID,名称,参加費", f"1,くれせ,{fee}"))
    undo()
    edit_place(place=Place.objects.get(), changes={"fee": "300円"}, by=None, at=LATER)

    done = take_in(a_list(tmp_path, "ID,名称,参加費", "1,くれせ,100円"))

    assert (outcomes(done), Place.objects.get().fee) == (["unchanged"], "300円")


def test_undone_twice_is_once(tmp_path):
    take_in(a_list(tmp_path, "名称", "くれせ"))
    undo()
    before = the_record(), AuditEvent.objects.count()

    assert undo() == Undone()
    assert (the_record(), AuditEvent.objects.count()) == before


def test_further_rows_of_one_import_are_set_back_together(tmp_path):
    take_in(a_list(tmp_path, "ID,名称", "AA0100000001,くれせ"))
    before = the_record()
    take_in(a_list(tmp_path, "ID,開催日,住所", "AA0100000001,毎月5日,尾崎1", "AA0100000001,毎月6日,尾崎2"))
    assert Place.objects.get().schedule_text == "毎月5日\n毎月6日"

    undo()

    assert the_record() == before


def test_a_place_that_has_gone_over_to_another_district_is_not_touched(tmp_path):
    mabi, tamashima = a_district("mabi", "真備"), a_district("tamashima", "玉島")
    person = a_person("coordinator", mabi)
    take_in(a_list(tmp_path, "名称,地区", "くれせ,真備"))
    place_in(place=Place.objects.get(), district=tamashima, school_district=None, from_date=TODAY, by=None, at=LATER)

    assert names(undo(by=person)) == ([], [], [("くれせ", ["すべて（いまは、ほかの地区の場です）"])])


def test_a_place_that_was_removed_meanwhile_is_named_and_left(tmp_path):
    for fee in ("100円", "200円"):
        take_in(a_list(tmp_path, "ID,名称,参加費", f"1,くれせ,{fee}"))
    remove_place(place=Place.objects.get(), reason="まちがい", by=None, at=LATER)

    assert names(undo()) == ([], [], [("くれせ", ["すべて（取り消した場です）"])])


def test_what_an_undone_list_said_is_forgotten_after_thirty_days(tmp_path):
    path = a_list(tmp_path, "山田花子の一覧,", "名称,代表者", "くれせ,山田花子", ",無名")
    take_in(path)
    a_listing(Place.objects.get())
    undo()

    assert forget_undone(at=LATER + KEPT / 2) == 0
    assert [forget_undone(at=LATER + KEPT) for _ in range(2)] == [1, 0]
    assert (SourceRow.objects.count(), Import.objects.get().sheets) == (0, [])


def test_what_the_office_removes_after_it_was_brought_back_no_list_makes_anew(tmp_path):
    path = a_list(tmp_path, "名称,会場", "くれせ,集会所")
    take_in(path)
    undo()
    place = Place.with_removed.get()
    bring_back_removed(place=place, by=None, at=LATER)
    remove_place(place=Place.objects.get(), reason="まちがい", by=None, at=LATER + KEPT / 2)
    forget_undone(at=LATER + KEPT)

    assert outcomes(take_in(path)) == ["refused"]


def test_an_import_of_before_undoing_was_remembered_is_left_as_it_is(tmp_path):
    take_in(a_list(tmp_path, "名称", "くれせ"))
    SourceRow.objects.update(wrote={})

    assert undo() == Undone()
    assert Place.objects.count() == 1


CELLS = {
    "地区": st.sampled_from(["", "真備", "玉島", "どこか"]),
    "会場": st.sampled_from(["", "集会所", "山本宅"]),
    "緯度": st.sampled_from(["", "34.6"]),
    "経度": st.sampled_from(["", "133.7", "133.8"]),
    "開催日": st.sampled_from(["", "毎週火曜", "第2水曜", "不定期"]),
    "参加費": st.sampled_from(["", "100円", "実費"]),
    "合言葉": st.sampled_from(["", "ごま", "やま"]),
}
lines = st.fixed_dictionaries(CELLS)
lists_of_two = st.dictionaries(st.sampled_from(["1", "2", "3"]), lines, max_size=3)
FIELDS = ["fee", "venue_name", "notes"]
edits = st.lists(st.tuples(st.integers(1, 3), st.sampled_from(FIELDS), st.sampled_from(["", "ひと"])), max_size=3)


def written(folder, rows):
    heading = ",".join(["ID", "名称", *CELLS])
    return a_list(folder, heading, *(",".join([number, f"場{number}", *row.values()]) for number, row in rows.items()))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=lists_of_two, second=lists_of_two, between=edits)
def test_undoing_leaves_everything_as_it_was(tmp_path, first, second, between):
    with transaction.atomic():
        a_district("mabi", "真備"), a_district("tamashima", "玉島")
        take_in(written(tmp_path, first))
        for place in Place.objects.all():
            a_listing(place)
        for number, name, text in between:
            for place in Place.objects.filter(name=f"場{number}"):
                edit_place(place=place, changes={name: text}, by=None, at=AT)
        before = the_record()
        if origin := take_in(written(tmp_path, second)).origin:
            undone = undo(origin)
            assert undone.left == []
        assert the_record() == before
        transaction.set_rollback(True)
