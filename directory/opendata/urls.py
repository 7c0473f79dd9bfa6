from django.urls import include, path, register_converter
from django.urls.converters import StringConverter

from directory.opendata.public import archive, files, page


class FileName(StringConverter):
    """Whatever else stands there never reaches the database."""

    regex = r"[a-z0-9.-]+"


register_converter(FileName, "file_name")

app_name = "opendata"
urlpatterns = [
    path("", page.index, name="index"),
    path("hsds/", include("directory.opendata.hsds.urls")),
    path("archive/<int:fiscal_year>/<file_name:name>", archive.archived, name="archived"),
    path("figures.csv", archive.figures, name="figures"),
    path("<str:name>", files.file, name="file"),
]
