import datetime as dt

from directory.finder.forms import TIMES, TRAITS, WHEN
from directory.finder.queries import DAYS, Areas, Search
from directory.finder.wording.listing import say_school
from directory.places.vocabulary import Activity, Weekday
from kayoiba.tools.saying import say_day

Labels = dict[tuple[str, str], str]
KINDS = {
    "where": ("district", "school", "near"),
    "when": ("date", "days", "time"),
    "what": ("activities", "traits", "words"),
}


def say_conditions(search: Search, areas: Areas, today: dt.date) -> Labels:
    """Each condition in words, by the keys of `Search.without_each`."""
    district = areas.district(search.district)
    school = areas.school(search.school)
    words = {
        "district": district.name if district else "地区未設定",
        "school": say_school(school.name) if school else "",
        "near": "いまいる場所の近く",
        "date": say_day(search.date, today) if search.date else WHEN.get(search.when, ""),
        "days": "か".join(f"{Weekday.labels[DAYS.index(day)]}曜" for day in search.days),
        "time": TIMES.get(search.time, ""),
        "activities": "か".join(Activity(activity).label for activity in search.activities),
    }
    return {
        (name, which): TRAITS[which] if name == "traits" else which or words[name]
        for name, which in search.without_each()
    }


def say_nothing_found(labels: Labels) -> str:
    """「真備の火曜には 見つかりません」, 「真備の火曜に お茶は 見つかりません」"""
    said = {
        kind: "・".join(label for (name, _), label in labels.items() if name in names) for kind, names in KINDS.items()
    }
    there, what = "の".join(said[kind] for kind in ("where", "when") if said[kind]), said["what"]
    if not what:
        return f"{there}には 見つかりません"
    return f"{there}に {what}は 見つかりません" if there else f"{what}は 見つかりません"
