"""`make bench`: how long pages take with 840 places, or with SIZE. It prints and judges nothing; see `questions`.

With ONLY it asks those alone whose name has these words: `ONLY="open data" make bench`.
"""

import os
from time import perf_counter
from unittest import mock

import django
from django.db import connection


def main() -> None:
    from tests.bench.measuring import HEADINGS, measure
    from tests.bench.questions import plans, questions

    size, only = int(os.environ.get("SIZE") or 840), os.environ.get("ONLY", "")
    prepare(size)
    print(HEADINGS)
    for name, ask in questions(size):
        if only in name:
            print(measure(name, ask), flush=True)
    for word, plan in () if only else plans():
        print(f"\n{word}\n{plan}")


def prepare(size: int) -> None:
    """A database for a size. Where DATABASE_URL names a server it is kept, else it goes with its throwaway server."""
    from tests.bench.filling import fill

    began = perf_counter()
    connection.settings_dict["TEST"]["NAME"] = f"bench_{size}"
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False, keepdb=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT exists(SELECT FROM directory_place)")
        if not cursor.fetchone()[0]:
            fill(size)
            cursor.execute("VACUUM ANALYZE")
        cursor.execute("SELECT pg_size_pretty(pg_database_size(current_database()))")
        print(f"{size:,} places, {cursor.fetchone()[0]}, ready after {perf_counter() - began:.0f} s\n")


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    from tests.bench.country import AT

    with mock.patch("django.utils.timezone.now", return_value=AT):
        main()
