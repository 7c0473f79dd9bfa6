import pytest
from django.urls import reverse

from kayoiba.accounts.models import SignInFailure
from kayoiba.accounts.queries import FAILURES_ALLOWED
from tests.factories.people import PASSWORD, a_person

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/login/"


def sign_in(client, username="tanaka", password=PASSWORD, **fields):
    return client.post(LOGIN, {"username": username, "password": password, **fields})


def what_is_wrong(page):
    return page.context["form"].non_field_errors()


def test_a_member_of_staff_signs_in_and_gets_a_new_session(client):
    person = a_person(username="tanaka")
    client.get(LOGIN)
    client.session["before"] = True
    before = client.session.session_key

    page = sign_in(client)

    assert (page.status_code, page.url) == (302, reverse("workbench:board"))
    assert client.session["_auth_user_id"] == str(person.pk)
    assert client.session.session_key != before


def test_signing_in_leads_back_to_the_page_that_was_asked_for(client):
    a_person(username="tanaka")
    asked = reverse("workbench:places")

    assert sign_in(client, next=asked).url == asked


def test_signing_in_leads_to_no_other_site(client):
    a_person(username="tanaka")

    assert sign_in(client, next="https://example.com/").url == reverse("workbench:board")


@pytest.mark.parametrize(("username", "password"), [("tanaka", "wrong"), ("nobody", PASSWORD)])
def test_a_wrong_password_and_an_unknown_name_sound_the_same(client, username, password):
    a_person(username="tanaka")

    page = sign_in(client, username, password)

    assert what_is_wrong(page) == ["ユーザー名かパスワードがちがいます。大文字と小文字は区別されます。"]


def test_who_was_only_invited_cannot_sign_in(client):
    a_person(username="tanaka", password="")

    assert sign_in(client, password="").status_code == 200
    assert sign_in(client, password="!").status_code == 200


def test_the_right_password_waits_too_after_ten_wrong_ones(client):
    a_person(username="tanaka")
    for _ in range(FAILURES_ALLOWED):
        sign_in(client, password="wrong")

    page = sign_in(client)

    assert what_is_wrong(page) == ["まちがいが続いたので、10分ほど待ってから もう一度お試しください。"]


def test_signing_in_forgets_the_failures_before(client):
    a_person(username="tanaka")
    sign_in(client, password="wrong")

    sign_in(client)

    assert SignInFailure.objects.count() == 0


def test_a_name_that_no_database_can_hold_is_a_wrong_name(client):
    assert sign_in(client, username="tana\0ka").status_code == 200


def test_a_form_without_its_token_is_refused(client):
    client.handler.enforce_csrf_checks = True

    assert sign_in(client).status_code == 403


def test_signing_out_ends_the_session(client):
    client.force_login(a_person())

    page = client.post("/accounts/logout/")

    assert (page.status_code, page.url, "_auth_user_id" in client.session) == (302, "/", False)


def test_whoever_leaves_is_signed_out_at_once(client):
    person = a_person()
    client.force_login(person)
    person.is_active = False
    person.save()

    assert client.get(reverse("workbench:board")).url.startswith(LOGIN)
