import pytest
from django.conf import settings
from django.http import StreamingHttpResponse
from django.test import RequestFactory
from django.utils.module_loading import import_string

from kayoiba.home.heads import without_body

pytestmark = pytest.mark.django_db
application = import_string("kayoiba.wsgi.application")


def asked(method, address="/"):
    """Length that is told and length that is sent; the test client would hide the second."""
    told = {}
    environ = RequestFactory().generic(method, address).environ
    body = application(environ, lambda status, headers: told.update(headers))
    return told.get("Content-Length"), len(b"".join(body))


def test_head_tells_the_length_of_a_page_and_sends_none_of_it():
    length, sent = asked("GET")

    assert (asked("HEAD"), length) == ((length, 0), str(sent))


def test_what_is_sent_piece_by_piece_is_not_sent_either():
    answer = without_body(lambda request: StreamingHttpResponse(["a", "b"]))(RequestFactory().head("/"))

    assert b"".join(answer) == b""


def test_it_stands_above_whatever_measures_the_body():
    assert settings.MIDDLEWARE[0] == "kayoiba.home.heads.without_body"
