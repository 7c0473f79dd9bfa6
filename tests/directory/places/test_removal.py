import datetime as dt
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.management import call_command

from directory.counts.figures import FIGURES, Year
from directory.counts.queries import by_area, years_on_record
from directory.imports.models import Import
from directory.places import actions, removal
from directory.places.models import Check, Kind, Listing, ListingEnded, MeetingException, Place
from directory.places.removal import bring_back_removed, forget_removed, remove_place
from directory.places.schedule import OneDay, Rule
from directory.places.vocabulary import CheckedHow, NationalActivity, PauseReason
from directory.proposals.models import Proposal
from directory.rounds.models import YearlyReport
from directory.startup.actions import record_grant
from directory.visits.models import Treasure, Visit
from directory.workbench import queries
from kayoiba.accounts import audit
from kayoiba.accounts.models import AuditEvent
from tests.factories.lists import a_list, outcomes, reasons, take_in
from tests.factories.people import a_person
from tests.factories.places import AT, TODAY, a_district, a_listing, a_place
from tests.factories.proposals import a_correction

pytestmark = pytest.mark.django_db

NOW = {"by": None, "at": AT}
DAY = dt.timedelta(days=1)


def removed(**fields):
    place = a_place(**fields)
    remove_place(place=place, reason="二重の登録", **NOW)
    return place


def with_everything():
    """A place with a row in every table that can hold one."""
    salon = Kind.objects.create(slug="salon", name="サロン", position=1, national_activity=NationalActivity.TEA)
    place = a_place("くれせ", district=a_district(), kinds=[salon], rules=[Rule(weekdays=("Tu",))])
    a_listing(place)
    actions.edit_place(place=place, changes={"introduction": "山本さんの家のとなり"}, **NOW)
    actions.pause_place(place=place, from_date=TODAY, until=None, reason=PauseReason.OTHER, **NOW)
    actions.except_day(place=place, day=OneDay(TODAY, meets=False), **NOW)
    actions.check_place(place=place, how=CheckedHow.VISIT, on=TODAY, **NOW)
    record_grant(place=place, fiscal_year=2026, status="decided", **NOW)
    a_correction(place)
    Visit.objects.create(place=place, planned_on=TODAY, request_id=uuid4())
    Treasure.objects.create(
        place=place, kind="person", text="上手な人", noted_on=TODAY, request_id=uuid4(), forget_on=TODAY + 365 * DAY
    )
    YearlyReport.objects.create(place=place, fiscal_year=2026)
    return place


def left_of(place):
    """The names of the tables that still have a row of the place."""
    tables = [model for model in apps.get_app_config("directory").get_models() if model._meta.managed]
    columns = [(table, field) for table in tables for field in table._meta.fields if field.related_model is Place]
    found = {
        table.__name__ for table, field in columns if table._base_manager.filter(**{field.attname: place.pk}).exists()
    }
    return found | ({"Place"} if Place.with_removed.filter(pk=place.pk).exists() else set())


class TestRemoving:
    def test_it_leaves_the_residents_first(self):
        place = a_place()
        listing = a_listing(place)

        remove_place(place=place, reason="二重の登録", **NOW)

        assert not Listing.objects.filter(number=listing.number).exists()
        assert list(place.listed_periods.values_list("until", "reason")) == [(TODAY, "二重の登録")]

    def test_of_one_that_has_ended_the_residents_are_told_no_longer(self):
        place = a_place()
        a_listing(place)
        actions.end_place(place=place, on=TODAY, reason="解散", **NOW)
        assert ListingEnded.objects.exists()

        remove_place(place=place, reason="二重の登録", **NOW)

        assert not ListingEnded.objects.exists()

    def test_the_audit_line_keeps_the_reason(self):
        place = removed()

        line = AuditEvent.objects.get(subject_kind="place", subject_id=place.pk, verb="place.removed")
        assert line.detail == {"reason": "二重の登録"}

    def test_nothing_can_be_done_to_it_any_more(self):
        place = removed()

        with pytest.raises(Place.DoesNotExist):
            actions.edit_place(place=place, changes={"fee": "無料"}, **NOW)
        with pytest.raises(Place.DoesNotExist):
            remove_place(place=place, reason="", **NOW)

    def test_it_is_in_no_list_and_no_number_of_whoever_looks(self):
        place = with_everything()
        office, lead, coordinator = a_person("office"), a_person("lead"), a_person("coordinator", a_district())

        remove_place(place=place, reason="まちがい", **NOW)

        for person in (office, lead, coordinator):
            assert not any(number for _, number in queries.board_numbers(person, on=TODAY))
            assert not queries.places_of(person, on=TODAY).exists()
            assert queries.meeting_today(person, on=TODAY) == []
            assert not Proposal.objects.in_care_of(person).exists()
            assert not Visit.objects.in_care_of(person).exists()
            assert not Treasure.objects.in_care_of(person).exists()
        assert not place.district.places.exists()

    def test_no_count_of_any_year_knows_of_it(self):
        place = with_everything()
        year = Year.counted(2026, TODAY)
        assert len(years_on_record(TODAY)) == 7

        remove_place(place=place, reason="まちがい", **NOW)

        assert not any(by_area([year]).city.number(figure, year) for figure in FIGURES)
        assert years_on_record(TODAY) == [2026]


