"""Why a place does not meet, until when, and what goes on instead."""

import datetime as dt

from directory.finder.queries import rests_of
from directory.finder.wording.listing import say_plain_date
from directory.places.models import Listing
from directory.places.schedule import Rest
from directory.places.vocabulary import Continues, PauseReason

PAUSED_FOR = {
    PauseReason.DISASTER: "災害・大雨のため",
    PauseReason.EPIDEMIC: "感染症をふせぐため",
    PauseReason.VENUE: "会場のつごうで",
    PauseReason.PEOPLE: "担い手のつごうで",
    PauseReason.SEASON: "季節のため",
}
GOES_ON = {
    Continues.PHONE: "電話での声かけ",
    Continues.LETTER: "お便り",
    Continues.OUTDOORS: "屋外での集まり",
}


def say_pauses(listing: Listing, today: dt.date) -> list[str]:
    """Those that are not over, the soonest first."""
    return [say_rest(rest, today) for rest in rests_of(listing) if rest.until is None or rest.until >= today]


def say_rest(rest: Rest, today: dt.date) -> str:
    """「4月1日から 担い手のつごうで お休みしています。いつまでかは きまっていません。」, what goes on, and the note."""
    reason = PAUSED_FOR.get(rest.reason, "")
    verb = "お休みしています" if rest.from_date <= today else "お休みします"
    until = f"{say_plain_date(rest.until, today)}までの予定です" if rest.until else "いつまでかは きまっていません"
    said = " ".join(part for part in (f"{say_plain_date(rest.from_date, today)}から", reason, verb) if part)
    return f"{said}。{until}。{_say_what_goes_on(rest)}{rest.note}"


def _say_what_goes_on(rest: Rest) -> str:
    """「休みの間も、電話での声かけと 屋外での集まりを 続けています。」"""
    forms = [GOES_ON[form] for form in Continues if form in rest.continues]
    return f"休みの間も、{'と '.join(forms)}を 続けています。" if forms else ""
