import pytest

from directory.imports.whereabouts import Areas, Whereabouts
from tests.factories.places import a_district, a_municipality, a_school, a_town

pytestmark = pytest.mark.django_db


def find(**fields: str) -> Whereabouts:
    return Areas(a_municipality()).find(fields)


@pytest.mark.parametrize("text", ["玉島", "玉島地区", "玉島圏域", "玉島北", "倉敷市玉島"])
def test_a_district_is_found_by_name_or_by_a_beginning(text):
    district = a_district("tamashima", "玉島")

    assert find(district=text).district == district


@pytest.mark.parametrize("text", ["玉島・船穂", "新玉島", "", "市内全域"])
def test_a_text_that_names_several_or_none_finds_no_district(text):
    a_district("tamashima", "玉島")
    a_district("funao", "船穂")

    assert find(district=text).district is None


@pytest.mark.parametrize("address", ["岡山県倉敷市酒津2675-1", "倉敷市酒津2675-1", "酒津2675-1"])
def test_an_address_finds_its_town_and_the_towns_district(address):
    district = a_district("kurashiki", "倉敷")
    town = a_town("酒津", district=district)

    assert (find(address=address).town, find(address=address).district) == (town, district)


def test_the_citys_name_is_not_the_district_of_that_name():
    a_district("kurashiki", "倉敷")

    assert find(address="倉敷市児島味野1").district is None


def test_the_longest_town_name_counts():
    short, long = a_town("中島"), a_town("中島新田")

    assert find(address="倉敷市中島新田5").town == long
    assert find(address="倉敷市中島5").town == short


def test_a_town_name_that_exists_twice_finds_nothing():
    a_town("服部", postal_code="7101201")
    a_town("服部", postal_code="7101301")

    assert find(address="倉敷市服部1") == Whereabouts()


@pytest.mark.parametrize("fields", [{"address": "東京都目黒区酒津2"}, {"address": "酒津2", "municipality": "目黒区"}])
def test_another_citys_address_finds_nothing(fields):
    a_town("酒津", district=a_district("kurashiki", "倉敷"))

    assert find(**fields) == Whereabouts()


@pytest.mark.parametrize("text", ["呉妹", "呉妹小", "呉妹小学校区", "m-01"])
def test_a_school_district_is_found_by_name_or_code_and_brings_its_district(text):
    district = a_district("mabi", "真備")
    school = a_school("m-01", "呉妹", district)

    assert find(school_district=text) == Whereabouts(district, school)


def test_a_school_district_in_the_district_column_is_found():
    school = a_school("m-01", "呉妹")

    assert find(district="呉妹小学校地区").school_district == school


def test_the_city_may_be_named_with_its_prefecture():
    district = a_district("mabi", "真備")

    assert find(district="真備", municipality="岡山県倉敷市", municipality_code="332020").district == district
