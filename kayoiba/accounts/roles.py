"""Who may do what: permissions as an enum, roles as classes that a manager can read."""

from enum import StrEnum, auto


class Can(StrEnum):
    PLACE_READ = auto()
    PLACE_WRITE = auto()
    PLACE_PUBLISH = auto()
    COUNTS_READ = auto()
    PEOPLE_MANAGE = auto()
    SITE_EDIT = auto()
    PLACE_REMOVE = auto()
    ROUND_READ = auto()
    ROUND_RUN = auto()
    SURVEY_JUDGE = auto()
    COUNTS_CLOSE = auto()


class Viewer:
    code = "viewer"
    name = "閲覧"
    does = "受けもつ地区の場の一覧と中身を見ます（地域包括支援センターなど）。"
    permissions = frozenset({Can.PLACE_READ})
    everywhere = False


class Coordinator:
    code = "coordinator"
    name = "コーディネーター"
    does = "受けもつ地区の場を登録し、直し、掲載します。"
    permissions = frozenset({Can.PLACE_READ, Can.PLACE_WRITE, Can.PLACE_PUBLISH, Can.COUNTS_READ, Can.ROUND_READ})
    everywhere = False


class Lead:
    code = "lead"
    name = "統括"
    does = "すべての地区の場を登録し、直し、掲載します。"
    permissions = Coordinator.permissions | {Can.ROUND_RUN, Can.SURVEY_JUDGE}
    everywhere = True


class Office:
    code = "office"
    name = "管理"
    does = "年度の数をまとめ、職員を招き、サイトの文章をなおし、すべての場を見ます。"
    permissions = frozenset(
        {
            Can.PLACE_READ,
            Can.PLACE_REMOVE,
            Can.COUNTS_READ,
            Can.PEOPLE_MANAGE,
            Can.SITE_EDIT,
            Can.ROUND_READ,
            Can.ROUND_RUN,
            Can.SURVEY_JUDGE,
            Can.COUNTS_CLOSE,
        }
    )
    everywhere = True


class System:
    code = "system"
    name = "システム"
    does = "設置と保守をします。すべてのことができます。"
    permissions = frozenset(Can)
    everywhere = True


ROLES = {role.code: role for role in (Viewer, Coordinator, Lead, Office, System)}


def roles_given_by(code: str) -> list[str]:
    """Whoever manages people gives every role but システム: only its own kind gives that."""
    return [role for role in ROLES if role != System.code or code == System.code]
