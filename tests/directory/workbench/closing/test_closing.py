import datetime as dt

import pytest
from django.urls import reverse

from directory.counts.closing import close_year
from directory.counts.models import ClosedRow, ClosedYear
from directory.opendata.models import PublishedFigure, PublishedFile
from directory.places.actions import end_place, place_in
from directory.places.models import Place
from kayoiba.accounts.models import AuditEvent
from tests.factories.people import a_person
from tests.factories.places import AT, a_district, a_place

pytestmark = pytest.mark.django_db

YEAR = 2021
CLOSE, REOPEN, WHY = (reverse(f"closing:{name}", args=[YEAR]) for name in ("close", "reopen", "differences"))
BEFORE = reverse("closing:before")


@pytest.fixture
def office(client):
    client.force_login(a_person("office", name="中島 かおり"))


def closed_with(number):
    """So many places of 真備, and one of 船穂."""
    mabi, funao = a_district(), a_district("funao", "船穂")
    places = [a_place(f"真備の会{n:03}", district=mabi) for n in range(number)]
    a_place("船穂の会", district=funao)
    return places


def text(answer):
    return " ".join(answer.content.decode().split())


def test_closing_keeps_the_figures_and_the_files_and_a_second_press_changes_nothing(client, office):
    closed_with(2)

    first = client.post(CLOSE, {"note": "国の調査に答えた数"}, follow=True)
    client.post(CLOSE, {"note": ""})

    assert "令和3年度を締めました" in text(first)
    closing = ClosedYear.objects.get()
    assert (closing.closed_by.name, closing.note) == ("中島 かおり", "国の調査に答えた数")
    assert closing.rows.filter(figure="places.known").count() == 3
    assert PublishedFigure.objects.get(key="places.known", area="mabi").value == 2
    assert PublishedFile.objects.filter(fiscal_year=YEAR, name="places.csv").exists()
    assert AuditEvent.objects.filter(verb="year.closed").count() == 1


def test_before_it_is_closed_the_page_says_what_is_open(client, office):
    a_place("どこかの会")

    page = text(client.get(CLOSE))

    assert "地区のわからない場 1か所" in page
    assert "参加者の数がわからない場 1か所" in page


def test_beside_it_stands_the_year_before_as_it_was_closed(client, office):
    place = closed_with(1)[0]
    close_year(fiscal_year=YEAR - 1, by=None, at=AT)
    end_place(place=place, on=dt.date(2021, 3, 31), reason="あとでわかった", by=None, at=AT)

    figures = {figure.key: numbers for figure, *numbers in client.get(CLOSE).context["figures"]}

    assert figures["places.known"] == [1, 2]


def test_a_year_that_is_not_over_cannot_be_closed(client, office):
    a_place()

    answer = client.post(reverse("closing:close", args=[2026]))

    assert "令和9年4月1日になると締められます" in text(answer)
    assert not ClosedYear.objects.exists()


def test_opening_a_year_needs_a_reason_and_leaves_a_line(client, office):
    closed_with(1)
    client.post(CLOSE, {"note": ""})

    refused = client.post(REOPEN)  # an empty form is a form
    done = client.post(REOPEN, {"reason": "助成の記録もれ"}, follow=True)
    public = [*PublishedFigure.objects.all(), *PublishedFile.objects.all()]
    client.post(CLOSE, {"note": ""})

    assert "書いてください。" in text(refused)
    assert "令和3年度をひらきました" in text(done)
    assert "助成の記録もれ" in text(client.get(REOPEN))
    assert AuditEvent.objects.get(verb="year.reopened").detail == {"reason": "助成の記録もれ"}
    assert not public


