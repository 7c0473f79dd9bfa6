import datetime as dt

import pytest

from directory.finder.queries import (
    NO_DISTRICT,
    Search,
    days_ahead,
    facets,
    find,
    instead_of,
    open_later,
    upcoming,
)
from directory.places.actions import except_day, pause_place
from directory.places.schedule import OneDay, Rule
from directory.places.vocabulary import Activity, PauseReason
from tests.factories.places import AT, TODAY, a_district, a_listing, a_place, a_school

pytestmark = pytest.mark.django_db

TUESDAY_MORNING = Rule(weekdays=("Tu",), start=dt.time(10), end=dt.time(11, 30))
SATURDAY_AFTERNOON = Rule(weekdays=("Sa",), start=dt.time(13, 30))
SECOND_TUESDAY = Rule(weekdays=("Tu",), weeks=(2,), start=dt.time(10))
FOURTH_TUESDAY = Rule(weekdays=("Tu",), weeks=(4,), start=dt.time(10), end=dt.time(11, 30))


def names(**search):
    """In the order of their readings, unless another is asked for."""
    search = Search(**{"order": "name"} | search)
    total = facets(search, now=AT).total
    found = [listing.name for listing in find(search, now=AT, total=total)]
    assert len(found) == total
    return found


def next_of(**search):
    """The next meeting of what is found first."""
    listing = find(Search(**search), now=AT, total=1).object_list[0]
    return listing.next_on, listing.next_start


def paused(place, *, from_date=TODAY, until=None):
    pause_place(place=place, from_date=from_date, until=until, reason=PauseReason.VENUE, by=None, at=AT)


@pytest.mark.parametrize("word", ["おしゃべり", "オシャベリ", "ｵｼｬﾍﾞﾘ", "くれせ", "クレセ", "呉妹", "妹", "しゃべ"])
def test_a_word_is_found_in_any_spelling_by_reading_by_part_and_by_one_letter(word):
    a_listing(name="呉妹おしゃべり広場", reading="くれせおしゃべりひろば")
    a_listing(name="連島健康クラブ", reading="つらじまけんこうくらぶ")

    assert names(words=(word,)) == ["呉妹おしゃべり広場"]


@pytest.mark.parametrize("word", ["栄五", "五", "栄5丁", "栄五丁目の", "ヴ", "ケ", "鶴ケ", "鶴が丘五丁目", "々木"])
def test_a_word_is_found_by_a_part_that_folds_otherwise_than_the_whole(word):
    a_listing(name="ヴ・ヴァイオリン", alias="佐々木の会", introduction="栄五丁目の鶴ケ丘五丁目")

    assert names(words=(word,)) == ["ヴ・ヴァイオリン"]


def test_pairs_of_letters_that_stand_apart_are_not_the_word():
    a_listing(name="体操と操作の体験")
    a_listing(name="体操体験")

    assert names(words=("操体",)) == ["体操体験"]


@pytest.mark.parametrize("word", ["100%", "_", "\\", "%"])
def test_signs_of_a_pattern_are_letters_like_others(word):
    a_listing(name="お茶の会")

    assert names(words=(word,)) == ([] if word == "100%" else ["お茶の会"])


def test_every_word_must_be_there():
    a_listing(name="お茶と歌の会")
    a_listing(name="お茶の会")

    assert names(words=("お茶", "歌")) == ["お茶と歌の会"]


def test_the_district_is_asked_for_by_its_slug_and_its_absence_too():
    a_listing(name="真備の会", district=a_district())
    a_listing(name="倉敷の会", district=a_district("kurashiki", "倉敷"))
    a_listing(name="どこかの会")

    assert names(district="mabi") == ["真備の会"]
    assert names(district=NO_DISTRICT) == ["どこかの会"]


def test_the_school_district_is_asked_for_by_its_code():
    mabi = a_district()
    a_listing(name="呉妹の会", district=mabi, school_district=a_school("m-01", "呉妹", mabi))
    a_listing(name="薗の会", district=mabi, school_district=a_school("m-02", "薗", mabi))

    assert names(school="m-02") == ["薗の会"]


def test_one_of_several_activities_is_enough():
    a_listing(name="お茶の会", activities=[Activity.TEA])
    a_listing(name="歌の会", activities=[Activity.SONG])
    a_listing(name="畑の会", activities=[Activity.FIELD])

    assert names(activities=("tea", "song")) == ["お茶の会", "歌の会"]


def test_one_of_several_weekdays_is_enough():
    a_listing(name="火曜の会", rules=[TUESDAY_MORNING])
    a_listing(name="土曜の会", rules=[SATURDAY_AFTERNOON])
    a_listing(name="金曜の会", rules=[Rule(weekdays=("Fr",))])

    assert names(days=("tue", "sat")) == ["土曜の会", "火曜の会"]


