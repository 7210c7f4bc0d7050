"""What a build read and made: inputs with their hashes, steps with rows and times, tables with where they are kept."""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from joinedup import __version__
from joinedup.errors import JoinedupError

MANIFEST_VERSION = 1
PACKAGES_THAT_COMPUTE = (
    "duckdb",
    "sqlglot",
    "numpy",
    "pyarrow",
    "splink",
    "lightgbm",
    "scikit-learn",
    "pyspark",
)


@dataclass(frozen=True)
class StepRun:
    """One step of a build: the tables it made with their rows, seconds it took, and whether an earlier answer was used."""

    step: str
    rows: Mapping[str, int]
    seconds: float
    reused: bool


@dataclass(frozen=True)
class PublishedTable:
    """Where a table is kept: folders relative to the build folder, its rows, and its key."""

    folders: tuple[str, ...]
    rows: int
    key: str


def manifest(
    *,
    place: Mapping[str, Any],
    engine: str,
    built_at: datetime,
    seconds: float,
    inputs: Sequence[Mapping[str, Any]],
    steps: Sequence[StepRun],
    tables: Mapping[str, PublishedTable],
    views: Mapping[str, Mapping[str, Any]],
    sealed: Mapping[str, str],
    vault: str,
    left_out: Sequence[str],
) -> dict[str, Any]:
    """The manifest as it is written: plain values only."""
    return {
        "manifest_version": MANIFEST_VERSION,
        "joinedup": __version__,
        "place": dict(place),
        "engine": engine,
        "published_at": built_at.isoformat(timespec="seconds"),
        "seconds": round(seconds, 3),
        "left_out": list(left_out),
        "versions": {"python": platform.python_version()} | _versions(),
        "inputs": [dict(row) for row in inputs],
        "steps": [asdict(run) | {"seconds": round(run.seconds, 3)} for run in steps],
        "tables": {name: asdict(table) for name, table in sorted(tables.items())},
        "views": dict(sorted(views.items())),
        "sealed": dict(sorted(sealed.items())),
        "vault": vault,
    }


def read_manifest(build_folder: Path) -> dict[str, Any]:
    """The published manifest. JoinedupError when nothing is published or the file is not one of ours."""
    path = build_folder / "manifest.json"
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise JoinedupError(f"{path}: nothing is published yet; run `joinedup build` first") from None
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise JoinedupError(
            f"{path}: not a manifest ({error}); run `joinedup build` to publish again"
        ) from error
    if found.get("manifest_version") != MANIFEST_VERSION:
        raise JoinedupError(
            f"{path}: written by another version of joinedup; run `joinedup build` to publish again"
        )
    return dict(found)


def _versions() -> dict[str, str]:
    found: dict[str, str] = {}
    for package in PACKAGES_THAT_COMPUTE:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found
