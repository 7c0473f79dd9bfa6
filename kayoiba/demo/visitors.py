"""Who may be one of the sample city's people with one click: whoever sits at the machine itself."""

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest

from directory.areas.models import PublishedArea
from kayoiba.accounts.models import User, UserQuerySet

FORWARDED = {"Forwarded", "Via", "Cf-Ray", "Cf-Visitor"}


def demo_people(request: HttpRequest) -> UserQuerySet:
    """The people that can be clicked on. DEMO is off in production, and a city of its own has none."""
    if not (settings.DEMO and _comes_from_this_machine(request) and _is_sample_city()):
        return User.objects.none()
    return User.objects.demo().order_by("pk")


def _is_sample_city() -> bool:
    return PublishedArea.objects.filter(level=PublishedArea.Level.CITY, is_sample=True).exists()


def _comes_from_this_machine(request: HttpRequest) -> bool:
    """A proxy on this machine speaks for others, so what it forwards does not count."""
    if any(_is_of_a_proxy(header) for header in request.headers):
        return False
    try:
        return ip_address(request.META["REMOTE_ADDR"]).is_loopback
    except ValueError:
        return False


def _is_of_a_proxy(header: str) -> bool:
    """Proxies name the visitor in their own ways: X-Forwarded-For, X-Real-IP, CF-Connecting-IP, True-Client-IP …"""
    return header in FORWARDED or header.startswith("X-Forwarded") or header.endswith("-Ip")
