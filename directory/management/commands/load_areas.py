from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from directory.areas.loading import CannotLoad, load_school_districts
from directory.areas.models import SchoolDistrict
from directory.places.publishing import refresh_listings_in


class Command(BaseCommand):
    help = "Load school districts from a CSV: code, name, kana, district, valid_from, valid_to, successor, is_sample."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)

    @transaction.atomic
    def handle(self, *, file, **options):
        at, before = timezone.now(), _names()
        try:
            count = load_school_districts(file, on=timezone.localdate(at))
        except FileNotFoundError as error:
            raise CommandError(f"ファイルがありません: {file}") from error
        except (CannotLoad, UnicodeDecodeError) as error:
            raise CommandError(str(error)) from error
        renamed = [code for code, names in _names().items() if before.get(code, names) != names]
        refresh_listings_in(SchoolDistrict.objects.filter(code__in=renamed), at=at)
        self.stdout.write(f"小学校区を{count}件読みこみました。")


def _names():
    return {school.code: (school.name, school.kana) for school in SchoolDistrict.objects.all()}
