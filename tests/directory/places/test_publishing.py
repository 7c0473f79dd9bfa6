import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from directory.groups.models import Group
from directory.places import actions
from directory.places.models import Consent, EditedSince, Kind, ListedPeriod, Listing, ListingHat, ListingPause, Place
from directory.places.publishing import Answer, NotKnown, publish_place, withdraw_place
from directory.places.schedule import Rule
from directory.places.vocabulary import AgreedHow, FieldGroup, NationalActivity, PauseReason, Precision, VenueType
from kayoiba.accounts.models import AuditEvent
from kayoiba.tools.kana import fold
from tests.factories.places import AT, TODAY, a_district, a_listing, a_place, a_school, a_town

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
NOW = {"by": None, "at": AT}
PRIVATE = {"internal_contact": "山田花子", "internal_phone": "090-1111-2222", "notes": "足がわるい人が多い"}
HERE = {"venue_name": "尾崎分館", "address": "真備町尾崎1-1", "building": "2階", "lat": 34.6, "lng": 133.7}
POINTLESS = (None, None)


def answer(group, agreed=True, precision="", on=TODAY):
    return Answer(group, agreed=agreed, how=AgreedHow.ORAL, agreed_on=on, precision=precision, agreed_by="代表")


INTRODUCED = answer(FieldGroup.INTRODUCTION)


def publish(place, *answers, at=AT):
    return publish_place(place=place, answers=answers, by=None, at=at)


def where(listing):
    return listing.venue_name, listing.address, listing.school_name


class TestConsent:
    def test_a_word_of_mouth_for_the_name_is_enough_to_be_found(self):
        listing = publish(a_place("呉妹おしゃべり広場", district=a_district()), INTRODUCED)

        assert (listing.name, listing.district_name, listing.listed_on) == ("呉妹おしゃべり広場", "真備", TODAY)

    def test_whoever_agreed_to_nothing_is_not_shown_and_the_answer_is_kept(self):
        place = a_place()

        assert publish(place, answer(FieldGroup.INTRODUCTION, agreed=False)) is None

        assert not Listing.objects.exists()
        assert list(Consent.objects.values_list("field_group", "agreed")) == [("introduction", False)]
        assert Place.objects.get().number is None

    def test_whoever_takes_the_word_back_is_hidden_at_once(self):
        a_listing(contact_phone="086-000-0000")
        place = Place.objects.get()

        publish(place, answer(FieldGroup.INTRODUCTION, agreed=False), at=AT + DAY)

        assert not Listing.objects.exists()
        assert list(place.listed_periods.values_list("until", "reason")) == [(TODAY + DAY, "運営者の申し出")]
        verbs = AuditEvent.objects.filter(subject_id=place.pk).order_by("-pk").values_list("verb", flat=True)
        assert list(verbs[:2]) == ["place.withdrawn", "place.answered"]

    def test_an_agreed_telephone_alone_is_not_enough(self):
        assert publish(a_place(), answer(FieldGroup.CONTACT)) is None

    def test_the_telephone_is_shown_only_where_that_was_agreed_to(self):
        place = a_place(contact_phone="086-000-0000", contact_name="世話人")

        silent = publish(place, INTRODUCED)
        spoken = publish(place, answer(FieldGroup.CONTACT))

        assert (silent.contact_phone, silent.contact_name) == ("", "")
        assert (spoken.contact_phone, spoken.contact_name) == ("086-000-0000", "世話人")

    def test_an_answer_of_another_day_holds_until_a_later_one(self):
        place = a_place(contact_phone="086-000-0000")
        publish(place, INTRODUCED, answer(FieldGroup.CONTACT, on=TODAY - DAY))

        listing = publish(place, answer(FieldGroup.CONTACT, agreed=False))

        assert listing.contact_phone == ""

    def test_a_refusal_that_is_written_down_late_counts_too(self):
        place = a_place(contact_phone="086-000-0000")
        publish(place, INTRODUCED, answer(FieldGroup.CONTACT))

        listing = publish(place, answer(FieldGroup.CONTACT, agreed=False, on=TODAY - DAY))

        assert listing.contact_phone == ""

    def test_who_agreed_and_how_is_kept(self):
        publish(a_place(), INTRODUCED)

        kept = Consent.objects.values_list("field_group", "agreed", "agreed_by", "how", "agreed_on")
        assert list(kept) == [("introduction", True, "代表", "oral", TODAY)]

    def test_a_yes_is_not_taken_for_what_was_edited_since_it_was_asked(self):
        place = a_place(venue_name="尾崎分館")
        seen = place.edited_at
        actions.edit_place(place=place, changes={"venue_name": "山本宅"}, by=None, at=AT + DAY)

        with pytest.raises(EditedSince):
            publish_place(place=place, answers=[INTRODUCED], by=None, at=AT + DAY, seen=seen)

        assert not Consent.objects.exists()
        assert publish_place(place=place, answers=[INTRODUCED], by=None, at=AT + DAY, seen=place.edited_at)

    @pytest.mark.parametrize(
        ("group", "agreed", "precision"), [("venue", True, ""), ("venue", False, "town"), ("contact", True, "town")]
    )
    def test_only_a_venue_that_was_agreed_to_says_how_exactly(self, group, agreed, precision):
        with pytest.raises(IntegrityError, match="consent_to_a_venue_says_how_exactly"):
            publish(a_place(), INTRODUCED, answer(group, agreed=agreed, precision=precision))


