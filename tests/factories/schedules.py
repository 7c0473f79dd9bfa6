"""Rules of every shape, and when two sets of them say the same."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from hypothesis import strategies as st

from directory.places.schedule import DAY_ENDS, LAST, WEEKDAYS, Rule

TEN_YEARS = tuple(dt.date(2021, 1, 1) + dt.timedelta(days) for days in range(3652))


def meaning(rules: Iterable[Rule]) -> set[tuple]:
    """What the rules say: each meeting of ten years, and what no date follows from."""
    return {meant for rule in rules for meant in _meant(rule)}


def _meant(rule: Rule) -> Iterable[tuple]:
    """Where it is not known in which weeks it meets, the days that it may meet on."""
    unknown = rule.fortnightly and rule.anchor is None
    way = (unknown, rule.start, rule.end, rule.off_on_holidays, rule.anchor, rule.valid_from, rule.valid_to)
    rule = replace(rule, fortnightly=False) if unknown else rule
    return ((day, *way) for day in TEN_YEARS if rule.meets_on(day))


weeks = st.lists(st.sampled_from([1, 2, 3, 4, 5, LAST]), unique=True, max_size=4).map(tuple)
months = st.lists(st.integers(1, 12), unique=True, max_size=12).map(tuple)
weekdays = st.lists(st.sampled_from(WEEKDAYS), min_size=1, unique=True).map(
    lambda named: tuple(sorted(named, key=WEEKDAYS.index))
)
days = st.lists(st.integers(1, 31), min_size=1, max_size=8, unique=True).map(lambda named: tuple(sorted(named)))
days_off = st.fixed_dictionaries(
    {},
    optional={
        "weekdays": weekdays.map(list),
        "weeks": weeks.map(list),
        "months": months.map(list),
        "days": days.map(list),
    },
).map(lambda entry: {key: value for key, value in entry.items() if value})
clock = st.times().map(lambda time: time.replace(second=0, microsecond=0))
some_days = st.one_of(
    st.fixed_dictionaries({"weekdays": weekdays, "weeks": weeks}),
    st.fixed_dictionaries({"days": days, "weeks": st.just(())}),
)
rhythms = st.just({}) | st.fixed_dictionaries({"fortnightly": st.just(True), "anchor": st.none() | st.dates()})
times = st.fixed_dictionaries({"start": st.none() | clock, "end": st.none() | clock | st.just(DAY_ENDS)}).filter(
    lambda said: None in said.values() or said["end"] == DAY_ENDS or said["start"] < said["end"]
)
spans = st.fixed_dictionaries({"valid_from": st.none() | st.dates(), "valid_to": st.none() | st.dates()}).filter(
    lambda said: None in said.values() or said["valid_from"] <= said["valid_to"]
)
every_rule = st.builds(
    lambda days, rhythm, times, span, **rest: Rule(**days, **rhythm, **times, **span, **rest),
    some_days,
    rhythms,
    times,
    spans,
    months=months,
    off_on_holidays=st.booleans(),
    except_days=st.lists(days_off.filter(bool), max_size=3).map(tuple),
)
