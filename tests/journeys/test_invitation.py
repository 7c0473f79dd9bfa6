"""The office invites a coordinator, who sets a password, signs in and finds the places of the district."""

import re

import pytest

from directory.areas.actions import publish_areas
from tests.factories.people import a_person
from tests.factories.places import TODAY, a_district, a_municipality, a_place
from tests.journeys.walking import press

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_coordinator_is_invited_and_begins(page):
    publish_areas(municipality=a_municipality(is_sample=True), on=TODAY)
    a_person("office", username="fujii", name="藤井", is_demo=True)
    a_place("呉妹の畑", district=a_district())

    page.goto("/accounts/login/")
    page.get_by_role("button", name="藤井さんとして入る").click()
    page.get_by_role("link", name="職員").click()
    page.get_by_role("link", name="職員を招く").click()
    page.get_by_label("氏名").fill("田中")
    page.get_by_label("ユーザー名").fill("tanaka")
    page.get_by_label(re.compile("^コーディネーター")).check()
    page.get_by_label("真備").check()
    press(page.get_by_role("button", name="招く"))
    link = page.get_by_label("パスワードを決めるリンク").input_value()
    press(page.get_by_role("button", name="サインアウト"))

    page.goto(link)
    page.get_by_label("新しいパスワード", exact=True).fill("tsubame ga kaeru")
    page.get_by_label("新しいパスワード（もう一度）").fill("tsubame ga kaeru")
    press(page.get_by_role("button", name="このパスワードに決める"))
    page.get_by_role("link", name="サインインする").click()
    page.get_by_label("ユーザー名").fill("tanaka")
    page.get_by_label("パスワード").fill("tsubame ga kaeru")
    page.get_by_role("button", name="サインイン").click()
    press(page.get_by_role("link", name="場", exact=True))

    assert page.get_by_role("link", name="呉妹の畑").is_visible()
    assert page.get_by_role("link", name="職員").count() == 0
