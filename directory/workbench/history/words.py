"""The rows that belong to a place, each said in a sentence."""

from collections.abc import Callable, Mapping
from typing import Any

from directory.areas.models import District, SchoolDistrict
from directory.places.models import Consent, KnownPeriod, ListedPeriod, MeetingException, Pause, PlaceArea
from directory.places.vocabulary import AgreedHow, Continues, FieldGroup, PauseReason, Precision
from directory.rounds.models import YearlyReport
from directory.startup.models import Grant
from kayoiba.tools.fiscal import era_date, fiscal_year_name
from kayoiba.tools.saying import say_times, yes_no_unknown

Names = Mapping[type, Mapping[int, Any]]
"""By table the rows that rows of the history point at, by key."""

PAUSED_FOR, PRECISE, HOW = dict(PauseReason.choices), dict(Precision.choices), dict(AgreedHow.choices)
GONE = "いまはない地区"


def say_row(table: type, row: Any, names: Names) -> tuple[str, str]:
    """(what it is, what it says) of a row of one of `SAID`."""
    return SAID[table](row, names)


def _say_exception(row: Any, names: Names) -> tuple[str, str]:
    opens = f"ひらく {say_times(row.start, row.end)}".strip() if row.meets else "お休み"
    return "休み・臨時の日", _joined(era_date(row.date), opens, row.note)


def _say_known(row: Any, names: Names) -> tuple[str, str]:
    ended = f"{era_date(row.until)}に終わった" if row.until else ""
    return "把握", _joined(f"{era_date(row.from_date)}から", ended, row.reason)


def _say_listed(row: Any, names: Names) -> tuple[str, str]:
    ended = f"{era_date(row.until)}にやめた" if row.until else ""
    return "掲載", _joined(f"{era_date(row.from_date)}から", ended, row.reason)


def _say_pause(row: Any, names: Names) -> tuple[str, str]:
    last = f"{era_date(row.until)}まで" if row.until else ""
    besides = "・".join(Continues(code).label for code in row.continues)
    goes_on = f"{besides}は 続ける" if besides else ""
    return "休み", _joined(f"{era_date(row.from_date)}から", last, PAUSED_FOR[row.reason], row.note, goes_on)


def _say_area(row: Any, names: Names) -> tuple[str, str]:
    district = names[District].get(row.district_id, GONE) if row.district_id else "地区未設定"
    school = f"{names[SchoolDistrict].get(row.school_district_id, GONE)}小学校区" if row.school_district_id else ""
    return "地区・学区", _joined(f"{era_date(row.from_date)}から", str(district), school)


def _say_consent(row: Any, names: Names) -> tuple[str, str]:
    agreed = f"出してよい {PRECISE.get(row.precision, '')}".strip() if row.agreed else "出さない"
    label = f"掲載の答え（{FieldGroup(row.field_group).label}）"
    return label, _joined(agreed, row.agreed_by, HOW[row.how], era_date(row.agreed_on))


def _say_grant(row: Any, names: Names) -> tuple[str, str]:
    amount = f"{row.amount:,}円" if row.amount is not None else ""
    return f"{fiscal_year_name(row.fiscal_year)}の助成", _joined(Grant.Status(row.status).label, amount)


def _say_report(row: Any, names: Names) -> tuple[str, str]:
    told = [field for field in YearlyReport._meta.fields if field.name not in ("id", "place", "fiscal_year")]
    said = [f"{field.verbose_name} {_say_answer(field, getattr(row, field.name))}" for field in told]
    filled = [words for words, field in zip(said, told, strict=True) if getattr(row, field.name) not in (None, [], "")]
    return f"{fiscal_year_name(row.fiscal_year)}のようす", "、".join(filled)


def _say_answer(field: Any, value: Any) -> str:
    if isinstance(value, bool):
        return yes_no_unknown(value)
    if isinstance(value, list):
        labels = dict(field.base_field.choices)
        return "・".join(labels[code] for code in value)
    return str(value)


def _joined(*parts: str) -> str:
    return " ".join(filter(None, parts))


SAID: dict[type, Callable[[Any, Names], tuple[str, str]]] = {
    KnownPeriod: _say_known,
    PlaceArea: _say_area,
    MeetingException: _say_exception,
    Pause: _say_pause,
    ListedPeriod: _say_listed,
    Consent: _say_consent,
    Grant: _say_grant,
    YearlyReport: _say_report,
}
