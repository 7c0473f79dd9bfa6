"""The texts that come with the portal, from `fixtures/reference/pages`: a beginning that a city makes its own."""

import datetime as dt
import tomllib

from django.conf import settings

from directory.areas.loading import REFERENCE
from directory.areas.models import Municipality
from directory.pages.actions import publish_page
from directory.pages.queries import PAGES, page_of

SAMPLES = settings.BASE_DIR / "fixtures" / "samples" / "pages.toml"


def load_pages(city: Municipality, *, at: dt.datetime) -> None:
    """Publish the texts of pages that are not there yet; a page that is there stays as the city wrote it."""
    for slug in PAGES:
        if page_of(slug) is None:
            title, body = shipped_text(slug, city)
            publish_page(slug=slug, title=title, body=body, seen=None, by=None, at=at)


def shipped_text(slug: str, city: Municipality) -> tuple[str, str]:
    """Title and body. The title is the first line; 〔市〕 stands for the city, and a sample fills in its blanks."""
    text = (REFERENCE / "pages" / f"{slug}.md").read_text(encoding="utf-8").replace("〔市〕", city.name)
    if city.is_sample:
        for blank, sample in tomllib.loads(SAMPLES.read_text(encoding="utf-8")).items():
            text = text.replace(blank, sample)
    title, _, body = text.partition("\n")
    return title.removeprefix("#").strip(), body.strip()
