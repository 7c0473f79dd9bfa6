"""`make audit`: the sample city before heavy checkers from outside. Needs Java, LibreOffice, and a network once."""

import django
from django.db import connections


def main() -> None:
    django.setup()
    from tests.audit import calendars, hsds, html, workbooks

    html.audit()
    calendars.audit()
    hsds.audit()
    workbooks.audit()
    connections.close_all()


main()
