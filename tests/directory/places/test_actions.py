import datetime as dt

import pytest
from django.db import IntegrityError

from directory.places import actions
from directory.places.models import (
    Check,
    Kind,
    KnownPeriod,
    Listing,
    ListingEnded,
    MeetingRule,
    Pause,
    Place,
    PlaceArea,
)
from directory.places.schedule import Rule
from directory.places.vocabulary import CheckedHow, NationalActivity, PauseReason
from kayoiba.accounts.models import AuditEvent
from tests.factories.people import a_person
from tests.factories.places import AT, TODAY, a_district, a_listing, a_place, a_school

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
LONG_AGO = dt.date(2020, 4, 1)
TUESDAYS = Rule(weekdays=("Tu",), weeks=(2, 4), start=dt.time(10), end=dt.time(11, 30))
NOW = {"by": None, "at": AT}


def periods(place):
    return list(place.known_periods.order_by("from_date").values_list("from_date", "until", "reason"))


def verbs(place):
    return list(AuditEvent.objects.filter(subject_id=place.pk).order_by("pk").values_list("verb", flat=True))


def a_kind(slug="salon", name="サロン"):
    return Kind.objects.create(slug=slug, name=name, position=1, national_activity=NationalActivity.TEA)


class TestRegister:
    def test_a_name_and_a_district_are_enough(self):
        place = actions.register_place(name="呉妹おしゃべり広場", known_from=TODAY, district=a_district(), **NOW)

        assert periods(place) == [(TODAY, None, "")]
        assert list(place.areas.values_list("from_date", "district__slug")) == [(TODAY, "mabi")]
        assert place.number is None

    def test_whatever_else_is_known_is_kept(self):
        salon = a_kind()

        place = a_place(kinds=[salon], rules=[TUESDAYS], fee="100円", parking=True)

        assert list(place.kinds.all()) == [salon]
        assert [Rule.from_model(row) for row in place.rules.all()] == [TUESDAYS]
        assert (place.fee, place.parking, place.wheelchair) == ("100円", True, None)

    def test_it_is_sorted_by_its_reading_and_else_by_its_name(self):
        a_place("呉妹広場", reading="くれせひろば")
        a_place("あさひ会")
        a_place("川辺茶屋", reading="かわべちゃや")

        assert [place.name for place in Place.objects.by_reading()] == ["あさひ会", "川辺茶屋", "呉妹広場"]

    def test_it_says_who_did_it(self):
        person = a_person("coordinator")

        place = a_place(by=person)

        line = AuditEvent.objects.get(subject_kind="place", subject_id=place.pk)
        assert (line.verb, line.by_name, line.subject_name) == ("place.registered", person.name, place.name)

    def test_a_place_without_a_name_is_refused(self):
        with pytest.raises(IntegrityError, match="place_has_a_name"):
            Place.objects.create(name="", created_at=AT, edited_at=AT)

    def test_half_a_point_is_refused(self):
        with pytest.raises(IntegrityError, match="place_lat_and_lng"):
            a_place(lat=34.6)

    def test_the_same_kind_is_never_there_twice(self):
        place, salon = a_place(), a_kind()
        place.kinds.add(salon)

        with pytest.raises(IntegrityError, match="place_kind_once"):
            place.kinds.through.objects.create(place=place, kind=salon)


