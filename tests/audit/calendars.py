"""Calendars of the sample city, and of every kind of rule, read by ical.js: the days of a year must be those we say."""

import datetime as dt
import json
import subprocess
import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

from django.utils import timezone

from directory.finder.calendars import calendar
from directory.finder.queries import upcoming
from directory.places.models import Listing
from directory.places.schedule import DAY_ENDS, LAST, Meeting, OneDay, Rest, Rule
from tests.browser import FOLDER, node, npm_install

READER = "ical.js@2.2.1"
SCRIPT = Path(__file__).with_name("ical.mjs")
A_DAY = dt.timedelta(days=1)


def audit() -> None:
    now = timezone.localtime().replace(hour=0, minute=0)
    rows = [*Listing.objects.order_by("number"), *_made(now)]
    packages = npm_install(READER)
    if not (packages / "ical.js").exists():
        sys.exit(f"カレンダーの検査に {READER} が要ります。ネットワークにつないで、もう一度実行してください。")
    told = FOLDER.parent / "audit" / "calendars.json"
    told.parent.mkdir(parents=True, exist_ok=True)
    told.write_text(json.dumps([_told(row, now) for row in rows]))
    if subprocess.run([node(), SCRIPT, packages, told]).returncode:
        sys.exit("カレンダーの検査で ちがう日が見つかりました。上の一覧のとおり なおしてください。")
    print(f"カレンダーの検査: {len(rows)}か所の1年分は、ical.js で読んでも同じ日です。")


def _made(now: dt.datetime) -> Iterator[Listing]:
    """Rules of every kind with every kind of exception, which no city has together."""
    today = now.date()
    weekly = [{"weekdays": ("Tu",)}, {"weekdays": ("Mo", "Fr"), "fortnightly": True, "anchor": today}]
    counted = [{"weekdays": ("We",), "weeks": weeks} for weeks in ((1,), (2, 4), (5,), (LAST,), (4, LAST), (5, LAST))]
    dated = [{"days": days} for days in ((31,), (5, 15, 25), (29, 30))]
    months = [(), (1, 2, 8)]
    times = [(None, None), (dt.time(13, 30), None), (dt.time(20), DAY_ENDS)]
    rests = [[], [Rest(today + 20 * A_DAY, today + 60 * A_DAY)], [Rest(today + 90 * A_DAY)]]
    excepts = [(), ({"months": [5]}, {"weeks": [1], "weekdays": ["Tu", "We"]})]
    many = product([*weekly, *counted, *dated], months, times, rests, excepts, (False, True))
    for number, (days, some, (start, end), rest, out, off) in enumerate(many):
        rule = Rule(**days, months=some, start=start, end=end, except_days=out, off_on_holidays=off)
        apart = [OneDay(today + 14 * A_DAY, meets=True, start=start, end=end), OneDay(today + 28 * A_DAY, meets=False)]
        yield Listing(
            number=1_000_000 + number,
            name=str(rule),
            rules=[rule.as_json()],
            pauses=[pause.as_json() for pause in rest],
            days=[day.as_json() for day in apart],
            updated_at=now,
        )


def _told(listing: Listing, now: dt.datetime) -> dict[str, Any]:
    first, last = now.date(), now.date() + 365 * A_DAY
    found = {_as_shown(meeting) for meeting in upcoming(listing, now, 2000) if meeting.date <= last}
    return {
        "name": listing.name,
        "calendar": b"".join(
            calendar([(listing, "https://kayoiba.example/")], name=listing.name, today=first)
        ).decode(),
        "first": first.isoformat(),
        "last": last.isoformat(),
        "meetings": sorted(found),
    }


def _as_shown(meeting: Meeting) -> str:
    """A day without a time ends with the day after, a time without an end at once."""
    if meeting.start is None:
        return f"{meeting.date}/{meeting.date + A_DAY}"
    start = dt.datetime.combine(meeting.date, meeting.start)
    end = dt.datetime.combine(meeting.date + A_DAY * (meeting.end == DAY_ENDS), meeting.end or meeting.start)
    return f"{start.isoformat()}/{end.isoformat()}"
