import pytest
from django.db import connection
from django.test import Client, override_settings
from hypothesis import settings

# No test fails for being slow. With CI set hypothesis draws the same examples every time.
settings.register_profile("kayoiba", settings(), deadline=None)
settings.load_profile("kayoiba")


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


@pytest.fixture(scope="session", autouse=True)
def media(tmp_path_factory):
    """Photographs of the tests are kept apart from those of the checkout."""
    with override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media")):
        yield


@pytest.fixture
def client():
    return ReadingClient()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """A browser that closed in the middle of a request leaves the live server a connection, and the database in use."""
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
