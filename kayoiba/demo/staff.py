"""The people of the sample city, to be clicked on at the sign-in page."""

import datetime as dt
from dataclasses import dataclass

from directory.areas.actions import assign
from directory.areas.models import District
from kayoiba.accounts.models import User

LONG_AGO = dt.date(2011, 4, 1)


@dataclass(frozen=True)
class SampleStaff:
    username: str
    name: str
    role: str
    affiliation: str
    districts: tuple[str, ...] = ()


STAFF = (
    SampleStaff("mabi", "田中 みどり", "coordinator", "社会福祉協議会 真備事務所", ("mabi",)),
    SampleStaff("kurashiki", "藤原 健一", "coordinator", "社会福祉協議会 本所", ("kurashiki",)),
    SampleStaff("mizushima", "三宅 さおり", "coordinator", "社会福祉協議会 水島事務所", ("mizushima",)),
    SampleStaff("kojima", "岡本 浩", "coordinator", "社会福祉協議会 児島事務所", ("kojima",)),
    SampleStaff("tamashima", "守屋 千恵", "coordinator", "社会福祉協議会 玉島事務所", ("tamashima", "funao")),
    SampleStaff("lead", "小野 まさる", "lead", "社会福祉協議会 地域福祉課"),
    SampleStaff("office", "中島 かおり", "office", "市役所 地域包括ケア推進室"),
    SampleStaff("houkatsu", "原田 ゆき", "viewer", "真備地域包括支援センター", ("mabi",)),
)


def build_staff(*, at: dt.datetime) -> dict[str, User]:
    """Make the people; returns for each district's slug who writes there. Nobody has a password."""
    writers: dict[str, User] = {}
    districts = {district.slug: district for district in District.objects.all()}
    for one in STAFF:
        user = User.objects.create_user(
            one.username, name=one.name, role=one.role, affiliation=one.affiliation, is_demo=True
        )
        for slug in one.districts:
            assign(user=user, district=districts[slug], from_date=LONG_AGO, by=None, at=at)
            if one.role == "coordinator":
                writers[slug] = user
    return writers
