"""One place on one sheet of A4, to be handed over or pinned up: templates/directory/finder/flyer.typ."""

import datetime as dt
from xml.etree import ElementTree

from django.conf import settings

from directory.areas.models import PublishedArea
from directory.finder.queries import upcoming
from directory.finder.wording.listing import FACILITIES, is_stale, say_fee, say_schedule, say_where
from directory.finder.wording.place import say_checked_by, say_date_of, say_days, say_signup, say_welcomes
from directory.finder.wording.rests import say_pauses
from directory.places.models import Listing
from kayoiba.tools.fiscal import era_date
from kayoiba.tools.pdf import typeset
from kayoiba.tools.qr import qr
from kayoiba.tools.saying import say_phone, say_times

TEMPLATE = settings.BASE_DIR / "templates" / "directory/finder/flyer.typ"
DRAWINGS = settings.BASE_DIR / "static" / "img" / "drawings.svg"
SVG = "{http://www.w3.org/2000/svg}"
INK, WASH = "#1b3a6b", "#f3d9b8"
DATES = 4
ASK = "日どりは お問い合わせください。"
BY_PHONE = "電話でたずねてください。"


def flyer(
    listing: Listing,
    *,
    photo: tuple[bytes, str] | None = None,
    city: PublishedArea | None,
    district: PublishedArea | None,
    address: str,
    now: dt.datetime,
) -> bytes:
    """The sheet as PDF; `now` is the day of printing, so nothing on it says 「きょう」.

    `photo`, a JPEG and what is on it, stands where else a drawing does.
    """
    today = now.date()
    phones = _phones(listing, district)
    said = {
        "name": listing.name,
        "reading": _cut(listing.reading, 40),
        "kinds": _cut("・".join(listing.kinds), 40),
        "introduction": _cut(listing.introduction, 120),
        "notice": _cut(" ".join(say_pauses(listing, today)), 90),
        "schedule": [_cut(line, 70) for line in say_schedule(listing, today)[:3]] or [ASK],
        "dates": [
            (say_date_of(meeting.date, today), say_times(meeting.start, meeting.end))
            for meeting in upcoming(listing, now, DATES)
        ],
        "days": [_cut(sentence, 50) for sentence in say_days(listing, today)[:2]],
        "where": _cut(say_where(listing), 60) or "場所は お問い合わせください。",
        "directions": [_cut(part, 90) for part in _whereabouts(listing) if part],
        "facts": _facts(listing, ask=BY_PHONE if phones else ""),
        "phones": phones,
        "drawing": drawing(listing.activities[0]) if listing.activities and not photo else "",
        "photo": list(photo[0]) if photo else [],
        "photo_says": photo[1] if photo else "",
        "qr": qr(address),
        "address": address,
        "checked": _say_checked(listing, today),
        "printed": f"かよいば {_say_city(city)}　{era_date(today)} 印刷",
    }
    return typeset(TEMPLATE, said, at=dt.datetime.combine(today, dt.time(), now.tzinfo))


def drawing(activity: str) -> str:
    """The picture of an activity out of the sprite, in its two colours, to stand by itself."""
    symbols = ElementTree.parse(DRAWINGS).iter(f"{SVG}symbol")
    symbol = next(symbol for symbol in symbols if symbol.get("id") == activity)
    picture = ElementTree.Element(f"{SVG}svg", {"viewBox": symbol.attrib["viewBox"], "fill": WASH, "color": INK})
    picture.extend(symbol)
    return ElementTree.tostring(picture, encoding="unicode")


def _whereabouts(listing: Listing) -> list[str]:
    return [listing.address if listing.venue_name else "", listing.directions]


def _facts(listing: Listing, *, ask: str) -> list[tuple[str, str]]:
    """What is known, and `ask` for what of money and signing up is not."""
    there = [label for name, label in FACILITIES.items() if getattr(listing, name)]
    always = {"費用": say_fee(listing), "予約": say_signup(listing)}
    known = {"持ち物": listing.bring, "だれが": listing.target, "歓迎": say_welcomes(listing), "設備": "・".join(there)}
    unknown = "・".join(label for label, value in always.items() if not value)
    facts = always | known | ({unknown: ask} if unknown else {})
    return [(label, _cut(value, 60)) for label, value in facts.items() if value]


def _phones(listing: Listing, district: PublishedArea | None) -> list[tuple[str, str]]:
    """The number of the place and, where that may not be shown, of those who look after the district."""
    whose = listing if listing.contact_phone else district
    if whose is None or not whose.contact_phone:
        return []
    who = f"{whose.contact_name}が出ます。" if whose.contact_name else ""
    hours = f"受付 {whose.contact_hours}" if whose.contact_hours else ""
    return [(say_phone(whose.contact_phone), _cut(f"{who} {hours}", 60))]


def _say_checked(listing: Listing, today: dt.date) -> str:
    old = "確認が古い情報です。" if is_stale(listing, today) else ""
    return f"{old}{say_checked_by(listing, today)}" or "まだ確認していない情報です。"


def _say_city(city: PublishedArea | None) -> str:
    return f"{city.name}{'（見本データ）' * city.is_sample}" if city else ""


def _cut(text: str, most: int) -> str:
    """As much as a sheet has room for; the page behind the QR code has all of it."""
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[: most - 1]}…"
