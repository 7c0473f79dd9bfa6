import re

import pytest
from django.core import mail
from django.urls import reverse

from kayoiba.accounts import actions
from kayoiba.accounts.queries import invitation_path
from tests.factories.people import PASSWORD, a_person
from tests.factories.places import AT

pytestmark = pytest.mark.django_db
NEW = "tsubame ga kaeru"


def set_password(client, path, password=NEW):
    """Follow a link and fill in the form behind it."""
    form = client.get(path).url
    return client.post(form, {"new_password1": password, "new_password2": password})


def test_an_invitation_is_good_once(client):
    person = a_person(password="")
    path = invitation_path(person)

    assert set_password(client, path).url == reverse("accounts:password_reset_complete")

    person.refresh_from_db()
    assert person.check_password(NEW)
    assert "このリンクは もう使えません" in client.get(path).content.decode()


def test_an_invitation_is_good_for_three_days(client, settings):
    path = invitation_path(a_person(password=""))
    settings.PASSWORD_RESET_TIMEOUT = -1

    assert "このリンクは もう使えません" in client.get(path).content.decode()


@pytest.mark.parametrize("verb", [actions.renew_link, actions.let_person_leave])
def test_an_invitation_ends_with_a_newer_one_and_with_leaving(client, verb):
    person = a_person(password="")
    path = invitation_path(person)

    verb(person=person, by=None, at=AT)

    assert "このリンクは もう使えません" in client.get(path).content.decode()


def test_an_address_with_the_secret_says_nothing_of_itself_to_others(client):
    path = invitation_path(a_person(password=""))

    to_form = client.get(path)
    form = client.get(to_form.url)
    worn_out = client.get(path.replace("/reset/", "/reset/x"))

    assert [page["Referrer-Policy"] for page in (to_form, worn_out)] == ["no-referrer", "no-referrer"]
    assert form["Referrer-Policy"] == "same-origin"  # else the browser would not say whence the form comes
    assert path.split("/")[-2] not in to_form.url


@pytest.mark.parametrize("weak", ["mijikai", "1234567890123", "password123", "tanaka.hanako"])
def test_a_weak_password_is_refused(client, weak):
    person = a_person(username="tanaka.hanako", password="")

    page = set_password(client, invitation_path(person), weak)

    assert page.context["form"].errors
    person.refresh_from_db()
    assert person.waits_for_password


def test_a_forgotten_password_is_set_anew_by_mail(client):
    person = a_person(name="田中", username="tanaka", email="tanaka@example.jp")

    client.post(reverse("accounts:password_reset"), {"email": "tanaka@example.jp"})

    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == (["tanaka@example.jp"], "かよいばのパスワードを決めなおす")
    assert letter.body.startswith("田中さん\n")
    set_password(client, re.search(r"http://testserver(/\S+)", letter.body)[1])
    person.refresh_from_db()
    assert person.check_password(NEW)


def test_no_mail_goes_to_strangers_or_to_those_who_left_and_the_page_tells_nobody(client):
    actions.let_person_leave(person=a_person(email="left@example.jp"), by=None, at=AT)

    pages = [
        client.post(reverse("accounts:password_reset"), {"email": email}).url
        for email in ("nobody@example.jp", "left@example.jp")
    ]

    assert (mail.outbox, set(pages)) == ([], {reverse("accounts:password_reset_done")})


def test_a_password_is_changed_by_whoever_knows_the_old_one(client):
    person = a_person()
    client.force_login(person)
    change = {"new_password1": NEW, "new_password2": NEW}

    wrong = client.post(reverse("accounts:password_change"), {"old_password": "wrong", **change})
    right = client.post(reverse("accounts:password_change"), {"old_password": PASSWORD, **change})

    assert list(wrong.context["form"].errors) == ["old_password"]
    assert right.url == reverse("accounts:password_change_done")
    person.refresh_from_db()
    assert person.check_password(NEW)
    assert client.get(right.url).status_code == 200
