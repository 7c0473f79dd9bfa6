"""The files as somebody has them who fetched them, read with others' readers."""

import csv
import io
import json

from django.core.management import call_command
from django.urls import reverse

from directory.places.models import Place


def fetched(client, name):
    return client.get(reverse("opendata:file", args=[name])).getvalue()


def table(client, name):
    """A dictionary a row."""
    return list(csv.DictReader(io.StringIO(fetched(client, name).decode("utf-8-sig"), newline="")))


def headings(client, name):
    return next(csv.reader(io.StringIO(fetched(client, name).decode("utf-8-sig"), newline="")))


def filled(row):
    return {heading: cell for heading, cell in row.items() if cell}


def taken_in(client, name, folder):
    """What our own importer, of a city that has no places yet, says of the file."""
    path, out = folder / name, io.StringIO()
    path.write_bytes(fetched(client, name))
    Place.objects.all().delete()
    call_command("import_places", str(path), "--municipality", "332020", "--json", stdout=out)
    return json.loads(out.getvalue())
