"""Imports run downhill: the contracts of .importlinter, and what they cannot say."""

from __future__ import annotations

import configparser
import subprocess
import sys
from pathlib import Path

from sqlglot import exp, parse_one

from joinedup.pipeline.parameters import PARAMETER_TABLES
from tests.architecture.tree import ROOT, SOURCE, packages, python_files

# What the SQL of a format may read: the rows of its own table, and what the place file says.
READABLE = {"kept", "extract", "organisation", *PARAMETER_TABLES}
LINT = Path(sys.executable).with_name("lint-imports")


def contracts() -> configparser.ConfigParser:
    found = configparser.ConfigParser()
    found.read(ROOT / ".importlinter")
    return found


def test_every_import_contract_is_kept() -> None:
    done = subprocess.run(
        [str(LINT), "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_package_but_engine_is_under_the_contract_on_databases() -> None:
    listed = contracts()["importlinter:contract:only-engine-knows-the-database"]["source_modules"].split()
    assert listed == [
        "joinedup.__main__",
        *sorted(f"joinedup.{name}" for name in [*packages(), "errors"] if name != "engine"),
    ]


def test_a_format_of_extracts_knows_nothing_of_the_others() -> None:
    """Rule 7: what is in a format's folder reads the views it is given, and holds no Python that could import another."""
    folders = [path.parent for path in (SOURCE / "sources").glob("*/layout.toml")]
    assert folders
    for folder in folders:
        assert not list(python_files(folder)), f"{folder.name} holds Python"
        for path in folder.glob("*.sql"):
            tree = parse_one(path.read_text(encoding="utf-8"), dialect="duckdb")
            own = {cte.alias_or_name for cte in tree.find_all(exp.CTE)}
            read = {t.name for t in tree.find_all(exp.Table) if isinstance(t.this, exp.Identifier)} - own
            assert read <= READABLE, f"{path.relative_to(SOURCE)} reads {sorted(read)}"


def test_analytic_steps_of_population_read_no_price() -> None:
    """Rule 2, in SQL: care never sees a price. Measures of cost are joined where people and prices meet, in money."""
    for path in sorted((SOURCE / "population").glob("*.sql")):
        tree = parse_one(path.read_text(encoding="utf-8"), dialect="duckdb")
        assert not {table.name for table in tree.find_all(exp.Table)} & {
            "unit_price",
            "price",
            "cost",
            "cost_month",
        }
