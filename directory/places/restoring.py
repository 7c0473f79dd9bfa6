"""A place as it was before, written down anew: nothing that happened since is taken out of its history."""

import datetime as dt

from django.db import transaction

from directory.places.actions import edit_place
from directory.places.merging import changed
from directory.places.models import Place
from directory.places.versions import Version, values_now
from kayoiba.accounts import audit
from kayoiba.accounts.models import User


@transaction.atomic
def restore_version(
    *, place: Place, version: Version, seen: dt.datetime | None, by: User | None, at: dt.datetime
) -> None:
    """Fields, kinds and rules are again those of `version`; districts, dates, answers and the listing stay.

    Where nothing differs, no trace is left. Raises EditedSince where `seen` is not the last edit.
    """
    place.claim(seen=seen)
    then = version.values
    if not changed(values_now(place), then):
        return
    fields = {name: value for name, value in then.items() if name not in ("kinds", "rules")}
    edit_place(place=place, changes=fields, kinds=then["kinds"], rules=then["rules"], keeps_point=True, by=by, at=at)
    audit.record("place.restored", place, by=by, at=at, version=version.key)
