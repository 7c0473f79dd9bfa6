"""What the frames of the pages print themselves. Lazy, so a page that prints none of it asks the database nothing."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from directory.areas.models import PublishedArea
from kayoiba.accounts.roles import ROLES, Can
from kayoiba.demo.visitors import demo_people
from kayoiba.home.rail import rail


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor. A view that has read the city already passes its own `city`, which wins."""
    return {
        "city": SimpleLazyObject(published_city),
        "demo_people": SimpleLazyObject(lambda: demo_people(request)),
        "may": SimpleLazyObject(lambda: permissions(request)),
        "rail": SimpleLazyObject(lambda: rail(request)),
    }


def published_city() -> PublishedArea | None:
    return PublishedArea.objects.filter(level=PublishedArea.Level.CITY).first()


def permissions(request: HttpRequest) -> frozenset[Can]:
    return ROLES[request.user.role].permissions if request.user.is_authenticated else frozenset()
