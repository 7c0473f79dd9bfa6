import datetime as dt
import re
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from directory.places.actions import end_place, pause_place
from directory.places.in_bulk import register_places
from directory.places.models import Listing, Pause, Place, Suspension
from kayoiba.tools.fiscal import era_date
from tests.factories.people import a_person
from tests.factories.places import AT, a_district, a_listing, a_place
from tests.factories.suspensions import a_suspension

pytestmark = pytest.mark.django_db


@pytest.fixture
def mabi(client):
    mabi = a_district()
    client.force_login(a_person("coordinator", mabi))
    return mabi


def asked(**changes):
    told = {
        "district": "mabi",
        "from_date": timezone.localdate(),
        "reason": "disaster",
        "note": "豪雨",
        "continues": [],
    }
    return {**told, **changes}


def address(**changes):
    return reverse("workbench:suspension_new", query=asked(**changes))


def confirm(client, places, **changes):
    ticked = {"places": [place.pk for place in places], "request_id": uuid4()}
    return client.post(address(**changes), ticked, follow=True)


def resume(client, suspension, **data):
    return client.post(reverse("workbench:suspension_resume", args=[suspension.pk]), data, follow=True)


def said(page):
    return [str(message) for message in page.context["messages"]]


class TestNew:
    def test_a_coordinator_chooses_among_the_own_districts_and_only_who_works_everywhere_the_city(self, client, mabi):
        a_district("kurashiki", "倉敷")

        def offered():
            form = client.get(reverse("workbench:suspension_new")).context["form"]
            return [name for _, name in form.fields["district"].choices]

        assert offered() == ["真備"]
        client.force_login(a_person("lead"))
        assert offered() == ["真備", "倉敷", "市のぜんぶ"]

    def test_what_often_happens_is_filled_in_and_can_be_changed(self, client, mabi):
        form = client.get(reverse("workbench:suspension_new", query={"ready": "flood"})).context["form"]

        assert (form["reason"].value(), form["note"].value()) == (
            "disaster",
            "豪雨のため、安全がたしかめられるまで お休みします。",
        )
        assert not form.is_bound

    def test_what_is_missing_is_told_and_nothing_typed_is_lost(self, client, mabi):
        page = client.get(address(reason="", district="elsewhere"))

        assert list(page.context["form"].errors) == ["district", "reason"]
        assert page.context["form"]["note"].value() == "豪雨"

    def test_the_second_step_shows_exactly_who_will_rest_and_writes_nothing(self, client, mabi, today):
        meeting, resting, ended = (a_place(name, district=mabi) for name in ("集まる会", "休みの会", "終わった会"))
        a_place("よその会", district=a_district("kurashiki", "倉敷"))
        pause_place(place=resting, from_date=today, until=None, reason="people", by=None, at=AT)
        end_place(place=ended, on=today, reason="解散", by=None, at=AT)

        page = client.get(address(continues=["phone", "outdoors"]))

        html = page.content.decode()
        assert re.findall(r'<input type="checkbox"\s+name="places"\s+value="(\d+)"\s+checked', html) == [
            str(meeting.pk)
        ]
        assert "1か所は もう休みなので、入れません" in html
        assert "休みの会（担い手）" in re.sub(r"\s*\n\s*", "", html)
        assert "終わった場など 1か所も 入れません。" in html
        assert "電話・屋外" in html
        assert "よその会" not in html
        assert not Suspension.objects.exists()

    def test_those_that_are_ticked_rest_and_the_others_do_not(self, client, mabi):
        places = [a_place(district=mabi) for _ in range(3)]

        page = confirm(client, places[:2], continues=["letter"])

        suspension = Suspension.objects.get()
        assert (suspension.district, suspension.continues, suspension.by.role) == (mabi, ["letter"], "coordinator")
        assert set(suspension.pauses.values_list("place", "continues__0")) == {(p.pk, "letter") for p in places[:2]}
        assert "2か所を休みにしました。" in said(page)[0]
        assert reverse("workbench:suspension_resume", args=[suspension.pk]) in said(page)[0]

    def test_a_whole_city_is_ticked_at_once(self, client, mabi, today):
        told = {"district": mabi, "school_district": None, "kinds": [], "rules": []}
        named = [{"name": f"場{number}", **told} for number in range(1100)]
        register_places(named, known_from=today, by=None, at=AT)

        page = confirm(client, Place.objects.all())

        assert (page.status_code, Pause.objects.count()) == (200, 1100)

    def test_with_nothing_ticked_it_is_asked_again(self, client, mabi):
        a_place(district=mabi)

        page = confirm(client, [])

        assert page.context["form"].errors["places"] == ["1か所も えらばれていません。印をつけてください。"]
        assert not Suspension.objects.exists()

    def test_a_place_of_another_district_cannot_be_slipped_in(self, client, mabi):
        mine, theirs = a_place(district=mabi), a_place(district=a_district("kurashiki", "倉敷"))

        page = confirm(client, [mine, theirs])

        assert list(page.context["form"].errors) == ["places"]
        assert not Pause.objects.exists()

    def test_where_all_have_been_paused_meanwhile_it_is_said(self, client, mabi, today):
        place = a_place(district=mabi)
        pause_place(place=place, from_date=today, until=None, reason="people", by=None, at=AT)

        page = confirm(client, [place])

        assert page.context["form"].non_field_errors() == ["えらんだ場は、もう どれも休みか、終わった場です。"]

    def test_of_who_rests_for_a_few_days_it_is_said_from_when(self, client, mabi, today):
        place = a_place("来週からの会", district=mabi)
        last = today + dt.timedelta(days=2)
        pause_place(place=place, from_date=today, until=last, reason="venue", by=None, at=AT)

        page = client.get(address())
        confirm(client, [place])

        after = last + dt.timedelta(days=1)
        assert page.context["rows"] == [(place, after, True)]
        assert f"いまの休みのあと、{era_date(after)}から" in page.content.decode()
        assert Suspension.objects.get().pauses.get().from_date == after

    def test_a_button_pressed_twice_is_one_suspension(self, client, mabi):
        ticked = {"places": [a_place(district=mabi).pk], "request_id": uuid4()}

        for _ in range(2):
            client.post(address(), ticked)

        assert Suspension.objects.count() == 1

    def test_the_whole_city_holds_those_of_no_district_too(self, client):
        client.force_login(a_person("lead"))
        places = [a_place(), a_place(district=a_district())]

        page = client.get(address(district="all"))

        assert [place for place, *_ in page.context["rows"]] == places


