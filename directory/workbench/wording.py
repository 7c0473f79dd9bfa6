"""What the audit lines of a place say, in words."""

import datetime as dt

from directory.places.vocabulary import CheckedHow, PauseReason
from directory.visits.models import Visit
from directory.workbench.facts import label_of
from kayoiba.accounts.models import AuditEvent
from kayoiba.tools.fiscal import fiscal_year_name
from kayoiba.tools.saying import say_date

ASK_AGAIN = "会場がかわりました。場所を出してよいか、もう一度聞いてください。"
PAUSED_FOR = dict(PauseReason.choices)
VERBS = {
    "place.registered": "登録しました",
    "place.edited": "なおしました",
    "place.moved": "地区・学区をかえました",
    "place.published": "掲載しました",
    "place.answered": "掲載しないという答えを記録しました",
    "place.withdrawn": "掲載をやめました",
    "place.checked": "確認しました",
    "place.paused": "休みにしました",
    "place.resumed": "休みを終えました",
    "place.day_excepted": "休み・臨時の日を書きました",
    "place.day_as_usual": "休み・臨時の日を 取りやめました",
    "place.ended": "終わった場にしました",
    "place.came_back": "また始まった場にしました",
    "place.restored": "前の内容に もどしました",
    "place.removed": "取り消しました",
    "place.brought_back": "取り消した場を もどしました",
    "place.photo_added": "写真を加えました",
    "place.photo_described": "写真の説明を書きました",
    "place.photos_ordered": "写真の順をかえました",
    "place.photo_dropped": "写真をとりのぞきました",
    "place.judged": "国の調査で 数えるかを 決めました",
    "grant.recorded": "助成を記録しました",
    "visit.made": "訪問を記録しました",
    "visit.planned": "行く予定を入れました",
    "visit.dropped": "行く予定を 取りやめました",
}


def say_event(event: AuditEvent) -> str:
    """The sentence of one line, with the reason that was given, the fields that were changed or the day meant."""
    said = VERBS[event.verb]
    fields = "・".join(dict.fromkeys(map(label_of, event.detail.get("fields", []))))
    reason = event.detail.get("reason", "")
    about = PAUSED_FOR.get(reason, reason) or fields or _say_day(event) or _say_check(event)
    about = about or _say_visit(event) or _say_judgement(event)
    return f"{said}（{about}）" if about else said


def _say_day(event: AuditEvent) -> str:
    if not event.verb.startswith(("place.day_", "visit.planned")):
        return ""
    rests = event.detail.get("meets") is False
    return f"{say_date(dt.date.fromisoformat(event.detail['on']))}{' お休み' * rests}"


def _say_check(event: AuditEvent) -> str:
    return CheckedHow(event.detail["how"]).label if event.verb == "place.checked" else ""


def _say_visit(event: AuditEvent) -> str:
    if event.verb != "visit.made":
        return ""
    return f"{Visit.How(event.detail['how']).label}・{Visit.Found(event.detail['found']).label}"


def _say_judgement(event: AuditEvent) -> str:
    if event.verb != "place.judged":
        return ""
    why = f"：{event.detail['why']}" if event.detail["why"] else ""
    return f"{fiscal_year_name(event.detail['year'])}から {'数える' if event.detail['counts'] else '数えない'}{why}"
