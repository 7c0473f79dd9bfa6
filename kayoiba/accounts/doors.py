"""Guards of staff pages: what your role lacks is 403; what belongs to someone else is 404, by the reader's queryset."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

from kayoiba.accounts.roles import Can

View = Callable[..., HttpResponseBase]


def requires(permission: Can) -> Callable[[View], View]:
    """Refuse a signed-in person whose role lacks `permission` (403). Signing in itself is the middleware's work."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.may(permission):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return guard
