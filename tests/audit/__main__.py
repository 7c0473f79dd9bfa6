"""`make audit`: what the sample city shows before heavy checkers from outside. Needs Java, LibreOffice, a network once."""

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
