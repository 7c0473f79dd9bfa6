"""Reading the pages that a city writes itself."""

from directory.pages.models import PublishedPage
from kayoiba.accounts.models import AuditEvent

PAGES = {
    "about": "このサイトについて",
    "privacy": "個人情報のあつかい",
    "accessibility": "ウェブアクセシビリティ方針",
}
"""By the word in the address, in the order they are offered; the titles are those of pages not written yet."""


def page_of(slug: str) -> PublishedPage | None:
    return PublishedPage.objects.filter(slug=slug).first()


def all_pages() -> list[tuple[str, str, PublishedPage | None]]:
    """Every page that a city can write: its word in the address, its title, and what is published so far."""
    written = {page.slug: page for page in PublishedPage.objects.all()}
    pages = {slug: written.get(slug) for slug in PAGES}
    return [(slug, page.title if page else PAGES[slug], page) for slug, page in pages.items()]


def last_edits() -> dict[int, AuditEvent]:
    """By page: the line that says who wrote it last, and when."""
    lines = AuditEvent.objects.filter(verb="page.published", subject_kind="publishedpage")
    return {line.subject_id: line for line in lines.order_by("subject_id", "-at", "-pk").distinct("subject_id")}
