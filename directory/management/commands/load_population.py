from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from directory.counts.populations.actions import record_populations
from directory.counts.populations.reading import read_populations
from kayoiba.tools.sheets import UnreadableSheet


class Command(BaseCommand):
    help = "Load people by area and date from a CSV or Excel file in the shape of fixtures/reference/population.csv."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)

    def handle(self, *, file, **options):
        try:
            reading = read_populations(file)
        except FileNotFoundError as error:
            raise CommandError(f"ファイルがありません: {file}") from error
        except UnreadableSheet as error:
            raise CommandError(str(error)) from error
        record_populations(rows=reading.rows, by=None, at=timezone.now())
        self.stdout.write(f"人口を{len(reading.rows)}件読みこみました。")
        for unread in reading.unread:
            self.stderr.write(f"{unread.row}行目は読めませんでした（{unread.written}）: {unread.why}")
