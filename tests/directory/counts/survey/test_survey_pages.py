"""The page of the survey: what is answered, what is still blank and whose it is, and judging many at once."""

import re

import pytest
from django.urls import reverse

from directory.counts.closing import close_year
from directory.counts.models import SurveyJudgement
from directory.rounds.models import YearlyReport
from tests.directory.counts.survey.places import a_counted_place, judge
from tests.factories.people import a_person
from tests.factories.places import AT, a_district, a_place

pytestmark = pytest.mark.django_db

PAGE = reverse("counts:survey", args=[2021])
JUDGE = reverse("counts:survey_judge", args=[2021])


@pytest.fixture
def office(client):
    person = a_person("office")
    client.force_login(person)
    return person


@pytest.fixture
def mabi():
    return a_district()


@pytest.fixture
def funao():
    return a_district("funao", "船穂")


def text(page):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page.content.decode()))


def names(page):
    return [str(row.place) for row, _ in page.context["rows"]]


def answers(page):
    return {row.figure.key: row.numbers[0] for row in page.context["answered"]}


def line(page, mark):
    """By the name of a blank: (number, whether its places may be read)."""
    found = next(line for line in page.context["lines"] if line.mark == mark)
    return {blank.name: (number, in_sight) for blank, number, in_sight in found.cells}


@pytest.mark.parametrize("rows", [1, 3, 300])
@pytest.mark.parametrize(("role", "queries"), [("office", 14), ("coordinator", 15)])
def test_it_costs_the_same_however_many_there_are(client, mabi, role, queries, rows, django_assert_num_queries):
    for _ in range(rows):
        a_counted_place(district=mabi)
    client.force_login(a_person(role, mabi))

    with django_assert_num_queries(queries):
        page = client.get(PAGE)

    assert page.context["page"].paginator.count == rows


class TestPage:
    def test_on_top_stands_what_is_answered(self, client, office):
        place = a_counted_place()
        YearlyReport.objects.create(place=place, fiscal_year=2021, participants=25)
        a_place()

        page = client.get(PAGE)

        numbers = {key: number.value for key, number in answers(page).items()}
        assert (numbers["places.national"], numbers["places.national_residents"]) == (1, 1)
        assert [numbers[f"national.f{number}"] for number in range(1, 7)] == [None, 25, 1, None, 25, 1]
        assert "対象月は令和4年3月です" in text(page)

    def test_what_is_blank_is_told_by_district_and_whose_it_is(self, client, office, mabi, funao):
        a_person("coordinator", mabi, name="渡辺 みき")
        a_person("viewer", mabi, name="包括 みる")
        a_counted_place(district=mabi)
        a_place("夜の会", district=mabi)
        a_place(district=funao)

        page = client.get(PAGE)

        assert [(found.name, found.writers) for found in page.context["lines"]] == [("真備", "渡辺 みき"), ("船穂", "")]
        assert {name: number for name, (number, _) in line(page, "mabi").items()} == {
            "主な活動": 1,
            "運営主体": 1,
            "場所の種別": 1,
            "開催頻度": 1,
            "参加者実人数": 2,
            "性・年齢": 2,
            "市の判断": 1,
        }
        assert [number for _, number in page.context["whole"]] == [2, 2, 2, 2, 3, 3, 2]

    def test_every_number_leads_to_just_those_places(self, client, office, mabi, funao):
        a_counted_place(district=mabi)
        for district in (mabi, funao, None):
            a_place(district=district)

        found = re.findall(r'href="(\?[^"#]*blank=[^"#]*)#rows">(\d+)<', client.get(PAGE).content.decode())

        assert len(found) == 7 * 3 + 7
        for address, number in found:
            page = client.get(PAGE + address.replace("&amp;", "&"))
            assert page.context["page"].paginator.count == int(number), address

    def test_the_rows_say_why_they_do_not_count_and_can_be_narrowed(self, client, office, mabi):
        a_counted_place("朝の会", district=mabi)
        judge(a_place("夜の会", venue_name="公民館"), counts=False, reason="会食だけ")
        other = a_counted_place("昼の会")
        judge(other, counts=False, reason="会食だけ")

        assert "開催日がわからない" in text(client.get(PAGE, {"district": "district:unset", "blank": "frequency"}))
        assert names(client.get(PAGE, {"counted": "yes"})) == ["朝の会"]
        assert names(client.get(PAGE, {"counted": "no", "district": "mabi"})) == []
        assert "市の判断（会食だけ）" in text(client.get(PAGE, {"counted": "no"}))
        assert len(names(client.get(PAGE, {"counted": "perhaps", "district": "nowhere", "blank": "x"}))) == 3

    def test_the_month_can_be_chosen(self, client, office):
        a_counted_place()

        assert "3月 5回" in text(client.get(PAGE))
        assert "2月 4回" in text(client.get(PAGE, {"month": "2022-02"}))
        assert "3月 5回" in text(client.get(PAGE, {"month": "2030-01"}))

    def test_of_a_closed_year_the_numbers_stand_and_the_rows_are_those_of_now(self, client, office):
        place = a_counted_place()
        close_year(fiscal_year=2021, by=None, at=AT)
        judge(place, counts=False, reason="会食だけ")

        page = client.get(PAGE)

        number = answers(page)["places.national"]
        assert (number.value, number.now.value) == (1, 0)
        assert "令和8年11月24日に締めた年度です" in text(page)
        assert "市の判断（会食だけ）" in text(page)

    def test_without_places_it_says_so(self, client, office):
        assert "把握している場が ありません" in text(client.get(PAGE))

    def test_a_year_to_come_is_not_there(self, client, office):
        assert client.get(reverse("counts:survey", args=[2100])).status_code == 404