class TestPrecision:
    @pytest.fixture
    def place(self):
        town = a_town("真備町尾崎", lat=34.64, lng=133.71)
        return a_place(school_district=a_school(), town=town, directions="駅の前", **HERE)

    def test_nothing_is_said_of_a_venue_nobody_agreed_to(self, place):
        listing = publish(place, INTRODUCED, answer(FieldGroup.VENUE, agreed=False))

        assert (where(listing), listing.precision) == (("", "", ""), "")
        assert (listing.lat, listing.lng) == POINTLESS

    def test_a_school_district_has_no_point(self, place):
        listing = publish(place, INTRODUCED, answer(FieldGroup.VENUE, precision=Precision.SCHOOL))

        assert where(listing) == ("", "", "呉妹")
        assert (listing.lat, listing.lng) == POINTLESS

    def test_a_town_has_its_own_point_and_not_the_places(self, place):
        listing = publish(place, INTRODUCED, answer(FieldGroup.VENUE, precision=Precision.TOWN))

        assert where(listing) == ("", "真備町尾崎", "呉妹")
        assert (listing.lat, listing.lng) == (34.64, 133.71)

    def test_a_town_that_is_not_known_shows_the_school_district(self, place):
        actions.edit_place(place=place, changes={"town": None}, **NOW)

        listing = publish(place, INTRODUCED, answer(FieldGroup.VENUE, precision=Precision.TOWN))

        assert where(listing) == ("", "", "呉妹")
        assert (listing.lat, listing.lng) == POINTLESS

    def test_an_address_shows_the_venue_the_way_and_the_places_point(self, place):
        listing = publish(place, INTRODUCED, answer(FieldGroup.VENUE, precision=Precision.ADDRESS))

        assert where(listing) == ("尾崎分館", "真備町尾崎1-1 2階", "呉妹")
        assert (listing.lat, listing.lng, listing.directions) == (34.6, 133.7, "駅の前")

    def test_a_private_home_shows_its_school_district_and_is_not_found_by_its_address(self):
        home = a_place(venue_type=VenueType.HOME, school_district=a_school(), town=a_town(), **HERE)

        listing = publish(home, INTRODUCED, answer(FieldGroup.VENUE, precision=Precision.SCHOOL))

        assert where(listing) == ("", "", "呉妹")
        assert fold("尾崎") not in listing.search_text


