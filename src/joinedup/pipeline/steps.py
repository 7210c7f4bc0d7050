"""Every step of a build that does not depend on which sources a place has, gathered from the packages that own them."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path

from joinedup.care.eligibility import eligible_step
from joinedup.engine.steps import FunctionStep, Step, read_steps
from joinedup.engine.tables import Table
from joinedup.errors import JoinedupError
from joinedup.pipeline.parameters import PARAMETER_TABLES
from joinedup.place.model import CareModel
from joinedup.records.tables import BY_NAME as RECORD_TABLES
from joinedup.reference.lookup import REFERENCE_TABLES

# Packages whose `.sql` files are steps; a package's FUNCTION_STEPS are the steps that are not SQL.
PACKAGES = ("population", "network", "care", "money")


# Parts of a build that can be left out: `risk`, the steps whose names begin so; `matching`, the matching of records without a
# valid NHS number, which then stay people by themselves.
PARTS_OF_A_BUILD = ("risk", "matching")


def analytic_steps(
    leave_out: tuple[str, ...] = (), care_models: tuple[CareModel, ...] = ()
) -> tuple[Step, ...]:
    """The steps above the records: residents, scores, segments, costs, measures and what follows from them.

    Who is eligible is decided by the care models of a place; without any, that table is there and empty.
    """
    kept = tuple(step for step in _all_analytic_steps() if not step.name.startswith(leave_out or (" ",)))
    return (*kept, eligible_step(care_models, with_risk="risk" not in leave_out))


@cache
def _all_analytic_steps() -> tuple[Step, ...]:
    steps: list[Step] = []
    for package in PACKAGES:
        module = import_module(f"joinedup.{package}")
        steps.extend(read_steps(Path(str(module.__file__)).parent))
        declared: tuple[FunctionStep, ...] = getattr(module, "FUNCTION_STEPS", ())
        steps.extend(declared)
    return tuple(steps)


def step_making(table: str) -> Step:
    """The step that makes a table; JoinedupError when none does."""
    for step in analytic_steps():
        if any(made.name == table for made in step.tables):
            return step
    raise JoinedupError(f"no step makes a table named {table}")


def shape_of(table: str) -> Table:
    """The promise of any table a step may read or make; JoinedupError when there is none of that name."""
    made = {shape.name: shape for step in analytic_steps() for shape in step.tables}
    for known in (made, RECORD_TABLES, REFERENCE_TABLES, PARAMETER_TABLES):
        if table in known:
            return known[table]
    raise JoinedupError(f"no table is named {table}")
