"""What should never have been written down is taken out by the office, and brought back."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from directory.places.models import Place
from directory.places.removal import bring_back_removed
from kayoiba.accounts.models import AuditEvent
from tests.factories.people import a_person
from tests.factories.places import a_district, a_place, a_removed_place

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client):
    person = a_person("office", name="総務")
    client.force_login(person)
    return person


def text_of(page):
    return " ".join(page.content.decode().split())


class TestRemoving:
    def remove(self, client, place, **data):
        return client.post(reverse("workbench:place_remove", args=[place.pk]), data, follow=True)

    def test_it_asks_why_and_leads_to_the_way_back(self, client, office):
        place = a_place("呉妹の会")

        page = self.remove(client, place, reason="二重の登録")

        assert not Place.objects.exists()
        assert "「呉妹の会」を取り消しました。30日の間は もどせます。" in text_of(page)
        assert reverse("workbench:removed") in text_of(page)

    def test_without_a_reason_nothing_is_removed(self, client, office):
        place = a_place()

        page = self.remove(client, place, reason="")

        assert Place.objects.exists()
        assert page.context["form"].errors == {"reason": ["書いてください。"]}

    def test_a_button_pressed_twice_removes_once(self, client, office):
        place = a_place()

        pages = [self.remove(client, place, reason="二重の登録") for _ in range(2)]

        assert [page.status_code for page in pages] == [200, 200]
        assert AuditEvent.objects.filter(verb="place.removed").count() == 1

    @pytest.mark.parametrize(("role", "offered"), [("coordinator", False), ("lead", False), ("office", True)])
    def test_only_who_may_is_shown_the_way(self, client, role, offered):
        client.force_login(a_person(role, a_district()))
        place = a_place(district=a_district())

        pages = [client.get(reverse("workbench:place", args=[place.pk])), client.get(reverse("workbench:places"))]

        ways = [reverse("workbench:place_remove", args=[place.pk]), reverse("workbench:removed")]
        assert [way in text_of(page) for way, page in zip(ways, pages, strict=True)] == [offered, offered]

    @pytest.mark.parametrize("name", ["place", "place_history"])
    def test_what_was_removed_has_no_page(self, client, office, name):
        place = a_removed_place()

        assert client.get(reverse(f"workbench:{name}", args=[place.pk])).status_code == 404


class TestTheList:
    def test_it_says_who_why_and_how_long_there_is_time(self, client, office):
        now = timezone.now()
        a_removed_place("きのうの会", at=now - dt.timedelta(days=1, minutes=1))
        a_removed_place("先月の会", at=now - dt.timedelta(days=29, minutes=1))
        a_removed_place("もうない会", at=now - dt.timedelta(days=30, minutes=1))

        page = client.get(reverse("workbench:removed"))

        assert [(place.name, days, place.reason, place.removed_by) for place, days in page.context["rows"]] == [
            ("きのうの会", 28, "二重の登録", "システム"),
            ("先月の会", 0, "二重の登録", "システム"),
        ]
        assert "きょうまで" in text_of(page)

    def test_where_nothing_was_removed_it_says_so(self, client, office):
        assert "取り消した場は ありません" in text_of(client.get(reverse("workbench:removed")))

    def test_one_press_brings_it_back(self, client, office):
        place = a_removed_place("呉妹の会")

        page = client.post(reverse("workbench:removed_bring_back", args=[place.pk]), follow=True)

        assert Place.objects.get() == place
        assert "「呉妹の会」を もどしました。" in text_of(page)
        assert AuditEvent.objects.get(verb="place.brought_back").by_name == "総務"

    def test_what_is_over_is_told(self, client, office):
        place = a_removed_place("呉妹の会", at=timezone.now() - dt.timedelta(days=31))

        page = client.post(reverse("workbench:removed_bring_back", args=[place.pk]), follow=True)

        assert "30日を過ぎて消えています" in text_of(page)
        assert not Place.objects.exists()

    def test_what_somebody_else_brought_back_is_not_there(self, client, office):
        place = a_removed_place()
        bring_back_removed(place=place, by=None, at=timezone.now())

        assert client.post(reverse("workbench:removed_bring_back", args=[place.pk])).status_code == 404

    @pytest.mark.parametrize("rows", [1, 3, 300])
    def test_it_costs_the_same_however_many_there_are(self, client, office, rows, django_assert_num_queries):
        for _ in range(rows):
            a_removed_place()

        with django_assert_num_queries(5):
            assert client.get(reverse("workbench:removed")).context["page"].paginator.count == rows
