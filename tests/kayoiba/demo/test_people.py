import re
from collections import Counter
from random import Random

import pytest

from directory.places import vocabulary
from directory.places.models import Place
from directory.places.schedule import Rule
from kayoiba.demo.material import kinds, school_districts, towns
from kayoiba.demo.people import sample_places

MABI, ELSEWHERE = sample_places(Random(1), mabi=110, elsewhere=780)
PLACES = MABI + ELSEWHERE
FULL = [place for place in PLACES if not place.is_bare]
HIRAGANA = re.compile(r"[ぁ-ゖー]+")


def test_every_reading_is_in_hiragana():
    assert [place.name for place in PLACES if not HIRAGANA.fullmatch(place.reading)] == []


def test_a_name_and_its_reading_carry_the_same_town():
    named = [place for place in FULL if place.name.startswith(("箭田", "唐琴", "真備町妹"))]
    reading = {"箭": "やた", "唐": "からこと", "真": "まびちょうせ"}

    assert named
    assert [place.reading for place in named if not place.reading.startswith(reading[place.name[0]])] == []


def test_all_places_of_mabi_are_in_mabi_and_kurashiki_has_most_of_the_rest():
    spread = Counter(place.district for place in ELSEWHERE)

    assert {place.district for place in MABI} == {"mabi"}
    assert spread.most_common(1)[0][0] == "kurashiki"
    assert spread["funao"] < spread["mizushima"] < spread["kurashiki"]


def test_all_the_kinds_that_are_drawn_occur():
    assert {place.kinds[0] for place in PLACES} == {slug for slug, words in kinds().items() if words["weight"]}


def test_a_share_is_a_name_and_two_people():
    bare = [place for place in PLACES if place.is_bare]

    assert bare
    assert {(place.people, place.introduction, place.rules, place.address, place.contact_phone) for place in bare} == {
        (2, "", (), "", "")
    }


def test_introductions_are_short_and_no_two_are_the_same():
    texts = [place.introduction for place in FULL]

    assert len(set(texts)) == len(texts)
    assert all(60 <= len(text) <= 150 for text in texts)
    assert [text for text in texts if "{" in text] == []


def test_telephone_numbers_are_unmistakably_unreal():
    shown = [place.contact_phone for place in FULL if place.contact_phone]
    internal = [place.internal_phone for place in FULL] + [place.group.phone for place in FULL if place.group]

    assert all(re.fullmatch(r"086-000-\d{4}", number) for number in shown)
    assert all(re.fullmatch(r"090-0000-\d{4}", number) for number in internal)
    assert len(set(shown)) == len(shown)


def test_a_weekday_in_the_name_is_the_day_it_meets():
    letters = {label: code for code, label in vocabulary.Weekday.choices}
    named = [(place, re.search(r"([月火水木金土日])曜", place.name)) for place in FULL]
    said = [(place.rules[0]["weekdays"], [letters[match[1]]]) for place, match in named if match]

    assert said
    assert [pair for pair in said if pair[0] != pair[1]] == []


def test_rules_can_be_read_and_come_with_their_sentence():
    for place in FULL:
        assert place.schedule_text
        assert [Rule.from_json(rule).as_json() for rule in place.rules] == list(place.rules)


def test_a_private_home_is_shown_by_its_school_district_only():
    homes = [place.precision for place in FULL if place.venue_type == "home" and place.consent_how]

    assert set(homes) == {"school"}


def test_the_town_the_school_and_the_district_agree():
    by_name = {town.name: town for town in towns()}

    for place in FULL:
        assert by_name[place.town].district == place.district == school_districts()[place.school]["district"]


@pytest.mark.parametrize(
    ("field", "choices"),
    [
        ("operator_type", vocabulary.OperatorType),
        ("venue_type", vocabulary.VenueType),
        ("main_activity", vocabulary.NationalActivity),
        ("reach", vocabulary.Reach),
        ("signup", vocabulary.Signup),
        ("consent_how", vocabulary.AgreedHow),
        ("precision", vocabulary.Precision),
    ],
)
def test_codes_are_those_of_the_vocabulary(field, choices):
    assert {getattr(place, field) for place in FULL} - {""} <= set(choices.values)


def test_drawn_activities_are_those_of_the_vocabulary():
    assert {activity for place in FULL for activity in place.activities} <= set(vocabulary.Activity.values)


def test_place_fields_are_fields_of_a_place():
    names = {field.name for field in Place._meta.get_fields()}

    assert set(FULL[0].place_fields()) <= names
