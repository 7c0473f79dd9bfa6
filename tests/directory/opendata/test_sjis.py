import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.opendata.sjis import MISSING, writable
from tests.directory.opendata.fetching import fetched, table
from tests.factories.places import a_listing


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("10時〜11時", "10時～11時"),
        ("−5−", "－5－"),
        ("か\u3099く", "がく"),
        ("㍿くれせ", "株式会社くれせ"),
        ("葛\U000e0100城", "葛城"),
        ("ハート❤️カフェ", "ハート〓カフェ"),
        ("髙﨑①㈱", "髙﨑①㈱"),
        ("𠮷田", "〓田"),
    ],
)
def test_a_letter_is_given_up_only_where_it_has_no_other_form(text, written):
    assert writable(text) == written


@given(st.text())
def test_every_text_can_be_written(text):
    written = writable(text).encode("cp932").decode("cp932")

    assert writable(written) == written


@given(st.text())
def test_what_can_be_written_stays_as_it_is(text):
    kept = "".join(letter for letter in text if writable(letter) == letter != MISSING)

    assert writable(kept) == kept


@pytest.mark.usefixtures("city")
class TestFiles:
    def test_the_list_says_the_same_in_the_letters_of_old_programs(self, client):
        a_listing(name="〜くれせ𠮷〜", introduction="髙い\n山")

        written = fetched(client, "places-sjis.csv").decode("cp932")
        in_unicode = fetched(client, "places.csv").decode("utf-8-sig")

        assert written == in_unicode.replace("〜", "～").replace("𠮷", "〓")

    def test_every_letter_that_is_lost_is_named_once_a_cell(self, client):
        listing = a_listing(name="𠮷𠮷の会", introduction="❤️と𠮷")

        assert table(client, "places-sjis-report.csv") == [
            {"ID": f"{listing.number}", "名称": "𠮷𠮷の会", "列": heading, "文字": letter, "コードポイント": code}
            for heading, letter, code in [
                ("名称", "𠮷", "U+20BB7"),
                ("紹介", "❤", "U+2764"),
                ("紹介", "𠮷", "U+20BB7"),
            ]
        ]
