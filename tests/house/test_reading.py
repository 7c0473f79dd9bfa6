"""The guard of `conftest.py`, under which every test asks for its pages."""

import pytest
from django.db import connection

from tests.conftest import refuse_writing
from tests.factories.people import a_person

pytestmark = pytest.mark.django_db


def test_a_page_that_is_only_read_cannot_write():
    with pytest.raises(AssertionError, match="only read writes: INSERT"), connection.execute_wrapper(refuse_writing):
        a_person()


def test_a_visitors_own_session_may_be_kept(client):
    with connection.execute_wrapper(refuse_writing):
        client.session.save()
