from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from directory.areas.loading import CannotLoad, load_reference_areas
from directory.places.loading import load_kinds


class Command(BaseCommand):
    help = "Load the municipality of this installation (setting MUNICIPALITY), its districts, towns, people and kinds."

    def handle(self, *args, **options):
        try:
            city = load_reference_areas(settings.MUNICIPALITY, on=timezone.localdate())
        except CannotLoad as error:
            raise CommandError(str(error)) from error
        load_kinds()
        self.stdout.write(f"{city.name}の地区・町名・種類を読みこみました。")
