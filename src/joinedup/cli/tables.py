"""List every table with its grain, or one with its columns and the rule that decides who or what gets a row. The names,
grain and columns of the records are a promise: they change only with the version of the records."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from joinedup.engine.tables import Table

SUMMARY = "list the tables of a build, or one with its rule and columns"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "name", metavar="NAME", nargs="?", help="a table, a kind of term or a preset: show it whole"
    )
    other = parser.add_mutually_exclusive_group()
    other.add_argument("--formats", action="store_true", help="list the formats that extracts may have")
    other.add_argument("--measures", action="store_true", help="list the measures")
    other.add_argument("--terms", action="store_true", help="list the kinds of terms of a contract")
    other.add_argument("--presets", action="store_true", help="list the contracts that others have")
    other.add_argument(
        "--eligible", action="store_true", help="list the person columns that `eligible` may use"
    )


def run(arguments: argparse.Namespace) -> int:
    if arguments.formats:
        from joinedup.cli.vocabulary import formats

        print(_listed(formats().items()))
    elif arguments.measures:
        from joinedup.cli.vocabulary import measures

        print(_listed(measures().items()))
    elif arguments.eligible:
        from joinedup.place.person_columns import PERSON_COLUMNS

        print(_listed((c.name, f"{c.kind:<8} {c.meaning}") for c in PERSON_COLUMNS.values()))
    elif arguments.terms:
        from joinedup.cli.contract_vocabulary import term_whole, terms

        print(term_whole(arguments.name) if arguments.name else _listed(terms().items()))
    elif arguments.presets:
        from joinedup.cli.contract_vocabulary import preset_whole
        from joinedup.money.presets import presets

        listed = ((name, preset.title) for name, preset in presets().items())
        print(preset_whole(arguments.name) if arguments.name else _listed(listed))
    elif arguments.name:
        print(_whole(arguments.name))
    else:
        print(_every())
    return 0


def _every() -> str:
    from joinedup.cli.catalogue import table_groups

    groups = [
        f"{heading}\n{_listed((t.name, t.grain) for t in tables)}"
        for heading, tables in table_groups().items()
    ]
    return "\n\n".join([*groups, "joinedup tables NAME shows one with its rule and columns"])


def _whole(name: str) -> str:
    from joinedup.cli.catalogue import table_named

    table, maker = table_named(name)
    told = [table.name, "", f"  grain     {table.grain}", f"  made by   {maker}"]
    told += [f"  rule      {table.rule}"] if table.rule else []
    return "\n".join([*told, "", "  columns", *_columns(table)])


def _columns(table: Table) -> list[str]:
    width = max(len(column.name) for column in table.columns)
    return [f"    {c.name:<{width}}  {c.kind:<9} {c.meaning}".rstrip() for c in table.columns]


def _listed(pairs: Iterable[tuple[str, str]]) -> str:
    return "\n".join(f"  {name:<36}  {meaning}" for name, meaning in pairs)
