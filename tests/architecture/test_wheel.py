"""What `pip install joinedup` brings: all that the application serves, so that whoever installs it needs no node."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.architecture.tree import ROOT

STATIC = "joinedup/web/static"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    words = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(words, cwd=ROOT, check=True, capture_output=True, timeout=120)
    return ZipFile(next(folder.glob("*.whl")))


def test_the_wheel_holds_every_file_the_application_serves_under_its_hash(wheel: ZipFile) -> None:
    served = json.loads(wheel.read(f"{STATIC}/staticfiles.json"))["paths"]
    assert {"nhsuk/nhsuk-frontend.min.css", "joinedup.css"} <= set(served)
    assert {f"{STATIC}/{hashed}" for hashed in served.values()} <= set(wheel.namelist())


def test_the_wheel_holds_every_page_query_and_figure_of_the_source(wheel: ZipFile) -> None:
    source = ROOT / "src"
    wanted = {
        str(path.relative_to(source))
        for ending in ("*.jinja", "*.sql", "*.toml", "*.py")
        for path in Path(source).rglob(ending)
    }
    assert wanted - set(wheel.namelist()) == set()


def test_the_wheel_leaves_out_what_the_application_does_not_serve(wheel: ZipFile) -> None:
    assert not [name for name in wheel.namelist() if "/collected/" in name or "/static_source/" in name]
