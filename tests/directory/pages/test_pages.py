import datetime as dt
import re
import tomllib
from itertools import pairwise

import pytest
from django.core.management import call_command

from directory.pages.actions import EditedSince, publish_page
from directory.pages.loading import SAMPLES, load_pages, shipped_text
from directory.pages.models import PublishedPage
from directory.pages.queries import PAGES
from kayoiba.accounts.models import AuditEvent
from tests.factories.people import a_person
from tests.factories.places import AT, a_municipality

pytestmark = pytest.mark.django_db
EDIT = "/workbench/site/about/"
LATER = AT + dt.timedelta(hours=1)


@pytest.fixture(autouse=True)
def pages():
    load_pages(a_municipality(), at=AT)


@pytest.fixture
def office(client):
    office = a_person("office", name="中島")
    client.force_login(office)
    return office


def about():
    return PublishedPage.objects.get(slug="about")


def rewrite(body, *, at=LATER, seen=AT, title="このサイトについて"):
    return publish_page(slug="about", title=title, body=body, seen=seen, by=None, at=at)


def entered(**fields):
    return {"title": "このサイトについて", "body": "あたらしい文", "seen": AT.isoformat(), **fields}


def text(page):
    return page.content.decode()


class TestTextsThatComeWithThePortal:
    @pytest.mark.parametrize("slug", PAGES)
    def test_each_page_has_one_that_names_the_city(self, slug):
        title, body = shipped_text(slug, a_municipality(name="見本市"))

        assert title == PAGES[slug]
        assert "見本市" in body
        assert "倉敷" not in body
        assert "〔" not in body

    def test_what_a_city_has_to_fill_in_says_so(self):
        assert all("（市が記入" in page.body for page in PublishedPage.objects.all())

    @pytest.mark.parametrize("slug", PAGES)
    def test_the_sample_city_has_filled_it_in_and_says_that_it_is_a_sample(self, slug):
        _, body = shipped_text(slug, a_municipality(is_sample=True))

        assert "（見本）" in body
        assert "市が記入" not in body

    def test_every_sample_fills_a_blank(self):
        shipped = "".join(page.body for page in PublishedPage.objects.all())

        assert [blank for blank in tomllib.loads(SAMPLES.read_text()) if blank not in shipped] == []

    def test_a_citys_own_text_is_never_written_over(self):
        rewrite("わたしたちの文")

        call_command("load_reference", verbosity=0)

        assert about().body == "わたしたちの文"
        assert PublishedPage.objects.count() == len(PAGES)


class TestThePublicPage:
    @pytest.mark.parametrize("slug", PAGES)
    def test_it_is_read_with_one_question_beside_that_of_the_frame(self, client, slug, django_assert_num_queries):
        with django_assert_num_queries(2):
            page = client.get(f"/{slug}/")

        assert f"<h1>{PAGES[slug]}</h1>" in text(page)
        assert "最終更新" in text(page)

    @pytest.mark.parametrize("slug", PAGES)
    def test_residents_see_nothing_that_is_still_to_be_filled_in_and_no_heading_without_a_word(self, client, slug):
        page = text(client.get(f"/{slug}/"))

        assert "市が記入" not in page
        assert re.findall(r"</h(\d)>\s*<h\1>", page) == []

    def test_its_headings_go_down_step_by_step(self, client):
        for slug in PAGES:
            levels = [int(level) for level in re.findall(r"<h(\d)", text(client.get(f"/{slug}/")))]

            assert levels[0] == 1
            assert all(after <= before + 1 for before, after in pairwise(levels))

    def test_one_that_nobody_wrote_is_not_found(self, client):
        PublishedPage.objects.all().delete()

        assert client.get("/about/").status_code == 404

    def test_it_is_only_read(self, client):
        assert client.post("/about/").status_code == 405

    def test_every_page_leads_to_all_three(self, client):
        page = text(client.get("/privacy/"))

        assert [slug for slug in PAGES if f'href="/{slug}/"' not in page] == []


class TestPublishing:
    def test_the_same_text_again_leaves_no_trace(self):
        page = rewrite(about().body, seen=None)

        assert page.updated_at == AT
        assert AuditEvent.objects.filter(verb="page.published").count() == len(PAGES)

    def test_a_text_that_was_written_over_is_kept_in_the_history(self):
        before = about().body

        rewrite("あたらしい文")

        assert [event.body for event in about().events.order_by("pgh_id")] == [before, "あたらしい文"]

    def test_who_has_not_seen_the_last_text_writes_nothing_over(self):
        rewrite("先の人の文")

        with pytest.raises(EditedSince):
            rewrite("後の人の文", at=LATER + dt.timedelta(hours=1))

        assert about().body == "先の人の文"


class TestTheOffice:
    def test_it_sees_what_the_text_will_look_like_before_it_is_shown(self, client, office):
        page = client.post(EDIT, entered(body="## ためし", look="yes"))

        assert "<h2>ためし</h2>" in page.context["preview"]
        assert "<h2>ためし</h2>" in text(page)
        assert "ためし" not in about().body

    def test_it_is_told_of_blanks_as_long_as_there_are_some(self, client, office):
        before = text(client.get(EDIT))
        rewrite("わたしたちの文")

        assert "住民のページには出ません" in before
        assert "住民のページには出ません" not in text(client.get(EDIT))

    def test_what_is_saved_is_public_at_once_and_says_who_wrote_it(self, client, office):
        client.post(EDIT, entered(body="あたらしい\r\n文  "))

        assert about().body == "あたらしい\n文"
        assert "あたらしい<br />" in text(client.get("/about/"))
        assert "中島" in text(client.get("/workbench/site/"))
        assert "中島が保存したもの" in text(client.get(EDIT))

    def test_of_two_editors_the_second_is_shown_what_the_first_wrote_and_decides(self, client, office):
        rewrite("先の人の文")

        told = client.post(EDIT, entered(body="後の人の文"))
        kept = about().body
        client.post(EDIT, entered(body="後の人の文", seen=told.context["form"].data["seen"]))

        assert "先の人の文" in told.context["published"]
        assert "この画面をひらいたあとに" in text(told)
        assert [kept, about().body] == ["先の人の文", "後の人の文"]

    def test_a_button_pressed_twice_saves_once(self, client, office):
        answers = [client.post(EDIT, entered()).status_code for _ in range(2)]

        assert answers == [302, 302]
        assert about().events.count() == 2

    def test_an_empty_text_is_refused(self, client, office):
        page = client.post(EDIT, entered(body=" \n "))

        assert page.context["form"].errors
        assert about().updated_at == AT

    def test_a_page_that_is_not_there_yet_can_be_written(self, client, office):
        PublishedPage.objects.all().delete()

        page = client.get(EDIT)
        client.post(EDIT, entered(seen=""))

        assert page.context["form"]["title"].value() == "このサイトについて"
        assert about().body == "あたらしい文"
