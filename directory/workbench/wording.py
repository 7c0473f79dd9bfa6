"""What the audit lines of a place say, in words."""

from kayoiba.accounts.models import AuditEvent

VERBS = {
    "place.registered": "登録しました",
    "place.edited": "なおしました",
    "place.moved": "地区・学区をかえました",
    "place.published": "掲載しました",
    "place.withdrawn": "掲載をやめました",
    "place.checked": "確認しました",
    "place.paused": "休みにしました",
    "place.resumed": "休みを終えました",
    "place.ended": "終わった場にしました",
    "place.came_back": "また始まった場にしました",
}


def say_event(event: AuditEvent) -> str:
    """The sentence of one line, with the reason where one was given."""
    reason = event.detail.get("reason")
    return VERBS[event.verb] + (f"（{reason}）" if reason else "")
