import pytest
from django.core.management import call_command


@pytest.fixture
def gathered(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": "kayoiba.static_files.StaticFiles"}}
    call_command("collectstatic", interactive=False, verbosity=0)
    return {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()}


def test_the_map_is_gathered_from_its_wheels_and_all_that_it_names_is_there(gathered):
    assert {"leaflet/leaflet.js", "leaflet/leaflet.css", "leaflet/leaflet.markercluster.js"} <= gathered
    assert [name for name in gathered if "-src." in name or ".map" in name] == []