class TestListsThatSpeakOfIt:
    def test_a_row_is_refused_with_the_way_to_bring_the_place_back(self, tmp_path):
        path = a_list(tmp_path, "ID,名称,会場", "1,くれせ,集会所")
        take_in(path)
        remove_place(place=Place.objects.get(), reason="まちがい", **NOW)

        done = take_in(a_list(tmp_path, "ID,名称,会場", "1,くれせ,公民館"))

        assert outcomes(done) == ["refused"]
        assert "「取り消した場」" in reasons(done)[0]
        assert not Place.objects.exists()

    def test_the_same_list_again_is_refused_too_and_kept_once(self, tmp_path):
        path = a_list(tmp_path, "ID,名称,会場", "1,くれせ,集会所")
        take_in(path)
        remove_place(place=Place.objects.get(), reason="まちがい", **NOW)

        assert [outcomes(take_in(path)), outcomes(take_in(path))] == [["refused"], ["refused"]]

    def test_brought_back_it_is_found_again(self, tmp_path):
        path = a_list(tmp_path, "ID,名称,会場", "1,くれせ,集会所")
        take_in(path)
        place = Place.objects.get()
        remove_place(place=place, reason="まちがい", **NOW)
        take_in(path)
        bring_back_removed(place=place, **NOW)

        assert outcomes(take_in(path)) == ["unchanged"]

    def test_a_further_session_of_it_is_refused_as_well(self, tmp_path):
        heading = "番号,サロン名,会場,開催日"
        take_in(a_list(tmp_path, heading, "A0000001,くれせ,集会所,毎週月曜"))
        place = Place.objects.get()
        remove_place(place=place, reason="まちがい", **NOW)

        assert outcomes(take_in(a_list(tmp_path, heading, "A0000001,くれせ,集会所,毎週火曜"))) == ["refused"]

    def test_what_went_with_an_import_that_was_undone_can_be_taken_in_anew(self, tmp_path):
        path = a_list(tmp_path, "ID,名称,会場", "1,くれせ,集会所")
        take_in(path)
        place = Place.objects.get()
        Import.objects.update(undone_at=AT)
        remove_place(place=place, reason="取り込みの取りやめ", **NOW)

        assert outcomes(take_in(path)) == ["created"]


class TestBringingBack:
    def test_it_is_as_it_was_and_counts_again(self):
        place = with_everything()
        remove_place(place=place, reason="まちがい", **NOW)

        bring_back_removed(place=place, **NOW)

        back = Place.objects.get(pk=place.pk)
        assert back.introduction == "山本さんの家のとなり"
        assert (back.rules.count(), back.kinds.count(), back.grants.count()) == (1, 1, 1)
        assert not Listing.objects.exists()

    def test_twice_is_refused(self):
        place = removed()
        bring_back_removed(place=place, **NOW)

        with pytest.raises(removal.NotRemoved):
            bring_back_removed(place=place, **NOW)

    def test_after_its_days_it_cannot_come_back(self):
        place = removed()

        with pytest.raises(removal.NotRemoved):
            bring_back_removed(place=place, by=None, at=AT + 30 * DAY)


class TestForgetting:
    def test_until_the_thirtieth_day_everything_is_kept(self):
        place = with_everything()
        remove_place(place=place, reason="まちがい", **NOW)

        assert forget_removed(at=AT + 30 * DAY - dt.timedelta(seconds=1)) == 0
        assert {"PlaceEvent", "MeetingRule", "Consent", "Proposal", "Visit", "GrantEvent"} <= left_of(place)

    def test_then_nothing_of_it_is_left_in_any_table(self):
        place, other = with_everything(), a_place("となり")
        remove_place(place=place, reason="山本さんの申し出", **NOW)

        assert forget_removed(at=AT + 30 * DAY) == 1
        assert left_of(place) == set()
        assert left_of(other) > {"Place", "PlaceEvent"}
        assert not Check.objects.exists()
        assert not MeetingException.objects.exists()

    def test_audit_lines_stay_without_the_name_and_the_reason(self):
        place = removed(name="山本さんの家")

        forget_removed(at=AT + 30 * DAY)

        lines = AuditEvent.objects.filter(subject_kind="place", subject_id=place.pk).order_by("pk")
        assert [line.verb for line in lines] == ["place.registered", "place.removed", "place.forgotten"]
        assert {(line.subject_name, str(line.detail)) for line in lines} == {("", "{}")}

    def test_lines_about_what_goes_with_it_keep_no_name_either(self):
        place = with_everything()
        audit.record_all("visit.forgotten", place.visits.all(), **NOW)
        remove_place(place=place, reason="まちがい", **NOW)
        assert AuditEvent.objects.get(verb="visit.forgotten").subject_name.startswith("くれせ")

        forget_removed(at=AT + 30 * DAY)

        assert not AuditEvent.objects.filter(subject_name__contains="くれせ").exists()

    def test_the_daily_command_does_it(self, capsys):
        place = removed()
        Place.with_removed.filter(pk=place.pk).update(removed_at=AT - 1000 * DAY)

        call_command("forget")

        assert "1か所を" in capsys.readouterr().out
        assert not Place.with_removed.exists()
