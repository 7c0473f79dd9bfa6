"""The page of the open data."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from directory.finder.queries import published_areas


@login_not_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    return render(request, "directory/opendata/index.html", {"city": published_areas().city})
