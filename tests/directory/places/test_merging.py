"""Two edits of one version: what the rules of joining them are, and what the database keeps of both."""

import datetime as dt
from threading import Barrier, Thread

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from directory.groups.models import Group
from directory.places.actions import edit_place
from directory.places.merging import MINE, THEIRS, Clashes, NeverSeen, edit_beside_others, merge
from directory.places.models import Kind, Place
from directory.places.schedule import Rule
from directory.places.versions import EDITED, values_now, version_edited_at
from directory.places.vocabulary import NationalActivity
from kayoiba.accounts.models import AuditEvent
from tests.factories.people import a_person
from tests.factories.places import AT, a_place, a_town

SECOND = dt.timedelta(seconds=1)
TUESDAYS, FRIDAYS = Rule(weekdays=("Tu",), start=dt.time(10)), Rule(weekdays=("Fr",))

words = st.sampled_from(["", "100円", "200円", " 100円 "])
TEXTS = ("name", "fee", "introduction", "venue_name", "address", "building", "schedule_text")
versions = st.fixed_dictionaries(
    {
        **dict.fromkeys(TEXTS, words),
        "capacity": st.none() | st.integers(0, 3),
        "parking": st.sampled_from([True, False, None]),
        "activities": st.lists(st.sampled_from(["tea", "song"]), unique=True),
        "kinds": st.lists(st.sampled_from("ab"), unique=True).map(tuple),
        "rules": st.lists(st.sampled_from([TUESDAYS, FRIDAYS]), unique=True).map(tuple),
        "point": st.none() | st.tuples(st.integers(30, 32), st.integers(130, 132)),
    }
).map(lambda values: {**values, **dict(zip(("lat", "lng"), values.pop("point") or (None, None), strict=True))})


def differ(one, other, name):
    """As `merge` must see it, said once more in another way."""
    if name in ("kinds", "activities"):
        return sorted(one[name]) != sorted(other[name])
    if isinstance(one[name], str):
        return one[name].strip() != other[name].strip()
    return one[name] != other[name]


class TestJoining:
    @given(versions, versions, versions, st.sampled_from([MINE, THEIRS]))
    def test_every_field_holds_what_somebody_chose_and_no_change_without_a_clash_is_lost(
        self, base, mine, theirs, answer
    ):
        asked = merge(base, mine, theirs, {})
        joined = merge(base, mine, theirs, {clash.key: answer for clash in asked.clashes})
        now = {**theirs, **joined.changes}
        clashing = {name for clash in asked.clashes for name in clash.names}

        for name in mine:
            i_did, they_did = differ(base, mine, name), differ(base, theirs, name)
            venue_moved = name in ("lat", "lng") and now[name] is None
            assert any(not differ(now, version, name) for version in (base, mine, theirs)) or venue_moved
            if name in clashing:
                continue
            if i_did and not they_did:
                assert not differ(now, mine, name)
            if they_did and not i_did:
                assert not differ(now, theirs, name)
            if i_did and they_did:
                assert not differ(mine, theirs, name)

    @given(versions, versions)
    def test_alone_everything_one_changed_is_written_and_nothing_is_asked(self, base, mine):
        joined = merge(base, mine, base, {})

        assert (joined.kept, joined.clashes) == ({}, [])
        assert set(joined.changes) == {name for name in mine if differ(base, mine, name)} | (
            {"lat", "lng"} & set(joined.changes)
        )

    @given(versions, versions)
    def test_the_same_edit_twice_is_one(self, base, mine):
        assert merge(base, mine, mine, {}).changes == {}

    def test_a_point_is_asked_about_where_the_other_moved_the_venue(self):
        base = {"venue_name": "集会所", "address": "", "building": "", "lat": None, "lng": None}
        mine, theirs = base | {"lat": 34.6, "lng": 133.7}, base | {"venue_name": "公民館"}

        (clash,) = merge(base, mine, theirs, {}).clashes

        assert (clash.mine, clash.theirs) == (mine, theirs)

    def test_my_venue_does_not_take_the_point_of_the_one_before(self):
        base = {"venue_name": "集会所", "address": "", "building": "", "lat": 34.6, "lng": 133.7}
        mine, theirs = base | {"venue_name": "公民館"}, base | {"lat": 34.7, "lng": 133.8}

        joined = merge(base, mine, theirs, {"venue_name": MINE})

        assert joined.changes == mine | {"lat": None, "lng": None}

    def test_two_who_correct_different_words_of_the_venue_are_not_asked(self):
        base = {"venue_name": "集会所", "address": "尾崎1", "building": "", "lat": 34.6, "lng": 133.7}
        theirs = base | {"building": "2階", "lat": None, "lng": None}

        joined = merge(base, base | {"address": "尾崎2"}, theirs, {})

        assert (joined.clashes, joined.changes) == ([], {"address": "尾崎2"})
        assert set(joined.kept) == {"building", "lat", "lng"}