class TestEdit:
    def test_the_audit_line_names_what_changed_and_nothing_else(self):
        place = a_place(fee="100円")

        actions.edit_place(place=place, changes={"fee": "無料", "bring": ""}, **NOW)

        place.refresh_from_db()
        assert place.fee == "無料"
        assert AuditEvent.objects.get(verb="place.edited").detail == {"fields": ["fee"]}

    def test_kinds_and_rules_stay_where_they_are_not_named(self):
        place = a_place(kinds=[a_kind()], rules=[TUESDAYS])

        actions.edit_place(place=place, changes={"fee": "無料"}, **NOW)

        assert (place.kinds.count(), place.rules.count()) == (1, 1)

    def test_other_rules_replace_the_old_ones(self):
        place = a_place(rules=[TUESDAYS])
        mondays = Rule(weekdays=("Mo",))

        actions.edit_place(place=place, changes={}, rules=[mondays, TUESDAYS], **NOW)

        assert [Rule.from_model(row) for row in place.rules.order_by("position")] == [mondays, TUESDAYS]

    def test_equal_rules_are_left_alone(self):
        place = a_place(rules=[TUESDAYS])
        row = place.rules.get()

        actions.edit_place(place=place, changes={}, rules=[TUESDAYS], **NOW)

        assert place.rules.get() == row

    def test_another_reading_sorts_it_anew(self):
        place = a_place("広場", reading="ひろば")
        a_place("にわ")

        actions.edit_place(place=place, changes={"reading": "あひろば"}, **NOW)

        assert Place.objects.by_reading().first() == place

    @pytest.mark.parametrize("field", ["venue_name", "address", "building"])
    def test_the_point_of_the_venue_before_is_gone(self, field):
        place = a_place(lat=34.6, lng=133.7)

        actions.edit_place(place=place, changes={field: "玉島乙島9999"}, **NOW)

        place.refresh_from_db()
        assert (place.lat, place.lng) == (None, None)
        assert AuditEvent.objects.get(verb="place.edited").detail == {"fields": sorted([field, "lat", "lng"])}

    @pytest.mark.parametrize(
        ("changes", "lat"),
        [({"address": "玉島乙島9999", "lat": 34.5, "lng": 133.6}, 34.5), ({"address": "", "fee": "無料"}, 34.6)],
        ids=["another point comes with it", "the venue is the same"],
    )
    def test_a_point_of_this_venue_stays(self, changes, lat):
        place = a_place(lat=34.6, lng=133.7)

        actions.edit_place(place=place, changes=changes, **NOW)

        place.refresh_from_db()
        assert place.lat == lat

    def test_the_public_sees_the_change_of_a_listed_place(self):
        listing = a_listing(fee="100円")

        actions.edit_place(place=Place.objects.get(), changes={"fee": "無料"}, **NOW)

        listing.refresh_from_db()
        assert listing.fee == "無料"

    def test_a_place_that_is_not_listed_stays_hidden(self):
        actions.edit_place(place=a_place(), changes={"fee": "無料"}, **NOW)

        assert not Listing.objects.exists()


class TestMove:
    def move(self, place, slug, name, on):
        actions.place_in(place=place, district=a_district(slug, name), school_district=None, from_date=on, **NOW)

    def test_it_counts_there_from_that_day_and_the_past_stays(self):
        place = a_place(district=a_district())

        self.move(place, "kurashiki", "倉敷", TODAY)

        assert place.district.slug == "kurashiki"
        assert place.areas.latest_by(TODAY - DAY).first().district.slug == "mabi"

    def test_before_it_was_known_or_had_moved_again_it_cannot_have_moved(self):
        place = a_place(district=a_district())
        with pytest.raises(actions.MovedSince):
            self.move(place, "kurashiki", "倉敷", LONG_AGO - DAY)
        self.move(place, "kurashiki", "倉敷", TODAY)

        with pytest.raises(actions.MovedSince):
            self.move(place, "kojima", "児島", TODAY - 30 * DAY)

        assert list(place.areas.values_list("district__slug", flat=True).order_by("from_date")) == ["mabi", "kurashiki"]

    def test_a_second_move_on_the_same_day_replaces_the_first(self):
        place = a_place(district=a_district())
        self.move(place, "kurashiki", "倉敷", TODAY)

        self.move(place, "kojima", "児島", TODAY)

        assert list(place.areas.filter(from_date=TODAY).values_list("district__slug", flat=True)) == ["kojima"]

    def test_the_public_finds_it_in_the_new_district(self):
        listing = a_listing(district=a_district())

        self.move(Place.objects.get(), "kurashiki", "倉敷", TODAY)

        listing.refresh_from_db()
        assert (listing.district_slug, listing.district_name) == ("kurashiki", "倉敷")

    def test_two_rows_of_one_day_are_refused(self):
        place = a_place()

        with pytest.raises(IntegrityError, match="place_area_once_a_day"):
            PlaceArea.objects.create(place=place, from_date=LONG_AGO)


