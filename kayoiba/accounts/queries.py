import datetime as dt

from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from kayoiba.accounts.models import SignInFailure, User

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
