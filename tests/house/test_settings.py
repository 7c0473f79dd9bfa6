"""Settings in a process of their own, as an installation reads them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
PRODUCTION = {
    "KAYOIBA_ENV": "production",
    "SECRET_KEY": "0123456789" * 5,
    "ALLOWED_HOSTS": "kayoiba.example",
    "DATABASE_URL": "postgresql://kayoiba@localhost/kayoiba",
}


def manage(*command: str, **environment: str) -> subprocess.CompletedProcess:
    clean = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", *command], cwd=PROJECT, env=clean | environment, capture_output=True, text=True
    )


def test_production_with_all_it_needs_has_nothing_to_complain_of():
    done = manage("check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)

    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            {"SECRET_KEY": ""},
            "本番には SECRET_KEY が要ります。50字以上の推測できない文字列を環境変数で渡してください。",
        ),
        (
            {"SECRET_KEY": "short"},
            "本番には SECRET_KEY が要ります。50字以上の推測できない文字列を環境変数で渡してください。",
        ),
        ({"DEBUG": "1"}, "本番では DEBUG を使えません。環境変数 DEBUG を外してください。"),
        ({"ALLOWED_HOSTS": ""}, "本番には ALLOWED_HOSTS が要ります。公開するホスト名を空白で区切って渡してください。"),
        (
            {"ALLOWED_HOSTS": "a.example *"},
            "本番の ALLOWED_HOSTS に * は使えません。公開するホスト名を書いてください。",
        ),
        ({"PROXIES": "two"}, "PROXIES は、前にあるプロキシの数です。0、1、2 のように書いてください。"),
        ({"DEMO": "1"}, "本番では見本の人を使えません。環境変数 DEMO を外してください。"),
        ({"KAYOIBA_ENV": "prod"}, "KAYOIBA_ENV は production か laptop です。つづりを確かめてください。"),
        (
            {"DATABASE_URL": "nonsense"},
            "DATABASE_URL が読めません。postgresql://利用者:パスワード@ホスト/データベース の形で指定してください。",
        ),
    ],
)
def test_production_refuses_to_start_and_says_why(change, sentence):
    done = manage("check", **PRODUCTION | change)

    assert (done.returncode, done.stderr.strip()) == (1, sentence)


def test_pages_may_use_nothing_but_our_own_files(client):
    policy = client.get("/healthz")["Content-Security-Policy"]

    assert "default-src 'self'" in policy
    assert "unsafe" not in policy


def test_the_database_is_the_one_that_the_address_names():
    question = (
        "from django.conf import settings; d = settings.DATABASES['default']; print(d['HOST'], d['NAME'], d['USER'])"
    )

    done = manage("shell", "--no-imports", "-c", question, DATABASE_URL="postgresql://mabi:secret@db.example/city")

    assert done.stdout == "db.example city mabi\n"


@pytest.mark.parametrize(
    ("environment", "proxies"), [(PRODUCTION, "1"), (PRODUCTION | {"PROXIES": "2"}, "2"), ({}, "0")]
)
def test_one_proxy_stands_before_production_and_none_before_a_laptop(environment, proxies):
    question = "from django.conf import settings; print(settings.PROXIES)"

    assert manage("shell", "--no-imports", "-c", question, **environment).stdout.strip() == proxies


def test_the_time_is_the_citys(settings):
    assert (settings.TIME_ZONE, settings.USE_TZ) == ("Asia/Tokyo", True)
