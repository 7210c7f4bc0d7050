"""[budget.need]: what the national formula says the place needs, and how fast it is moved towards that.

The figures come from files that NHS England publishes; what is written here says which, and how much money they share out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Literal, TypeGuard

from pydantic import Field

from joinedup.place.key_paths import each
from joinedup.place.problems import Finding, as_written
from joinedup.place.section import OrganisationCode, Sourced, Text


class PaceOfChange(Sourced):
    """[budget.need.pace_of_change]: how fast amounts move towards targets; each key has a default marked as assumed."""

    strength: float | None = Field(
        None,
        ge=0,
        le=10,
        description="How much of the distance from target a year's growth makes up for: 0.25.",
    )
    floor: float | None = Field(
        None, gt=-1, lt=10, description="Least growth of anybody's amount in a year: 0.01 is one per cent."
    )
    cap: float | None = Field(
        None, gt=-1, lt=10, description="Most growth of anybody's amount in a year: 0.08."
    )
    furthest_under: float | None = Field(
        None, ge=0, lt=1, description="How far under target nobody may stay: 0.05 is the rule of 2016/17."
    )


class BudgetNeed(Sourced):
    """[budget.need]: the place's need by the national formula, and its share of a national pot."""

    file: Text | None = Field(
        None,
        description="Path inside the place's folder of the weighted populations by practice, CSV as NHS England publishes it.",
    )
    year: Text | None = Field(None, description="The year the file is of: 2025/26.")
    quantum: int | None = Field(
        None,
        gt=0,
        description="Pounds that all of England shares out by need in the year; the sum of the file's targets where left out"
        " and the file has them.",
    )
    weighted_by: Literal["overall", "primary-medical"] = Field(
        "overall",
        description="overall: the formula of all core services. primary-medical: that of primary medical care.",
    )
    practices: tuple[OrganisationCode, ...] = Field(
        (), description="Codes of the practices meant; those of the neighbourhoods when left out."
    )
    area: Text | None = Field(
        None,
        description="In place of practices: code or name of an integrated care board, clinical commissioning group or"
        " primary care network of the file.",
    )
    actual: int | None = Field(
        None, gt=0, description="Pounds the place was given for the same care in the year before."
    )
    quantum_last_year: int | None = Field(
        None, gt=0, description="Pounds that all of England shared out in the year before."
    )
    pace_of_change: PaceOfChange = Field(PaceOfChange(), description="How fast the amount moves to target.")
    cost_table: Text | None = Field(
        None,
        description="Path inside the folder of the published table of NHS cost by age, sex and deprivation (CSV); weights by"
        " band of age that are shipped are used when left out.",
    )
    cost_year: Text | None = Field(
        None, description="The year of that table to use, the latest when left out: 2011/12."
    )


def need_is_sound(content: Mapping[str, Any]) -> Iterator[Finding]:
    """What [budget.need] says goes together: floor and cap, practices or an area, amounts of two years, files inside."""
    for path, need in each(content, "budget.need"):
        if isinstance(need, Mapping):
            yield from _pace(path, need)
            yield from _who(path, need)
            yield from _amounts(path, need)
            yield from _files(path, need)
            yield from _years(path, need)


def _pace(path: tuple[str | int, ...], need: Mapping[str, Any]) -> Iterator[Finding]:
    pace = need.get("pace_of_change")
    if not isinstance(pace, Mapping):
        return
    floor, cap = pace.get("floor"), pace.get("cap")
    if _is_number(floor) and _is_number(cap) and floor > cap:
        yield Finding(
            (*path, "pace_of_change", "floor"),
            f"{as_written(floor)}, above the cap {as_written(cap)}",
            "a floor that is not above the cap: both are growth in a year",
            "lower the floor or raise the cap",
        )


def _who(path: tuple[str | int, ...], need: Mapping[str, Any]) -> Iterator[Finding]:
    if need.get("practices") and need.get("area"):
        yield Finding(
            (*path, "area"), "an area, and practices too", "practices or an area", "take one of the two away"
        )


def _amounts(path: tuple[str | int, ...], need: Mapping[str, Any]) -> Iterator[Finding]:
    actual, before, now = need.get("actual"), need.get("quantum_last_year"), need.get("quantum")
    if _is_number(actual) and before is None:
        yield Finding(
            (*path, "actual"),
            "what the place was given last year, and not what all of England shared out then",
            "both, since growth is beside England's",
            "add quantum_last_year",
        )
    if _is_number(actual) and _is_number(before) and actual >= before:
        yield Finding(
            (*path, "actual"),
            as_written(actual),
            f"less than all of England was given, {before:,}",
            "mend one of the two",
        )
    if _is_number(now) and _is_number(before) and min(now, before) > 0 and not 0.5 <= now / before <= 2:
        yield Finding(
            (*path, "quantum_last_year"),
            as_written(before),
            f"the year before of {now:,}: neither less than half of it nor more than twice",
            "write both in pounds, for the same care",
        )


def _files(path: tuple[str | int, ...], need: Mapping[str, Any]) -> Iterator[Finding]:
    for key in ("file", "cost_table"):
        file = need.get(key)
        if not isinstance(file, str) or not file:
            continue
        parts = file.replace("\\", "/").split("/")
        if ".." in parts or parts[0] in ("", "~") or parts[0].endswith(":") or "\0" in file:
            yield Finding(
                (*path, key),
                as_written(file),
                "a path inside the place's folder, for example data/national/practices.csv",
                "put the file, or a link to it, below data/ and write the path from the folder on",
            )


def _years(path: tuple[str | int, ...], need: Mapping[str, Any]) -> Iterator[Finding]:
    if "file" in need and "year" not in need:
        yield Finding((*path, "file"), "a file without its year", 'the year too: year = "2025/26"', "add it")
    for key in ("year", "cost_year"):
        year = need.get(key)
        if isinstance(year, str) and year and not _is_financial_year(year):
            yield Finding(
                (*path, key), as_written(year), 'a financial year, for example "2025/26"', "write it so"
            )


def _is_financial_year(year: str) -> bool:
    found = re.fullmatch(r"(\d{4})/(\d{2})", year, re.ASCII)
    return bool(found) and (int(year[:4]) + 1) % 100 == int(year[5:])


def _is_number(value: object) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, bool)
