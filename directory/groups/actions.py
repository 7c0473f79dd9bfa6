from directory.groups.models import Group


def group_named(name: str) -> Group | None:
    """The group of that exact name, made where there is none; None for an empty name."""
    return Group.objects.get_or_create(name=name)[0] if name else None
