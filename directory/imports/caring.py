"""Whose places a list may speak of."""

from collections.abc import Iterable

from django.db.models import Q
from django.utils import timezone

from directory.areas.models import District
from kayoiba.accounts.models import User

NOT_YOURS = "受けもちの地区の行ではありません。その地区の担当か統括に頼んでください。"


class Care:
    """What a person looks after; everything where nobody is named."""

    def __init__(self, user: User | None) -> None:
        self.everywhere = user is None or user.works_everywhere
        today = timezone.localdate()
        mine = [] if user is None else user.assignments.on(today).values_list("district", flat=True)
        self.districts = {None} if self.everywhere else {None, *mine}

    def has(self, district: int | None) -> bool:
        return self.everywhere or district in self.districts

    def of_district(self) -> Q:
        mine = [district for district in self.districts if district]
        return Q() if self.everywhere else Q(district=None) | Q(district__in=mine)

    def has_all(self, districts: Iterable[District | None]) -> bool:
        return all(self.has(district.pk if district else None) for district in districts)
