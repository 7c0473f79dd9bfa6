from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from directory.areas.loading import CannotLoad, load_school_districts


class Command(BaseCommand):
    help = "Load school districts from a CSV: code, name, kana, district, valid_from, valid_to, successor, is_sample."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)

    def handle(self, *, file, **options):
        try:
            count = load_school_districts(file, on=timezone.localdate())
        except FileNotFoundError as error:
            raise CommandError(f"ファイルがありません: {file}") from error
        except (CannotLoad, UnicodeDecodeError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"小学校区を{count}件読みこみました。")
