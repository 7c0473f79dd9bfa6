from django.urls import path

from directory.opendata.public import files, page

app_name = "opendata"
urlpatterns = [
    path("", page.index, name="index"),
    path("<str:name>", files.file, name="file"),
]
