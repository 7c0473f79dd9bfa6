from django.core.management.base import BaseCommand
from django.utils import timezone

from directory.proposals.actions import forget_senders


class Command(BaseCommand):
    help = (
        "Forget who sent a proposal, and what they wrote, 90 days after it was settled or a year after it came."
        " To be run every day."
    )

    def handle(self, *args, **options):
        count = forget_senders(at=timezone.now())
        self.stdout.write(f"{count}件の知らせの、名前・連絡先・中身を消しました。")
