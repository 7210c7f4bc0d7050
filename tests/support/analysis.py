"""Runs analytic steps one after the other on tables held in memory, with the reference tables as shipped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from joinedup.engine.interface import Engine
from joinedup.engine.steps import SqlStep
from joinedup.pipeline.steps import shape_of, step_making
from joinedup.reference.lookup import REFERENCE_TABLES, reference_columns
from tests.support.tiny_tables import arrays_of


def run_steps(engine: Engine, made: Sequence[str], *, given: Mapping[str, str]) -> None:
    """Make the named tables readable on the engine, each from the given tables, the reference tables and those before it.

    Tables that a step reads and nobody gives are empty.
    """
    for name in made:
        step = step_making(name)
        assert isinstance(step, SqlStep)
        for read in step.reads:
            if read in made:
                continue
            shape = shape_of(read)
            if read in given or read not in REFERENCE_TABLES:
                columns = arrays_of(given.get(read, " | ".join(shape.column_names)), shape)
            else:
                columns = reference_columns(read)
            engine.attach_columns(read, columns, shape)
        kinds = ", ".join(f"cast({c.name} as {c.kind}) as {c.name}" for c in step.table.columns)
        engine.define(name, f"select {kinds} from ({step.sql})")
