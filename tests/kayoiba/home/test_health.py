import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

pytestmark = pytest.mark.django_db


@pytest.fixture
def storage(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def test_the_house_says_that_it_is_alive(client):
    assert client.get("/healthz").content == b"ok\n"


def test_the_house_is_ready_when_all_is_in_order(client, storage):
    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()) == (200, {"database": True, "migrations": True, "storage": True})


def test_the_house_is_not_ready_before_its_migrations(client, storage):
    MigrationRecorder(connection).record_unapplied("accounts", "0002_audit_written_at")

    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()["migrations"]) == (503, False)


def test_the_house_is_not_ready_without_a_folder_for_files(client, storage):
    storage.rmdir()

    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()["storage"]) == (503, False)


def test_health_is_never_kept_by_a_cache(client):
    assert "no-store" in client.get("/healthz")["Cache-Control"]
