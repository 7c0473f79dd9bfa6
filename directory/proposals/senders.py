"""Holding off machines and floods without a puzzle: a ticket that says since when, and a mark that says from where."""

import datetime as dt
from dataclasses import dataclass, field
from ipaddress import ip_address, ip_network
from uuid import UUID, uuid4

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

SIGNER = signing.Signer(salt="proposals.ticket")
TOO_QUICK = dt.timedelta(seconds=3)
"""Nobody reads the questions and answers one of them in less."""


@dataclass(frozen=True)
class Ticket:
    """Goes out with a form and comes back with what was told: the same ticket is the same press of the button."""

    issued_at: dt.datetime
    request_id: UUID = field(default_factory=uuid4)

    def __str__(self) -> str:
        return SIGNER.sign_object([self.issued_at.isoformat(), str(self.request_id)])

    @classmethod
    def read(cls, text: str) -> "Ticket | None":
        try:
            issued_at, request_id = SIGNER.unsign_object(text)
        except (signing.BadSignature, ValueError):
            return None
        return cls(dt.datetime.fromisoformat(issued_at), UUID(request_id))

    def is_too_young(self, now: dt.datetime) -> bool:
        return now - self.issued_at < TOO_QUICK


def sender_mark(request: HttpRequest, at: dt.datetime) -> str:
    """Stands for where a request came from on that day: neither the address nor the next day's mark follows from it."""
    network = _network(request)
    day = timezone.localdate(at).isoformat()
    return salted_hmac("proposals.sender", f"{day} {network}", algorithm="sha256").hexdigest() if network else ""


def _network(request: HttpRequest) -> str:
    """The address; of the new, long ones the front that a household or an office has to itself.

    One of a private network, as that of a proxy nobody told us of, may be anybody's and is nobody's own.
    """
    try:
        address = ip_address(_address(request))
    except ValueError:
        return ""
    prefix = 48 if address.version == 6 else 32
    return str(ip_network((address, prefix), strict=False)) if address.is_global else ""


def _address(request: HttpRequest) -> str:
    """Each proxy adds whom it speaks for; what stands left of what ours have added, the sender may have made up."""
    if not settings.PROXIES:
        return request.META.get("REMOTE_ADDR", "")
    return request.headers.get("X-Forwarded-For", "").split(",")[-settings.PROXIES :][0].strip()
