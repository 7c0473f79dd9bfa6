from django.conf import settings
from django.core.checks import Error, Tags, register
from django.db import connections

from kayoiba.accounts.models import User


@register(Tags.database)
def no_demo_people_in_production(databases=None, **kwargs):
    """Anybody could be a demo person with one click. Before the first migration there is nobody to find."""
    if not settings.PRODUCTION or not databases:
        return []
    table = User._meta.db_table
    return [
        Error(
            "本番の設定ですが、データベースに見本の職員がいます。",
            hint="見本ではない空のデータベースを DATABASE_URL で指定してください。",
            id="accounts.E001",
        )
        for database in databases
        if table in connections[database].introspection.table_names()
        and User.objects.using(database).filter(is_demo=True).exists()
    ]
