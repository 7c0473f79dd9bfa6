"""What the forms of a place say together."""

from directory.groups.actions import group_named


def entered(form, rules):
    """(fields of Place with the group, kinds, meeting rules) of valid forms."""
    group = group_named(form.cleaned_data["group_name"])
    return form.values() | {"group": group}, form.cleaned_data["kinds"], rules.rules()
