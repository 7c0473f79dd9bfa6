"""One row of the survey: a place known on the year's day, with what is asked of it and why it counts or does not."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from directory.areas.models import District, SchoolDistrict
from directory.counts.areas import UNSET_DISTRICT
from directory.counts.figures.national import MONTHLY
from directory.counts.models import SurveyJudgement
from directory.counts.survey.months import Month
from directory.places.models import Place
from directory.places.vocabulary import FrequencyBand, NationalActivity
from directory.rounds.models import BY_SEX_AND_AGE

HEADINGS = [
    "年度",
    "会場ID",
    "通いの場名称",
    "会場名",
    "地区",
    "小学校区",
    "主な活動内容",
    "その他の活動内容",
    "運営主体",
    "場所の種別",
    "開催頻度区分",
    "当月開催回数",
    "参加者実人数",
    "うち65-74男",
    "うち65-74女",
    "うち75+男",
    "うち75+女",
    "うち65歳未満",
    "性年齢把握",
    "補助金",
    "住民運営",
    "計上",
    "計上しない理由",
    "対象月",
    "最終確認日",
]
OF_AGE = ("men_65_to_74", "women_65_to_74", "men_75_and_over", "women_75_and_over")
OF_AGE_BELOW = ("men_under_65", "women_under_65")


@dataclass(frozen=True)
class Row:
    """`stay` is annotated by `queries.survey_rows`; `met` is how often it met in the month, None where unknown."""

    stay: Any
    judgement: SurveyJudgement | None
    met: int | None

    @property
    def place(self) -> Place:
        return self.stay.place

    @property
    def district(self) -> District | None:
        return self.stay.district

    @property
    def school_district(self) -> SchoolDistrict | None:
        return self.stay.school_district

    @property
    def district_mark(self) -> str:
        return self.district.slug if self.district else UNSET_DISTRICT

    @property
    def band(self) -> FrequencyBand:
        return FrequencyBand(self.stay.band)

    @property
    def counts(self) -> bool:
        """As the figure 「国の調査で数える場」 has it."""
        return self.stay.counts

    @property
    def participants(self) -> int | None:
        return self.stay.everybody

    @property
    def ages_known(self) -> bool:
        return all(getattr(self.stay, name) is not None for name in BY_SEX_AND_AGE)

    @property
    def last_checked(self) -> dt.date | None:
        return self.stay.last_checked

    @property
    def has_venue(self) -> bool:
        return bool(self.place.venue_name or self.place.address or self.place.venue_type)

    @property
    def why_not(self) -> str:
        """The first condition of the figure that is missing, nothing where it counts."""
        if not self.has_venue:
            return "会場がない"
        if self.band == FrequencyBand.UNKNOWN:
            return "開催日がわからない"
        if self.band not in MONTHLY:
            return "月1回未満"
        if self.judgement is None:
            return "市がまだ判断していない"
        return "" if self.judgement.counts else f"市の判断（{self.judgement.reason}）"

    def cells(self, year: int, month: Month) -> list[object]:
        """Under HEADINGS; None is unknown, an empty text says that there is nothing."""
        place = self.place
        return [
            year,
            place.pk,
            place.name,
            place.venue_name or None,
            self.district and self.district.name,
            self.school_district and self.school_district.name,
            place.get_main_activity_display() or None,
            ";".join(NationalActivity(code).label for code in place.other_activities),
            place.get_operator_type_display() or None,
            place.get_venue_type_display() or None,
            None if self.band == FrequencyBand.UNKNOWN else self.band.label,
            self.met,
            self.participants,
            *(getattr(self.stay, name) for name in OF_AGE),
            self._below_65(),
            *map(_there_is, self._yes_or_no()),
            self.why_not,
            month.code,
            self.last_checked,
        ]

    def _below_65(self) -> int | None:
        told = [getattr(self.stay, name) for name in OF_AGE_BELOW]
        return None if None in told else sum(told)

    def _yes_or_no(self) -> Iterator[bool]:
        yield self.ages_known
        yield self.stay.subsidised
        yield self.stay.by_residents
        yield self.counts


def _there_is(yes: bool) -> str:
    return "有" if yes else "無"