class TestAnotherVenue:
    """What was agreed to of one venue does not hold for the next."""

    def listed(self, precision, **venue):
        fields = {"venue_name": "尾崎分館", "venue_type": VenueType.HALL, "address": "尾崎1", "town": a_town()}
        a_listing(precision=precision, school_district=a_school(), **{**fields, **venue})
        return Place.objects.get()

    def edit(self, place, **changes):
        actions.edit_place(place=place, changes=changes, **NOW)
        return Listing.objects.get()

    def test_a_place_that_went_over_to_a_private_home_shows_its_school_district_alone(self):
        place = self.listed(Precision.ADDRESS)

        listing = self.edit(place, venue_name="山本宅", venue_type=VenueType.HOME, address="ひみつ9-9")

        assert (where(listing), listing.precision) == (("", "", "呉妹"), Precision.SCHOOL)
        assert fold("山本宅") not in listing.search_text

    def test_a_home_that_moved_is_another_home(self):
        place = self.listed(Precision.ADDRESS, venue_name="", venue_type=VenueType.HOME)

        assert where(self.edit(place, address="ひみつ9-9")) == ("", "", "呉妹")

    def test_a_venue_that_was_not_known_when_asked_was_not_agreed_to(self):
        place = self.listed(Precision.ADDRESS, venue_name="", venue_type="", address="")

        assert where(self.edit(place, venue_name="山本宅", address="ひみつ9-9")) == ("", "", "呉妹")

    def test_a_venue_without_a_name_is_where_it_is(self):
        place = self.listed(Precision.ADDRESS, venue_name="", venue_type="", address="")

        assert where(self.edit(place, address="ひみつ9-9")) == ("", "", "呉妹")

    def test_an_address_that_names_a_home_is_a_home_whatever_its_kind(self):
        place = self.listed(Precision.ADDRESS, address="尾崎1")

        assert where(self.edit(place, address="尾崎2 山本宅")) == ("", "", "呉妹")

    def test_a_hall_whose_address_or_spelling_is_corrected_is_the_same_hall(self):
        place = self.listed(Precision.ADDRESS, address="尾崎1")

        assert where(self.edit(place, venue_name="尾崎 分館", address="尾崎１－２")) == (
            "尾崎 分館",
            "尾崎１－２",
            "呉妹",
        )

    @pytest.mark.parametrize("another", ["town", "venue"])
    def test_at_the_precision_of_a_town_another_town_or_venue_is_another_answer(self, another):
        place = self.listed(Precision.TOWN)
        changes = {"town": {"town": a_town("児島味野")}, "venue": {"venue_name": "味野分館"}}

        assert where(self.edit(place, **changes[another])) == ("", "", "呉妹")

    def test_the_address_of_the_same_hall_may_be_put_right(self):
        place = self.listed(Precision.ADDRESS)

        assert where(self.edit(place, address="尾崎1-1", directions="駅の前")) == ("尾崎分館", "尾崎1-1", "呉妹")

    def test_asked_again_it_is_shown_as_exactly_as_before(self):
        place = self.listed(Precision.ADDRESS)
        self.edit(place, venue_name="味野分館")

        listing = publish(place, answer(FieldGroup.VENUE, precision=Precision.ADDRESS))

        assert where(listing) == ("味野分館", "尾崎1", "呉妹")

    def test_back_at_the_old_venue_the_old_answer_holds(self):
        place = self.listed(Precision.ADDRESS)
        self.edit(place, venue_name="味野分館")

        assert where(self.edit(place, venue_name="尾崎分館")) == ("尾崎分館", "尾崎1", "呉妹")


