"""The link and the typed code of one place in one round, and holding off those who try codes.

Both follow from the server's secret key, the round's salt, the place and the version, so that a letter can be printed
again; the table has only hashes of them. Closing the round empties salt and hashes: what was on paper opens nothing.
"""

import base64
import datetime as dt
import unicodedata

from django.db.models import Q
from django.utils.crypto import salted_hmac

from directory.rounds.models import Invitation, WrongCode

LETTERS = "ACDEFHJKMPRTWXY"
"""None looks like another, or like a digit, in print or by hand: of I and L, O and Q, U and V, M and N one at most."""

CODE_LENGTH = 10
TOKEN_LENGTH = 32

WRONG_COUNTS_FOR = dt.timedelta(hours=1)
WRONG_FROM_ONE_SENDER = 10
WRONG_IN_ALL = 300
"""At this pace one of 840 places is hit in 260 years, and what is answered for it only waits for a coordinator."""


def token_of(invitation: Invitation) -> str:
    """The secret part of the address in the QR code."""
    return base64.urlsafe_b64encode(_secret("token", invitation)).decode()[:TOKEN_LENGTH]


def code_of(invitation: Invitation) -> str:
    """「ACDEF HJKMP」, for those who type."""
    number, letters = int.from_bytes(_secret("code", invitation)), ""
    for _ in range(CODE_LENGTH):
        number, letter = divmod(number, len(LETTERS))
        letters += LETTERS[letter]
    return f"{letters[:5]} {letters[5:]}"


def lay_hashes(invitation: Invitation) -> Invitation:
    """Make the link and the code of this version the ones that open the place; whoever calls saves."""
    invitation.token_hash = _kept("token", token_of(invitation))
    invitation.code_hash = _kept("code", read_code(code_of(invitation)))
    return invitation


def find_by_token(token: str, *, on: dt.date) -> Invitation | None:
    return _open_one(Q(token_hash=_kept("token", token)), on)


def find_by_code(typed: str, *, on: dt.date) -> Invitation | None:
    """What `typed` opens, small or wide, with blanks or hyphens as people put them."""
    return _open_one(Q(code_hash=hash_of_code(typed)), on)


def hash_of_code(typed: str) -> str:
    return _kept("code", read_code(typed))


def read_code(typed: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", typed).upper()))


def note_wrong_code(mark: str, *, at: dt.datetime) -> None:
    """Count one that opened nothing, and forget those that no longer count. `mark` is that of `proposals.senders`."""
    forget_wrong_codes(at=at)
    WrongCode.objects.create(mark=mark, at=at)


def forget_wrong_codes(*, at: dt.datetime) -> int:
    """Drop those that no longer count; returns how many. Every day too, for the last ones wait for no other."""
    return WrongCode.objects.filter(at__lte=at - WRONG_COUNTS_FOR).delete()[0]


def too_many_wrong_codes(mark: str, *, at: dt.datetime) -> bool:
    """Somebody known to have typed no wrong code lately is heard, whatever others try."""
    lately = WrongCode.objects.filter(at__gt=at - WRONG_COUNTS_FOR)
    from_here = lately.filter(mark=mark).count()
    if mark and not from_here:
        return False
    return (mark != "" and from_here >= WRONG_FROM_ONE_SENDER) or lately.count() >= WRONG_IN_ALL


def _open_one(asked: Q, on: dt.date) -> Invitation | None:
    """No link opens once it is withdrawn, the round is closed, its last day is over, or the place was removed."""
    rows = Invitation.objects.filter(asked, round__closed_at=None, round__answer_by__gte=on, place__removed_at=None)
    return rows.select_related("round", "place__district").first()


def _secret(what: str, invitation: Invitation) -> bytes:
    told = f"{invitation.round.salt} {invitation.place_id} {invitation.version}"
    return salted_hmac(f"rounds.{what}", told, algorithm="sha256").digest()


def _kept(what: str, said: str) -> str:
    return salted_hmac(f"rounds.{what}.kept", said, algorithm="sha256").hexdigest()
