"""A protocol: what is agreed about testing a care model before outcomes are read, with a hash that names it exactly.

It comes from the place file and from dated defaults, and holds the smallest change that could be detected as it was worked
out at the time. Nothing in it depends on outcomes after the start.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from functools import cached_property
from typing import Any

from joinedup.errors import JoinedupError
from joinedup.evaluation.decision_rule import DecisionRule

FORMAT = 1
# What is worked out or recorded rather than agreed: it is in the hash, but is no change of what was agreed.
RECORDED = ("joinedup", "smallest_detectable")


@dataclass(frozen=True)
class SmallestDetectable:
    """The smallest relative change a test could find reliably, as worked out before: `change` is negative for a fall, and
    None where it could not be worked out. `sentence` says it in words; `worked_out_from` what it rests on; `planned_years`
    the person-years after joining that it counts on, None where it counts none."""

    change: float | None
    sentence: str
    worked_out_from: tuple[str, ...] = ()
    planned_years: float | None = None


@dataclass(frozen=True)
class Plan:
    """How one assumption will be tested. `options` are those of the design; `windows` the last days of follow-up that are
    looked at, the agreed one (`by`) first; `other_ways` names what else the same question is answered with; `negative_control`
    the measure that should show nothing, empty where every one is itself expected to change."""

    id: str
    because: str
    then: str
    measure: str
    expected_change: float
    by: date
    design: str
    options: Mapping[str, Any]
    windows: tuple[date, ...]
    other_ways: tuple[str, ...]
    negative_control: str
    if_not_supported: str
    smallest_detectable: SmallestDetectable

    @property
    def primary_analysis(self) -> str:
        """The one analysis that the verdict rests on, in words."""
        return (
            f"{self.design.replace('-', ' ').capitalize()} on {self.measure.replace('_', ' ')}, from the start of the care"
            f" model to {self.by.isoformat()} and not a day longer, with the options listed."
        )


@dataclass(frozen=True)
class Protocol:
    """What is agreed about testing one care model: `agreed` is its section of the place file without the assumptions, each of
    which has a plan; `joinedup` the version that made the protocol."""

    place: str
    care_model: str
    agreed: Mapping[str, Any]
    rule: DecisionRule
    plans: tuple[Plan, ...]
    joinedup: str

    @property
    def starts_on(self) -> date:
        """First day of enrolment."""
        return date.fromisoformat(self.agreed["starts_on"])

    @cached_property
    def content(self) -> dict[str, Any]:
        """Everything in it as JSON can hold it; plans by the id of their assumption."""
        return {
            "format": FORMAT,
            "place": self.place,
            "care_model": self.care_model,
            "agreed": dict(self.agreed),
            "decision_rule": {**asdict(self.rule), "in_words": list(self.rule.in_words)},
            "assumptions": {plan.id: _plan_content(plan) for plan in self.plans},
            "joinedup": self.joinedup,
        }

    @property
    def canonical(self) -> str:
        """The content as canonical JSON: keys sorted, no white space."""
        return canonical_json(self.content)

    @property
    def sha256(self) -> str:
        """SHA-256 of the canonical JSON, as 64 hexadecimal characters."""
        return hashlib.sha256(self.canonical.encode()).hexdigest()

    def plan(self, assumption: str) -> Plan:
        """The plan for an assumption. JoinedupError when there is none of that id."""
        for plan in self.plans:
            if plan.id == assumption:
                return plan
        raise JoinedupError(f"the protocol of {self.care_model} has no assumption {assumption}")


def canonical_json(content: Mapping[str, Any]) -> str:
    """Content as JSON that is the same for the same content."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def protocol_from(content: Mapping[str, Any]) -> Protocol:
    """The protocol that a register holds as content. JoinedupError when another version of the format wrote it."""
    try:
        if content["format"] != FORMAT:
            raise KeyError(f"format {content['format']}")
        rule = {key: value for key, value in content["decision_rule"].items() if key != "in_words"}
        return Protocol(
            place=content["place"],
            care_model=content["care_model"],
            agreed=content["agreed"],
            rule=DecisionRule(**rule),
            plans=tuple(_plan_from(key, plan) for key, plan in content["assumptions"].items()),
            joinedup=content["joinedup"],
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise JoinedupError(
            f"a registered protocol cannot be read ({error}): it was written by another version of joinedup; register the"
            " care model again with this one"
        ) from error


def _plan_content(plan: Plan) -> dict[str, Any]:
    return {
        **plain({key: value for key, value in asdict(plan).items() if key != "id"}),
        "primary_analysis": plan.primary_analysis,
    }


def _plan_from(assumption: str, content: Mapping[str, Any]) -> Plan:
    kept = {key: value for key, value in content.items() if key != "primary_analysis"}
    least = kept["smallest_detectable"]
    return Plan(
        **{
            **kept,
            "id": assumption,
            "by": date.fromisoformat(kept["by"]),
            "windows": tuple(map(date.fromisoformat, kept["windows"])),
            "other_ways": tuple(kept["other_ways"]),
            "smallest_detectable": SmallestDetectable(
                least["change"], least["sentence"], tuple(least["worked_out_from"]), least["planned_years"]
            ),
        }
    )


def plain(value: Any) -> Any:
    """A value as JSON can hold it: days as ISO 8601, sequences as lists, sets sorted, numbers to nine places."""
    if isinstance(value, Mapping):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, frozenset | set):
        return sorted(map(plain, value))
    if isinstance(value, tuple | list):
        return [plain(inner) for inner in value]
    if isinstance(value, float):
        return round(value, 9)
    return value
