"""What the public is told of a listed place that has ended: that it has, and since when, for two years."""

import datetime as dt

from dateutil.relativedelta import relativedelta

from directory.places.models import Listing, ListingEnded
from kayoiba.tools.kana import spellings

TOLD_FOR = relativedelta(years=2)
COPIED = "number name reading alias district_slug district_name".split()


def tell_of_ending(listing: Listing, *, on: dt.date) -> None:
    """Keep of what was listed only what somebody who looks for it by name needs to be told."""
    copied = {name: getattr(listing, name) for name in COPIED}
    said = (copied[name] for name in ("name", "reading", "alias", "district_name"))
    words = "\n".join(dict.fromkeys(key for text in said for key in spellings(text)))
    ListingEnded.objects.update_or_create(
        number=listing.number, defaults=copied | {"ended_on": on, "search_text": words}
    )


def stop_telling(number: int | None) -> bool:
    """It has come back, or nothing may be said of it any more; was anything told?"""
    return bool(ListingEnded.objects.filter(number=number).delete()[0])


def forget_endings(*, on: dt.date) -> int:
    """Tell no longer of what ended two years ago or before; of how many."""
    return ListingEnded.objects.filter(ended_on__lte=on - TOLD_FOR).delete()[0]
