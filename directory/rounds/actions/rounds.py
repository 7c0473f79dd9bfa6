"""What happens to a round and to what each place is asked in it: opened, changed, closed; links, calls, reminders."""

import datetime as dt
import secrets
from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from directory.places.models import Place
from directory.places.models.place import PlaceQuerySet
from directory.rounds.codes import lay_hashes
from directory.rounds.models import Invitation, Round
from directory.rounds.queries.rounds import unanswered
from kayoiba.accounts import audit
from kayoiba.accounts.models import User

CALLS_KEPT_FOR = dt.timedelta(days=365)


class RoundThatYear(Exception):
    """One round a fiscal year: that year has had its own."""


class RoundClosed(Exception):
    """It is over: nobody is asked any more, and no link of it can be made again."""


@transaction.atomic
def open_round(*, fiscal_year: int, answer_by: dt.date, greeting: str, by: User | None, at: dt.datetime) -> Round:
    """Ask every place that is known today. There is no way to open a closed round again: its codes are gone."""
    today = timezone.localdate(at)
    try:
        with transaction.atomic():
            round = Round.objects.create(
                fiscal_year=fiscal_year,
                opened_on=today,
                answer_by=answer_by,
                greeting=greeting,
                salt=secrets.token_hex(32),
                opened_by=by,
            )
    except IntegrityError as error:
        raise RoundThatYear from error
    asked = _ask(round, Place.objects.known_on(today))
    audit.record("round.opened", round, by=by, at=at, places=asked)
    return round


@transaction.atomic
def ask_newcomers(*, round: Round, places: PlaceQuerySet, by: User | None, at: dt.datetime) -> int:
    """Ask those of `places` that are known by now and were not asked yet; returns how many they are."""
    _claim(round)
    new = places.known_on(timezone.localdate(at)).exclude(invitations__round=round)
    if asked := _ask(round, new):
        audit.record("round.newcomers_asked", round, by=by, at=at, places=asked)
    return asked


def _ask(round: Round, places: PlaceQuerySet) -> int:
    """The table refuses one code for two places, as in one round of a million: another try has another salt."""
    new = [lay_hashes(Invitation(round=round, place=place)) for place in places.only("name").order_by("pk")]
    return len(Invitation.objects.bulk_create(new, batch_size=1000))


@transaction.atomic
def change_round(*, round: Round, answer_by: dt.date, greeting: str, by: User | None, at: dt.datetime) -> Round:
    """A later last day opens the links until then; letters say the new one from the next printing on."""
    _claim(round)
    round.answer_by, round.greeting = answer_by, greeting
    round.save(update_fields=["answer_by", "greeting"])
    audit.record("round.changed", round, by=by, at=at, answer_by=answer_by.isoformat())
    return round


@transaction.atomic
def close_round(*, round: Round, by: User | None, at: dt.datetime) -> Round:
    """Links and codes are gone for good; answers that nobody has decided about stay waiting."""
    _claim(round)
    round.closed_at, round.salt = at, ""
    round.save(update_fields=["closed_at", "salt"])
    round.invitations.update(token_hash=None, code_hash=None)
    audit.record("round.closed", round, by=by, at=at)
    return round


@transaction.atomic
def withdraw_link(*, invitation: Invitation, reason: str, by: User | None, at: dt.datetime) -> Invitation:
    """What was printed opens nothing any more. `renew_link` makes another."""
    _claim_invitation(invitation)
    if invitation.has_link:
        invitation.token_hash = invitation.code_hash = None
        invitation.withdrawn_at = at
        invitation.save(update_fields=["token_hash", "code_hash", "withdrawn_at"])
        audit.record("invitation.withdrawn", invitation, by=by, at=at, reason=reason)
    return invitation


@transaction.atomic
def renew_link(*, invitation: Invitation, seen: int, by: User | None, at: dt.datetime) -> Invitation:
    """Another link and code; the old paper's are dead. `seen` is the version somebody meant: pressed twice is once."""
    _claim_invitation(invitation)
    if invitation.version == seen:
        invitation.version += 1
        invitation.withdrawn_at = None
        lay_hashes(invitation).save(update_fields=["version", "token_hash", "code_hash", "withdrawn_at"])
        audit.record("invitation.renewed", invitation, by=by, at=at, version=invitation.version)
    return invitation


@transaction.atomic
def note_call(*, invitation: Invitation, note: str, by: User | None, at: dt.datetime) -> Invitation:
    """Somebody rang today; the last call is kept. The note is for staff and is in no audit line."""
    today = timezone.localdate(at)
    _claim_invitation(invitation)
    if (invitation.called_on, invitation.call_note) != (today, note):
        invitation.called_on, invitation.call_note = today, note
        invitation.save(update_fields=["called_on", "call_note"])
        audit.record("invitation.called", invitation, by=by, at=at)
    return invitation


@transaction.atomic
def forget_calls(*, at: dt.datetime) -> int:
    """Blank the notes of calls that are a year old; that somebody rang stays. Returns of how many."""
    old = Invitation.objects.filter(called_on__lte=timezone.localdate(at) - CALLS_KEPT_FOR).exclude(call_note="")
    called = list(old.select_for_update(of=("self",)).select_related("place", "round"))
    audit.record_all("invitation.forgotten", called, by=None, at=at)
    return Invitation.objects.filter(pk__in=[invitation.pk for invitation in called]).update(call_note="")


@transaction.atomic
def note_reminders(*, round: Round, among: QuerySet[Invitation], by: User | None, at: dt.datetime) -> list[Invitation]:
    """Those of `among` that have not answered until this moment are asked once more today, and once.

    Returns them as they were before.
    """
    _claim(round)
    today = timezone.localdate(at)
    silent = unanswered(among, on=today).exclude(reminded_on=today).select_related("place__district", "round")
    reminded = list(silent.order_by("pk"))
    Invitation.objects.filter(pk__in=[invitation.pk for invitation in reminded]).update(reminded_on=today)
    audit.record_all("invitation.reminded", reminded, by=by, at=at)
    return reminded


@transaction.atomic
def take_reminders_back(*, reminded: Iterable[Invitation], by: User | None, at: dt.datetime) -> None:
    """The mail to these did not go out: they were asked once more when they were before `note_reminders`."""
    reminded = list(reminded)
    Invitation.objects.bulk_update(reminded, ["reminded_on"])
    audit.record_all("invitation.reminder_failed", reminded, by=by, at=at)


def _claim(round: Round) -> None:
    """Read it anew and keep others waiting; raises RoundClosed."""
    round.refresh_from_db(from_queryset=Round.objects.select_for_update(of=("self",)))
    if round.is_closed:
        raise RoundClosed


def _claim_invitation(invitation: Invitation) -> None:
    rows = Invitation.objects.select_related("round", "place").select_for_update(of=("self",))
    invitation.refresh_from_db(from_queryset=rows)
    if invitation.round.is_closed:
        raise RoundClosed
