"""Fills an empty database by COPY, without the triggers that write history: minutes for the whole country."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import islice

from django.contrib.postgres.indexes import GinIndex
from django.core.management.color import no_style
from django.db import connection, models, transaction
from psycopg.types.json import Jsonb

from directory.areas.actions import publish_areas
from directory.places.loading import load_kinds, load_synonyms
from directory.places.models import Kind, Listing, Place
from directory.places.words import all_synonyms
from tests.bench.country import TODAY, Country, areas, populations

AT_ONCE = 5_000
"""Places that are in memory at one time."""


@transaction.atomic
def fill(size: int) -> None:
    """`size` places that are listed today, and those that no longer are."""
    city, districts, schools = areas(size)
    load_kinds()
    load_synonyms()
    words = next(index for index in Listing._meta.indexes if isinstance(index, GinIndex) and "grams" in index.fields)
    with connection.cursor() as cursor, connection.schema_editor(atomic=False) as editor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("SET LOCAL maintenance_work_mem = '512MB'")
        editor.remove_index(Listing, words)  # built at the end it takes a tenth of the time
        _copy([city, *districts, *schools, *populations(districts)])
        publish_areas(municipality=city, on=TODAY)
        places = Country(size, districts, schools, list(Kind.objects.all()), all_synonyms()).rows()
        while some := [row for rows in islice(places, AT_ONCE) for row in rows]:
            _copy(some)
        editor.add_index(Listing, words)
        for statement in connection.ops.sequence_reset_sql(no_style(), [Place]):
            cursor.execute(statement)


def _copy(rows: Iterable[models.Model]) -> None:
    tables: dict[type[models.Model], list[models.Model]] = defaultdict(list)
    for row in rows:
        tables[type(row)].append(row)
    for table, theirs in tables.items():
        _copy_table(table, theirs)


def _copy_table(table: type[models.Model], rows: Sequence[models.Model]) -> None:
    numbered = rows[0].pk is not None
    given = [field for field in table._meta.concrete_fields if field.db_default is models.NOT_PROVIDED]
    fields = [field for field in given if numbered or not field.primary_key]
    columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    names = [field.attname for field in fields]
    documents = [place for place, field in enumerate(fields) if isinstance(field, models.JSONField)]
    with connection.cursor() as cursor, cursor.copy(f"COPY {table._meta.db_table} ({columns}) FROM STDIN") as copy:
        for row in rows:
            values = [getattr(row, name) for name in names]
            for place in documents:
                values[place] = Jsonb(values[place])
            copy.write_row(values)