def test_saturday_morning_is_not_tuesday_morning_and_saturday_afternoon():
    a_listing(name="ふたつの会", rules=[TUESDAY_MORNING, SATURDAY_AFTERNOON])

    assert names(days=("sat",), time="am") == []
    assert names(days=("sat",), time="pm") == ["ふたつの会"]
    assert names(days=("tue",), time="am") == ["ふたつの会"]


def test_noon_is_afternoon_and_an_unknown_time_is_neither():
    a_listing(name="正午の会", rules=[Rule(weekdays=("Tu",), start=dt.time(12))])
    a_listing(name="時間のわからない会", rules=[Rule(weekdays=("Tu",))])

    assert names(time="am") == []
    assert names(time="pm") == ["正午の会"]


def test_a_rule_that_is_over_is_no_longer_a_weekday():
    a_listing(name="夏までの会", rules=[Rule(weekdays=("Tu",), valid_to=dt.date(2026, 8, 31))])

    assert names(days=("tue",)) == []
    assert names() == ["夏までの会"]


def test_a_date_is_answered_to_the_day():
    a_listing(name="第2火曜の会", rules=[SECOND_TUESDAY])
    a_listing(name="第4火曜の会", rules=[FOURTH_TUESDAY])
    a_listing(name="24日の会", rules=[Rule(days=(24,))])
    a_listing(name="土曜の会", rules=[SATURDAY_AFTERNOON])
    a_listing(name="祝日休みの月曜の会", rules=[Rule(weekdays=("Mo",), off_on_holidays=True)])
    a_listing(name="日どりのない会")

    assert names(date=dt.date(2026, 11, 24)) == ["24日の会", "第4火曜の会"]
    assert names(date=dt.date(2026, 11, 10)) == ["第2火曜の会"]
    assert names(date=dt.date(2026, 11, 23)) == []


def test_a_date_and_a_time_are_asked_of_one_rule():
    a_listing(name="ふたつの会", rules=[TUESDAY_MORNING, Rule(weekdays=("Mo",), start=dt.time(14))])

    assert names(date=TODAY, time="pm") == []
    assert names(date=TODAY, time="am") == ["ふたつの会"]


def test_a_paused_place_meets_on_no_day_and_is_still_found():
    place = a_place("休みの会", rules=[TUESDAY_MORNING], district=a_district())
    a_listing(place)
    paused(place)

    assert names(days=("tue",)) == names(time="am") == names(date=TODAY) == []
    assert names(district="mabi") == names(words=("休み",)) == ["休みの会"]


def test_a_pause_ends_on_its_last_day():
    place = a_place("冬休みの会", rules=[TUESDAY_MORNING])
    listing = a_listing(place)
    paused(place, from_date=dt.date(2026, 12, 1), until=dt.date(2026, 12, 15))
    listing.refresh_from_db()

    assert names(days=("tue",)) == ["冬休みの会"]
    assert names(date=dt.date(2026, 12, 15)) == []
    assert names(date=dt.date(2026, 12, 22)) == ["冬休みの会"]
    assert [meeting.date.isoformat() for meeting in upcoming(listing, AT, 3)] == [
        "2026-11-24",
        "2026-12-22",
        "2026-12-29",
    ]


def test_the_second_pause_counts_like_the_first():
    place = a_place("休みがちな会", rules=[TUESDAY_MORNING])
    listing = a_listing(place)
    paused(place, from_date=dt.date(2026, 12, 1), until=dt.date(2026, 12, 1))
    paused(place, from_date=dt.date(2026, 12, 15))
    listing.refresh_from_db()

    assert [names(date=dt.date(2026, 12, day)) for day in (1, 8, 15)] == [[], ["休みがちな会"], []]
    assert [meeting.date.day for meeting in upcoming(listing, AT, 3)] == [24, 8]


def test_a_pause_to_the_end_of_the_calendar_is_borne():
    place = a_place("いつまでもの会", rules=[TUESDAY_MORNING])
    a_listing(place)
    paused(place, from_date=dt.date(2026, 11, 25), until=dt.date.max)

    assert names(order="next") == names(date=TODAY) == ["いつまでもの会"]
    assert [listing.name for listing in open_later(AT, 3)] == ["いつまでもの会"]


def test_a_day_of_the_week_is_asked_of_the_rules_that_hold_today():
    a_listing(name="春からの会", rules=[Rule(weekdays=("Tu",), valid_from=dt.date(2027, 4, 1))])
    a_listing(name="春までの会", rules=[Rule(weekdays=("Tu",), valid_to=dt.date(2026, 3, 31))])

    assert names(days=("tue",)) == []
    assert names(days=("tue",), date=dt.date(2027, 4, 6)) == ["春からの会"]


def test_listings_stand_in_the_order_of_their_readings():
    a_listing(name="玉島の会", reading="たましまのかい")
    a_listing(name="藍の会", reading="あいのかい")
    a_listing(name="はなの会", reading="はなのかい")

    assert names() == ["藍の会", "玉島の会", "はなの会"]


