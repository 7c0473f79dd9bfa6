"""`make audit`: the open pages of the sample city before heavy checkers from outside. Needs Java and a network once."""

import django


def main() -> None:
    django.setup()
    from tests.audit import html

    html.audit()


main()
