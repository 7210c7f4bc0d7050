"""The facts file of a contract year: what the records do not hold, each fact with the decision or publication it rests on.

It stands in the place's folder, `contracts/CONTRACT/year-1.toml`, beside what the board decided, and belongs in version
control. A fact written here stands in place of what the records say of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import Field

from joinedup.place.contracts import Contract
from joinedup.place.key_paths import texts
from joinedup.place.locate import line_of, lines_of
from joinedup.place.problems import Finding, PlaceFileError, as_written, at, nearest
from joinedup.place.section import OrganisationCode, Section, Text
from joinedup.place.shape import read_section
from joinedup.place.toml_file import content_of, text_of
from joinedup.wording import slug

FOLDER = Path("contracts")


class Fact(Section):
    """A fact, and what it rests on."""

    rests_on: Text = Field(description="The decision or publication it rests on: decision 14 of the board.")


# Beyond this pence are lost in sums; nothing that is settled is so large.
LARGEST = 1e11


class AmountFact(Fact):
    """An amount of the year."""

    amount: float = Field(ge=0, le=LARGEST, description="Pounds.")


class BenchmarkFact(Fact):
    """[benchmark]: what spending was expected to come to."""

    amount: float = Field(gt=0, le=LARGEST, description="Pounds, above 0.")


class NumberFact(Fact):
    """A number of the year."""

    value: float = Field(ge=0, le=LARGEST, description="The number.")


class QualityScoreFact(Fact):
    """[quality_score]: how good care was, as a share of what could be reached."""

    value: float = Field(ge=0, le=1, description="From 0 to 1.")


class OutcomeFact(Fact):
    """[[outcomes]]: where an outcome stood at the end of the year."""

    name: Text = Field(description="Name of an outcome of the contract.")
    value: float = Field(
        ge=-LARGEST, le=LARGEST, description="Where it stood, in the unit of its baseline and target."
    )


class ServiceFact(Fact):
    """[[services]]: how much of a service was given, and what giving it cost."""

    name: Text = Field(description="Name of a service of the contract.")
    activity: float = Field(ge=0, le=LARGEST, description="Units given in the year.")
    cost: float | None = Field(
        None, ge=0, le=LARGEST, description="Pounds that giving it cost; from its unit cost when left out."
    )


class ConditionFact(Fact):
    """[[conditions]]: a condition that a term asks for."""

    name: Text = Field(description="Its name, as the term has it: quality standard.")
    met: bool = Field(description="Whether it was met.")


class DecidedFact(Fact):
    """[[decided]]: an amount that a term takes as it was decided; below 0 where it is taken away."""

    name: Text = Field(description="Its name, as the term has it.")
    amount: float = Field(ge=-LARGEST, le=LARGEST, description="Pounds.")


class RevenueFact(AmountFact):
    """[[revenue]]: what an organisation was paid outside the contract, where a cap depends on it."""

    organisation: OrganisationCode


class StatedFacts(Section):
    """A whole facts file."""

    price: AmountFact | None = Field(None, description="The price of the year, in place of the contract's.")
    benchmark: BenchmarkFact | None = Field(None, description="What spending was expected to come to.")
    spending: AmountFact | None = Field(None, description="What the care covered came to.")
    person_years: NumberFact | None = Field(None, description="Person-years covered.")
    quality_score: QualityScoreFact | None = Field(None, description="How good care was.")
    outcomes: tuple[OutcomeFact, ...] = Field((), description="Where outcomes stood.")
    services: tuple[ServiceFact, ...] = Field((), description="How much of services was given.")
    conditions: tuple[ConditionFact, ...] = Field((), description="Conditions met and not met.")
    decided: tuple[DecidedFact, ...] = Field((), description="Amounts as they were decided.")
    revenue: tuple[RevenueFact, ...] = Field((), description="What organisations were paid elsewhere.")


@dataclass(frozen=True)
class FactsFile:
    """What a facts file says; `path` is where it is or would be, `text` empty where there is none."""

    path: Path
    facts: StatedFacts
    text: str = ""


class FactsFileError(PlaceFileError):
    """A facts file cannot be used as it is. `problems` holds everything found, in the order of the lines."""


def facts_path(folder: Path, contract: str, year: int) -> Path:
    """Where the facts file of a contract's year stands in a place's folder."""
    return folder / FOLDER / slug(contract) / f"year-{year}.toml"


def read_facts(folder: Path, contract: Contract, year: int, organisations: Collection[str]) -> FactsFile:
    """The facts file of a year; one without facts where there is none, since the records may hold all that is needed.

    `organisations` are the codes of the place. FactsFileError holds everything that is wrong with it.
    """
    path = facts_path(folder, contract.name, year)
    if not path.exists():
        return FactsFile(path, StatedFacts())
    text = text_of(path, what="a facts file", do="write it, or settle without it")
    content = content_of(path, text)
    facts, findings = read_section(StatedFacts, content)
    findings += _cross_findings(content, contract, organisations)
    if findings or facts is None:
        lines = lines_of(text)
        raise FactsFileError(path, [at(finding, path, line_of(lines, finding.path)) for finding in findings])
    return FactsFile(path, facts, text)


def _cross_findings(
    content: Mapping[str, Any], contract: Contract, organisations: Collection[str]
) -> list[Finding]:
    outcomes = [outcome.name for outcome in contract.outcomes]
    services = [service.name for service in contract.services]
    an_outcome = ("the name of an outcome of the contract", "[[contracts.outcomes]]")
    a_service = ("the name of a service of the contract", "[[contracts.services]]")
    an_organisation = ("the code of an organisation of the place", "[[organisations]]")
    return [
        *_unknown(content, "outcomes[].name", outcomes, an_outcome),
        *_unknown(content, "services[].name", services, a_service),
        *_unknown(content, "revenue[].organisation", organisations, an_organisation),
        *_said_twice(content),
    ]


def _unknown(
    content: Mapping[str, Any], pattern: str, known: Collection[str], expected: tuple[str, str]
) -> Iterator[Finding]:
    what, section = expected
    listed = f" ({', '.join(known)})" if 0 < len(known) <= 12 else ""
    for path, word in texts(content, pattern):
        if word not in known:
            do = f"mend it here, or add it to place.toml under {section}"
            yield Finding(path, as_written(word), what + listed, do, nearest(word, known))


def _said_twice(content: Mapping[str, Any]) -> Iterator[Finding]:
    keys = ("outcomes[].name", "services[].name", "conditions[].name", "decided[].name")
    for pattern in (*keys, "revenue[].organisation"):
        found = list(texts(content, pattern))
        count = Counter(word for _, word in found)
        seen: set[str] = set()
        for path, word in found:
            if count[word] > 1 and word in seen:
                yield Finding(path, as_written(word), "each named once", "keep one of the two facts")
            seen.add(word)
