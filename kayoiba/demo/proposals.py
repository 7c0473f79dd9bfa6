"""What residents of the sample city told us in the last days; most of it still waits to be read."""

import datetime as dt
from collections.abc import Mapping
from uuid import uuid4

from directory.areas.models import District
from directory.places.models import Listing, Place
from directory.proposals.actions import answer_proposal, receive_proposal
from directory.proposals.models import Part, Proposal
from directory.proposals.queries import listed
from kayoiba.accounts.models import User

NEW = [
    (
        1,
        "mabi",
        {
            "name": "川ぞいの朝あるき",
            "venue_name": "橋のたもとの東屋",
            "schedule_text": "毎週 月曜・木曜 6時半から",
            "activities": ["walk", "radio"],
        },
        {"relation": "own", "sender_name": "見本 花子", "sender_contact": "hanako@example.jp"},
    ),
    (
        3,
        "kurashiki",
        {"venue_name": "お寺のよこの集会所", "activities": ["tea"], "menu": "俳句"},
        {"relation": "known"},
    ),
    (6, "", {"name": "手しごとの日", "schedule_text": "だれかの家で、気がむいたとき", "activities": ["craft"]}, {}),
]
CORRECTIONS = [
    (0, "mabi", {Part.SCHEDULE: "毎月 第2・第4火曜 10時〜11時半"}, {"sender_name": "見本 一郎"}),
    (2, "mizushima", {Part.PHONE: "", Part.FEE: "1回 200円"}, {"sender_contact": "086-000-9001"}),
    (4, "kojima", {Part.ENDED: "春から。世話をする人が引っこしたので"}, {"relation": "known"}),
]
ANSWERED = (9, "tamashima", {Part.OTHER: "入口に段差があります"}, {"sender_contact": "086-000-9002"})


def tell_us(staff: Mapping[str, User], *, at: dt.datetime) -> None:
    for days, slug, told, sender in NEW:
        district = District.objects.filter(slug=slug).first()
        receive_proposal(request_id=uuid4(), told=told, district=district, at=at - dt.timedelta(days=days), **sender)
    for correction in CORRECTIONS:
        _correct(*correction, at=at)
    answered = _correct(*ANSWERED, at=at)
    answer = "たしかめました。段差は1段です。つぎの取材のときに 書きたします。"
    answer_proposal(proposal=answered, answer=answer, by=staff["tamashima"], at=at - dt.timedelta(days=8))


def _correct(days: int, slug: str, told: dict[str, str], sender: dict[str, str], *, at: dt.datetime) -> Proposal:
    """Of the first listed place of that district."""
    listing = Listing.objects.filter(district_slug=slug).earliest("number")
    return receive_proposal(
        request_id=uuid4(),
        told=told,
        place=Place.objects.get(number=listing.number),
        seen={part: words for part, words in listed(listing).items() if part in told},
        at=at - dt.timedelta(days=days),
        **sender,
    )
