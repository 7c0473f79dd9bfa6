import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.core.management.base import CommandError
from django.urls import reverse

from directory.areas.models import Population
from directory.counts.populations.reading import read_populations
from kayoiba.accounts.models import AuditEvent
from kayoiba.tools.sheets import read_sheets
from tests.factories.counts import a_population
from tests.factories.people import a_person
from tests.factories.places import a_district, a_municipality, a_school

pytestmark = pytest.mark.django_db

DAY = dt.date(2026, 1, 31)
HEAD = "area,on,total,aged_65_plus,aged_75_plus,households,source\n"


@pytest.fixture
def office(client):
    client.force_login(a_person("office"))


@pytest.fixture
def mabi():
    return a_district()


def typed(**numbers):
    return {"date": "2026-01-31", "source": "住民基本台帳", **numbers}


def a_file(*lines, name="people.csv"):
    return {"file": SimpleUploadedFile(name, (HEAD + "\n".join(lines)).encode())}


def on_record():
    """The people of 65 and over by area."""
    rows = Population.objects.order_by("pk").select_related("district", "school_district")
    return [(str(row.district or row.school_district or "市"), row.date, row.aged_65) for row in rows]


def test_people_are_typed_in_for_the_city_and_its_districts(client, office, mabi):
    page = client.post(reverse("counts:population_edit"), typed(aged_65_0="130000", total_0="480000", aged_65_1="7000"))

    assert page.url == reverse("counts:population", args=["2026-01-31"])
    assert on_record() == [("市", DAY, 130000), ("真備", DAY, 7000)]


def test_what_stands_of_a_date_is_there_to_be_corrected_and_replaced(client, office, mabi):
    school = a_school(district=mabi)
    a_population(date=DAY, aged_65=13, source="国勢調査")
    a_population(date=DAY, school_district=school, aged_65=500)
    a_population(date=DAY, district=mabi, aged_65=7000)

    form = client.get(reverse("counts:population_edit"), {"date": "2026-01-31"}).context["form"]
    client.post(f"{reverse('counts:population_edit')}?date=2026-01-31", typed(aged_65_0="130000"))

    shown = [form[name].value() for name in ("date", "source", "aged_65_0", "aged_65_1")]
    assert shown == [DAY, "国勢調査", 13, 7000]
    assert on_record() == [("呉妹", DAY, 500), ("市", DAY, 130000)]
    line = AuditEvent.objects.get(verb="population.recorded")
    assert line.detail["date"] == "2026-01-31"
    assert [before[3] for before in line.detail["replaced"]] == [13, 7000]


def test_what_is_typed_in_anew_leaves_what_else_is_on_record_of_that_date(client, office, mabi):
    a_population(date=DAY, district=mabi, aged_65=7000)

    client.post(reverse("counts:population_edit"), typed(aged_65_0="130000"))

    assert sorted(on_record()) == [("市", DAY, 130000), ("真備", DAY, 7000)]


def test_a_date_that_was_wrong_is_corrected_and_nothing_is_left_under_it(client, office, mabi):
    a_population(date=dt.date(2025, 1, 31), aged_65=13)

    client.post(f"{reverse('counts:population_edit')}?date=2025-01-31", typed(aged_65_0="13"))

    assert on_record() == [("市", DAY, 13)]


def test_a_double_click_writes_the_same(client, office, mabi):
    for _ in range(2):
        client.post(reverse("counts:population_edit"), typed(aged_65_0="130000"))

    assert on_record() == [("市", DAY, 130000)]


