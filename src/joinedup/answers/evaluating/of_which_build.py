"""Of which build the last evaluation of a care model is: verdicts stay as they were until somebody asks for them again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from joinedup.wording import slug

FOLDER = Path("build") / "evaluations"


def evaluated_on_another_build(folder: Path, care_models: Iterable[str]) -> list[str]:
    """Of these care models, those whose last evaluation is of another build than the one published now."""
    manifest = hashlib.sha256((folder / "build" / "manifest.json").read_bytes()).hexdigest()
    return [name for name in care_models if _evaluated_on(folder, name) not in (None, manifest)]


def _evaluated_on(folder: Path, care_model: str) -> str | None:
    """The build of a care model's last evaluation; None where there is none that can be read."""
    try:
        found = json.loads((folder / FOLDER / f"{slug(care_model)}.json").read_text(encoding="utf-8"))
        return str(found["build"]["manifest_sha256"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
