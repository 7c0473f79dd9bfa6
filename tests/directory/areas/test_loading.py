import datetime as dt

import pytest
from django.conf import settings
from django.core.management import call_command

from directory.areas.loading import CannotLoad, load_reference_areas, load_school_districts
from directory.areas.models import District, Population, PublishedArea, SchoolDistrict, Town
from directory.places.models import Listing, Synonym
from directory.places.synonyms import drop_synonym
from kayoiba.tools.kana import fold
from tests.factories.places import AT, a_listing, a_school

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 24)
SAMPLE = settings.BASE_DIR / "fixtures" / "samples" / "school_districts.csv"


def test_the_reference_brings_the_six_districts_in_the_order_everybody_lists_them():
    load_reference_areas("332020", on=TODAY)

    slugs = list(District.objects.order_by("position").values_list("slug", flat=True))
    assert slugs == ["kurashiki", "mizushima", "kojima", "tamashima", "funao", "mabi"]
    assert Town.objects.get(name="真備町箭田").district.slug == "mabi"
    assert Population.objects.get(date=dt.date(2020, 10, 1)).aged_65 == 125532


def test_loading_the_reference_again_adds_nothing():
    load_reference_areas("332020", on=TODAY)
    counts = [model.objects.count() for model in (District, Town, Population, PublishedArea)]

    load_reference_areas("332020", on=TODAY)

    assert [model.objects.count() for model in (District, Town, Population, PublishedArea)] == counts


def test_a_municipality_the_fixtures_do_not_know_is_refused_with_what_to_do():
    with pytest.raises(CannotLoad, match=r"市町村コード 131016 の行が fixtures/reference/municipalities.csv"):
        load_reference_areas("131016", on=TODAY)


def test_unknown_population_stays_unknown():
    load_reference_areas("332020", on=TODAY)

    assert Population.objects.get(date=dt.date(2022, 9, 30)).aged_65 is None


def test_school_districts_come_from_a_file_with_their_successors():
    load_reference_areas("332020", on=TODAY)

    count = load_school_districts(SAMPLE, on=TODAY)

    closed = SchoolDistrict.objects.get(name="下津井西")
    assert count == SchoolDistrict.objects.count()
    assert closed.valid_to == dt.date(2026, 3, 31)
    assert closed.successor.name.startswith("下津井")


def test_only_school_districts_valid_today_are_published():
    load_reference_areas("332020", on=TODAY)

    load_school_districts(SAMPLE, on=TODAY)

    names = set(PublishedArea.objects.filter(level="school").values_list("name", flat=True))
    assert "呉妹" in names
    assert "下津井西" not in names


def test_a_school_district_of_another_name_is_found_and_shown_by_it(tmp_path):
    load_reference_areas("332020", on=TODAY)
    listing = a_listing(school_district=a_school("k-1", "呉妹"))
    path = tmp_path / "schools.csv"
    path.write_text("code,name,kana\nk-1,まび西,まびにし\n", encoding="utf-8")

    call_command("load_areas", str(path))

    listing.refresh_from_db()
    assert listing.school_name == "まび西"
    assert fold("まびにし") in listing.search_text
    assert fold("呉妹") not in listing.search_text


def test_a_district_of_another_name_is_found_and_shown_by_it():
    call_command("load_reference", verbosity=0)
    District.objects.filter(slug="mabi").update(name="まきび", kana="まきび")
    listing, other = (a_listing(district=District.objects.get(slug=slug)) for slug in ("mabi", "funao"))

    call_command("load_reference", verbosity=0)

    listing.refresh_from_db()
    assert listing.district_name == "真備"
    assert fold("まび") in listing.search_text
    assert Listing.objects.get(pk=other.pk).updated_at == other.updated_at


def test_a_synonym_somebody_dropped_does_not_come_back():
    call_command("load_reference", verbosity=0)
    count = Synonym.objects.count()
    drop_synonym(synonym=Synonym.objects.get(word="体操", also="エクササイズ"), by=None, at=AT)

    call_command("load_reference", verbosity=0)

    assert count - Synonym.objects.count() == 1


def test_a_synonym_that_is_missing_is_added_and_works():
    call_command("load_reference", verbosity=0)
    Synonym.objects.filter(word="体操").delete()
    listing = a_listing(menu="体操")

    call_command("load_reference", verbosity=0)

    listing.refresh_from_db()
    assert fold("エクササイズ") in listing.search_text.splitlines()


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ("name\n呉妹\n", "code と name の列がある CSV"),
        ("code,name,district\nk-1,呉妹,真美\n", "2行目の地区「真美」がありません"),
        ("code,name,valid_to\nk-1,呉妹,2026/3/31\n", "2行目の日付「2026/3/31」は 2026-03-31 のように"),
        ("code,name,successor\nk-1,呉妹,k-9\n", "2行目の successor「k-9」"),
    ],
)
def test_a_bad_file_is_refused_with_its_line_and_changes_nothing(tmp_path, lines, sentence):
    load_reference_areas("332020", on=TODAY)
    path = tmp_path / "schools.csv"
    path.write_text(lines, encoding="utf-8")

    with pytest.raises(CannotLoad, match=sentence):
        load_school_districts(path, on=TODAY)

    assert not SchoolDistrict.objects.exists()


def test_school_districts_need_the_city_first(tmp_path):
    with pytest.raises(CannotLoad, match=r"さきに manage\.py load_reference"):
        load_school_districts(SAMPLE, on=TODAY)
