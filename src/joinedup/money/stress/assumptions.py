"""What a stress test assumes: each thing that varies with its central, low and high value, and how they go together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

from joinedup.errors import JoinedupError
from joinedup.money.stress.correlation import Lower, lower_triangle
from joinedup.place.contracts import Contract, FutureAssumption
from joinedup.reference.files import ReferenceFile, files_in

FOLDER = "futures"
Distribution = Literal["two-piece-normal", "yes-or-no"]


class AssumptionsError(JoinedupError):
    """Assumptions that cannot be drawn from; the message names the file, the assumption and what to mend."""


@dataclass(frozen=True)
class Assumption:
    """One thing that varies between futures.

    Half of futures lie below `central`, one in twenty below `low`, one in twenty above `high`. A yes-or-no assumption happens
    as often as `central` says. `source` is empty for what this project assumes; `of_the_place` says that the contract set it.
    """

    name: str
    title: str
    short: str
    unit: str
    central: float
    low: float
    high: float
    at_least: float
    at_most: float
    persistence: float
    distribution: Distribution = "two-piece-normal"
    source: str = ""
    about: str = ""
    # The value where nothing varies, where that is not the central one: conditions met, chance left out.
    settled_at: float | None = None
    of_the_place: bool = False

    @property
    def varies(self) -> bool:
        """Whether it differs between futures."""
        return self.low < self.high or (self.distribution == "yes-or-no" and 0 < self.central < 1)

    @property
    def still(self) -> float:
        """The value where nothing varies."""
        return self.central if self.settled_at is None else self.settled_at

    def held(self, value: float) -> Assumption:
        """The same, at one value in every future."""
        return replace(self, central=value, low=value, high=value, settled_at=None)


@dataclass(frozen=True)
class Assumptions:
    """All of them by name, the triangle that correlates them, and how much of a cost stays in each year since its activity left."""

    by_name: Mapping[str, Assumption]
    # Rows and columns in the order of the names.
    correlated_by: Lower
    release_path: tuple[float, ...]

    def __getitem__(self, name: str) -> Assumption:
        return self.by_name[name]

    def with_changes(self, changes: Mapping[str, Assumption]) -> Assumptions:
        """The same with some replaced; their place and how they go together stay."""
        return replace(self, by_name={**self.by_name, **changes})

    def held(self, values: Mapping[str, float]) -> Assumptions:
        """The same with some at one value in every future. AssumptionsError for a name that there is not."""
        for name in values:
            if name not in self.by_name:
                raise AssumptionsError(f"there is no assumption {name}; there are {', '.join(self.by_name)}")
        return self.with_changes({name: self[name].held(value) for name, value in values.items()})


def shipped(contract: Contract) -> Assumptions:
    """The assumptions joinedup ships with for the contract's first day: the latest file that applies then, or else the first."""
    files = sorted(
        (file for file in files_in(FOLDER) if "assumptions" in file.content), key=lambda f: f.applies_from
    )
    applying = [file for file in files if file.applies_from <= contract.starts_on]
    return read_assumptions((applying or files[:1])[-1])


def assumptions_for(contract: Contract) -> Assumptions:
    """What is shipped, with what the contract says instead. AssumptionsError for an unknown name, or values that cannot be."""
    found = shipped(contract)
    for name in contract.futures:
        if name not in found.by_name:
            raise AssumptionsError(
                f"futures.{name}: there is no such assumption; there are {', '.join(found.by_name)}"
            )
    return found.with_changes(
        {name: _of_the_place(found[name], said) for name, said in contract.futures.items()}
    )


def _of_the_place(shipped_one: Assumption, said: FutureAssumption) -> Assumption:
    one = replace(
        shipped_one,
        central=said.central,
        low=said.central if said.low is None else said.low,
        high=said.central if said.high is None else said.high,
        source=said.source or "",
        about="",
        of_the_place=True,
    )
    if wrong := _out_of_order(one):
        raise AssumptionsError(f"futures.{one.name}: {wrong}")
    return one


def read_assumptions(file: ReferenceFile) -> Assumptions:
    """The assumptions of one file. AssumptionsError for values out of order, an unknown name, or correlations that cannot be."""
    read = [_read(file, written) for written in file.content["assumptions"]]
    by_name = {one.name: one for one in read}
    path = tuple(float(share) for share in file.content["release"]["path"])
    if not path or not all(0 <= share <= 1 for share in path):
        raise AssumptionsError(
            f"{file.name}: release.path: expected shares from 0 to 1, one for each year since activity left"
        )
    return Assumptions(by_name, _correlated(file, list(by_name)), path)


def _read(file: ReferenceFile, written: Mapping[str, Any]) -> Assumption:
    central = float(written["central"])
    one = Assumption(
        name=written["name"],
        title=written["title"],
        short=written["short"],
        unit=written["unit"],
        central=central,
        low=float(written.get("low", central)),
        high=float(written.get("high", central)),
        at_least=float(written.get("at_least", float("-inf"))),
        at_most=float(written.get("at_most", float("inf"))),
        persistence=float(written.get("persistence", 1.0)),
        distribution=written.get("distribution", "two-piece-normal"),
        source=written.get("source", ""),
        about=written.get("about", ""),
        settled_at=written.get("settled_at"),
    )
    if wrong := what_is_wrong(one):
        raise AssumptionsError(f"{file.name}: {one.name}: {wrong}")
    return one


def what_is_wrong(one: Assumption) -> str:
    """Why an assumption cannot be drawn from, in words; empty when it can."""
    if wrong := _out_of_order(one):
        return wrong
    if not 0 <= one.persistence <= 1:
        return f"persistence is {one.persistence:g}, expected from 0 to 1"
    if one.distribution not in get_args(Distribution):
        return f"distribution is {one.distribution}, expected one of {', '.join(get_args(Distribution))}"
    return "" if one.source or one.about else "expected a source, or an about that says what it leans on"


def _out_of_order(one: Assumption) -> str:
    if not one.low <= one.central <= one.high:
        return f"expected low <= central <= high, found {one.low:g}, {one.central:g}, {one.high:g}"
    for key, value in (("central", one.central), ("low", one.low), ("high", one.high)):
        if not one.at_least <= value <= one.at_most:
            return f"{key} is {value:g}, expected from {one.at_least:g} to {one.at_most:g}"
    return ""


def _correlated(file: ReferenceFile, names: list[str]) -> Lower:
    matrix = [[float(row == column) for column in names] for row in names]
    for written in file.content.get("correlations", ()):
        first, second = written["between"]
        if first not in names or second not in names:
            raise AssumptionsError(
                f"{file.name}: correlations: {first} and {second}: no such assumption; there are {', '.join(names)}"
            )
        row, column = names.index(first), names.index(second)
        matrix[row][column] = matrix[column][row] = float(written["value"])
    triangle = lower_triangle(matrix)
    if triangle is None:
        raise AssumptionsError(
            f"{file.name}: correlations: no numbers can be correlated like this (the matrix is not positive definite): bring the"
            " largest correlations nearer to 0"
        )
    return triangle
