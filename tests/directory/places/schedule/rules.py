"""Rules of every kind, for properties that hold of them all."""

import datetime as dt

from hypothesis import strategies as st

from directory.places.schedule import DAY_ENDS, LAST, WEEKDAYS, Rule

a_day = st.dates(dt.date(2024, 1, 1), dt.date(2029, 12, 31))
weekdays = st.lists(st.sampled_from(WEEKDAYS), min_size=1, max_size=3, unique=True).map(tuple)
days = st.lists(st.integers(1, 31), min_size=1, max_size=4, unique=True).map(tuple)
weeks = st.lists(st.sampled_from([1, 2, 3, 4, 5, LAST]), unique=True).map(tuple)
months = st.lists(st.integers(1, 12), unique=True).map(tuple)
times = st.sampled_from(
    [
        (None, None),
        (dt.time(10), None),
        (dt.time(10), dt.time(11, 30)),
        (dt.time(13, 30), dt.time(15)),
        (dt.time(20), DAY_ENDS),
    ]
)
an_exception = st.fixed_dictionaries(
    {},
    optional={
        "weekdays": weekdays.map(list),
        "weeks": st.lists(st.sampled_from([1, 3, 5, LAST]), min_size=1, unique=True),
        "months": st.lists(st.integers(1, 12), min_size=1, max_size=3, unique=True),
        "days": days.map(list),
    },
).filter(bool)


@st.composite
def rules(draw):
    start, end = draw(times)
    named = draw(st.sampled_from(["weekdays", "days"]))
    fortnightly = named == "weekdays" and draw(st.booleans())
    return Rule(
        **{named: draw(weekdays if named == "weekdays" else days)},
        weeks=() if fortnightly or named == "days" else draw(weeks),
        months=draw(months),
        fortnightly=fortnightly,
        anchor=draw(st.none() | a_day) if fortnightly else None,
        start=start,
        end=end,
        off_on_holidays=draw(st.booleans()),
        except_days=tuple(draw(st.lists(an_exception, max_size=2))),
        valid_from=draw(st.none() | a_day),
        valid_to=None,
    )


some_rules = rules()
