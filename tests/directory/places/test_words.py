"""What a listing is found by: its own words, readings of where it is, and synonyms of what is done."""

import re

import pytest
from django.test import Client

from directory.areas.loading import load_reference_areas
from directory.areas.models import Town
from directory.places.actions import edit_place
from directory.places.models import Kind, Listing, Place, Synonym
from directory.places.synonyms import add_synonym, drop_synonym
from directory.places.vocabulary import Activity, NationalActivity, Precision
from tests.factories.places import AT, TODAY, a_district, a_listing, a_school

pytestmark = pytest.mark.django_db
NOW = {"by": None, "at": AT}


def found(*words):
    """Names of what a search for all these words finds."""
    page = Client().get("/places/", {"q": " ".join(words)}).content.decode()
    numbers = re.findall(r'<article[^>]* data-place="(\d+)"', page)
    return sorted(Listing.objects.filter(number__in=numbers).values_list("name", flat=True))


def a_synonym(word, also):
    return Synonym.objects.create(word=word, also=also)


class TestSynonyms:
    def test_a_listing_that_says_a_word_is_found_by_the_other(self):
        a_synonym("体操", "エクササイズ")
        a_listing(name="朝の会", introduction="体操をします。")

        assert [found("体操"), found("エクササイズ"), found("えくささいず")] == [["朝の会"]] * 3

    def test_they_lead_one_way(self):
        a_synonym("カラオケ", "音楽")
        a_listing(name="音楽の会")

        assert found("カラオケ") == []

    def test_they_do_not_lead_on(self):
        a_synonym("カラオケ", "歌")
        a_synonym("歌", "童謡")
        a_listing(name="カラオケの会")

        assert [found("歌"), found("童謡")] == [["カラオケの会"], []]

    @pytest.mark.parametrize(
        "said", [{"name": "Ａの会", "alias": "カラオケ部"}, {"menu": "カラオケ"}, {"target": "カラオケ好き"}]
    )
    def test_they_are_asked_of_every_field_that_says_what_is_done(self, said):
        a_synonym("カラオケ", "歌")
        a_listing(**{"name": "Ａの会", **said})

        assert found("歌") == ["Ａの会"]

    def test_they_are_asked_of_kinds_and_drawings(self):
        a_synonym("サロン", "つどい")
        a_synonym("歌", "コーラス")
        kind = Kind.objects.create(slug="salon", name="サロン", position=1, national_activity=NationalActivity.TEA)
        a_listing(name="Ａの会", kinds=[kind], activities=[Activity.SONG])

        assert [found("つどい"), found("コーラス")] == [["Ａの会"], ["Ａの会"]]

    def test_a_word_of_one_letter_is_not_a_part_of_another(self):
        a_synonym("畑", "野菜")
        a_listing(name="日畑の会")
        a_listing(name="土の会", activities=[Activity.FIELD])

        assert found("野菜") == ["土の会"]

    def test_where_it_is_is_not_what_is_done(self):
        a_synonym("茶屋", "喫茶")
        town = Town.objects.create(
            municipality=a_district().municipality, name="茶屋町", kana="ちゃやまち", postal_code="7100001"
        )
        a_listing(name="Ａの会", town=town, precision=Precision.TOWN, district=a_district("chaya", "茶屋"))

        assert [found("ちゃやまち"), found("喫茶")] == [["Ａの会"], []]

    def test_a_place_that_is_edited_gains_and_loses_them(self):
        a_synonym("カラオケ", "歌")
        a_listing(name="Ａの会")
        place = Place.objects.get()

        edit_place(place=place, changes={"menu": "カラオケ"}, **NOW)
        gained = found("歌")
        edit_place(place=place, changes={"menu": "将棋"}, **NOW)

        assert [gained, found("歌")] == [["Ａの会"], []]

    def test_one_that_is_added_or_dropped_says_how_many_listings_changed(self):
        a_listing(name="Ａの会", menu="体操")
        a_listing(name="Ｂの会", menu="体操", alias="エクササイズ")
        a_listing(name="Ｃの会", menu="将棋")

        added = add_synonym(word="体操", also="エクササイズ", **NOW)
        again = add_synonym(word="体操", also="エクササイズ", **NOW)
        after = found("エクササイズ")
        dropped = drop_synonym(synonym=Synonym.objects.get(), **NOW)

        assert [added, again, after, dropped] == [1, 0, ["Ａの会", "Ｂの会"], 1]
        assert found("エクササイズ") == ["Ｂの会"]


