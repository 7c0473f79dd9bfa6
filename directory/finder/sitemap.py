"""The addresses of all open pages, for search engines. Plain lines: a template takes seconds for tens of thousands."""

import datetime as dt
from collections.abc import Iterable, Iterator

from django.urls import reverse
from django.utils.html import escape

from directory.pages.queries import PAGES


def sitemap_lines(root: str, *, districts: Iterable[str], listings: Iterable[tuple[int, dt.datetime]]) -> Iterator[str]:
    """`root` has no slash at its end; listings are numbers with the moment each was last written."""
    root, places = escape(root), reverse("finder:places")
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    written = (reverse("pages:page", args=[page]) for page in PAGES)
    of_districts = (reverse("finder:district", args=[slug]) for slug in districts)
    for page in (reverse("finder:home"), places, *of_districts, *written, reverse("opendata:index")):
        yield f"<url><loc>{root}{page}</loc></url>\n"
    for number, written_at in listings:
        yield f"<url><loc>{root}{places}{number}/</loc><lastmod>{written_at.isoformat()}</lastmod></url>\n"
    yield "</urlset>\n"
