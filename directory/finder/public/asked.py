import datetime as dt

from django.http import HttpRequest

from directory.finder import queries
from directory.finder.forms import SearchForm
from directory.finder.queries import Areas
from directory.finder.typed import understood


def asked_for(request: HttpRequest, now: dt.datetime) -> tuple[Areas, SearchForm]:
    """The areas that the search in the address needs, and its form."""
    asked = request.GET.copy()
    for name, values in asked.lists():
        asked.setlist(name, [value.replace("\0", "") for value in values])  # neither PostgreSQL nor a page has any
    areas = queries.published_areas(district=asked.get("district", ""), school=asked.get("school", ""))
    return areas, SearchForm(understood(asked), areas=areas, today=now.date())
