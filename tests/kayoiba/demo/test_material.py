import pytest

from kayoiba.demo.material import kinds, towns

TOWNS = {town.name: town for town in towns()}


def test_the_city_has_217_towns_each_with_a_place_on_the_map_and_a_district():
    assert len(TOWNS) == 217
    assert all(34.4 < town.lat < 34.7 and 133.6 < town.lng < 133.9 and town.district for town in towns())


@pytest.mark.parametrize(
    ("name", "short", "kana"),
    [
        ("真備町箭田", "箭田", "やた"),
        ("児島通生", "通生", "かよう"),
        ("真備町妹", "真備町妹", "まびちょうせ"),
        ("白楽町", "白楽町", "ばくろちょう"),
    ],
)
def test_neighbours_leave_the_prefix_away_where_it_stays_clear(name, short, kana):
    assert (TOWNS[name].short, TOWNS[name].short_kana) == (short, kana)


@pytest.mark.parametrize(
    "name", ["玉島服部", "真備町服部", "玉島黒崎", "船穂町水江", "連島町連島", "福田町広江", "西阿知町新田"]
)
def test_a_short_name_that_two_towns_share_is_never_used(name):
    assert TOWNS[name].short == name


@pytest.mark.parametrize(
    ("name", "district"),
    [
        ("串田", "kojima"),
        ("玉島長尾", "tamashima"),
        ("茶屋町", "kurashiki"),
        ("船穂町水江", "funao"),
        ("水江", "kurashiki"),
    ],
)
def test_a_postal_prefix_is_not_a_district(name, district):
    assert TOWNS[name].district == district


def test_the_city_speaks_of_23_kinds_and_of_cafeterias():
    assert len(kinds()) == 24
