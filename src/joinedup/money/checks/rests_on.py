"""Where the figures that a rule read come from, as the place file says: so that a finding is known for what it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from joinedup.money.checks.rule import Proposal, Rule
from joinedup.place.contracts import Contract
from joinedup.place.section import Sourced

NOT_SAID = "the place's own figures: no source is written"
# What a source says of a figure that nobody published.
BEGINS = re.compile(r"^(assumption|assumed|inferred|inference):\s+", re.IGNORECASE)
NOT_PUBLISHED = re.compile(r"\b(assum|inferred|inference)", re.IGNORECASE)


def rests_on(proposal: Proposal, rule: Rule) -> tuple[str, ...]:
    """The sources of everything written that the rule reads, each once, in the order read. Of a key that is not written, where it
    is known from that there is none."""
    return tuple(dict.fromkeys(source for key in rule.reads for source in _sources(proposal, key)))


def assumed_in(source: str) -> tuple[str, ...]:
    """The parts of a source that say what of its figure is assumed or inferred rather than published; none where all is."""
    parts = [part for part in re.split(r"; |\. ", source) if NOT_PUBLISHED.search(part)]
    return tuple(BEGINS.sub("", part) for part in parts)


def _sources(proposal: Proposal, key: str) -> Iterator[str]:
    steps = re.findall(r"[^.\[\]]+|\[\]", key)
    if steps[0] != "contracts":
        yield from _below(proposal.place, steps, None)
    elif proposal.terms is not None:
        yield from _below(proposal.contract, steps[2:], None)


def _of_value(value: Any, source: str | None) -> Iterator[str]:
    """The source of what is written; of sections, their own."""
    held = (
        list(value.values()) if isinstance(value, Mapping) else value if isinstance(value, tuple) else [value]
    )
    for one in held:
        if one is not None:
            yield (one.source if isinstance(one, Sourced) else None) or source or NOT_SAID


def _below(section: Any, steps: list[str], source: str | None) -> Iterator[str]:
    """The sources on the way to what the steps lead to: the nearest around each value that is written."""
    if isinstance(section, Sourced):
        source = section.source or source
    if isinstance(section, Contract) and steps[0] in section.figure_sources:
        source = section.figure_sources[steps[0]]
        yield source
    if not steps:
        yield from _of_value(section, source)
    elif steps[0] == "[]":
        for one in section or ():
            yield from _below(one, steps[1:], source)
    elif section is not None:
        yield from _below(getattr(section, steps[0], None), steps[1:], source)
