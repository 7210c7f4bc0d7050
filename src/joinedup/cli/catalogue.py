"""Every table there is, in the order a reader meets them: what a place says, the records, the reference figures, and what
each package computes."""

from __future__ import annotations

from joinedup.engine.steps import SqlStep, Step
from joinedup.engine.tables import Table
from joinedup.errors import JoinedupError
from joinedup.pipeline.parameters import PARAMETER_TABLES
from joinedup.pipeline.steps import analytic_steps
from joinedup.place.problems import nearest
from joinedup.records.tables import BY_NAME as RECORD_TABLES
from joinedup.reference.lookup import REFERENCE_TABLES

FROM_PLACE_FILE = "What the place file says"
RECORDS = "Records: what every source fills"
REFERENCE = "Reference: figures and code lists, dated and sourced"


def table_groups() -> dict[str, tuple[Table, ...]]:
    """Heading to the tables below it, in the order of their names where they have no other."""
    groups = {
        FROM_PLACE_FILE: tuple(PARAMETER_TABLES.values()),
        RECORDS: tuple(RECORD_TABLES.values()),
        REFERENCE: tuple(REFERENCE_TABLES.values()),
    }
    for step in analytic_steps():
        heading = f"Computed by {package_of(step)}"
        groups[heading] = (*groups.get(heading, ()), *step.tables)
    return groups


def table_named(name: str) -> tuple[Table, str]:
    """A table and, in words, what makes it. JoinedupError naming the nearest when there is none of that name."""
    for step in analytic_steps():
        for table in step.tables:
            if table.name == name:
                return table, made_by(step)
    groups = table_groups()
    for heading in (FROM_PLACE_FILE, RECORDS, REFERENCE):
        for table in groups[heading]:
            if table.name == name:
                return table, heading[0].lower() + heading[1:]
    alike = nearest(name, [table.name for tables in groups.values() for table in tables])
    meant = f"; did you mean {alike}?" if alike else ""
    raise JoinedupError(f"no table is named {name}{meant} `joinedup tables` lists them all")


def made_by(step: Step) -> str:
    """The file that makes the step's tables, from src/joinedup on."""
    if isinstance(step, SqlStep):
        return f"src/joinedup/{step.source}"
    return f"src/{step.run.__module__.replace('.', '/')}.py"


def package_of(step: Step) -> str:
    """The package that owns the step."""
    return made_by(step).split("/")[2]
