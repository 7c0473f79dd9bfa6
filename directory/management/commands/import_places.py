import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from directory.areas.models import Municipality
from directory.imports import actions, report
from kayoiba.tools.sheets import UnreadableSheet

CHECK_THE_CODE = "6桁のコードを確かめてください。はじめての環境では load_reference を先に実行してください。"


class Command(BaseCommand):
    help = "通いの場の一覧（CSV・TSV・Excel）を取り込みます。--write がなければ練習で、何も書き込みません。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="一覧のファイル")
        parser.add_argument("--municipality", required=True, help="市町村の6桁のコード")
        parser.add_argument("--write", action="store_true", help="書き込む")
        parser.add_argument("--json", action="store_true", help="列と行のすべてをJSONで出す")
        parser.add_argument("--as-places", action="store_true", help="施設（会場）の一覧も通いの場として取り込む")

    def handle(self, *, file: Path, municipality: str, write: bool, as_places: bool, **options: Any) -> None:
        city = Municipality.objects.filter(code=municipality).first()
        if city is None:
            raise CommandError(f"市町村コード {municipality} は登録されていません。{CHECK_THE_CODE}")
        try:
            if write:
                done = actions.commit(path=file, municipality=city, as_places=as_places, by=None, at=timezone.now())
            else:
                done = actions.rehearse(path=file, municipality=city, as_places=as_places)
        except UnreadableSheet as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"ファイルを開けません: {file}（{error.strerror}）") from error
        self._tell(done, write=write, as_json=options["json"])

    def _tell(self, done: actions.Rehearsal, *, write: bool, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(report.as_json(done), ensure_ascii=False))
            return
        for line in report.in_words(done):
            self.stdout.write(line)
        self.stdout.write("書き込みました。" if write else "練習です。書き込むには --write をつけてください。")