class TestWhatIsAnsweredWithYes:
    def test_it_is_found_by_its_word(self):
        a_listing(name="Ａの会", wheelchair=True, transport=False, parking=None, fee_amount=0)

        assert [found(word) for word in ("車いす", "無料", "送迎", "駐車場")] == [["Ａの会"], ["Ａの会"], [], []]


class TestReadings:
    @pytest.fixture(autouse=True)
    def towns(self):
        load_reference_areas("332020", on=TODAY)

    @pytest.mark.parametrize(
        ("said", "town"),
        [
            ("つらじま", "連島"),
            ("ばくろ", "白楽町"),
            ("ひよせ", "日吉町"),
            ("かよう", "児島通生"),
            ("しもにま", "真備町下二万"),
            ("まびちょうせ", "真備町妹"),
            ("せ", "真備町妹"),
            ("妹", "真備町妹"),
            ("しじゅうせ", "四十瀬"),
            ("四十瀬", "四十瀬"),
        ],
    )
    def test_a_place_is_found_by_how_its_town_is_said_and_written(self, said, town):
        a_listing(name="Ａの会", town=Town.objects.get(name=town), precision=Precision.TOWN)

        assert found(said) == ["Ａの会"]

    def test_a_name_with_numerals_is_no_house_number(self):
        a_listing(name="Ａの会", town=Town.objects.get(name="四十瀬"), precision=Precision.TOWN)

        assert found("40瀬") == []

    def test_a_town_that_is_not_shown_is_not_found(self):
        a_listing(name="Ａの会", town=Town.objects.get(name="四十瀬"), precision=Precision.SCHOOL)

        assert [found("四十瀬"), found("しじゅうせ")] == [[], []]

    def test_districts_and_school_districts_are_found_by_their_readings(self):
        district = a_district("mabi")
        school = a_school("m-9", "呉妹", district, kana="くれせ")
        a_listing(name="Ａの会", district=district, school_district=school)

        assert [found("まび"), found("くれせ"), found("まび", "くれせ")] == [["Ａの会"]] * 3


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("髙﨑コーヒーサロン", "高崎"),
        ("髙﨑コーヒーサロン", "コーヒ"),
        ("鶴ヶ丘の会", "鶴が丘"),
        ("鶴が丘の会", "鶴ケ丘"),
        ("渡邊さんち", "渡辺"),
        ("さくらサークル", "ｻｰｸﾙ"),
        ("第2かよい場", "第２"),
        ("歌の会", "歌"),
        ("体操の会", "体操"),
        ("妹の会", "妹"),
    ],
)
def test_one_spelling_finds_the_other(written, asked):
    a_listing(name=written)

    assert found(asked) == [written]


def test_all_words_have_to_be_there():
    a_synonym("体操", "運動")
    a_listing(name="玉島の体操", introduction="無料です")
    a_listing(name="玉島の歌")

    assert [found("玉島", "運動"), found("玉島", "運動", "無料"), found("玉島", "将棋")] == [["玉島の体操"]] * 2 + [[]]


def test_only_what_is_public_is_asked():
    a_synonym("山田花子", "代表")
    a_listing(name="Ａの会", internal_contact="山田花子", notes="山田花子")

    assert found("代表") == []
    assert "代表" not in Listing.objects.get().search_text