@pytest.mark.parametrize("rows", [1, 3, 300])
def test_ten_places_ended_backdated_are_told_by_name_in_a_fixed_number_of_queries(
    client, office, rows, django_assert_num_queries
):
    places = closed_with(rows)
    client.post(CLOSE, {"note": ""})
    for place in places[:10]:
        end_place(place=place, on=dt.date(2022, 2, 1), reason="世話人の引っ越し", by=None, at=AT)

    with django_assert_num_queries(15):
        page = text(client.get(WHY, {"key": "places.known", "area": "mabi"}))

    assert f"<dt>締めた値</dt> <dd> {rows}か所" in page
    assert page.count("あとから、令和4年2月1日に終わったことになりました（世話人の引っ越し）。") == min(rows, 10)
    assert all(place.name in page for place in places[:10])


def test_all_that_changed_is_a_table_that_leads_to_the_reasons(client, office):
    moved = closed_with(1)[0]
    client.post(CLOSE, {"note": ""})
    place_in(place=moved, district=None, school_district=None, from_date=dt.date(2021, 6, 1), by=None, at=AT)

    page = client.get(WHY)

    told = {(row.figure.key, row.area.full_name): (row.was, row.now) for row in page.context["changes"]}
    assert told["places.known", "真備"] == (1, 0)
    assert told["places.known", "地区未設定"] == (0, 1)
    assert ("places.known", "市全体") not in told
    why = text(client.get(next(row.href for row in page.context["changes"] if row.area.full_name == "真備")))
    assert "真備・小学校区未設定から地区未設定・小学校区未設定に変わりました。" in why


def test_a_coordinator_reads_the_names_of_the_own_districts_and_the_number_of_the_others(client, office):
    mine = closed_with(1)[0]
    client.post(CLOSE, {"note": ""})
    for place in Place.objects.all():
        end_place(place=place, on=dt.date(2022, 2, 1), reason="", by=None, at=AT)

    client.force_login(a_person("coordinator", mine.district))
    page = text(client.get(WHY, {"key": "places.known"}))

    assert mine.name in page
    assert "船穂の会" not in page
    assert "ほかの人が受けもつ場が、1か所あります。" in page


def typed(**numbers):
    told = {"fiscal_year": "2015", "source": "平成27年度 事業報告書"}
    return told | {f"places.{name.replace('_', ':')}": value for name, value in numbers.items()}


def test_a_year_from_before_the_portal_is_typed_in_with_its_source_and_can_be_taken_back(client, office):
    a_district()

    client.post(BEFORE, typed(known_="430", known_mabi="38", subsidised_="160"))

    closing = ClosedYear.objects.get()
    assert (closing.fiscal_year, closing.source) == (2015, "平成27年度 事業報告書")
    amounts = set(ClosedRow.objects.values_list("figure", "district", "amount"))
    assert amounts == {
        ("places.known", "mabi", 38),
        ("places.known", "district:unset", 392),
        ("places.subsidised", "district:unset", 160),
    }
    assert client.get(reverse("closing:differences", args=[2015])).status_code == 404  # nothing to compare it with
    client.post(reverse("closing:reopen", args=[2015]), {"reason": "書きまちがい"})
    assert not ClosedYear.objects.in_force().exists()


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ({"known_mabi": "38"}, "市全体の数も書いてください"),
        ({"known_": "30", "known_mabi": "38"}, "地区をたすと38で、市全体の30をこえます"),
        ({"known_": "30", "subsidised_": "31"}, "「把握している通いの場」より多くなっています"),
        ({}, "数をひとつは書いてください"),
    ],
)
def test_numbers_that_cannot_be_are_refused_and_nothing_typed_is_lost(client, office, numbers, said):
    a_district()

    answer = client.post(BEFORE, typed(**numbers))

    assert said in text(answer)
    assert 'value="平成27年度 事業報告書"' in text(answer)
    assert not ClosedYear.objects.exists()


def test_a_year_that_is_closed_is_not_typed_in_again(client, office):
    a_district()
    for _ in range(2):
        answer = client.post(BEFORE, typed(known_="430"))

    assert "この年度は、もう締めてあります。" in text(answer)
    assert ClosedYear.objects.count() == 1
