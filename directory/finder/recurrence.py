"""A rule as the parts of an RRULE (RFC 5545), the same in calendars and in open data."""

from dataclasses import replace

from directory.places.schedule import LAST, Rule


def what_an_rrule_says(rule: Rule) -> Rule:
    """The rule without what it cannot say: it meets on each of the rule's days, and maybe on more."""
    weeks = () if rule.days or rule.fortnightly else rule.weeks
    fortnightly = rule.fortnightly and not rule.days
    return replace(rule, weeks=weeks, fortnightly=fortnightly, off_on_holidays=False, except_days=(), off_on=())


def recurrence(rule: Rule) -> dict[str, object]:
    """FREQ, INTERVAL and BY…, of a rule that says no more than `what_an_rrule_says`; without UNTIL."""
    names = [day.upper() for day in rule.weekdays]
    said: dict[str, object] = {"FREQ": "MONTHLY" if rule.days or rule.weeks else "WEEKLY"}
    if rule.fortnightly:
        said |= {"INTERVAL": 2, "WKST": "MO"}
    if rule.days:
        said["BYMONTHDAY"] = list(rule.days)
    else:
        said["BYDAY"] = [f"{week}{name}" for week in _weeks(rule) for name in names] or names
    if rule.months:
        said["BYMONTH"] = list(rule.months)
    return said


def _weeks(rule: Rule) -> list[int]:
    """Said so that no day is named twice: the last is the fifth or, in a shorter month, the fourth."""
    weeks = set(rule.weeks)
    if LAST in weeks:
        weeks = weeks - {LAST} | {5} if 4 in weeks else weeks - {5}
    return sorted(weeks)
