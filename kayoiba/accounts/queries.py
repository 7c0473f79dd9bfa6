import datetime as dt
from ipaddress import ip_address

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.http import HttpRequest
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from kayoiba.accounts.models import SignInFailure, User, UserQuerySet

FAILURES_ALLOWED = 10
FAILURES_COUNT_FOR = dt.timedelta(minutes=10)


def must_wait(*, username: str, address: str | None, at: dt.datetime) -> bool:
    """Too many wrong passwords for that name from that address lately. Behind a proxy the address is the proxy's."""
    failures = SignInFailure.objects.filter(username=username, address=address, at__gt=at - FAILURES_COUNT_FOR)
    return failures.count() >= FAILURES_ALLOWED


def invitation_path(person: User) -> str:
    """Where `person` sets a password: good for PASSWORD_RESET_TIMEOUT, once. Nothing is stored for it."""
    token = default_token_generator.make_token(person)
    uid = urlsafe_base64_encode(force_bytes(person.pk))
    return reverse("accounts:password_reset_confirm", args=[uid, token])


def demo_people(request: HttpRequest) -> UserQuerySet:
    """Whom a visitor may be with one click: the demo people, on the machine itself. DEMO is off in production."""
    if not settings.DEMO or not _comes_from_this_machine(request):
        return User.objects.none()
    return User.objects.demo().order_by("pk")


def _comes_from_this_machine(request: HttpRequest) -> bool:
    """A proxy on this machine speaks for others, so what it forwards does not count."""
    if "X-Forwarded-For" in request.headers or "Forwarded" in request.headers:
        return False
    try:
        return ip_address(request.META["REMOTE_ADDR"]).is_loopback
    except ValueError:
        return False
