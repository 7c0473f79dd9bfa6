from django.core.management.base import BaseCommand
from django.utils import timezone

from directory.counts.closing import forget_names
from directory.imports.forgetting import forget_undone, forget_uploads
from directory.places.endings import forget_endings
from directory.places.photo_files import forget_files
from directory.places.removal import forget_removed
from directory.proposals.actions import forget_senders
from directory.rounds.actions.answers import forget_answers
from directory.rounds.actions.rounds import forget_calls
from directory.rounds.codes import forget_wrong_codes
from directory.visits.actions import forget_what_was_noted
from directory.workbench.drafts.actions import forget_drafts
from directory.workbench.handover.actions import forget_handover_notes


class Command(BaseCommand):
    help = (
        "Forget who sent a proposal, and what they wrote, 90 days after it was settled or a year after it came;"
        " what operators answered, a year after it was settled; what was removed, its names in closed years too, and"
        " drafts and lists that were left, 30 days ago; notes of visits and treasures after three years; which listed"
        " places ended, after two; and files of photographs that are no more. To be run every day."
    )

    def handle(self, *args, **options):
        now = timezone.now()
        senders, places = forget_senders(at=now), forget_removed(at=now)
        self.stdout.write(f"{senders}件の知らせの、名前・連絡先・中身を消しました。")
        self.stdout.write(f"取り消してから30日たった {places}か所を、履歴ごと消しました。")
        self.stdout.write(f"締めた年度の表から、消えた場の名前を {forget_names()}行分 消しました。")
        self.stdout.write(f"30日さわっていない書きかけを、{forget_drafts(at=now)}件 消しました。")
        self.stdout.write(f"決めてから1年たった調査の回答を、{forget_answers(at=now)}件 消しました。")
        self.stdout.write(f"1年たった電話のメモを、{forget_calls(at=now)}件 消しました。")
        self.stdout.write(f"1年たった引き継ぎの申し送りを、{forget_handover_notes(at=now)}件 消しました。")
        self.stdout.write(f"もう数えない まちがいのコードを、{forget_wrong_codes(at=now)}件 消しました。")
        self.stdout.write(f"30日 取り込まれなかった一覧を、{forget_uploads(at=now)}件 消しました。")
        self.stdout.write(f"取りやめてから30日たった取り込みの、行を {forget_undone(at=now)}件分 消しました。")
        notes = forget_what_was_noted(at=now)
        self.stdout.write(f"3年たった訪問のメモと宝物を、{notes}件 消しました。")
        endings = forget_endings(on=timezone.localdate(now))
        self.stdout.write(f"終わって2年たった {endings}か所を、住民に知らせるのをやめました。")
        self.stdout.write(f"どの写真のものでもないファイルを、{forget_files(at=now)}つ 消しました。")