class TestPublicCopy:
    def test_what_is_internal_never_reaches_it(self):
        listing = a_listing(precision=Precision.ADDRESS, source_text={"備考": "ひみつ"}, **PRIVATE, **HERE)

        shown = " ".join(str(value) for value in vars(Listing.objects.get(number=listing.number)).values())
        assert [text for text in [*PRIVATE.values(), "ひみつ"] if text in shown or fold(text) in shown] == []

    def test_it_is_found_by_name_reading_kind_activity_group_and_district(self):
        salon = Kind.objects.create(slug="salon", name="サロン", position=1, national_activity=NationalActivity.TEA)
        listing = a_listing(
            name="呉妹おしゃべり広場",
            reading="くれせ おしゃべり ひろば",
            kinds=[salon],
            activities=["tea"],
            group=Group.objects.create(name="呉妹の会"),
            district=a_district(kana="まび"),
        )

        words = ("おしゃべり", "くれせ", "サロン", "お茶", "呉妹の会", "真備", "まび")
        assert [word for word in words if fold(word) not in listing.search_text] == []

    def test_each_rule_is_a_row_so_that_a_day_and_a_time_are_found_together(self):
        tuesday = Rule(weekdays=("Tu",), weeks=(2, 4), start=dt.time(10), end=dt.time(11, 30))
        saturday = Rule(weekdays=("Sa", "Su"), start=dt.time(14), valid_to=TODAY)

        listing = a_listing(rules=[tuesday, saturday])

        rows = listing.meetings.order_by("weekdays").values_list("weekdays", "start", "valid_to")
        assert list(rows) == [(0b10, dt.time(10), None), (0b1100000, dt.time(14), TODAY)]

    def test_it_wears_one_hat(self):
        listing = a_listing()

        assert list(listing.hats.values_list("hat", flat=True)) == [ListingHat.Hat.PLACE]
        with pytest.raises(IntegrityError, match="listing_hat_once"), transaction.atomic():
            ListingHat.objects.create(listing=listing, hat=ListingHat.Hat.PLACE)

    def test_every_pause_to_come_is_announced_and_one_that_is_over_is_not(self):
        place = a_place()
        for days in (-20, 40, 20):
            day = TODAY + days * DAY
            actions.pause_place(place=place, from_date=day, until=day, reason=PauseReason.SEASON, **NOW)

        listing = publish(place, INTRODUCED)

        assert [pause["from"] for pause in listing.pauses] == ["2026-12-14", "2027-01-03"]
        days = ListingPause.objects.order_by("from_date").values_list("listing", "from_date", "until")
        assert list(days) == [(listing.pk, TODAY + n * DAY, TODAY + n * DAY) for n in (20, 40)]


class TestNumber:
    def test_it_is_allotted_once_and_survives_withdrawal(self):
        place = a_place()
        number = publish(place, INTRODUCED).number
        withdraw_place(place=place, reason="申し出", **NOW)
        another = a_listing()

        again = publish(place, at=AT + DAY)

        assert again.number == number != another.number

    def test_publishing_twice_is_one_listing_and_one_period(self):
        place = a_place()
        publish(place, INTRODUCED)

        publish(place, INTRODUCED, at=AT + DAY)

        assert list(Listing.objects.values_list("listed_on", "updated_at")) == [(TODAY, AT + DAY)]
        assert ListedPeriod.objects.count() == 1


class TestWithdraw:
    def test_it_is_gone_with_its_reason_on_record(self):
        a_listing()
        place = Place.objects.get()

        withdraw_place(place=place, reason="運営者の申し出", by=None, at=AT + 9 * DAY)

        assert not Listing.objects.exists()
        assert list(place.listed_periods.values_list("from_date", "until", "reason")) == [
            (TODAY, TODAY + 9 * DAY, "運営者の申し出")
        ]

    def test_a_later_edit_does_not_bring_it_back(self):
        a_listing()
        place = Place.objects.get()
        withdraw_place(place=place, reason="申し出", **NOW)

        actions.edit_place(place=place, changes={"fee": "無料"}, **NOW)

        assert not Listing.objects.exists()

    def test_it_may_be_listed_again_on_the_same_day(self):
        place = a_place()
        publish(place, INTRODUCED)
        withdraw_place(place=place, reason="まちがい", **NOW)

        publish(place)

        assert list(Place.objects.listed_on(TODAY)) == [place]

    def test_nothing_happens_to_what_is_not_listed(self):
        withdraw_place(place=a_place(), reason="", **NOW)

        assert not AuditEvent.objects.filter(verb="place.withdrawn").exists()

    def test_listed_periods_never_overlap_and_are_ordered(self):
        a_listing()
        place = Place.objects.get()

        with pytest.raises(IntegrityError, match="listed_periods_do_not_overlap"), transaction.atomic():
            ListedPeriod.objects.create(place=place, from_date=TODAY + DAY)
        with pytest.raises(IntegrityError, match="listed_period_dates_are_ordered"):
            place.listed_periods.update(until=TODAY - DAY)


def test_an_ended_place_comes_back_before_it_is_listed():
    place = a_place()
    actions.end_place(place=place, on=TODAY, reason="", **NOW)

    with pytest.raises(NotKnown):
        publish(place, INTRODUCED)
