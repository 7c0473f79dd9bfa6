"""A PostgreSQL server for as long as somebody uses it.

Every user holds a shared lock on the folder. A waiting `flock` gets it exclusively once all have let go, by leaving or
by being killed, and stops the server.
"""

import atexit
import fcntl
import hashlib
import os
import shutil
import subprocess
import time
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path

from kayoiba.postgres import programs
from kayoiba.postgres.programs import CannotStart

NAME = "kayoiba"
START_SECONDS = 60

# As PostgreSQL's authors advise for solid-state disks. With its default a frequent word is searched for in every row.
PLANNER = "-c random_page_cost=1.1"


class Server:
    def __init__(self, folder: Path, *, throwaway: bool = False):
        """A `throwaway` server (for tests) does without fsync, and its folder is gone when the last user is."""
        self.wished = folder
        self.throwaway = throwaway
        # A socket's path may have 107 bytes, which a home folder can exceed: so never inside a kept folder.
        key = hashlib.sha256(str(folder).encode()).hexdigest()[:12]
        self.sockets = folder if throwaway else Path(f"/tmp/kayoiba-{key}")
        self.url = f"postgresql:///{NAME}?host={self.sockets}&user={NAME}"
        self._lock: int | None = None
        self._member = 0

    @cached_property
    def folder(self) -> Path:
        """As wished, but as root only where PostgreSQL's own account can go."""
        self.wished.mkdir(parents=True, exist_ok=True)
        if os.geteuid() or programs.is_open(self.wished.parent):
            return self.wished
        folder = programs.OPEN_TO_ALL / self.sockets.name
        folder.mkdir(parents=True, exist_ok=True)
        programs.OPEN_TO_ALL.chmod(0o755)
        return folder

    @cached_property
    def programs(self) -> Path:
        return programs.find(for_other_account=self._account is not None)

    @cached_property
    def data(self) -> Path:
        return self.folder / "data"

    @cached_property
    def log(self) -> Path:
        return self.folder / "log"

    def join(self) -> None:
        """Use the server until this process ends; starts it if nobody did."""
        if self._lock is not None:
            return
        try:
            self._claim(self.folder)
            self._hold()
            self._bring_up()
        except CannotStart:
            self.leave()
            raise
        except OSError as error:
            self.leave()
            place = error.filename or self.folder
            raise CannotStart(f"{place} を使えません（{error.strerror}）。持ち主と権限を確かめてください。") from error

    def _hold(self) -> None:
        self._lock = os.open(self.folder, os.O_RDONLY)
        fcntl.flock(self._lock, fcntl.LOCK_SH)
        self._member = os.getpid()
        atexit.register(self.leave)

    def leave(self) -> None:
        """Let go; whoever is last comes back when the server has stopped."""
        if self._lock is None or self._member != os.getpid():  # a fork's copy of the lock goes when the fork does
            return
        os.close(self._lock)
        self._lock = None
        atexit.unregister(self.leave)
        if self._run("flock", "--nonblock", self.folder, *self._ending):
            self._run("flock", "--shared", self.folder, "true")

    def _bring_up(self) -> None:
        with self._one_at_a_time() as gate:
            if self._state() == "":
                self._start(gate)
            self._wait_until_ready()

    @property
    def _ending(self) -> list:
        stop = [self.programs / "pg_ctl", "stop", "-w", "-D", self.data, "-m"]
        if not self.throwaway:
            return [*stop, "fast"]
        return ["sh", "-c", '"$@"; rm -rf "$0"', self.folder, *stop, "immediate"]

    def _start(self, gate: int) -> None:
        self.log.unlink(missing_ok=True)
        if not self.data.exists():
            self._make_cluster(gate)
        self._refuse_other_version()
        self._claim(self.sockets)
        self._forget_borrowed_number()
        self._watch()
        options = f"-c listen_addresses='' -c unix_socket_directories={self.sockets} {PLANNER} {self._haste}"
        if self._run(self.programs / "pg_ctl", "start", "-w", "-t", START_SECONDS, "-D", self.data, "-o", options):
            raise CannotStart(f"PostgreSQL が起動しません。理由は {self.log} の終わりにあります。")

    @property
    def _haste(self) -> str:
        """Only tests trade safety for speed."""
        return "-c fsync=off -c synchronous_commit=off -c full_page_writes=off" if self.throwaway else ""

    def _make_cluster(self, gate: int) -> None:
        """Under another name until it is whole, so that a kill on the way leaves no half cluster behind."""
        draft = self.folder / "draft"
        shutil.rmtree(draft, ignore_errors=True)
        # The gate stays shut while initdb lives, even if we do not.
        initdb = [self.programs / "initdb", "-D", draft, "-U", NAME, "-A", "trust", "-E", "UTF8", *self._locale]
        single = [self.programs / "postgres", "--single", "-D", draft, "postgres"]
        if self._run(*initdb, keep=[gate]) or self._run(*single, say=f"CREATE DATABASE {NAME}\n", keep=[gate]):
            raise CannotStart(f"データベースを作れません。理由は {self.log} の終わりにあります。")
        draft.rename(self.data)

    @property
    def _locale(self) -> list[str]:
        # pg_trgm asks libc, not the builtin provider, which signs are letters: LC_CTYPE must be UTF-8.
        if programs.major(self.programs) < 17:
            return ["--locale=C.UTF-8"]
        return ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", "--lc-ctype=C.UTF-8"]

    def _refuse_other_version(self) -> None:
        theirs, ours = (self.data / "PG_VERSION").read_text().strip(), programs.major(self.programs)
        if theirs != str(ours):
            raise CannotStart(
                f"{self.data} は PostgreSQL {theirs} のデータで、{ours} では開けません。"
                f"PostgreSQL {theirs} を入れるか、このフォルダーを別の場所へ移してください。"
            )

    def _watch(self) -> None:
        """Stop the server when nobody holds the folder any more."""
        self._run("setsid", "--fork", "flock", self.folder, *self._ending)

    def _state(self) -> str:
        """What postmaster.pid says of a server that is really there: "" if none is."""
        with suppress(OSError):
            lines = (self.data / "postmaster.pid").read_text().split("\n")
            if Path(f"/proc/{lines[0]}/cwd").samefile(self.data):
                return lines[7].strip() if len(lines) > 7 else "starting"
        return ""

    def _forget_borrowed_number(self) -> None:
        """After a crash of the machine another program may have the process number that PostgreSQL had."""
        note = self.data / "postmaster.pid"
        if note.exists() and Path(f"/proc/{note.read_text().split()[0]}").exists():
            note.unlink()

    def _wait_until_ready(self) -> None:
        for _ in range(START_SECONDS * 20):
            if self._state() == "ready":
                return
            time.sleep(0.05)
        raise CannotStart(f"PostgreSQL の準備が終わりません。{self.log} を確かめてください。")

    @contextmanager
    def _one_at_a_time(self):
        """Two commands that come at once do not both start a server."""
        with (self.folder / "gate").open("w") as gate:
            fcntl.flock(gate, fcntl.LOCK_EX)
            yield gate.fileno()

    @cached_property
    def _account(self):
        return programs.account(self.folder)

    def _claim(self, folder: Path) -> None:
        """A folder for PostgreSQL's account alone; what a stranger left under that name is not trusted."""
        owner = self._account.pw_uid if self._account else os.geteuid()
        folder.mkdir(parents=True, exist_ok=True)
        if folder.is_symlink() or folder.stat().st_uid not in {owner, os.geteuid()}:
            raise CannotStart(
                f"{folder} は別の利用者のものです。そのフォルダーを片づけるか、その利用者で動かしてください。"
            )
        folder.chmod(0o700)
        if self._account:
            os.chown(folder, owner, self._account.pw_gid)

    def _run(self, *command, say: str = "", keep=()) -> int:
        """As PostgreSQL's account; all that is said goes to the log."""
        identity = {}
        if self._account:
            identity = {"user": self._account.pw_uid, "group": self._account.pw_gid, "extra_groups": []}
        foreign = ("PG", "LC_", "LANG")
        clean = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
        with self.log.open("a") as log:
            return subprocess.run(
                [str(part) for part in command],
                **identity,
                input=say,
                text=True,
                stdout=log,
                stderr=log,
                pass_fds=keep,
                cwd=self.folder,
                env={**clean, "LC_ALL": "C"},
            ).returncode
