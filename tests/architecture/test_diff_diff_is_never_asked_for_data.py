"""diff-diff's functions that load published data make data up when offline, so none of our source may call them."""

from __future__ import annotations

import ast

from tests.architecture.tree import SOURCE, parsed, python_files

ADAPTER = SOURCE / "evaluation" / "methods" / "panel" / "diff_diff_adapter.py"


def imports_of_diff_diff() -> dict[str, set[str]]:
    """For each file that imports diff-diff, the names it takes; * for the package as a whole."""
    found: dict[str, set[str]] = {}
    for path in (one for one in python_files() if "diff_diff" in one.read_text(encoding="utf-8")):
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "diff_diff":
                found.setdefault(path.name, set()).update(alias.name for alias in node.names)
            if isinstance(node, ast.Import) and any(a.name.split(".")[0] == "diff_diff" for a in node.names):
                found.setdefault(path.name, set()).add("*")
    return found


def test_one_file_knows_diff_diff_and_takes_only_the_estimator() -> None:
    assert imports_of_diff_diff() == {ADAPTER.name: {"CallawaySantAnna", "SurveyDesign"}}


def test_nothing_in_the_adapter_loads_data() -> None:
    names = {node.id for node in ast.walk(parsed(ADAPTER)) if isinstance(node, ast.Name)}
    names |= {node.attr for node in ast.walk(parsed(ADAPTER)) if isinstance(node, ast.Attribute)}
    assert not {name for name in names if name.startswith(("load", "generate"))}
