from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from directory.places.models import Place
from kayoiba.accounts.models import User
from kayoiba.demo.city import build_city


class Command(BaseCommand):
    help = "Build the sample city (見本データ) in an empty database."

    def handle(self, *args, **options):
        if Place.objects.exists() or User.objects.exists():
            raise CommandError("すでに場か職員があります。見本の市は、空のデータベースにだけつくれます。")
        count = build_city(at=timezone.now())
        self.stdout.write(f"見本の市をつくりました（{count}か所）。")
