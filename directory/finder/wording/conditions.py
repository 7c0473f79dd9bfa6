import datetime as dt

from directory.finder.forms import TIMES, TRAITS, WHEN
from directory.finder.queries import DAYS, Areas, Search
from directory.finder.wording.listing import say_school
from directory.places.vocabulary import Activity, Weekday
from kayoiba.tools.saying import say_day


def say_conditions(search: Search, areas: Areas, today: dt.date) -> dict[tuple[str, str], str]:
    """Each condition in words, by the keys of `Search.without_each`."""
    district = areas.district(search.district)
    school = areas.school(search.school)
    words = {
        "district": district.name if district else "地区未設定",
        "school": say_school(school.name) if school else "",
        "near": "いまいる場所から",
        "date": say_day(search.date, today) if search.date else WHEN.get(search.when, ""),
        "days": "か".join(f"{Weekday.labels[DAYS.index(day)]}曜" for day in search.days),
        "time": TIMES.get(search.time, ""),
        "activities": "か".join(Activity(activity).label for activity in search.activities),
    }
    return {
        (name, which): TRAITS[which] if name == "traits" else which or words[name]
        for name, which in search.without_each()
    }
