"""Whether this installation can serve: asked by machines, and by `manage.py serve` before it prints its address."""

import os

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor


def findings() -> dict[str, bool]:
    database = _database_answers()
    return {
        "database": database,
        "migrations": database and _migrations_are_applied(),
        "storage": os.access(settings.MEDIA_ROOT, os.W_OK),
    }


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _migrations_are_applied() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())
