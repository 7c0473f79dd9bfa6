import os
import socket
import time

from django.conf import settings
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand
from django.db import OperationalError, connections

from directory.places.models import Place
from kayoiba import server
from kayoiba.accounts.models import User
from kayoiba.postgres import CannotStart

PATIENCE_SECONDS = 8


class Command(BaseCommand):
    help = "Bring the database up to date and serve on 127.0.0.1:PORT (8000) until Ctrl-C."
    requires_system_checks = ()  # checked when the tables are there

    def handle(self, **options):
        address = ("127.0.0.1", _port())
        _wait_for_port(address)
        _reach_database()
        call_command("migrate", interactive=False, verbosity=0)
        self.check(databases=["default"])
        call_command("load_reference")
        if settings.DEMO and not (Place.objects.exists() or User.objects.exists()):
            self.stdout.write("見本の市をつくっています。")
            call_command("build_demo")
        call_command("collectstatic", interactive=False, verbosity=0)
        settings.MEDIA_ROOT.mkdir(parents=True, exist_ok=True)
        connections.close_all()
        server.Gunicorn(*address).run()


def _port() -> int:
    given = os.environ.get("PORT") or "8000"
    if not (given.isdecimal() and 0 < int(given) < 65536):
        raise CommandError(f"PORT は 1 から 65535 の数です（いまは {given}）。PORT=8001 のように指定してください。")
    return int(given)


def _wait_for_port(address: tuple[str, int]) -> None:
    """Workers whose master was killed let go of the port within a second or two."""
    give_up = time.monotonic() + PATIENCE_SECONDS
    while (fault := _fault_of(address)) and time.monotonic() < give_up:
        time.sleep(0.2)
    if fault:
        raise CommandError(
            f"ポート {address[1]} を開けません（{fault.strerror}）。"
            "使っているプログラムを止めるか、PORT=8888 make run のように別の番号で始めてください。"
        )


def _fault_of(address: tuple[str, int]) -> OSError | None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
        except OSError as error:
            return error
    return None


def _reach_database() -> None:
    try:
        connections["default"].ensure_connection()
    except CannotStart:
        raise
    except OperationalError as error:
        raise CommandError(
            f"DATABASE_URL のデータベースにつながりません。動いているか、アドレスが正しいか確かめてください: {error}"
        ) from error