@pytest.mark.parametrize(
    ("numbers", "field", "said"),
    [
        ({"total_0": "10"}, "__all__", "65歳以上の人口を、ひとつは書いてください。"),
        ({"aged_65_1": "10", "aged_75_1": "11"}, "aged_75_1", "75歳以上が、65歳以上より多くなっています。"),
        ({"aged_65_1": "たくさん", "aged_65_0": "1"}, "aged_65_1", "数字だけで書いてください"),
        ({"aged_65_0": "1", "date": ""}, "date", "書いてください。"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(client, office, mabi, numbers, field, said):
    page = client.post(reverse("counts:population_edit"), typed(**numbers))

    ((wrong, errors),) = page.context["form"].errors.items()
    assert (wrong, errors[0][: len(said)]) == (field, said)
    assert all(f'value="{number}"' in page.content.decode() for number in numbers.values() if number)
    assert on_record() == []


def test_a_file_is_taken_in_and_what_was_not_read_is_told(client, office, mabi):
    a_population(date=DAY, district=mabi, aged_65=1, source="ほか")
    file = a_file("mabi,2026-01-31,,7000,,,台帳", "332020,2026-01-31,,130000,,,台帳", "玉野,2026-01-31,,1,,,台帳")

    page = client.post(reverse("counts:population_upload"), file)

    assert on_record() == [("真備", DAY, 7000), ("市", DAY, 130000)]
    said = page.content.decode()
    assert "2行を入れました。" in said
    assert "1行は 読めませんでした。" in said
    assert "区域「玉野」がありません。" in said


def test_the_blank_sheet_has_a_line_for_each_area_and_is_read_when_filled_in(client, office, mabi, tmp_path):
    a_school("0101", district=mabi)
    file = tmp_path / "people.xlsx"
    file.write_bytes(client.get(reverse("counts:population_blank")).getvalue())

    (sheet,) = read_sheets(file)
    untouched = read_populations(file)
    filled = tmp_path / "filled.csv"
    filled.write_text("\n".join(",".join(fill(row)) for row in sheet.rows))
    reading = read_populations(filled)

    assert (untouched.rows, untouched.unread) == ([], [])
    assert [(str(row.district or row.school_district or "市"), row.aged_65) for row in reading.rows] == [
        ("市", 1000),
        ("真備", 1000),
        ("呉妹", 1000),
    ]
    assert reading.unread == []


def fill(row):
    """1,000 people of 65 and over in a line of the blank sheet."""
    return [*row[:2], "2026-01-31", "", "1000", "", "", row[-1]] if "住民基本台帳" in row else row


@pytest.mark.parametrize(("name", "lines"), [("people.pdf", []), ("people.csv", ["\0"])])
def test_what_is_no_table_is_refused_in_words(client, office, mabi, name, lines):
    page = client.post(reverse("counts:population_upload"), a_file(*lines, name=name))

    assert list(page.context["form"].errors) == ["file"]
    assert on_record() == []


def test_a_date_shows_its_areas_in_the_order_of_the_city(client, office, mabi):
    a_population(date=DAY, school_district=a_school(district=mabi), aged_65=500)
    a_population(date=DAY, district=mabi, aged_65=None)
    a_population(date=DAY, aged_65=130000)

    page = client.get(reverse("counts:population", args=["2026-01-31"]))

    assert [area.name for area, _ in page.context["rows"]] == ["市全体", "真備", "呉妹小学校区"]
    assert "未把握" in page.content.decode()


def test_the_list_of_dates_says_where_each_is_from(client, office, mabi):
    a_population(date=DAY, aged_65=130000, source="住民基本台帳")
    a_population(date=DAY, district=mabi, aged_65=7000, source="地区の台帳")

    page = client.get(reverse("counts:populations"))

    assert '<td data-label="出典">住民基本台帳、地区の台帳</td>' in page.content.decode()


@pytest.mark.parametrize("date", ["2026-02-01", "2026-02-31", "x"])
def test_a_date_without_people_is_not_there(client, office, date):
    assert client.get(reverse("counts:population", args=[date])).status_code == 404


@pytest.mark.parametrize("rows", [1, 3, 300])
@pytest.mark.parametrize(("name", "args", "queries"), [("populations", [], 4), ("population", ["2026-01-31"], 6)])
def test_pages_ask_the_database_a_fixed_number_of_times(
    client, office, mabi, name, args, queries, rows, django_assert_num_queries
):
    for number in range(rows):
        a_population(date=DAY, school_district=a_school(f"m-{number}", district=mabi))
        a_population(date=DAY - dt.timedelta(days=number))

    with django_assert_num_queries(queries):
        page = client.get(reverse(f"counts:{name}", args=args))

    assert page.content.decode().count('<th scope="row">') == rows + (name == "population")


def test_the_command_takes_a_file_in_and_tells_what_it_could_not_read(tmp_path, capsys, mabi):
    file = tmp_path / "people.csv"
    file.write_text(HEAD + "mabi,2026-01-31,,7000,,,台帳\n玉野,2026-01-31,,1,,,台帳")

    call_command("load_population", str(file))

    said = capsys.readouterr()
    assert on_record() == [("真備", DAY, 7000)]
    assert said.out == "人口を1件読みこみました。\n"
    assert said.err.startswith("3行目は読めませんでした（玉野、2026-01-31、1、台帳）: 区域「玉野」がありません。")


def test_the_command_says_that_there_is_no_file(db):
    a_municipality()

    with pytest.raises(CommandError, match="ファイルがありません"):
        call_command("load_population", "nowhere.csv")