class TestEndAndComeBack:
    def end(self, place, on=TODAY):
        actions.end_place(place=place, on=on, reason="世話人の引っこし", **NOW)

    def test_the_day_it_ends_is_the_first_it_is_not_known(self):
        place = a_place()

        self.end(place)

        assert periods(place) == [(LONG_AGO, TODAY, "世話人の引っこし")]
        assert list(Place.objects.known_on(TODAY - DAY)) == [place]
        assert not Place.objects.known_on(TODAY).exists()

    def test_it_leaves_the_public_copy(self):
        a_listing()

        self.end(Place.objects.get())

        assert not Listing.objects.exists()
        assert not Place.objects.listed_on(TODAY).exists()

    def test_whoever_comes_back_later_does_not_rest_and_what_was_planned_never_comes(self):
        rested, planned = a_place(), a_place()
        for place, begun in ((rested, TODAY - 9 * DAY), (planned, TODAY)):
            actions.pause_place(place=place, from_date=begun, until=None, reason=PauseReason.PEOPLE, **NOW)
            self.end(place, on=TODAY - 2 * DAY)

            actions.bring_back_place(place=place, on=TODAY, **NOW)

        assert list(Pause.objects.values_list("place", "until")) == [(rested.pk, TODAY - 3 * DAY)]

    def test_an_end_that_was_a_mistake_leaves_the_pauses_as_they_were(self):
        listing = a_listing(place := a_place())
        actions.pause_place(place=place, from_date=TODAY - 9 * DAY, until=None, reason=PauseReason.DISASTER, **NOW)
        listing.refresh_from_db()
        self.end(place)

        actions.bring_back_place(place=place, on=TODAY, **NOW)

        again = a_listing(place)
        assert again.pauses == listing.pauses != []

    def test_an_end_to_come_is_told_no_more_once_it_is_listed_again(self):
        a_listing(place := a_place())
        self.end(place, on=TODAY + 30 * DAY)
        assert ListingEnded.objects.exists()

        a_listing(place)

        assert not ListingEnded.objects.exists()

    def test_a_pause_does_not_outlive_the_place(self):
        place = a_place()
        until = TODAY + 30 * DAY
        actions.pause_place(place=place, from_date=TODAY - 9 * DAY, until=until, reason=PauseReason.VENUE, **NOW)
        self.end(place, on=TODAY - 5 * DAY)

        actions.bring_back_place(place=place, on=TODAY, **NOW)

        assert place.pauses.get().until == TODAY - 6 * DAY

    @pytest.mark.parametrize("on", [LONG_AGO - DAY, TODAY])
    def test_what_is_not_known_cannot_end(self, on):
        place = a_place()
        self.end(place, on=TODAY - DAY)

        with pytest.raises(actions.NotKnown):
            self.end(place, on=on)

    def test_it_comes_back_with_a_period_of_its_own(self):
        place = a_place()
        self.end(place, on=TODAY - 30 * DAY)

        actions.bring_back_place(place=place, on=TODAY, **NOW)

        assert periods(place) == [(LONG_AGO, TODAY - 30 * DAY, "世話人の引っこし"), (TODAY, None, "")]

    def test_coming_back_on_the_day_it_ended_undoes_the_end(self):
        place = a_place()
        self.end(place)

        actions.bring_back_place(place=place, on=TODAY, **NOW)

        assert periods(place) == [(LONG_AGO, None, "")]

    def test_it_comes_back_unlisted(self):
        a_listing()
        place = Place.objects.get()
        self.end(place)

        actions.bring_back_place(place=place, on=TODAY, **NOW)

        assert not Listing.objects.exists()

    @pytest.mark.parametrize("on", [TODAY - 31 * DAY, LONG_AGO - DAY])
    def test_it_cannot_come_back_while_it_is_known(self, on):
        place = a_place()
        self.end(place, on=TODAY - 30 * DAY)

        with pytest.raises(actions.AlreadyKnown):
            actions.bring_back_place(place=place, on=on, **NOW)

    def test_known_periods_never_overlap(self):
        place = a_place()

        with pytest.raises(IntegrityError, match="known_periods_do_not_overlap"):
            KnownPeriod.objects.create(place=place, from_date=TODAY)

    def test_a_known_period_ends_after_it_begins(self):
        place = a_place(known_from=TODAY)

        with pytest.raises(IntegrityError, match="known_period_dates_are_ordered"):
            place.known_periods.update(until=TODAY - DAY)


