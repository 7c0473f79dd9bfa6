"""The files as somebody has them who fetched them, read with others' readers."""

import csv
import io

from django.urls import reverse


def fetched(client, name):
    return client.get(reverse("opendata:file", args=[name])).getvalue()


def table(client, name):
    """A dictionary a row."""
    return list(csv.DictReader(io.StringIO(fetched(client, name).decode("utf-8-sig"), newline="")))


def headings(client, name):
    return next(csv.reader(io.StringIO(fetched(client, name).decode("utf-8-sig"), newline="")))


def filled(row):
    return {heading: cell for heading, cell in row.items() if cell}
