"""A small built place whose care model is registered, and evaluated, as somebody would at a terminal."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

from joinedup.answers.evaluating.evaluate import Asked, evaluate, register_care_model
from joinedup.answers.evaluating.write import write_evaluation

CARE_MODEL = "Complex care hubs"
REGISTERED = Asked(datetime(2024, 4, 3, 9, tzinfo=UTC), "Ada Okafor")
EVALUATED = Asked(datetime(2024, 4, 10, 9, tzinfo=UTC), "Bo Field")


def registered_in(folder: Path, built: Path) -> Path:
    """A copy of a built place in which its care model is registered."""
    shutil.copytree(built, folder, ignore=shutil.ignore_patterns("web"))
    register_care_model(folder, None, REGISTERED)
    return folder


def evaluated_in(folder: Path) -> Path:
    """The same place, its care model evaluated."""
    write_evaluation(folder, evaluate(folder, None, EVALUATED))
    return folder