class TestCheck:
    def test_an_edit_is_no_check_and_a_check_no_edit(self):
        place = a_place()
        actions.edit_place(place=place, changes={"fee": "無料"}, **NOW)
        assert not Check.objects.exists()
        edited_at = place.edited_at

        actions.check_place(place=place, how=CheckedHow.PHONE, on=TODAY, by=None, at=AT + DAY)

        place.refresh_from_db()
        assert place.edited_at == edited_at

    def test_a_check_told_twice_is_one(self):
        place, person = a_place(), a_person("coordinator")

        told = [
            actions.check_place(place=place, how=how, on=TODAY, by=by, at=AT)
            for how, by in (("visit", person), ("visit", person), ("phone", person), ("visit", None), ("visit", None))
        ]

        assert [check.pk for check in told] == [told[0].pk, told[0].pk, told[2].pk, told[3].pk, told[3].pk]
        assert verbs(place).count("place.checked") == Check.objects.count() == 3

    def test_the_public_sees_the_last_check_and_by_what_means(self):
        listing = a_listing()
        place = Place.objects.get()
        actions.check_place(place=place, how=CheckedHow.VISIT, on=TODAY, **NOW)

        actions.check_place(place=place, how=CheckedHow.PHONE, on=TODAY - 9 * DAY, **NOW)

        listing.refresh_from_db()
        assert (listing.checked_on, listing.checked_how) == (TODAY, "visit")


class TestRules:
    @pytest.mark.parametrize("days", [{}, {"weekdays": ["Mo"], "days": [1]}])
    def test_a_rule_has_weekdays_or_days_never_both_and_never_neither(self, days):
        with pytest.raises(IntegrityError, match="rule_has_weekdays_or_days"):
            MeetingRule.objects.create(place=a_place(), **days)

    def test_a_rule_ends_after_it_begins(self):
        with pytest.raises(IntegrityError, match="rule_times_are_ordered"):
            MeetingRule.objects.create(place=a_place(), weekdays=["Mo"], start=dt.time(11), end=dt.time(10))

    def test_the_dates_of_a_rule_are_ordered(self):
        with pytest.raises(IntegrityError, match="rule_dates_are_ordered"):
            MeetingRule.objects.create(place=a_place(), weekdays=["Mo"], valid_from=TODAY, valid_to=TODAY - DAY)


def test_every_verb_leaves_its_line():
    place = a_place()
    actions.edit_place(place=place, changes={}, **NOW)
    actions.place_in(place=place, district=None, school_district=a_school(), from_date=TODAY, **NOW)
    actions.pause_place(place=place, from_date=TODAY, until=None, reason=PauseReason.OTHER, **NOW)
    actions.resume_place(place=place, on=TODAY, **NOW)
    actions.check_place(place=place, how=CheckedHow.VISIT, on=TODAY, **NOW)
    actions.end_place(place=place, on=TODAY, reason="", **NOW)
    actions.bring_back_place(place=place, on=TODAY, **NOW)

    assert verbs(place) == [
        "place.registered",
        "place.edited",
        "place.moved",
        "place.paused",
        "place.resumed",
        "place.checked",
        "place.ended",
        "place.came_back",
    ]
