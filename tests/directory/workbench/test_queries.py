import datetime as dt

import pytest

from directory.groups.models import Group
from directory.places import actions
from directory.places.models import Kind, Place
from directory.places.publishing import Answer, publish_place
from directory.places.schedule import OneDay, Rule
from directory.places.vocabulary import AgreedHow, CheckedHow, FieldGroup, NationalActivity, PauseReason, Precision
from directory.workbench import queries
from tests.factories.people import a_person
from tests.factories.places import AT, TODAY, a_district, a_listing, a_place, a_school, a_town

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
YEAR = dt.timedelta(days=365)
NOW = {"by": None, "at": AT}
TUESDAYS = Rule(weekdays=("Tu",), start=dt.time(10))


@pytest.fixture
def coordinator():
    return a_person("coordinator", a_district())


def names(places):
    return [place.name for place in places]


def search(user, **narrowed):
    return names(queries.search_places(user, on=TODAY, **narrowed))


class TestWhatIsMine:
    def test_my_districts_and_every_place_without_one_are_mine(self, coordinator):
        a_place("真備の会", district=a_district())
        a_place("どこかの会")
        a_place("倉敷の会", district=a_district("kurashiki", "倉敷"))

        assert search(coordinator) == ["どこかの会", "真備の会"]

    def test_a_lead_has_them_all(self):
        a_place("真備の会", district=a_district())
        a_place("倉敷の会", district=a_district("kurashiki", "倉敷"))

        assert len(search(a_person("lead"))) == 2

    def test_areas_to_choose_from_are_those_i_look_after(self, coordinator):
        mabi, kurashiki = a_district(), a_district("kurashiki", "倉敷")
        a_school("m-01", "呉妹", mabi)
        a_school("k-01", "万寿", kurashiki)
        a_town("真備町尾崎", district=mabi)
        a_town("日畑", district=kurashiki)

        assert names(queries.districts_of(coordinator, on=TODAY)) == ["真備"]
        assert names(queries.school_districts_of(coordinator, on=TODAY)) == ["呉妹"]
        assert names(queries.towns_of(coordinator, on=TODAY)) == ["真備町尾崎"]
        assert len(queries.towns_of(a_person("lead"), on=TODAY)) == 2


class TestStatuses:
    @pytest.fixture
    def places(self):
        a_listing(name="掲載の会", district=a_district())
        actions.check_place(
            place=a_place("確認の会", district=a_district()), how=CheckedHow.PHONE, on=TODAY - YEAR, **NOW
        )
        paused = a_place("休みの会", source_text={"備考": "？"}, district=a_district())
        actions.pause_place(place=paused, from_date=TODAY, until=None, reason=PauseReason.OTHER, **NOW)
        ended = a_place("終わりの会")
        actions.end_place(place=ended, on=TODAY, reason="", **NOW)

    @pytest.mark.parametrize(
        ("status", "expected"),
        [
            ("known", ["休みの会", "掲載の会", "確認の会"]),
            ("listed", ["掲載の会"]),
            ("unlisted", ["休みの会", "確認の会"]),
            ("stale", ["休みの会", "掲載の会"]),
            ("paused", ["休みの会"]),
            ("no_district", []),
            ("unread", ["休みの会"]),
            ("ended", ["終わりの会"]),
            ("whatever", ["休みの会", "掲載の会", "確認の会"]),
        ],
    )
    def test_each_has_its_rows(self, coordinator, places, status, expected):
        assert sorted(search(coordinator, status=status)) == sorted(expected)

    def test_the_board_counts_what_the_list_shows(self, coordinator, places):
        counted = queries.board_numbers(coordinator, on=TODAY)

        assert [count for _, count in counted] == [
            len(search(coordinator, status=status.code)) for status, _ in counted
        ]

    def test_a_check_a_day_over_a_year_old_is_stale(self, coordinator):
        place = a_place("古い会")
        actions.check_place(place=place, how=CheckedHow.PHONE, on=TODAY - YEAR - DAY, **NOW)

        assert search(coordinator, status="stale") == ["古い会"]

    def test_what_was_not_checked_for_longest_is_stale_first(self, coordinator):
        for name, days in (("ああ会", 1), ("いい会", 9)):
            on = TODAY - YEAR - days * DAY
            actions.check_place(place=a_place(name), how=CheckedHow.PHONE, on=on, **NOW)
        a_place("んん会")

        assert search(coordinator, status="stale") == ["んん会", "いい会", "ああ会"]


class TestSearch:
    def test_words_are_folded_and_all_must_be_there(self, coordinator):
        a_place("呉妹サロン", reading="くれせさろん", venue_name="尾崎分館")
        a_place("箭田サロン", reading="やたさろん")

        assert search(coordinator, words="ｻﾛﾝ くれせ") == ["呉妹サロン"]
        assert search(coordinator, words="分館") == ["呉妹サロン"]
        assert search(coordinator, words="サロン カフェ") == []

    def test_districts_and_kinds_narrow_it(self, coordinator):
        salon = Kind.objects.create(slug="salon", name="サロン", position=1, national_activity=NationalActivity.TEA)
        a_place("真備の会", district=a_district(), kinds=[salon])
        a_place("どこかの会")

        assert search(coordinator, district="mabi") == ["真備の会"]
        assert search(coordinator, district="none") == ["どこかの会"]
        assert search(coordinator, kind="salon") == ["真備の会"]

    def test_they_come_in_the_order_of_their_readings(self, coordinator):
        a_place("若葉会", reading="わかばかい")
        a_place("あさひ会")
        a_place("呉妹の会", reading="くれせのかい")

        assert search(coordinator) == ["あさひ会", "呉妹の会", "若葉会"]


