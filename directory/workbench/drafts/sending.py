"""A form that was sent needs no draft: any form that says its draft, answered with another page, drops it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import add_never_cache_headers

from directory.workbench.drafts.actions import drop_draft

SENT = 302


def drop_what_is_sent(get_response: Callable[[HttpRequest], HttpResponseBase]):
    """Middleware behind those that say who is asking. A page that holds a draft is kept by no browser."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        form = request.POST.get("draft") if request.method == "POST" else None
        if form and response.status_code == SENT and request.user.is_authenticated:
            drop_draft(user=request.user, form=form)
        if getattr(request, "holds_a_draft", False):
            add_never_cache_headers(response)
        return response

    return middleware
