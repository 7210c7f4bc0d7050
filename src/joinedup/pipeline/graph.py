"""The order of a build, derived from the tables each step names, and the key that tells whether a step must run again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from joinedup.engine.steps import FunctionStep, Step
from joinedup.engine.tables import Table
from joinedup.errors import JoinedupError


class GraphError(JoinedupError):
    """The steps do not fit together: a table nobody makes, two makers of one table, or a circle."""


@dataclass(frozen=True)
class Union:
    """A table that is the rows of its parts, one after the other; nothing is copied."""

    table: Table
    parts: tuple[str, ...]


@dataclass(frozen=True)
class Graph:
    """Everything a build makes. `given` names the tables handed in, each with a hash of its rows."""

    steps: tuple[Step, ...]
    unions: tuple[Union, ...]
    given: Mapping[str, str]

    def shapes(self) -> dict[str, Table]:
        """The promise of every table that steps and unions make."""
        made = {table.name: table for step in self.steps for table in step.tables}
        return made | {union.table.name: union.table for union in self.unions}


def ordered(graph: Graph) -> list[Step | Union]:
    """Steps and unions, each after all it reads. GraphError when they do not fit together."""
    makers = _makers(graph)
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for item in (*graph.steps, *graph.unions):
        needed = {
            name_of(makers[t]) for t in reads_of(item) if t not in graph.given and _made(t, makers, item)
        }
        sorter.add(name_of(item), *sorted(needed))
    by_name = {name_of(item): item for item in (*graph.steps, *graph.unions)}
    try:
        return [by_name[name] for name in sorter.static_order()]
    except CycleError as error:
        raise GraphError(f"these steps wait for each other: {' -> '.join(error.args[1])}") from error


def keys(graph: Graph, order: Sequence[Step | Union], engine_name: str) -> dict[str, str]:
    """The key of every table: equal keys mean equal inputs, equal definition, equal code and the same engine."""
    found: dict[str, str] = dict(graph.given)
    for item in order:
        read = [f"{table}={found[table]}" for table in sorted(reads_of(item))]
        if isinstance(item, Union):
            found[item.table.name] = _digest([item.table.name, *read])
            continue
        where = "duckdb" if isinstance(item, FunctionStep) and item.in_process else engine_name
        for table in item.tables:
            found[table.name] = _digest([table.name, item.version, where, *read])
    return found


def reads_of(item: Step | Union) -> tuple[str, ...]:
    """The tables an item reads."""
    return item.parts if isinstance(item, Union) else item.reads


def name_of(item: Step | Union) -> str:
    """The name an item goes by in messages and in the manifest."""
    return item.table.name if isinstance(item, Union) else item.name


def _makers(graph: Graph) -> dict[str, Step | Union]:
    makers: dict[str, Step | Union] = {}
    pairs = [(table.name, step) for step in graph.steps for table in step.tables]
    for name, item in [*pairs, *((union.table.name, union) for union in graph.unions)]:
        if name in makers or name in graph.given:
            raise GraphError(f"two makers of the table {name}: a table is made once")
        makers[name] = item
    return makers


def _made(table: str, makers: Mapping[str, object], reader: Step | Union) -> bool:
    if table not in makers:
        raise GraphError(f"{name_of(reader)} reads the table {table}, which no step makes")
    return True


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:20]
