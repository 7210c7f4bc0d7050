"""Only the command line and the web application ask what time it is, and nobody draws from a random state that others share."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, SOURCE, package_of, parsed, python_files

CLOCK = {"today", "now", "utcnow", "fromtimestamp"}
SEEDED = ("default_rng", "Random", "Generator", "Philox", "PCG64", "SeedSequence")
BELOW = [path for path in python_files() if package_of(path) not in ("cli", "web")]


def called(path: Path) -> set[str]:
    """Every `a.b` that a file calls."""
    calls = (node.func for node in ast.walk(parsed(path)) if isinstance(node, ast.Call))
    return {ast.unparse(function) for function in calls if isinstance(function, ast.Attribute)}


@pytest.mark.parametrize("path", BELOW, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_file_below_the_command_line_and_the_application_reads_no_clock(path: Path) -> None:
    assert not {call for call in called(path) if call.rsplit(".", 1)[-1] in CLOCK or call == "time.time"}


@pytest.mark.parametrize(
    "path", [*python_files(), *python_files(ROOT / "tests")], ids=lambda path: str(path.relative_to(ROOT))
)
def test_nobody_draws_from_the_random_state_of_the_process(path: Path) -> None:
    """A generator made from a seed and handed on is the only source of chance."""
    imports = [node for node in ast.walk(parsed(path)) if isinstance(node, ast.Import | ast.ImportFrom)]
    names = {alias.name for node in imports if isinstance(node, ast.Import) for alias in node.names}
    assert not {node.module for node in imports if isinstance(node, ast.ImportFrom)} & {"random"}
    starts = [f"{start}." for start in ("np.random", "numpy.random", *(names & {"random"}))]
    shared = {call for call in called(path) if call.startswith(tuple(starts))}
    # `default_rng(7).normal()` draws from a generator that nobody else has.
    own = {call for call in shared if re.search(rf"\.({'|'.join(SEEDED)})\([^)]", call)}
    assert not {call for call in shared - own if call.rsplit(".", 1)[-1] not in SEEDED}


def test_queries_ask_for_no_time_of_day() -> None:
    for path in SOURCE.rglob("*.sql"):
        text = "".join(
            line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("--")
        ).lower()
        for word in ("current_date", "current_timestamp", "now()", "today()", "random()", "uuid()"):
            assert word not in text, f"{path.relative_to(SOURCE)} asks {word}"
