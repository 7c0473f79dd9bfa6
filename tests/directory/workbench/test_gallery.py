"""The gallery of components: whole, and true to what the files say."""

import re
from pathlib import Path

import pytest

from directory.workbench.gallery import tokens
from directory.workbench.gallery.components import COMPONENTS
from tests.factories.people import a_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client):
    client.force_login(a_person("viewer"))
    return client.get("/workbench/components/").content.decode()


def test_every_component_is_in_the_gallery_once():
    files = sorted(path.stem for path in Path("templates/ui").glob("*.html"))

    assert sorted(component.name for component in COMPONENTS) == files


def test_a_component_is_shown_or_says_where_it_can_be_seen():
    assert [component.name for component in COMPONENTS if bool(component.states) == bool(component.where)] == []


def test_each_says_with_its_own_first_comment_what_may_be_passed(page):
    assert all(tokens.told(component.name) for component in COMPONENTS)
    assert "text: what happened, in a sentence; tone: success info warning error" in page


def test_every_state_is_drawn(page):
    assert page.count("<li>\n") >= sum(len(component.states) for component in COMPONENTS)
    assert 'class="notice notice-warning"' in page
    assert "img/drawings.svg#shogi" in page
    assert "img/signs.svg#phone" in page


def test_all_colours_and_sizes_of_the_tokens_are_there(page):
    css = Path("static/css/tokens.css").read_text()

    assert [colour.name for colour in tokens.colours()] == re.findall(r"--([\w-]+): #", css)
    assert dict(tokens.sizes())["heading-1"] == 26
    assert 'fill="#1b3a6b"' in page


def test_every_size_has_its_sample():
    sheet = Path("static/css/gallery.css").read_text()

    assert [name for name, _ in tokens.sizes() if f".type-{name} {{" not in sheet] == []


def test_colours_that_cannot_be_read_on_paper_are_told_from_those_that_can():
    readable = {colour.name: colour.is_readable for colour in tokens.colours()}

    assert (readable["ai"], readable["thread"]) == (True, False)


def test_no_id_stands_twice(page):
    ids = re.findall(r'\bid="([^"]+)"', page)

    assert sorted(ids) == sorted(set(ids))
