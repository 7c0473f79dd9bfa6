"""What every file is written for: whose data it is, on which day, and where its pages stand."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.urls import reverse

from directory.areas.models import PublishedArea

# JIS X 0401: the first two digits of a municipality's code.
PREFECTURES = (
    "北海道 青森県 岩手県 宮城県 秋田県 山形県 福島県 茨城県 栃木県 群馬県 埼玉県 千葉県 東京都 神奈川県 新潟県 "
    "富山県 石川県 福井県 山梨県 長野県 岐阜県 静岡県 愛知県 三重県 滋賀県 京都府 大阪府 兵庫県 奈良県 和歌山県 "
    "鳥取県 島根県 岡山県 広島県 山口県 徳島県 香川県 愛媛県 高知県 福岡県 佐賀県 長崎県 熊本県 大分県 宮崎県 "
    "鹿児島県 沖縄県"
).split()


@dataclass(frozen=True)
class Edition:
    """`root` is the site's address without a slash at its end, `code` the city's of six digits."""

    root: str
    today: dt.date
    code: str
    city: str

    @classmethod
    def of(cls, city: PublishedArea | None, *, root: str, today: dt.date) -> "Edition":
        return cls(root, today, city.slug if city else settings.MUNICIPALITY, city.name if city else "")

    @property
    def prefecture(self) -> str:
        return PREFECTURES[int(self.code[:2]) - 1]

    @property
    def title(self) -> str:
        return f"{self.city} 通いの場オープンデータ".strip()

    @property
    def address(self) -> str:
        """Of the page that explains the files."""
        return f"{self.root}{reverse('opendata:index')}"

    def page(self, number: int) -> str:
        """The address of a place."""
        before, after = self._around_a_number
        return f"{before}{number}{after}"

    @cached_property
    def _around_a_number(self) -> tuple[str, str]:
        """Asked of the addresses once, not for each row."""
        before, _, after = reverse("finder:place", args=[0]).rpartition("0")
        return f"{self.root}{before}", after
