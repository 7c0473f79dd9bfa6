"""Words as people type them: days among the words, and kana for kanji."""

import pytest
from django.http import QueryDict

from directory.finder.queries import Search, find
from directory.finder.typed import understood
from directory.places.loading import load_synonyms
from directory.places.models import Synonym
from directory.places.schedule import Rule
from tests.directory.finder.reading import chips, found, numbers
from tests.factories.places import AT, a_listing


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("火曜", "q=&day=tue"),
        ("火曜日", "q=&day=tue"),
        ("火よう日", "q=&day=tue"),
        ("カヨウビ", "q=&day=tue"),
        ("土曜 日曜", "q=&day=sat&day=sun"),
        ("午前", "q=&time=am"),
        ("ごご", "q=&time=pm"),
        ("きょう", "q=&date=today"),
        ("今日", "q=&date=today"),
        ("明日", "q=&date=tomorrow"),
        ("真備　火曜 午前", "q=真備&day=tue&time=am"),
        ("火曜会", "q=火曜会"),
        ("かよう", "q=かよう"),
        ("火", "q=火"),
        ("お茶", "q=お茶"),
        ("きょう 明日", "q=明日&date=today"),
    ],
)
def test_a_word_alone_that_can_be_chosen_is_chosen(typed, address):
    assert understood(QueryDict(f"q={typed}")) == QueryDict(address, mutable=True)


def test_what_was_chosen_stays():
    assert understood(QueryDict("q=火曜&day=wed&day=tue")).getlist("day") == ["wed", "tue"]
    assert understood(QueryDict("q=火曜&day=wed")).getlist("day") == ["wed", "tue"]
    assert understood(QueryDict("q=きょう&date=week")) == QueryDict("q=きょう&date=week", mutable=True)


def test_a_weekday_that_was_typed_can_be_taken_away_like_one_that_was_chosen(client, city):
    tuesdays = a_listing(district=city, rules=[Rule(weekdays=("Tu",))])
    a_listing(district=city, rules=[Rule(weekdays=("We",))])

    page = client.get("/places/?q=まび 火曜日").content.decode()

    assert numbers(client.get("/places/?q=まび 火曜日")) == [tuesdays.number]
    assert 'href="/places/?q=%E3%81%BE%E3%81%B3">火曜' in page
    assert 'href="/places/?q=%E3%81%BE%E3%81%B3&amp;day=tue&amp;view=map"' in page
    assert 'name="day" value="tue" checked' in " ".join(page.split())
    assert 'value="まび"' in page


def test_the_figures_beside_the_choices_understand_the_same(client):
    a_listing(rules=[Rule(weekdays=("We",))])
    a_listing()

    assert client.get("/places/counts/?q=水曜").json()["total"] == found(client.get("/places/?q=水曜")) == 1
    assert chips(client.get("/places/?q=水曜"), "day")["wed"] == "水 1"


@pytest.mark.parametrize(
    ("kanji", "kana"),
    [
        ("体操", "たいそう"),
        ("将棋", "しょうぎ"),
        ("囲碁", "いご"),
        ("手芸", "しゅげい"),
        ("料理", "りょうり"),
        ("畑", "はたけ"),
        ("散歩", "さんぽ"),
        ("園芸", "えんげい"),
        ("茶話会", "さわかい"),
        ("麻雀", "マージャン"),
        ("おしゃべり", "しゃべる"),
    ],
)
def test_kana_find_what_kanji_find(kanji, kana):
    load_synonyms()
    for word in {*Synonym.objects.filter(also__in=[kanji, kana]).values_list("word", flat=True)}:
        a_listing(name="ある会", menu=word)

    assert names(kana) == names(kanji) != []


def names(word):
    return [listing.number for listing in find(Search(words=(word,)), now=AT, total=20).object_list]
