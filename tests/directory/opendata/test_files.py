import pytest
from django.urls import reverse

from directory.opendata.files import FILES
from tests.factories.places import a_listing

pytestmark = pytest.mark.usefixtures("city")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_file_can_be_fetched_by_anybody(client, file):
    a_listing(name="さくら会")

    answer = client.get(reverse("opendata:file", args=[file.name]))

    assert (answer.status_code, answer["Content-Type"]) == (200, file.content_type)
    assert answer["Content-Disposition"] == f'attachment; filename="{file.name}"'
    assert answer.getvalue()
