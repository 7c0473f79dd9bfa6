"""What befell the sample city: the flood of 2018 and the epidemic of 2020, and who all stopped meeting for them."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import uuid4

import pgtrigger

from directory.areas.models import District
from directory.counts.models import YearEvent
from directory.places.models import Pause, Suspension
from directory.places.vocabulary import Continues, PauseReason
from kayoiba.accounts import audit
from kayoiba.accounts.models import User
from kayoiba.demo.movements import EPIDEMIC, FLOOD
from kayoiba.demo.past import morning
from kayoiba.demo.people import MABI

A_DAY = dt.timedelta(days=1)
WRITTEN = f"{Pause._meta.label}:update_update"
"""The trigger that writes the history: to which suspension a pause belongs was no change, but so from the beginning."""


@dataclass(frozen=True)
class Blow:
    """`on` is the day whose pauses, for that reason, are of one suspension; without a district it is of the city."""

    on: dt.date
    event: tuple[dt.date, str]
    reason: PauseReason
    note: str
    continues: tuple[Continues, ...]
    district: str = ""


BLOWS = (
    Blow(FLOOD, (FLOOD, "平成30年7月豪雨で被災"), PauseReason.DISASTER, "平成30年7月豪雨", (Continues.PHONE,), MABI),
    Blow(
        EPIDEMIC,
        (dt.date(2020, 4, 1), "感染症の拡大"),
        PauseReason.EPIDEMIC,
        "新型コロナウイルス感染症",
        (Continues.PHONE, Continues.LETTER),
    ),
)


def remember(staff: Mapping[str, User], lead: User) -> None:
    """Put the events on the axis, and the pauses that there are into their suspensions."""
    districts = {district.slug: district for district in District.objects.all()}
    for blow in BLOWS:
        district = districts.get(blow.district)
        YearEvent.objects.create(on=blow.event[0], words=blow.event[1], district=district)
        _suspend(blow, district, by=staff.get(blow.district, lead))


def _suspend(blow: Blow, district: District | None, *, by: User) -> None:
    pauses = Pause.objects.filter(from_date=blow.on, reason=blow.reason)
    suspension = Suspension.objects.create(
        district=district,
        from_date=blow.on,
        reason=blow.reason,
        note=blow.note,
        continues=list(blow.continues),
        resumed_on=pauses.latest("until").until + A_DAY,
        request_id=uuid4(),
        by=by,
    )
    theirs = {"suspension": suspension, "note": blow.note, "continues": list(blow.continues)}
    audit.record("suspension.begun", suspension, by=by, at=morning(blow.on), places=pauses.count())
    Pause.pgh_event_model.objects.filter(from_date=blow.on, reason=blow.reason).update(**theirs)
    with pgtrigger.ignore(WRITTEN):
        pauses.update(**theirs)
