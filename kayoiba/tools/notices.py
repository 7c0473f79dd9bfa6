"""Notices on the next page."""

from django.contrib import messages
from django.http import HttpRequest
from django.utils.html import format_html


def tell(request: HttpRequest, text: str, *, then: tuple[str, str] | None = None) -> None:
    """Say on the next page what was done; `then` is the next step, a pair of address and words."""
    link = format_html('<br><a href="{}">{}</a>', *then) if then else ""
    messages.success(request, format_html("{}{}", text, link))
