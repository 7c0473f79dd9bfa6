import csv
import datetime as dt
import io
import zipfile

import pytest

from directory.places.schedule import Rule
from directory.places.vocabulary import Precision
from kayoiba.tools.sheets import read_sheets
from tests.directory.opendata.fetching import fetched
from tests.factories.places import a_listing

pytestmark = pytest.mark.usefixtures("city")

MORNING = Rule(weekdays=("Tu",), start=dt.time(10), end=dt.time(11, 30))


@pytest.fixture
def sheets(client, tmp_path):
    a_listing(name="=くれせの会", rules=[MORNING, Rule(weekdays=("Sa",), weeks=(2,))], capacity=1200)
    a_listing(name="尾崎の会")
    path = tmp_path / "places.xlsx"
    path.write_bytes(fetched(client, "places.xlsx"))
    return {sheet.name: sheet.rows for sheet in read_sheets(path)}


def test_the_tables_are_those_of_the_lists(client, sheets):
    for sheet, name in (("基本情報", "places.csv"), ("追加情報", "places-more.csv")):
        text = fetched(client, name).decode("utf-8-sig").replace("'=", "=")
        assert sheets[sheet] == list(csv.reader(io.StringIO(text, newline="")))


def test_a_point_is_shown_to_six_decimals(client):
    a_listing(lat=34.621, lng=133.691, precision=Precision.ADDRESS)

    book = zipfile.ZipFile(io.BytesIO(fetched(client, "places.xlsx")))

    looks = book.read("xl/styles.xml").decode()
    assert 'formatCode="0.000000"' in looks
    assert 'formatCode="#,##0.0"' not in looks


def test_it_says_what_it_is_and_what_its_columns_mean(sheets):
    assert list(sheets) == ["はじめに", "基本情報", "追加情報", "列の説明"]
    said = "\n".join(cell for row in sheets["はじめに"] for cell in row)
    for words in ("倉敷市 通いの場オープンデータ", "令和8年11月24日", "CC BY 4.0", "http://testserver/open-data/"):
        assert words in said
    assert ["場の数", "2"] in sheets["はじめに"]
    explained = [row[1] for row in sheets["列の説明"][1:]]
    assert explained == sheets["基本情報"][0] + sheets["追加情報"][0]
