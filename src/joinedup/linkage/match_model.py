"""A matching model read from its dated file: what is compared, which pairs are looked at, how sure is sure enough."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from joinedup.errors import JoinedupError

PEOPLE = Path(__file__).parent / "models" / "people_2024-10-01.toml"


class MatchModelError(JoinedupError):
    """A matching model's file cannot be used; the message names the file and the key."""


@dataclass(frozen=True)
class Level:
    """One degree of agreement. `m` is its chance for two records of one person, `u` for records of two people."""

    label: str
    when: str
    m: float
    u: float
    exact: bool = False


@dataclass(frozen=True)
class Comparison:
    """How one column is compared: its levels from the strictest to 'else'. A missing value on either side counts for
    nothing. With `term_frequency`, agreeing on a rare value counts for more."""

    column: str
    levels: tuple[Level, ...]
    term_frequency: bool = False
    measured: bool = True


@dataclass(frozen=True)
class BlockingRule:
    """Pairs that agree on all these columns (or SQL over one column) are looked at. `swapped` gives the column that the
    right record offers where it is not the same one."""

    columns: tuple[str, ...]
    swapped: Mapping[str, str] = field(default_factory=dict)

    @property
    def sql(self) -> str:
        """The rule as a condition between records l and r."""
        return " and ".join(
            f"{qualified(column, 'l')} = {qualified(self.swapped.get(column, column), 'r')}"
            for column in self.columns
        )


@dataclass(frozen=True)
class Training:
    """How m and u are measured; see the model's file."""

    seed: int
    random_pairs: int
    minimum_known_pairs: int
    maximum_known_people: int
    minimum_records_for_estimation: int
    estimation_rules: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class MissingValues:
    """Values that mean 'not known'."""

    names: tuple[str, ...] = ()
    birth_dates: tuple[date, ...] = ()
    postcodes_starting: tuple[str, ...] = ()


@dataclass(frozen=True)
class MatchModel:
    """A whole model; `text` is the file as read, for a step's version."""

    probability: float
    lead_in_bits: float
    expected_share_found: float
    maximum_pairs: int
    training: Training
    blocking: tuple[BlockingRule, ...]
    comparisons: tuple[Comparison, ...]
    missing: MissingValues
    text: str

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that records must have."""
        return tuple(comparison.column for comparison in self.comparisons)


def qualified(expression: str, side: str) -> str:
    """'birth_date' as 'l.birth_date', 'substr(postcode, 1, 4)' as 'substr(l.postcode, 1, 4)'."""
    if "(" in expression:
        function, rest = expression.split("(", 1)
        return f"{function}({side}.{rest}"
    return f"{side}.{expression}"


def read_match_model(path: Path = PEOPLE) -> MatchModel:
    """Read a model's file. MatchModelError when a key is missing, unknown or of the wrong kind."""
    try:
        text = path.read_text(encoding="utf-8")
        return _model(tomllib.loads(text), text)
    except OSError as error:
        raise MatchModelError(f"{path}: the matching model cannot be read: {error.strerror}") from error
    except tomllib.TOMLDecodeError as error:
        raise MatchModelError(f"{path}: the matching model is not TOML: {error}") from error
    except KeyError as error:
        raise MatchModelError(
            f"{path}: the matching model lacks the key {error}; compare it with {PEOPLE.name}"
        ) from error
    except TypeError as error:
        raise MatchModelError(f"{path}: the matching model has a key too many or too few: {error}") from error


def _model(said: dict[str, Any], text: str) -> MatchModel:
    thresholds, training = said["thresholds"], dict(said["training"])
    training["estimation_rules"] = tuple(tuple(rule) for rule in training["estimation_rules"])
    return MatchModel(
        probability=float(thresholds["probability"]),
        lead_in_bits=float(thresholds["lead_in_bits"]),
        expected_share_found=float(thresholds["expected_share_found"]),
        maximum_pairs=int(thresholds["maximum_pairs"]),
        training=Training(**training),
        blocking=tuple(
            BlockingRule(tuple(rule["columns"]), rule.get("swapped", {})) for rule in said["blocking"]
        ),
        comparisons=tuple(_comparison(comparison) for comparison in said["comparisons"]),
        missing=MissingValues(**{name: tuple(values) for name, values in said.get("missing", {}).items()}),
        text=text,
    )


def _comparison(said: dict[str, Any]) -> Comparison:
    levels = tuple(Level(**level) for level in said["levels"])
    if levels[-1].when != "else":
        raise KeyError(f"the last level of {said['column']}, whose `when` must be 'else'")
    return Comparison(**{**said, "levels": levels})
