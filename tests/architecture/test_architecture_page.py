"""ARCHITECTURE.md says what is there, and stays one page."""

from __future__ import annotations

import re

from joinedup.cli.catalogue import table_groups
from tests.architecture.test_imports import contracts
from tests.architecture.tree import ROOT, SOURCE, TO_COME, packages

PAGE = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
LISTED = re.findall(r"^\| `(\w+)/` \|", PAGE, flags=re.MULTILINE)


def test_every_package_is_named_once_and_none_that_is_not_there() -> None:
    assert sorted(LISTED) == packages()


def test_packages_are_listed_in_the_order_of_the_layers() -> None:
    layers = contracts()["importlinter:contract:layers"]["layers"].split("\n")
    order = [re.findall(r"\w+", layer) for layer in layers if layer.strip()]
    level = {name: number for number, names in enumerate(order) for name in names}
    assert [level[name] for name in LISTED] == sorted(level[name] for name in LISTED)
    assert set(level) - {"__main__", "errors", "wording"} == {*packages(), *TO_COME}


def test_a_package_named_anywhere_on_the_page_is_there() -> None:
    words = set(re.findall(r"`(\w+)`", PAGE)) - set(LISTED)
    tables = {table.name for tables in table_groups().values() for table in tables}
    assert words <= tables, f"neither a package nor a table: {sorted(words - tables)}"


def test_every_path_on_the_page_is_there() -> None:
    paths = [
        path for path in re.findall(r"`([\w./-]+)`", PAGE) if "/" in path or path.endswith((".md", ".py"))
    ]
    made_by_a_build = ("data/", "build/")
    for path in paths:
        if path not in made_by_a_build:
            assert (ROOT / path).exists() or (SOURCE / path).exists(), path


def test_the_page_says_who_decides_that_a_person_is_in_the_population() -> None:
    assert "src/joinedup/population/resident.sql" in PAGE


def test_the_page_is_one_page() -> None:
    assert len(PAGE.splitlines()) <= 75