class TestToday:
    def test_places_come_by_the_clock_and_those_without_a_time_last(self, coordinator):
        a_place("朝の会", rules=[Rule(weekdays=("Tu",), start=dt.time(7))])
        a_place("いつかの会", rules=[Rule(weekdays=("Tu",))])
        a_place("昼の会", rules=[Rule(weekdays=("Tu",), start=dt.time(13)), TUESDAYS])
        a_place("水曜の会", rules=[Rule(weekdays=("We",))])

        todays = queries.meeting_today(coordinator, on=TODAY)

        assert [(place.name, meeting.start) for place, meeting in todays] == [
            ("朝の会", dt.time(7)),
            ("昼の会", dt.time(10)),
            ("いつかの会", None),
        ]

    def test_a_days_own_word_holds_and_not_the_rule(self, coordinator):
        off, other, once = (
            a_place("休む会", rules=[TUESDAYS]),
            a_place("午後の会", rules=[TUESDAYS]),
            a_place("臨時の会"),
        )
        actions.except_day(place=off, day=OneDay(TODAY, meets=False), **NOW)
        for place in (other, once):
            actions.except_day(place=place, day=OneDay(TODAY, meets=True, start=dt.time(13)), **NOW)

        todays = queries.meeting_today(coordinator, on=TODAY)

        assert [(place.name, meeting.start) for place, meeting in todays] == [
            ("午後の会", dt.time(13)),
            ("臨時の会", dt.time(13)),
        ]

    def test_paused_and_ended_places_and_those_of_others_do_not_meet(self, coordinator):
        paused, ended = a_place(rules=[TUESDAYS]), a_place(rules=[TUESDAYS])
        actions.pause_place(place=paused, from_date=TODAY, until=None, reason=PauseReason.OTHER, **NOW)
        actions.end_place(place=ended, on=TODAY, reason="", **NOW)
        a_place(rules=[TUESDAYS], district=a_district("kurashiki", "倉敷"))

        assert queries.meeting_today(coordinator, on=TODAY) == []


class TestOnePlace:
    def test_what_is_someone_elses_is_not_there(self, coordinator):
        place = a_place(district=a_district("kurashiki", "倉敷"))

        assert queries.one_place(coordinator, place.pk, on=TODAY) is None

    def test_the_answer_that_counts_is_the_last_one(self):
        place = a_place()
        for agreed, day in ((False, TODAY), (True, TODAY - DAY)):
            answers = [
                Answer(FieldGroup.INTRODUCTION, agreed=True, how=AgreedHow.ORAL, agreed_on=day),
                Answer(FieldGroup.CONTACT, agreed=agreed, how=AgreedHow.ORAL, agreed_on=day),
            ]
            publish_place(place=place, answers=answers, **NOW)

        latest = queries.latest_consents(place)

        assert latest[FieldGroup.CONTACT].agreed
        assert latest[FieldGroup.VENUE] is None

    def test_its_past_is_told_from_the_last_to_the_first(self):
        place = a_place()
        a_listing(place, precision=Precision.SCHOOL)
        a_place()

        assert [event.verb for event in queries.past_of(place)] == ["place.published", "place.registered"]


@pytest.mark.parametrize(
    "text",
    ["山本さんまで", "電話は090-1234-5678", "電話は422-1111", "山本宅で", "山本様方", "申込はkurese@example.jpへ"],
)
def test_a_text_that_seems_to_name_somebody_is_pointed_out(text):
    assert queries.may_name_somebody(a_place(introduction=text, notes=text)) == ["紹介"]


@pytest.mark.parametrize(
    "field", ["name", "alias", "target", "fee", "venue_name", "address", "building", "contact_name", "bring"]
)
def test_every_text_that_would_be_published_is_looked_at(field):
    place = a_place(**{field: "山本さん"})

    assert queries.may_name_somebody(place) == [Place._meta.get_field(field).verbose_name]


def test_the_group_that_would_be_published_is_looked_at():
    assert queries.may_name_somebody(a_place(group=Group.objects.create(name="山本宅の会"))) == ["運営団体"]


@pytest.mark.parametrize(
    "text",
    [
        "みなさんで歌います",
        "皆さんどうぞ",
        "さんぽの会",
        "個人宅です",
        "お宅で",
        "10時",
        "三宅公民館",
        "市営住宅の集会室",
    ],
)
def test_a_text_that_names_nobody_is_left_alone(text):
    assert queries.may_name_somebody(a_place(introduction=text)) == []
