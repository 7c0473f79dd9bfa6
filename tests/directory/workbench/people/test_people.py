import re

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from directory.places.models import Place
from directory.workbench.people import actions
from kayoiba.accounts.models import AuditEvent, User
from kayoiba.accounts.queries import invitation_path
from tests.factories.people import a_person
from tests.factories.places import AT, a_district, a_place

pytestmark = pytest.mark.django_db

PEOPLE = "/workbench/people/"
NEW = f"{PEOPLE}new/"


@pytest.fixture
def office(client):
    office = a_person("office", name="藤井")
    client.force_login(office)
    return office


def to(verb, person):
    return reverse(f"workbench:{verb}", args=[person.pk])


def invitation(**fields):
    return {"name": "田中", "username": "tanaka", "role": "coordinator", "affiliation": "", "email": "", **fields}


def looked_after(person):
    return [(row.district.slug, row.until) for row in person.assignments.select_related("district").order_by("pk")]


def said(page):
    return [str(message) for message in page.context["messages"]]


def test_the_office_invites_somebody_and_hands_over_a_link(client, office, mabi):
    page = client.post(NEW, invitation(districts=[mabi.pk], affiliation="社会福祉協議会"), follow=True)

    person = User.objects.get(username="tanaka")
    assert (person.name, person.role, person.affiliation) == ("田中", "coordinator", "社会福祉協議会")
    assert looked_after(person) == [("mabi", None)]
    assert said(page) == ["下のリンクを 田中さんに渡してください。"]
    assert page.context["link"] == f"http://testserver{invitation_path(person)}"
    assert mail.outbox == []


def test_who_has_an_address_gets_the_link_by_mail_too(client, office, mabi):
    page = client.post(NEW, invitation(districts=[mabi.pk], email="tanaka@example.jp"), follow=True)

    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == (["tanaka@example.jp"], "かよいばへの招待")
    assert "藤井さんが、あなたを「かよいば」の職員（コーディネーター）として招きました。" in letter.body
    assert said(page) == ["田中さんに、パスワードを決めるリンクを メールで送りました。"]
    client.logout()
    link = re.search(r"http://testserver\S+", letter.body)[0]
    assert client.get(link, follow=True).context["validlink"]


def test_without_a_mail_server_the_link_is_handed_over(client, office, mabi, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = 1

    page = client.post(NEW, invitation(districts=[mabi.pk], email="tanaka@example.jp"), follow=True)

    assert said(page) == ["下のリンクを 田中さんに渡してください。"]


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("username", "tanaka"),
        ("username", "田中"),
        ("username", "Tanaka"),
        ("name", ""),
        ("role", "king"),
        ("role", "system"),
        ("districts", []),
        ("email", "tanaka"),
    ],
)
def test_an_invitation_is_refused_with(client, office, mabi, field, wrong):
    a_person(username="tanaka")
    people = User.objects.count()

    page = client.post(NEW, invitation(username="satou", districts=[mabi.pk]) | {field: wrong})

    assert list(page.context["form"].errors) == [field]
    assert User.objects.count() == people


def test_whoever_works_everywhere_needs_no_district(client, office):
    client.post(NEW, invitation(role="lead"))

    assert looked_after(User.objects.get(username="tanaka")) == []


def test_a_move_to_another_district_ends_the_one_and_begins_the_other(client, office, mabi):
    kurashiki, person = a_district("kurashiki", "倉敷"), a_person("coordinator", mabi)
    theirs = a_place("倉敷の場", district=kurashiki)

    client.post(to("person_edit", person), invitation(districts=[kurashiki.pk]))

    assert looked_after(person) == [("mabi", timezone.localdate()), ("kurashiki", None)]
    assert list(Place.objects.in_care_of(person)) == [theirs]


def test_editing_shows_what_is_known_and_changes_only_what_was_changed(client, office, mabi):
    person = a_person("coordinator", mabi, name="田中", email="tanaka@example.jp")
    shown = client.get(to("person_edit", person)).context["form"].initial

    client.post(to("person_edit", person), {**shown, "districts": [mabi.pk], "name": "田辺"})

    person.refresh_from_db()
    assert (person.name, person.email, person.role) == ("田辺", "tanaka@example.jp", "coordinator")
    assert looked_after(person) == [("mabi", None)]


def test_leaving_ends_what_they_looked_after_and_coming_back_begins_afresh(client, office, mabi):
    person = a_person("coordinator", mabi)

    client.post(to("person_leave", person))
    page = client.post(to("person_come_back", person), follow=True)

    person.refresh_from_db()
    assert person.is_active
    assert looked_after(person) == [("mabi", timezone.localdate())]
    assert page.context["link"]
    assert list(AuditEvent.objects.filter(by_name="藤井").order_by("pk").values_list("verb", flat=True)) == [
        "person.left",
        "assignment.ended",
        "person.came_back",
    ]


def test_who_left_is_neither_edited_nor_sent_a_link(client, office):
    person = a_person("lead")
    actions.leave(person=person, by=office, at=AT)

    assert client.get(to("person_edit", person)).status_code == 404
    assert client.post(to("person_link", person)).status_code == 404
    assert client.get(to("person", person)).context["link"] == ""


def test_a_link_is_shown_only_while_a_password_is_missing(client, office):
    person = a_person("lead")

    assert client.get(to("person", person)).context["link"] == ""
    assert client.post(to("person_link", person), follow=True).context["link"]


def test_a_page_with_a_link_is_kept_nowhere(client, office):
    assert "no-store" in client.get(to("person", a_person("lead", password="")))["Cache-Control"]


def test_the_office_does_not_see_the_system_people(client, office):
    system = a_person("system", name="保守の人")

    assert "保守の人" not in client.get(PEOPLE).content.decode()
    for verb in ("person", "person_edit"):
        assert client.get(to(verb, system)).status_code == 404
    for verb in ("person_link", "person_leave", "person_come_back"):
        assert client.post(to(verb, system)).status_code == 404


def test_the_office_cannot_make_anybody_the_system(client, office):
    person = a_person("lead")

    page = client.post(to("person_edit", person), invitation(role="system"))

    assert list(page.context["form"].errors) == ["role"]


def test_nobody_sees_themselves_off(client, office):
    a_person("office")

    page = client.get(to("person", office))
    left = client.post(to("person_leave", office), follow=True)
    link = client.post(to("person_link", office), follow=True)
    lower = client.post(to("person_edit", office), invitation(role="lead"))

    assert "退職にする" not in page.content.decode()
    assert said(left) == ["ご自分を退職にはできません。ほかの管理の人に頼んでください。"]
    assert said(link) == ["ご自分のパスワードは「パスワードをかえる」から かえてください。"]
    assert lower.context["form"].errors["role"] == [
        "ご自分の役割は 自分では下げられません。ほかの管理の人に頼んでください。"
    ]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_the_database_a_fixed_number_of_times(client, office, mabi, rows, django_assert_num_queries):
    for _ in range(rows):
        a_person("coordinator", mabi, a_district("kurashiki", "倉敷"))

    with django_assert_num_queries(5):  # session, reader, city, people, their districts
        page = client.get(PEOPLE)

    assert len(page.context["people"]) == 1 + rows


def test_the_list_says_who_looks_after_what(client, office, mabi):
    a_person("coordinator", mabi, a_district("kurashiki", "倉敷"), name="田中")

    words = client.get(PEOPLE).content.decode().split("田中")[1].split("</tr>")[0]

    assert "真備・倉敷" in words
    assert "在職" in words
