import datetime as dt

from django.db import transaction

from directory.pages.models import PublishedPage
from kayoiba.accounts import audit
from kayoiba.accounts.models import User


class EditedSince(Exception):
    """The page has been written anew since it was seen."""


@transaction.atomic
def publish_page(
    *, slug: str, title: str, body: str, seen: dt.datetime | None, by: User | None, at: dt.datetime
) -> PublishedPage:
    """Show this text from now on. What is there already, word for word, stays as it is.

    Raises EditedSince where `seen`, the last edit that the writer knew of, is not the last (None: there was no page).
    """
    page = PublishedPage.objects.select_for_update().filter(slug=slug).first() or PublishedPage(slug=slug)
    if (page.title, page.body) == (title, body):
        return page
    if page.updated_at != seen:
        raise EditedSince
    page.title, page.body, page.updated_at = title, body, at
    page.save()
    audit.record("page.published", page, by=by, at=at)
    return page
