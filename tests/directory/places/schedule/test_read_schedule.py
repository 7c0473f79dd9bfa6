import io
import json
import os
import subprocess
import sys

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from directory.management.commands.read_schedule import as_json, as_text, unescape


@pytest.fixture
def ask(monkeypatch, capsys):
    def asked(sentences, *options):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(sentences)))
        call_command("read_schedule", *options)
        return capsys.readouterr().out

    return asked


def test_each_sentence_is_a_line_of_json_with_the_rules_the_text_and_what_is_said(ask):
    lines = ask("原則毎月第4金曜日 18時～24時（8月は休み）\n不定期\n\n".encode(), "--json").splitlines()

    rule = {
        "weekdays": ["Fr"], "weeks": [4], "start": "18:00", "end": "24:00", "except": [{"months": [8]}],
    }  # fmt: skip
    assert [json.loads(line) for line in lines] == [
        {"rules": [rule], "text_left": "原則", "said": "毎月 第4金曜日 午後6時〜夜12時（8月は休み）"},
        {"rules": [], "text_left": "不定期", "said": ""},
        {"rules": [], "text_left": "", "said": ""},
    ]


def test_the_last_week_and_holidays_are_written_in_words():
    (rule,) = json.loads(as_json("最終月曜日（祝日は休み）"))["rules"]

    assert rule == {"weekdays": ["Mo"], "weeks": ["last"], "holidays": "off"}


def test_a_tab_and_a_newline_inside_a_sentence_are_two_letters_each(ask):
    assert json.loads(ask(rb"\xe6\x9c\xa8\t\t10:00\t12:00".replace(rb"\xe6\x9c\xa8", "木".encode()), "--json"))[
        "rules"
    ] == [{"weekdays": ["Th"], "start": "10:00", "end": "12:00"}]
    assert json.loads(as_json(unescape(r"不定期\n随時")))["text_left"] == "不定期\n随時"


def test_people_read_lines(ask):
    told = ask("第2・4火曜 10時～\\n要予約\n友引の日\n".encode())

    assert told.splitlines() == [
        r"第2・4火曜 10時～\n要予約",
        "  毎月 第2・第4火曜日 午前10時から",
        "  ことばのまま：要予約",
        "友引の日",
        "  読めませんでした",
    ]


def test_broken_letters_are_no_error(ask):
    assert ask(b"\xff\xfe\x00\n", "--json").count("\n") == 1


@given(
    st.text(alphabet=st.characters(codec="utf-8"))
    | st.text("第1２三月火日曜毎週～-:時半午後はを休除、・()（） \t\n祝年無8月29", max_size=40)
)
def test_any_text_is_answered_in_one_line(text):
    assert "\n" not in as_json(text)
    assert as_text(text)


def test_no_database_is_asked_or_started():
    answer = subprocess.run(
        [sys.executable, "manage.py", "read_schedule"],
        input="毎週火曜日\n",
        env={**os.environ, "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/nowhere"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert answer.stdout == "毎週火曜日\n  毎週 火曜日\n"
