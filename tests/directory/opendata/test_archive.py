import csv
import datetime as dt
import hashlib
import io

import pytest
from django.core.files.storage import default_storage

from directory.counts.closing import close_year, reopen_year, type_in_year
from directory.opendata import archive
from directory.opendata.archive import NotClosed, archive_year, unarchive_year
from directory.opendata.files import FILES
from directory.opendata.models import PublishedFigure, PublishedFile
from directory.places.publishing import withdraw_place
from kayoiba.accounts.models import AuditEvent
from tests.factories.opendata import a_published_figure, a_published_file
from tests.factories.places import AT, a_district, a_listing, a_place

pytestmark = pytest.mark.usefixtures("city")

ROOT = "https://kayoiba.example"
PLACES = "/open-data/archive/2025/places.csv"


@pytest.fixture
def commits(django_capture_on_commit_callbacks):
    """What waits for the end of a transaction is done at the end of the block."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture(autouse=True)
def storage(settings, tmp_path):
    """Its own, to be looked into."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def archived(fiscal_year=2025):
    closing = close_year(fiscal_year=fiscal_year, by=None, at=AT)
    archive_year(closing=closing, root=ROOT, by=None, at=AT)
    return closing


def kept(storage):
    return sorted(file.name for file in storage.rglob("archive/*/*"))


def figures(client):
    rows = csv.DictReader(io.StringIO(client.get("/open-data/figures.csv").content.decode("utf-8-sig")))
    return [(row["年度"], row["数"], row["地区コード"], row["値"], row["単位"]) for row in rows]


def test_every_file_is_kept_as_it_was_when_the_year_was_closed(client):
    place = a_place("さくら会", district=a_district())
    a_listing(place)
    now = {file.name: client.get(f"/open-data/{file.name}").getvalue() for file in FILES}
    archived()
    withdraw_place(place=place, reason="", by=None, at=AT)
    a_listing(name="あとの会")

    then = {file.name: client.get(f"/open-data/archive/2025/{file.name}") for file in FILES}

    assert {answer.status_code for answer in then.values()} == {200}
    assert then["places.csv"].getvalue().decode() == now["places.csv"].decode().replace("http://testserver", ROOT)
    assert PublishedFile.objects.count() == len(FILES)
    for file in PublishedFile.objects.all():
        content = client.get(f"/open-data/archive/2025/{file.name}").getvalue()
        assert (file.size, file.digest) == (len(content), hashlib.sha256(content).hexdigest())
        assert b"\xe3\x81\x82\xe3\x81\xa8\xe3\x81\xae\xe4\xbc\x9a" not in content  # あとの会


def test_a_file_is_fetched_once_and_its_name_says_the_year(client):
    file = a_published_file(fiscal_year=2025, content=b"ID\r\n1\r\n")

    answer = client.get(PLACES)

    assert (answer["ETag"], answer["Content-Length"]) == (f'"{file.digest}"', "7")
    assert answer["Content-Disposition"] == 'attachment; filename="places-2025.csv"'
    assert answer["Cache-Control"] == "public, no-cache"
    assert client.get(PLACES, headers={"If-None-Match": answer["ETag"]}).status_code == 304
    assert client.head(PLACES)["ETag"] == answer["ETag"]


@pytest.mark.parametrize("address", ["2024/places.csv", "2025/other.csv", "2025/%00", f"{10**30}/places.csv"])
def test_what_was_not_kept_is_not_found(client, address):
    a_published_file(fiscal_year=2025)

    assert client.get(f"/open-data/archive/{address}").status_code == 404


def test_the_figures_of_the_closed_year_are_public_for_the_city_and_its_districts(client):
    for district in (a_district(), a_district(), None):
        a_place(district=district)
    archived()
    a_place(district=a_district())

    told = [row for row in figures(client) if row[1] in ("places.known", "participants.total")]

    assert told == [
        ("2025", "places.known", "", "3", "か所"),
        ("2025", "participants.total", "", "", "人"),
        ("2025", "places.known", "mabi", "2", "か所"),
        ("2025", "participants.total", "mabi", "", "人"),
        ("2025", "places.known", "district:unset", "1", "か所"),
        ("2025", "participants.total", "district:unset", "", "人"),
    ]


