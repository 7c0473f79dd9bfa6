"""The API of the sample city before a fuzzer that knows its OpenAPI document, and before the published schemas of HSDS.

The fuzzer is fetched for the audit alone, into an environment that is thrown away. The schemas are not ours to copy:
they are held against every record where REAL_DATA names the folder that has them.
"""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from django.conf import settings
from django.test import Client

from tests.browser import FOLDER
from tests.directory.opendata.hsds.published import FULL, IN_FULL, LISTED, faults

FUZZER = "schemathesis==4.32.5"
ROOT = "/open-data/hsds/"
TOLD = FOLDER.parent / "audit" / "hsds.txt"
PATIENCE = 120
"""Seconds for the server to begin."""


def audit() -> None:
    with _served() as address:
        _fuzz(f"{address}{ROOT}openapi.json")
    if "REAL_DATA" in os.environ:
        _hold_against_the_schemas()


def _fuzz(document: str) -> None:
    """Requests that fit the document and that do not: no answer may be another than it says."""
    uv = [Path(sys.executable).with_name("uv"), "run", "--no-project", "--python", sys.executable]
    fuzzer = [*uv, "--quiet", "--with", FUZZER, "schemathesis"]
    TOLD.parent.mkdir(parents=True, exist_ok=True)
    if subprocess.run([*fuzzer, "--version"], cwd=TOLD.parent, capture_output=True).returncode:
        sys.exit(f"API の検査に {FUZZER} が要ります。ネットワークにつないで、もう一度実行してください。")
    ways = ["--checks", "all", "--continue-on-failure", "--max-examples", "200", "--seed", "1", "--no-color"]
    told = subprocess.run([*fuzzer, "run", document, *ways], cwd=TOLD.parent, capture_output=True, text=True)
    TOLD.write_text(told.stdout)
    if told.returncode:
        sys.exit(f"{told.stdout}\nAPI の検査で見つかったことを、上の一覧のとおり なおしてください。")
    cases = re.search(r"([\d,]+) generated", told.stdout)
    print(f"API の検査: {cases[1] if cases else '?'}とおりの たずねかたに、文書のとおり答えました。")


def _hold_against_the_schemas() -> None:
    client, counts, found = Client(SERVER_NAME=settings.ALLOWED_HOSTS[0]), {}, []
    for name in LISTED:
        listed, full = list(_rows(client, name)), list(_rows(client, name, **IN_FULL.get(name, {})))
        found += [fault for row in listed for fault in faults(LISTED[name], row)]
        found += [fault for row in full for fault in faults(FULL[name], row)]
        counts[name] = len(listed) + len(full)
    if found:
        sys.exit("\n".join([*found, "HSDS の公表された形と ちがうところを、上の一覧のとおり なおしてください。"]))
    print(f"HSDS の検査: {sum(counts.values()):,}件が 公表された形のとおりです。{counts}")


def _rows(client: Client, name: str, **asked: str) -> Iterator[dict[str, Any]]:
    page, is_last = 0, False
    while not is_last:
        page += 1
        told = client.get(ROOT + name, {**asked, "page": page, "per_page": 100}).json()
        is_last = told["last_page"]
        yield from told["contents"]


@contextmanager
def _served() -> Iterator[str]:
    """The portal on a free port of this machine, until nobody asks any more."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    serve = [sys.executable, settings.BASE_DIR / "manage.py", "serve"]
    server = subprocess.Popen(serve, env={**os.environ, "PORT": str(port)}, stdout=subprocess.DEVNULL)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(f"{address}/readyz")
        yield address
    finally:
        server.terminate()
        server.wait()


def _wait_for(address: str) -> None:
    for _ in range(PATIENCE):
        try:
            urlopen(address).close()
        except URLError:
            time.sleep(1)
        else:
            return
    sys.exit("見本のまちが ひらきません。make run で ひらくか 確かめてください。")
