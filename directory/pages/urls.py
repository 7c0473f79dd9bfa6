from django.urls import path, register_converter
from django.urls.converters import StringConverter

from directory.pages import public, views
from directory.pages.queries import PAGES


class PageConverter(StringConverter):
    """The word of a page: /about/ is one, /places/ is none."""

    regex = "|".join(PAGES)


register_converter(PageConverter, "page")

app_name = "pages"
urlpatterns = [
    path("<page:page>/", public.page, name="page"),
    path("workbench/site/<page:page>/", views.edit, name="edit"),
]
