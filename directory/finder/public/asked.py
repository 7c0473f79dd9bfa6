import datetime as dt

from django.http import HttpRequest

from directory.finder import queries
from directory.finder.forms import SearchForm
from directory.finder.queries import Areas


def asked_for(request: HttpRequest, now: dt.datetime) -> tuple[Areas, SearchForm]:
    """The areas that the search in the address needs, and its form."""
    asked = {name: request.GET.get(name, "").replace("\0", "") for name in ("district", "school")}  # as PostgreSQL can
    areas = queries.published_areas(**asked)
    return areas, SearchForm(request.GET, areas=areas, today=now.date())
