"""A real PostgreSQL server in a temporary folder, on a socket of its own, for the tests alone."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg

_PLACES = sorted(Path("/usr/lib/postgresql").glob("*/bin"))  # where Debian has them
_PATH = os.pathsep.join([os.environ.get("PATH", ""), *map(str, _PLACES)])
_ROOT_MAY_NOT = ("postgres", "nobody")  # whom the server runs as, where root runs the tests


def why_not() -> str | None:
    """Why there is no server here, None where there is one."""
    for name in ("initdb", "postgres"):
        if shutil.which(name, path=_PATH) is None:
            return f"{name} is not installed here: `apt-get install postgresql` brings it"
    return None


class Postgres:
    """The server; `crash` and `start` may be called at any time."""

    def __init__(self, folder: Path, user: str | None) -> None:
        self._folder, self._user = folder, user
        self._process: subprocess.Popen[bytes] | None = None
        self._made = 0

    def make(self) -> None:
        """Make its data folder."""
        self._run("initdb", "--username=hatsugen", "--auth=trust", "--encoding=UTF8",
                  "--locale=C", "--no-sync", "-D", str(self._folder / "data"))  # fmt: skip

    def start(self) -> None:
        """Start it and wait until it answers."""
        command = shutil.which("postgres", path=_PATH)
        self._process = subprocess.Popen(
            [command, "-D", str(self._folder / "data"), "-k", str(self._folder),
             "-c", "listen_addresses=", "-c", "fsync=off", "-c", "max_connections=40"],
            user=self._user, cwd=self._folder, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        end = time.monotonic() + 30
        while True:
            try:
                psycopg.connect(self.address("postgres")).close()
            except psycopg.OperationalError:
                assert time.monotonic() < end, "the server does not come up"
                time.sleep(0.05)
            else:
                return

    @property
    def runs(self) -> bool:
        """Tell whether it was started and not ended since."""
        return self._process is not None

    def crash(self) -> None:
        """End it as a crash does: nothing is written first, and the next start recovers."""
        self._end(signal.SIGQUIT)

    def stop(self) -> None:
        """End it."""
        self._end(signal.SIGINT)

    def database(self) -> str:
        """Address of a new, empty database."""
        self._made += 1
        return self.make_database(f"library_{self._made}")

    def make_database(self, name: str, options: str = "") -> str:
        """Make a database; returns its address."""
        with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} {options}")
        return self.address(name)

    def address(self, name: str) -> str:
        """Address of a database."""
        return f"postgresql://hatsugen:secret@/{name}?host={self._folder}"

    def _end(self, number: signal.Signals) -> None:
        if self._process is not None:
            self._process.send_signal(number)
            self._process.wait(timeout=30)
            self._process = None

    def _run(self, name: str, *arguments: str) -> None:
        command = shutil.which(name, path=_PATH)
        subprocess.run([command, *arguments], user=self._user, cwd=self._folder, check=True,
                       stdout=subprocess.DEVNULL)  # fmt: skip


@contextmanager
def running() -> Iterator[Postgres]:
    """Run a server for as long as it is needed."""
    with TemporaryDirectory(prefix="hatsugen-pg-") as name:
        user = None
        if os.geteuid() == 0:
            user = next(one for one in _ROOT_MAY_NOT if _known(one))
            shutil.chown(name, user)
        server = Postgres(Path(name), user)
        server.make()
        server.start()
        try:
            yield server
        finally:
            server.stop()


def _known(user: str) -> bool:
    import pwd

    return any(entry.pw_name == user for entry in pwd.getpwall())
