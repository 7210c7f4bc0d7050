"""What is counted, in words, from the definitions in a build."""

from __future__ import annotations

from joinedup.answers.evaluation_report.answer import Measure
from joinedup.answers.published import Published
from joinedup.errors import JoinedupError

COUNTED = ("contacts", "bed_days")


def measure_named(published: Published, name: str) -> Measure:
    """One measure of the build. JoinedupError when it has none of that name."""
    wanted = name.replace("'", "''")
    found = published.rows(
        "select title, unit, multiplier, counts, denominator from measure_definition"
        f" where measure = '{wanted}'"
    )
    if not found:
        raise JoinedupError(
            f"{name} is no measure of the build: `joinedup tables --measures` lists them; run `joinedup build` after mending"
            " place.toml"
        )
    title, unit, multiplier, counts, denominator = found[0]
    is_count = counts in COUNTED and denominator == "person-years"
    return Measure(name, str(title), str(unit), float(multiplier), is_count)
