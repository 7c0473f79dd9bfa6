"""The embedded server, by processes of their own: they can be killed."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from kayoiba.postgres import CannotStart, Server

PROJECT = Path(__file__).parents[3]

USE = """
import sys
from pathlib import Path
from kayoiba.postgres import Server
server = Server(Path(sys.argv[1]))
server.join()
print(server.url, flush=True)
sys.stdin.read()
"""


class User:
    """Somebody who uses the server in `folder` until told to leave."""

    def __init__(self, folder: Path):
        command = [sys.executable, "-c", USE, str(folder)]
        self.process = subprocess.Popen(command, cwd=PROJECT, stdin=-1, stdout=-1, text=True)

    def url(self) -> str:
        return self.process.stdout.readline().strip()

    def leave(self) -> None:
        self.process.communicate()

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.communicate()


@pytest.fixture
def folder():
    # Where another account may go, unlike pytest's own folders; a space and Japanese letters are no hindrance.
    made = Path(f"/tmp/kayoiba かよいば {os.getpid()}")
    yield made / "postgres"
    subprocess.run(["rm", "-rf", made, Server(made / "postgres").sockets], check=True)


def ask(url: str, question: str):
    with psycopg.connect(url) as connection:
        return connection.execute(question).fetchone()[0]


def answers(url: str) -> bool:
    try:
        return ask(url, "SELECT true")
    except psycopg.OperationalError:
        return False


def falls_silent(url: str) -> bool:
    give_up = time.monotonic() + 10
    while answers(url) and time.monotonic() < give_up:
        time.sleep(0.05)
    return not answers(url)


def test_two_users_share_the_server_and_the_last_to_leave_stops_it(folder):
    first, second = User(folder), User(folder)
    url = first.url()

    assert second.url() == url
    first.leave()
    assert answers(url)
    second.leave()
    assert not answers(url)


def test_a_user_who_is_killed_leaves_no_server_behind(folder):
    user = User(folder)
    url = user.url()

    user.kill()

    assert falls_silent(url)


def test_data_outlive_a_kill_of_the_user_and_of_the_server(folder):
    user = User(folder)
    url = user.url()
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE note AS SELECT 'kept' AS text")
    server = int((Server(folder).data / "postmaster.pid").read_text().split()[0])

    os.kill(server, signal.SIGKILL)
    user.kill()
    again = User(folder)

    assert ask(again.url(), "SELECT text FROM note") == "kept"
    again.leave()


def test_a_process_number_that_another_program_has_now_is_no_server(folder):
    user = User(folder)
    url = user.url()
    user.leave()
    (Server(folder).data / "postmaster.pid").write_text(f"{os.getppid()}\n")

    again = User(folder)

    assert answers(again.url())
    again.leave()
    assert not answers(url)


def test_data_of_another_version_are_refused_with_a_sentence(folder):
    user = User(folder)
    user.url()
    user.leave()
    (Server(folder).data / "PG_VERSION").write_text("9\n")

    with pytest.raises(CannotStart, match="PostgreSQL 9 のデータで"):
        Server(folder).join()


def test_a_machine_without_postgresql_is_told_what_to_install(folder, monkeypatch):
    monkeypatch.setenv("POSTGRES_BIN", "/nowhere")

    with pytest.raises(CannotStart, match="apt-get install postgresql"):
        Server(folder).join()


def test_only_throwaway_servers_do_without_fsync(folder):
    user = User(folder)

    assert ask(user.url(), "SHOW fsync") == "on"
    user.leave()


def test_trigrams_know_japanese_letters(db):
    with connection.cursor() as cursor:
        cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        cursor.execute("SELECT cardinality(show_trgm('通いの場'))")
        assert cursor.fetchone() == (5,)