def sent(place, **values):
    """What the form of `place` sends when these are typed into it, with the stamp it was given."""
    return {"place": Place.objects.get(pk=place.pk), "values": values_now(place) | values, "seen": place.edited_at}


def save(form, *, answers=(), judged=None, by=None, at=AT + SECOND):
    return edit_beside_others(**form, answers=dict(answers), judged=judged, by=by, at=at)


@pytest.mark.django_db(transaction=True)
class TestSaving:
    def test_what_two_changed_in_different_fields_is_both_kept(self):
        place = a_place(fee="100円", parking=None)
        hers, his = sent(place, fee="200円"), sent(place, parking=True, rules=(TUESDAYS,))
        save(hers)

        kept = save(his, at=AT + 2 * SECOND)

        now = Place.objects.get()
        assert (now.fee, now.parking, now.rules.count(), kept) == ("200円", True, 1, {"fee": "200円"})

    def test_the_audit_line_of_the_second_names_only_what_it_changed(self):
        place = a_place(fee="100円")
        hers, his = sent(place, fee="200円"), sent(place, parking=True)
        save(hers)
        save(his, at=AT + 2 * SECOND)

        lines = AuditEvent.objects.filter(verb="place.edited").order_by("pk")
        assert [line.detail["fields"] for line in lines] == [["fee"], ["parking"]]

    def test_where_both_changed_the_same_nothing_is_written_before_somebody_answers(self):
        place = a_place(fee="100円")
        hers, his = sent(place, fee="200円", bring="はし"), sent(place, fee="無料", menu="茶話会")
        save(hers)

        with pytest.raises(Clashes) as raised:
            save(his, at=AT + 2 * SECOND)

        (clash,) = raised.value.merged.clashes
        assert (clash.names, clash.mine, clash.theirs) == (("fee",), {"fee": "無料"}, {"fee": "200円"})
        assert Place.objects.values_list("fee", "bring", "menu").get() == ("200円", "はし", "")

    @pytest.mark.parametrize(("answer", "fee"), [(MINE, "無料"), (THEIRS, "200円")])
    def test_the_answer_holds_and_everything_else_of_both_is_kept(self, answer, fee):
        place = a_place(fee="100円")
        hers, his = sent(place, fee="200円", bring="はし"), sent(place, fee="無料", menu="茶話会")
        save(hers)

        save(his, answers={"fee": answer}, judged=AT + SECOND, at=AT + 2 * SECOND)

        assert Place.objects.values_list("fee", "bring", "menu").get() == (fee, "はし", "茶話会")

    def test_an_answer_about_what_has_changed_once_more_counts_for_nothing(self):
        place = a_place(fee="100円")
        hers, his = sent(place, fee="200円"), sent(place, fee="無料")
        save(hers)
        edit_place(place=place, changes={"fee": "300円"}, by=None, at=AT + 2 * SECOND)

        with pytest.raises(Clashes):
            save(his, answers={"fee": MINE}, judged=AT + SECOND, at=AT + 3 * SECOND)

    def test_an_old_draft_joins_what_has_been_written_since(self):
        """A page, or a draft, of three versions ago."""
        salon = Kind.objects.create(slug="salon", name="サロン", position=1, national_activity=NationalActivity.TEA)
        place = a_place(fee="100円", rules=[TUESDAYS])
        draft = sent(place, notes="鍵は公民館")
        for later, values in enumerate([{"fee": "200円"}, {"rules": (FRIDAYS,)}, {"kinds": (salon,)}], start=1):
            place.refresh_from_db()
            save(sent(place, **values), at=AT + later * SECOND)

        kept = save(draft, at=AT + 9 * SECOND)

        now = values_now(Place.objects.get())
        assert (now["fee"], now["rules"], now["kinds"], now["notes"]) == ("200円", (FRIDAYS,), (salon,), "鍵は公民館")
        assert set(kept) == {"fee", "rules", "kinds"}

    def test_where_nothing_was_changed_no_trace_is_left(self):
        place = a_place(fee="100円", introduction="お茶\n歌", rules=[TUESDAYS])

        save(sent(place, introduction="お茶\r\n歌 ", rules=[TUESDAYS]))

        assert Place.objects.get().edited_at == AT
        assert not AuditEvent.objects.filter(verb="place.edited").exists()

    @pytest.mark.parametrize("seen", [None, AT - SECOND])
    def test_a_stamp_that_no_version_has_is_refused(self, seen):
        place = a_place()

        with pytest.raises(NeverSeen):
            save({**sent(place, fee="無料"), "seen": seen})

        assert Place.objects.get().fee == ""


