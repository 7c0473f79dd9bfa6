from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from directory.areas.loading import CannotLoad, load_reference_areas
from directory.pages.loading import load_pages
from directory.places.loading import followed_by_listings, load_kinds, load_synonyms


class Command(BaseCommand):
    help = "Load the municipality of this installation (setting MUNICIPALITY), its districts, towns, people and words."

    @transaction.atomic
    def handle(self, *args, **options):
        at = timezone.now()
        try:
            with followed_by_listings(at=at):
                city = load_reference_areas(settings.MUNICIPALITY, on=timezone.localdate(at))
                load_kinds()
        except CannotLoad as error:
            raise CommandError(str(error)) from error
        load_synonyms()
        load_pages(city, at=at)
        self.stdout.write(f"{city.name}の地区・町名・種類・いいかえ・文章を読みこみました。")