def test_of_a_year_that_was_typed_in_there_are_the_figures_that_were_typed(client):
    numbers = {("places.known", a_district().slug): 38}
    closing = type_in_year(fiscal_year=2016, source="市社協の集計", numbers=numbers, by=None, at=AT)

    archive_year(closing=closing, root=ROOT, by=None, at=AT)

    assert PublishedFile.objects.count() == 0
    assert [row for row in figures(client) if row[3]] == [
        ("2016", "places.known", "", "38", "か所"),
        ("2016", "places.known", "mabi", "38", "か所"),
    ]
    assert set(PublishedFigure.objects.values_list("source", flat=True)) == {"市社協の集計"}


def test_of_a_year_that_is_opened_again_nothing_stays_and_another_closing_keeps_other_files(client, storage, commits):
    a_place(district=a_district())
    with commits():
        closing = archived()
    before = PublishedFile.objects.get(name="places.csv").path

    with commits():
        reopen_year(closing=closing, reason="まちがい", by=None, at=AT)
        unarchive_year(closing=closing, by=None, at=AT)

    assert (PublishedFigure.objects.count(), kept(storage)) == (0, [])
    assert client.get(PLACES).status_code == 404
    a_listing(name="あとの会")
    with commits():
        archived()
    assert "あとの会" in client.get(PLACES).getvalue().decode()
    assert PublishedFile.objects.get(name="places.csv").path == before
    assert list(AuditEvent.objects.filter(verb__contains="archived").order_by("pk").values_list("verb", flat=True)) == [
        "year.archived",
        "year.unarchived",
        "year.archived",
    ]


def test_the_same_year_archived_twice_is_there_once(storage, commits):
    with commits():
        closing = archived()
        archive_year(closing=closing, root=ROOT, by=None, at=AT)

    assert PublishedFile.objects.count() == len(kept(storage)) == len(FILES)
    assert all(default_storage.exists(file.path) for file in PublishedFile.objects.all())


def test_a_year_that_was_opened_meanwhile_is_not_archived(storage):
    closing = close_year(fiscal_year=2025, by=None, at=AT)
    reopen_year(closing=closing, reason="まちがい", by=None, at=AT)

    with pytest.raises(NotClosed):
        archive_year(closing=closing, root=ROOT, by=None, at=AT)

    assert (PublishedFile.objects.count(), kept(storage)) == (0, [])


def test_a_file_that_cannot_be_written_leaves_nothing_behind(storage, monkeypatch):
    def full(name, content):
        raise OSError("No space left on device")

    closing = close_year(fiscal_year=2025, by=None, at=AT)
    saved = iter([default_storage.save, default_storage.save, full])
    monkeypatch.setattr(archive.default_storage, "save", lambda *told: next(saved)(*told))

    with pytest.raises(OSError, match="No space"):
        archive_year(closing=closing, root=ROOT, by=None, at=AT)

    assert (PublishedFile.objects.count(), PublishedFigure.objects.count(), kept(storage)) == (0, 0, [])


@pytest.mark.parametrize("years", [1, 3, 300])
def test_all_figures_are_one_question(client, years, django_assert_num_queries):
    for year in range(years):
        a_published_figure(fiscal_year=1927 + year)

    with django_assert_num_queries(1):
        answer = client.get("/open-data/figures.csv")

    assert len(answer.content.splitlines()) == years + 1
    assert client.get("/open-data/figures.csv", headers={"If-None-Match": answer["ETag"]}).status_code == 304


def test_a_share_has_its_decimal_and_a_count_none(client):
    a_published_figure(value=840.0)
    a_published_figure("participants.rate", value=5.0, unit="%", as_of=dt.date(2021, 3, 31))

    assert sorted(row[3] for row in figures(client)) == ["5.0", "840"]
