"""Only sources, linkage and records touch what names a person (rule 4), and the one module of the web application that leads
back to a person for direct care. The rehearsal makes names up to write extracts."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.tree import SOURCE, package_of, packages, parsed, python_files, sql_files

IDENTIFYING = ("nhs_number", "given_name", "family_name", "postcode", "birth_date", "local_person_key")
ALLOWED = ("sources", "linkage", "records", "rehearsal")
THE_WAY_BACK = SOURCE / "web" / "names" / "way_back.py"
_WORD = re.compile(rf"\b({'|'.join(IDENTIFYING)})\b", re.IGNORECASE)


def words_of_python(path: Path) -> Iterator[str]:
    """Names and texts of a Python file, without its comments and documentation."""
    tree = parsed(path)
    documentation = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Name | ast.Attribute | ast.arg | ast.keyword):
            yield str(getattr(node, "id", None) or getattr(node, "attr", None) or getattr(node, "arg", None))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation:
            yield node.value


def words_of_sql(path: Path) -> str:
    """A query without its comments."""
    return re.sub(r"--[^\n]*", "", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("package", [name for name in packages() if name not in ALLOWED])
def test_a_package_above_identity_never_names_an_identifying_column(package: str) -> None:
    for path in (path for path in python_files(SOURCE / package) if path != THE_WAY_BACK):
        named = {match for words in words_of_python(path) for match in _WORD.findall(words)}
        assert not named, f"{path.relative_to(SOURCE)} names {sorted(named)}"
    for path in (path for path in sql_files() if package_of(path) == package):
        named = set(_WORD.findall(words_of_sql(path)))
        assert not named, f"{path.relative_to(SOURCE)} names {sorted(named)}"


def test_the_words_looked_for_are_those_of_the_sealed_tables() -> None:
    from joinedup.records.tables import IDENTITY, PERSON_KEY

    sealed = {*IDENTITY.column_names, *PERSON_KEY.column_names}
    assert set(IDENTIFYING) <= sealed


def test_no_table_that_is_not_sealed_has_an_identifying_column() -> None:
    from joinedup.cli.catalogue import table_groups

    for table in (table for tables in table_groups().values() for table in tables if not table.identifiable):
        assert not set(table.column_names) & set(IDENTIFYING), table.name
