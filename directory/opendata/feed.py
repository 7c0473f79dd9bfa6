"""changes.atom (RFC 4287): what was last published, changed, ended or withdrawn.

Whoever keeps a copy follows it. What is withdrawn is a deleted-entry (RFC 6721): the address of a page that is gone,
and not a word of what stood there.
"""

import datetime as dt
import re
from operator import itemgetter
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, rfc3339_date
from django.utils.html import escape

from directory.finder.wording.listing import say_ended, say_schedule, say_where
from directory.opendata import licence, queries
from directory.opendata.edition import Edition
from directory.places.models import Listing, ListingEnded

CONTENT_TYPE = "application/atom+xml; charset=utf-8"
TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"
NO_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
NEW, CHANGED, ENDED = "新しい場", "変わった場", "おわった場"


class Feed(Atom1Feed):
    """Django's, with deleted entries: pairs of the id of an entry and the moment it went."""

    def root_attributes(self) -> dict[str, str]:
        return super().root_attributes() | {"xmlns:at": TOMBSTONES}

    def write_items(self, handler: Any) -> None:
        super().write_items(handler)
        for address, at in self.feed["deleted"]:
            handler.addQuickElement("at:deleted-entry", None, {"ref": address, "when": rfc3339_date(at)})

    def latest_post_date(self) -> dt.datetime:
        return self.feed["updated"]


def changes(edition: Edition) -> list[bytes]:
    gone = queries.gone()
    told = queries.endings(number for number, _ in gone)
    address = f"{edition.root}{reverse('opendata:file', args=['changes.atom'])}"
    feed = Feed(
        title=f"{edition.city} 通いの場 変わったこと".strip(),
        link=edition.address,
        description="新しい場、変わった場、おわった場、掲載をやめた場を、新しい順に。",
        language="ja",
        author_name=edition.city or edition.code,
        feed_url=address,
        feed_guid=address,
        feed_copyright=licence.attribution(edition),
        updated=queries.last_change() or timezone.make_aware(dt.datetime.combine(edition.today, dt.time.min)),
        deleted=[(edition.page(number), at) for number, at in gone if number not in told],
    )
    entries = [_written(listing, edition) for listing in queries.last_written()]
    entries += [_ended(told[number], at, edition) for number, at in gone if number in told]
    for entry in sorted(entries, key=itemgetter("updateddate"), reverse=True):
        feed.add_item(**entry)
    return [feed.writeString("utf-8").encode()]


def _written(listing: Listing, edition: Edition) -> dict[str, Any]:
    kind = NEW if timezone.localdate(listing.updated_at) == listing.listed_on else CHANGED
    words = "。".join(part for part in (say_where(listing), *say_schedule(listing, edition.today)) if part)
    return _entry(edition.page(listing.number), listing.name, listing.updated_at, words, kind)


def _ended(place: ListingEnded, at: dt.datetime, edition: Edition) -> dict[str, Any]:
    return _entry(edition.page(place.number), place.name, at, say_ended(place.name, place.ended_on), ENDED)


def _entry(address: str, title: str, at: dt.datetime, words: str, kind: str) -> dict[str, Any]:
    return {
        "title": NO_XML.sub("", title),
        "link": address,
        "unique_id": address,
        "updateddate": at,
        "description": escape(NO_XML.sub("", words)),
        "categories": [kind],
    }
