"""What the forms of a place say together."""

from directory.groups.actions import group_named
from directory.places.schedule import read


def entered(form, rules):
    """(fields of Place with the group, kinds, meeting rules) of valid forms."""
    group = group_named(form.cleaned_data["group_name"])
    return form.values() | {"group": group}, form.cleaned_data["kinds"], meeting_rules(form, rules)


def meeting_rules(form, rules):
    """What the sentence says, unless somebody ticks or has ticked other rules than it said before."""
    sentence, before = form.cleaned_data["schedule_text"], form.initial.get("schedule_text", "")
    ticked = rules.rules()
    follows = ticked == rules.rules_before() == list(read(before).rules)
    return list(read(sentence).rules) if follows and sentence != before else ticked