@pytest.mark.django_db(transaction=True)
class TestVersions:
    def test_a_version_is_what_the_place_was_with_its_rules_kinds_town_and_group(self):
        salon = Kind.objects.create(slug="salon", name="サロン", position=1, national_activity=NationalActivity.TEA)
        cafe = Kind.objects.create(slug="cafe", name="カフェ", position=2, national_activity=NationalActivity.TEA)
        group = Group.objects.create(name="呉妹の会")
        place = a_place(fee="100円", rules=[TUESDAYS], kinds=[salon], group=group, town=a_town(), activities=["tea"])
        before = values_now(place)
        changes = {"fee": "", "group": None, "town": None, "activities": []}
        edit_place(place=place, changes=changes, rules=[FRIDAYS], kinds=[cafe], by=None, at=AT + SECOND)

        assert version_edited_at(place, AT).values == before
        assert version_edited_at(place, AT + SECOND).values == values_now(Place.objects.get())

    def test_every_field_that_an_edit_may_write_belongs_to_it(self):
        assert {"fee", "group", "town", "lat", "source_text", "schedule_text", "check_every"} < set(EDITED)
        assert not {"number", "district", "removed_at", "edited_at", "sort_key"} & set(EDITED)


def at_once(*acts):
    """Run them in connections of their own, begun together; what they raised."""
    gate, raised = Barrier(len(acts)), []

    def run(act):
        try:
            gate.wait()
            act()
        except Clashes as clashes:
            raised.append(clashes)
        finally:
            connection.close()

    threads = [Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    def test_many_who_save_in_the_same_moment_lose_nothing(self):
        place = a_place()
        typed = {"fee": "無料", "bring": "はし", "menu": "茶話会", "parking": True, "rules": (TUESDAYS,), "capacity": 9}
        forms = [sent(place, **{name: value}) for name, value in typed.items()]
        people = [a_person("lead") for _ in forms]

        def saving(number):
            return lambda: save(forms[number], by=people[number], at=AT + number * SECOND + SECOND)

        assert at_once(*map(saving, range(len(forms)))) == []

        now = values_now(Place.objects.get())
        assert {name: now[name] for name in typed} == typed
        assert AuditEvent.objects.filter(verb="place.edited").count() == len(typed)

    def test_of_two_who_write_the_same_field_one_is_asked(self):
        place = a_place(fee="100円")
        hers, his = sent(place, fee="200円", bring="はし"), sent(place, fee="無料", menu="茶話会")

        (clashes,) = at_once(lambda: save(hers), lambda: save(his, at=AT + 2 * SECOND))

        (clash,) = clashes.merged.clashes
        now = Place.objects.get()
        assert {clash.mine["fee"], now.fee} == {"200円", "無料"}
        assert (now.bring, now.menu) in [("はし", ""), ("", "茶話会")]