class TestResume:
    def test_residents_read_the_next_day_again(self, client, mabi, today):
        place = a_place(district=mabi)
        a_listing(place)
        suspension = a_suspension(place, district=mabi, from_date=today)
        assert Listing.objects.get().pauses

        page = resume(client, suspension, on=today, places=[place.pk])

        assert said(page) == ["1か所の休みを終えました。住民のページにも 次の日どりが出ます。"]
        assert Listing.objects.get().pauses == []

    @pytest.mark.parametrize("days", [-10, 400])
    def test_a_day_that_is_a_slip_of_the_pen_is_asked_again_and_nothing_is_lost(self, client, mabi, today, days):
        place = a_place(district=mabi)
        suspension = a_suspension(place, district=mabi, from_date=today - dt.timedelta(days=9))

        page = resume(client, suspension, on=today + dt.timedelta(days=days), places=[place.pk])

        assert "1年先までの日にしてください。" in page.context["form"].errors["on"][0]
        assert page.context["rows"] == [(place, None, True)]
        assert Pause.objects.get().until is None

    def test_those_that_are_not_ticked_go_on_resting(self, client, mabi, today):
        first, second = a_place(district=mabi), a_place(district=mabi)
        suspension = a_suspension(first, second, district=mabi, from_date=today)

        resume(client, suspension, on=today, places=[first.pk])

        assert [pause.place for pause in Pause.objects.all()] == [second]

    def test_whoever_resumed_it_before_is_told(self, client, mabi, today):
        place = a_place(district=mabi)
        suspension = a_suspension(place, district=mabi, from_date=today)

        resume(client, suspension, on=today, places=[place.pk])
        page = resume(client, suspension, on=today, places=[place.pk])

        assert said(page) == ["えらんだ場は、もう休みを終えています。"]
        assert (
            "休んでいる場は もうありません"
            in client.get(reverse("workbench:suspension_resume", args=[suspension.pk])).content.decode()
        )

    def test_of_a_suspension_of_the_city_a_coordinator_resumes_the_own_places_alone(self, client, mabi, today):
        mine, theirs = (
            a_place("わたしの会", district=mabi),
            a_place("よその会", district=a_district("kurashiki", "倉敷")),
        )
        suspension = a_suspension(mine, theirs, from_date=today)

        page = client.get(reverse("workbench:suspension_resume", args=[suspension.pk])).content.decode()
        resume(client, suspension, on=today, places=[mine.pk, theirs.pk])

        assert ("わたしの会" in page, "よその会" in page) == (True, False)
        assert Pause.objects.count() == 2

    def test_that_of_another_district_is_not_there(self, client, mabi, today):
        kurashiki = a_district("kurashiki", "倉敷")
        suspension = a_suspension(a_place(district=kurashiki), district=kurashiki, from_date=today)

        assert resume(client, suspension, on=today).status_code == 404


class TestList:
    def test_it_says_who_rests_and_what_is_over(self, client, mabi, today):
        place = a_place(district=mabi)
        over = a_suspension(place, district=mabi, from_date=today - dt.timedelta(days=9))
        resume(client, over, on=today - dt.timedelta(days=1), places=[place.pk])
        a_suspension(place, district=mabi, from_date=today, note="会館の工事")

        page = client.get(reverse("workbench:suspensions")).content.decode()

        assert page.count("1か所が休み") == 1
        assert "から また集まっています" in page
        assert "会館の工事" in page

    def test_without_any_it_says_what_there_is_for_one_place(self, client, mabi):
        page = client.get(reverse("workbench:suspensions")).content.decode()

        assert "まとめて休みにした地区は ありません" in page


@pytest.mark.parametrize("rows", [1, 3, 300])
class TestQueries:
    def test_of_the_list(self, client, mabi, today, rows, django_assert_num_queries):
        for _ in range(min(rows, 30)):
            a_suspension(a_place(district=mabi), district=mabi, from_date=today)

        with django_assert_num_queries(4):
            client.get(reverse("workbench:suspensions"))

    def test_of_the_second_step_and_of_resuming(self, client, mabi, today, rows, django_assert_num_queries):
        places = [a_place(district=mabi) for _ in range(rows)]

        with django_assert_num_queries(7):
            assert len(client.get(address()).context["rows"]) == rows
        suspension = a_suspension(*places, district=mabi, from_date=today)
        with django_assert_num_queries(5):
            page = client.get(reverse("workbench:suspension_resume", args=[suspension.pk]))
        assert len(page.context["rows"]) == rows
