"""What an evaluation found, from the result file beside its page: the change of each measure with its interval."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from joinedup.errors import JoinedupError
from joinedup.wording import slug


@dataclass(frozen=True)
class Change:
    """A relative change that was measured; a limit is None where the interval has no end on that side."""

    measure: str
    value: float
    low: float | None
    high: float | None
    verdict: str


@dataclass(frozen=True)
class Measured:
    """Changes by id of the assumption; those that were not measured are absent. `manifest_sha256` is of the build read."""

    changes: Mapping[str, Change]
    manifest_sha256: str
    data_until: str


def measured_of(folder: Path, care_model: str) -> Measured | None:
    """The evaluation of a care model in a place's folder; None when there is none. JoinedupError when it cannot be read."""
    file = folder / "build" / "evaluations" / f"{slug(care_model)}.json"
    if not file.is_file():
        return None
    try:
        whole = json.loads(file.read_text(encoding="utf-8"))
        changes = {row["id"]: _change(row) for row in whole["assumptions"] if row.get("estimate")}
        return Measured(changes, str(whole["build"]["manifest_sha256"]), str(whole["data_until"]))
    except (OSError, UnicodeDecodeError, ValueError, KeyError, TypeError) as error:
        raise JoinedupError(
            f"{file}: is no result of an evaluation ({error}): run `joinedup evaluate` again, or delete the file"
        ) from error


def _change(row: Mapping[str, Any]) -> Change:
    found = row["estimate"]
    return Change(
        str(row["measure"]),
        float(found["change"]),
        None if found["low"] is None else float(found["low"]),
        None if found["high"] is None else float(found["high"]),
        str(row["verdict"]),
    )
