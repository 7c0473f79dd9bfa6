"""What is said of a listing wherever it is shown."""

import datetime as dt

from directory.finder.queries import rules_of
from directory.places.models import Listing
from directory.places.schedule import say_rules
from directory.places.vocabulary import CheckedHow, Reach, Signup

A_YEAR = dt.timedelta(days=365)
CHECKED = {
    CheckedHow.VISIT: "訪問して確認",
    CheckedHow.PHONE: "電話で確認",
    CheckedHow.OPERATOR: "運営者の回答で確認",
    CheckedHow.RESIDENT: "住民の知らせで確認",
}
FACILITIES = {
    "parking": "駐車場",
    "transport": "送迎",
    "wheelchair": "車いすで入れる",
    "step_free": "段差がない",
    "handrail": "手すり",
    "western_toilet": "洋式トイレ",
    "chairs": "いす席",
    "air_conditioning": "エアコン",
    "food_served": "飲みもの・食べものが出る",
    "food_allowed": "飲食の持ちこみ",
}


def say_where(listing: Listing) -> str:
    """「真備・呉妹小学校区 呉妹分館」"""
    area = "・".join(part for part in (listing.district_name, say_school(listing.school_name)) if part)
    return " ".join(part for part in (area, listing.venue_name or listing.address) if part)


def say_school(name: str) -> str:
    return name if not name or name.endswith("学区") else f"{name}小学校区"


def say_schedule(listing: Listing, today: dt.date) -> list[str]:
    """Its rules that are not over, a sentence each; without any rule its own words."""
    rules = rules_of(listing)
    return (say_rules(rules, today) if rules else listing.schedule_text).splitlines()


def say_fee(listing: Listing) -> str:
    if listing.fee:
        return listing.fee
    if listing.fee_amount is None:
        return ""
    return f"{listing.fee_amount:,}円" if listing.fee_amount else "無料"


def label(choices: type[Signup] | type[Reach], value: str) -> str:
    return choices(value).label if value else ""


def say_checked(listing: Listing, today: dt.date) -> str:
    """「9月3日に訪問して確認」"""
    if listing.checked_on is None:
        return ""
    return f"{say_plain_date(listing.checked_on, today)}に{CHECKED.get(listing.checked_how, '確認')}"


def is_stale(listing: Listing, today: dt.date) -> bool:
    return listing.checked_on is not None and listing.checked_on < today - A_YEAR


def say_until(last: dt.date | None, today: dt.date) -> str:
    return f"{say_plain_date(last, today)}まで" if last else "いつまでかは きまっていません"


def say_plain_date(day: dt.date, today: dt.date) -> str:
    year = "" if day.year == today.year else f"{day.year}年"
    return f"{year}{day.month}月{day.day}日"


def say_ended(name: str, ended_on: dt.date) -> str:
    """「「さくら会」は 2026年3月31日に 終わりました」"""
    return f"「{name}」は {ended_on.year}年{ended_on.month}月{ended_on.day}日に 終わりました"
