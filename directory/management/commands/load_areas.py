from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from directory.areas.loading import CannotLoad, load_school_districts
from directory.places.loading import followed_by_listings


class Command(BaseCommand):
    help = "Load school districts from a CSV: code, name, kana, district, valid_from, valid_to, successor, is_sample."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)

    @transaction.atomic
    def handle(self, *, file, **options):
        at = timezone.now()
        try:
            with followed_by_listings(at=at):
                count = load_school_districts(file, on=timezone.localdate(at))
        except FileNotFoundError as error:
            raise CommandError(f"ファイルがありません: {file}") from error
        except (CannotLoad, UnicodeDecodeError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"小学校区を{count}件読みこみました。")
