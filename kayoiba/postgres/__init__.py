"""PostgreSQL: the server that DATABASE_URL names, else one of our own below var/."""

import os
from pathlib import Path

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from kayoiba.postgres.server import CannotStart, Server

__all__ = ["CannotStart", "Server", "database", "embedded"]

embedded = Server(Path(__file__).resolve().parents[2] / "var" / "postgres")


def database() -> dict:
    """Django's entry for the database; an embedded server is started by the first connection, not here."""
    url = os.environ.get("DATABASE_URL")
    if url:
        return {"ENGINE": "django.db.backends.postgresql", **_parts(url)}
    return {"ENGINE": "kayoiba.postgres", **_parts(embedded.url)}


def _parts(url: str) -> dict:
    try:
        options = conninfo_to_dict(url)
    except ProgrammingError as error:
        raise CannotStart(
            "DATABASE_URL が読めません。postgresql://利用者:パスワード@ホスト/データベース の形で指定してください。"
        ) from error
    names = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    parts = {ours: options.pop(theirs, "") for ours, theirs in names.items()}
    return {**parts, "OPTIONS": options}
