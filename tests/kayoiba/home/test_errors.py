import pytest
from django.template.loader import render_to_string
from django.test import Client


@pytest.mark.django_db
def test_an_unknown_address_shows_the_way_to_the_search(client):
    answer = client.get("/nowhere/")

    assert answer.status_code == 404
    assert "ページが見つかりません" in answer.content.decode()
    assert "通いの場をさがす" in answer.content.decode()


def test_a_foreign_host_name_is_refused_in_plain_words():
    answer = Client(headers={"host": "elsewhere.example"}).get("/healthz")

    assert answer.status_code == 400
    assert "このページはひらけません" in answer.content.decode()


@pytest.mark.django_db
def test_a_form_that_lay_open_too_long_asks_to_be_opened_again():
    answer = Client(enforce_csrf_checks=True).post("/healthz")

    assert answer.status_code == 403
    assert "ページをひらき直してから" in answer.content.decode()


@pytest.mark.parametrize("page", ["400.html", "500.html"])
def test_a_page_for_when_things_are_broken_needs_nothing_else(page):
    assert "はじめのページへ" in render_to_string(page)
