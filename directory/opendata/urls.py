from django.urls import path

from directory.opendata.public import page

app_name = "opendata"
urlpatterns = [
    path("", page.index, name="index"),
]