class TestWhoSeesWhat:
    def test_a_coordinator_reads_the_names_of_the_own_districts_and_all_numbers(self, client, mabi, funao):
        a_place("真備の場", district=mabi)
        a_place("船穂の場", district=funao)
        client.force_login(a_person("coordinator", mabi))

        page = client.get(PAGE)

        assert names(page) == ["真備の場"]
        assert "船穂の場" not in text(page)
        assert "2か所のうち、受けもつ地区の1か所を出しています。" in text(page)
        assert (line(page, "mabi")["運営主体"], line(page, "funao")["運営主体"]) == ((1, True), (1, False))

    def test_a_coordinator_takes_away_the_same_rows(self, client, mabi, funao):
        a_place("真備の場", district=mabi)
        a_place("船穂の場", district=funao)
        client.force_login(a_person("coordinator", mabi))

        csv = b"".join(client.get(reverse("counts:survey_csv", args=[2021]))).decode("utf-8-sig")

        assert ("真備の場" in csv, "船穂の場" in csv) == (True, False)

    def test_only_those_who_may_judge_are_offered_it(self, client, mabi):
        place = a_place(district=mabi)
        client.force_login(a_person("coordinator", mabi))

        assert "計上しない（わけを書く）" not in text(client.get(PAGE))
        assert client.post(JUDGE, {"places": [place.pk], "counts": "yes"}).status_code == 403


class TestJudging:
    def test_those_ticked_count_from_that_year_on(self, client, office):
        places = [a_place(), a_place()]

        page = client.post(
            JUDGE, {"places": [place.pk for place in places], "counts": "yes", "query": "blank=judgement"}, follow=True
        )

        assert page.redirect_chain[-1][0] == f"{PAGE}?blank=judgement"
        assert "2か所を、令和3年度から 国の調査で 数えることにしました。" in text(page)
        told = SurveyJudgement.objects.values_list("place", "fiscal_year", "counts", "by")
        assert set(told) == {(place.pk, 2021, True, office.pk) for place in places}

    def test_what_does_not_count_has_a_reason_and_asking_for_it_loses_no_tick(self, client, office):
        place = a_place("夜の会")
        sent = {"places": [place.pk], "counts": "no", "query": "district=mabi"}

        asked = client.post(JUDGE, sent)
        empty = client.post(JUDGE, {"places": [place.pk], "query": "district=mabi", "reason": " "})
        assert "1か所を 国の調査で 計上しない" in text(asked)
        assert asked.context["form"].errors == {}
        assert "わけを 書いてください" in text(empty)
        assert "夜の会" in text(empty)
        assert not SurveyJudgement.objects.exists()

        page = client.post(JUDGE, {"places": [place.pk], "query": "district=mabi", "reason": "会食だけ"}, follow=True)
        assert "1か所を、令和3年度から 国の調査で 数えないことにしました。" in text(page)
        assert SurveyJudgement.objects.get().reason == "会食だけ"

    def test_the_other_button_takes_it_back_and_a_second_press_says_that_it_was_so(self, client, office):
        place = a_counted_place()
        sent = {"places": [place.pk], "counts": "yes"}

        again = client.post(JUDGE, sent, follow=True)
        client.post(JUDGE, {"places": [place.pk], "reason": "会食だけ"})
        assert client.get(PAGE).context["rows"][0][0].why_not == "市の判断（会食だけ）"
        client.post(JUDGE, sent)

        assert "1か所は、もう そう決めてありました。" in text(again)
        assert client.get(PAGE).context["rows"][0][0].why_not == ""

    def test_all_that_the_list_is_narrowed_to_are_judged_at_once(self, client, office, mabi):
        here, other = [a_place(district=mabi) for _ in range(3)], a_place()

        asked = client.post(JUDGE, {"all": "yes", "counts": "no", "query": "district=mabi"})
        assert "3か所を 国の調査で 計上しない" in text(asked)
        client.post(JUDGE, {"all": "yes", "query": "district=mabi", "reason": "会食だけ"})
        assert set(SurveyJudgement.objects.values_list("place", flat=True)) == {place.pk for place in here}

        client.post(JUDGE, {"all": "yes", "counts": "yes", "query": "blank=judgement"})
        assert SurveyJudgement.objects.get(place=other).counts is True

    def test_nothing_ticked_asks_for_places(self, client, office):
        assert "決める場を、一覧でえらんでください。" in text(client.post(JUDGE, {"counts": "yes"}, follow=True))
