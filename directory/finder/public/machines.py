"""What machines that look around are told."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from directory.finder import queries
from directory.finder.sitemap import sitemap_lines

SITEMAP_LIMIT = 49_000
"""A sitemap holds 50,000 addresses, those of the districts among them."""


@login_not_required
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    context = {"sitemap": request.build_absolute_uri(reverse("finder:sitemap"))}
    return render(request, "directory/finder/robots.txt", context, content_type="text/plain; charset=utf-8")


@login_not_required
@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    lines = sitemap_lines(
        request.build_absolute_uri("/").rstrip("/"),
        districts=[district.slug for district in queries.published_areas().districts],
        listings=queries.listings_for_machines(SITEMAP_LIMIT),
    )
    return HttpResponse(lines, content_type="application/xml; charset=utf-8")
