import pytest
from django.db import connection
from django.test import Client


class ReadingClient(Client):
    """A client whose GET requests may not write: reading never changes anything, but for the visitor's own session."""

    def request(self, **request):
        if request.get("REQUEST_METHOD", "GET") not in ("GET", "HEAD"):
            return super().request(**request)
        with connection.execute_wrapper(refuse_writing):
            return super().request(**request)


def refuse_writing(execute, sql, params, many, context):
    if sql.startswith(("INSERT", "UPDATE", "DELETE")) and "django_session" not in sql:
        raise AssertionError(f"A page that is only read writes: {sql}")
    return execute(sql, params, many, context)


@pytest.fixture
def client():
    return ReadingClient()
