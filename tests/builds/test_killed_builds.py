"""A build killed at any moment leaves the published one whole, and the next one finishes."""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from joinedup.rehearsal import write_place
from tests.builds.places import KEY, read_published
from tests.support.same_tables import different_tables

KILLS = 32


@pytest.fixture
def place(tmp_path: Path) -> Path:
    write_place(tmp_path / "place", people=200, years=1, seed=5)
    key_file = tmp_path / "key"
    key_file.write_text(KEY.secret.hex())
    key_file.chmod(0o600)
    return tmp_path / "place"


def test_a_killed_build_leaves_the_published_one_whole_and_the_next_one_finishes(place: Path) -> None:
    chance = random.Random(20240331)
    started = time.perf_counter()
    finish(place)
    whole_build = time.perf_counter() - started
    published = read_published(place)
    killed = 0
    for day in range(1, KILLS * 3):
        change_almost_everything(place, day)
        if kill_after(place, chance.uniform(0.1, whole_build)):
            killed += 1
        now = read_published(place)
        # The old build, or all of the new one: never something between.
        assert now == published or now["place"]["sha256"] != published["place"]["sha256"]
        assert_whole(place, now)
        published = now
        if killed == KILLS:
            break
    assert killed == KILLS
    finish(place)
    assert_whole(place, read_published(place))
    assert not (place / "build" / "unfinished").exists()
    assert different_tables(place / "build", fresh_build_of(place)) == {}


def change_almost_everything(place: Path, day: int) -> None:
    """Another last day covered: every step that reads a date must run again."""
    text = (place / "place.toml").read_text()
    data_until = f"data_until = 2024-03-{31 - day % 28:02d}"
    (place / "place.toml").write_text(re.sub(r"data_until = [0-9-]+", data_until, text))


def start(place: Path) -> subprocess.Popen[bytes]:
    environment = os.environ | {"JOINEDUP_KEY_FILE": str(place.parent / "key")}
    command = [sys.executable, "-m", "joinedup", "build", str(place), "--without", "risk", "--quiet"]
    return subprocess.Popen(command, env=environment, start_new_session=True)


def finish(place: Path) -> None:
    assert start(place).wait(timeout=300) == 0


def kill_after(place: Path, seconds: float) -> bool:
    """Kill -9 a build after some seconds; false when it had finished by then."""
    build = start(place)
    try:
        build.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(build.pid, signal.SIGKILL)
        build.wait()
        return True
    return False


def assert_whole(place: Path, manifest: dict[str, Any]) -> None:
    """Every table the manifest names is there with the rows it says."""
    for name, table in manifest["tables"].items():
        files = [file for folder in table["folders"] for file in (place / "build" / folder).glob("*.parquet")]
        assert sum(pq.read_metadata(file).num_rows for file in files) == table["rows"], name
    assert (place / "build" / manifest["vault"]).stat().st_size > 0


def fresh_build_of(place: Path) -> Path:
    """The build of a copy of the place that was never killed."""
    fresh = place.parent / "fresh"
    fresh.mkdir()
    (fresh / "data").symlink_to(place / "data")
    (fresh / "place.toml").write_text((place / "place.toml").read_text())
    environment = os.environ | {"JOINEDUP_KEY_FILE": str(place.parent / "key")}
    command = [sys.executable, "-m", "joinedup", "build", str(fresh), "--without", "risk", "--quiet"]
    subprocess.run(command, env=environment, check=True)
    return fresh / "build"
