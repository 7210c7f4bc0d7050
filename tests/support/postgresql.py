"""A PostgreSQL server in a temporary folder, on a socket of its own: started by whoever needs one, gone afterwards."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.support.of_this_machine import missing

# Where Debian keeps the server's own programs, which are not on the path.
DEBIAN = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)


def program(name: str) -> str:
    """The path of one of the server's programs; the test is skipped, saying so, where there is none."""
    found = shutil.which(name) or next(
        (str(folder / name) for folder in DEBIAN if (folder / name).exists()), None
    )
    if found is None:
        missing(f"PostgreSQL's {name} is not on this machine: on Debian or Ubuntu, apt install postgresql")
    return found


@contextmanager
def running_server(folder: Path, *, is_durable: bool = False) -> Iterator[str]:
    """A server whose data are below `folder`; gives its address, without a database's name.

    It does not wait for the disk, which tests need not; one that `is_durable` does, as in service.
    """
    with _folder_of_the_servers_user(folder) as (own, as_somebody):
        data, socket = own / "data", own / "socket"
        _run([*as_somebody, "mkdir", "-p", str(socket)])
        _run(
            [
                *as_somebody,
                program("initdb"),
                "-D",
                str(data),
                "-U",
                "joinedup",
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--no-sync",
            ]
        )
        options = f"-c listen_addresses='' -c unix_socket_directories='{socket}' -c fsync={'on' if is_durable else 'off'}"
        control = [*as_somebody, program("pg_ctl"), "-D", str(data), "-w", "-l", str(own / "log")]
        _run([*control, "-o", options, "start"])
        try:
            yield f"postgresql://joinedup@/{{name}}?host={socket}"
        finally:
            _run([*control, "-m", "immediate", "stop"])


@contextmanager
def _folder_of_the_servers_user(folder: Path) -> Iterator[tuple[Path, Sequence[str]]]:
    """PostgreSQL does not run as root: there (in a container) it runs as the user that Debian made for it, in a folder of that
    user's own, as pytest closes its folders to others whenever a run of tests begins."""
    if os.geteuid() != 0:
        yield folder, ()
        return
    with TemporaryDirectory(prefix="joinedup-postgresql-", ignore_cleanup_errors=True) as own:
        shutil.chown(own, "postgres")
        yield Path(own), ("runuser", "-u", "postgres", "--")


def _run(words: Sequence[str]) -> None:
    done = subprocess.run(words, capture_output=True, text=True, check=False, cwd="/")
    if done.returncode:
        raise RuntimeError(f"{' '.join(words)}\n{done.stdout}{done.stderr}")