def test_the_next_to_meet_come_first_and_who_never_meets_last():
    a_listing(name="あの会")
    a_listing(name="いの会", rules=[SATURDAY_AFTERNOON])
    a_listing(name="うの会", rules=[TUESDAY_MORNING])

    assert names(order="next") == ["うの会", "いの会", "あの会"]


def test_who_asks_for_today_is_not_sent_to_what_is_over():
    a_listing(name="朝に終わった会", rules=[Rule(weekdays=("Tu",), start=dt.time(6), end=dt.time(7))])
    a_listing(name="午後の会", rules=[Rule(weekdays=("Tu",), start=dt.time(13))])

    assert names(date=TODAY) == names(when="today") == names(when="week") == ["午後の会"]
    assert facets(Search(), now=AT).when == {"today": 1, "tomorrow": 0, "week": 1}
    assert days_ahead(Search(), now=AT, count=1) == [(TODAY, 1)]
    assert names(days=("tue",)) == ["午後の会", "朝に終わった会"]


def test_a_day_with_its_own_word_is_of_its_weekday_and_so_is_a_day_of_the_month():
    place = a_place("きょうだけ2時の会", rules=[TUESDAY_MORNING])
    except_day(place=place, day=OneDay(TODAY, meets=True, start=dt.time(14)), by=None, at=AT)
    a_listing(place)
    a_listing(name="24日の会", rules=[Rule(days=(24,))])

    assert names(days=("tue",)) == ["きょうだけ2時の会"]
    assert names(days=("tue",), date=TODAY) == names(days=("tue",), when="week") == ["24日の会", "きょうだけ2時の会"]
    assert next_of(days=("tue",)) == (TODAY, dt.time(14))
    figures = facets(Search(days=("tue",)), now=AT)
    assert (figures.day["tue"], figures.when["today"], figures.time["pm"]) == (1, 2, 1)
    assert days_ahead(Search(days=("tue",)), now=AT, count=1) == [(TODAY, 2)]


@pytest.mark.parametrize("page", ["0", "-1", "三", "", "9" * 5000, "2"])
def test_a_page_that_is_not_there_is_the_nearest_that_is(page):
    a_listing(name="ただ一つの会")

    assert [listing.name for listing in find(Search(), now=AT, total=1, page=page)] == ["ただ一つの会"]


def test_a_search_in_vain_says_which_one_condition_to_drop_with_how_many_there_are():
    mabi = a_district()
    a_listing(name="火曜のお茶", district=mabi, rules=[FOURTH_TUESDAY], activities=[Activity.TEA])
    a_listing(name="火曜の歌", district=mabi, rules=[FOURTH_TUESDAY], activities=[Activity.SONG])
    a_listing(name="土曜の畑", district=mabi, rules=[SATURDAY_AFTERNOON], activities=[Activity.FIELD])
    search = Search(district="mabi", activities=("field",), date=TODAY)

    assert names(district="mabi", activities=("field",), date=TODAY) == []
    assert instead_of(search, now=AT).ways == [(("activities", ""), 2), (("date", ""), 1)]


def test_each_word_can_be_dropped_alone():
    a_listing(name="お茶の会")

    assert instead_of(Search(words=("お茶", "将棋")), now=AT).ways == [(("words", "将棋"), 1)]


def test_what_is_open_today_is_not_over_and_the_soonest_comes_first():
    a_listing(name="朝に終わった会", rules=[Rule(weekdays=("Tu",), start=dt.time(6), end=dt.time(7))])
    a_listing(name="午後の会", rules=[Rule(weekdays=("Tu",), start=dt.time(13))])
    a_listing(name="いまの会", rules=[Rule(weekdays=("Tu",), start=dt.time(9), end=dt.time(11))])
    a_listing(name="土曜の会", rules=[SATURDAY_AFTERNOON])

    assert [listing.name for listing in open_later(AT, 5)] == ["いまの会", "午後の会"]


def test_a_place_with_two_rules_is_open_once_at_the_hour_of_the_one_that_meets_today():
    a_listing(name="ふたつの会", rules=[SECOND_TUESDAY, Rule(weekdays=("Tu",), start=dt.time(13)), Rule(days=(24,))])
    a_listing(name="昼の会", rules=[Rule(weekdays=("Tu",), start=dt.time(12))])
    a_listing(
        name="夕方の会", rules=[Rule(weekdays=("Tu",), start=dt.time(17)), Rule(weekdays=("Tu",), start=dt.time(18))]
    )

    assert [listing.name for listing in open_later(AT, 5)] == ["ふたつの会", "昼の会", "夕方の会"]
    assert [listing.name for listing in open_later(AT, 1)] == ["ふたつの会"]


def test_a_search_stands_whole_in_its_address():
    search = Search(words=("お茶", "歌"), district="mabi", days=("mon", "tue"), time="am", date=TODAY, order="name")

    assert search.query() == (
        "q=%E3%81%8A%E8%8C%B6+%E6%AD%8C&district=mabi&day=mon&day=tue&time=am&date=2026-11-24&order=name"
    )
