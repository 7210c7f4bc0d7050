"""What is wrong with the futures that contracts of a place file assume: a check to hand to `read_place` as `further`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from joinedup.money.stress.assumptions import FOLDER, Assumption, read_assumptions
from joinedup.place.key_paths import KeyPath, each
from joinedup.place.problems import Finding, as_written, nearest
from joinedup.reference.files import files_in


def future_findings(content: Mapping[str, Any]) -> Iterator[Finding]:
    """A finding for each assumption that there is not, and for each that cannot be what it is said to be. (That low, central
    and high are in order is checked with the rest of the contract.)"""
    known = known_assumptions()
    for path, written in each(content, "contracts[].futures"):
        if not isinstance(written, Mapping):
            continue  # its shape is reported with the rest of the place file
        for name, values in written.items():
            here = (*path, name)
            if name not in known:
                do = f"write [contracts.futures.{nearest(name, known) or 'NAME'}], or take it away"
                found = f"the assumption {name}"
                yield Finding(here, found, f"one of {', '.join(known)}", do, nearest(name, known))
            elif isinstance(values, Mapping):
                yield from _cannot_be(here, values, known[name])


def known_assumptions() -> dict[str, Assumption]:
    """Every assumption that joinedup ships with, by name."""
    found: dict[str, Assumption] = {}
    for file in files_in(FOLDER):
        if "assumptions" in file.content:
            found |= read_assumptions(file).by_name
    return found


def _cannot_be(path: KeyPath, values: Mapping[str, Any], shipped: Assumption) -> Iterator[Finding]:
    for key in ("central", "low", "high"):
        value = values.get(key)
        if not isinstance(value, int | float) or value != value:
            continue  # Its shape is reported with the rest of the place file.
        if key != "central" and shipped.distribution == "yes-or-no":
            do = "take it away: central says how often it happens"
            yield Finding((*path, key), as_written(value), f"nothing ({shipped.title})", do)
        elif not shipped.at_least <= value <= shipped.at_most:
            expected = f"from {shipped.at_least:g} to {shipped.at_most:g} ({shipped.title})"
            yield Finding((*path, key), as_written(value), expected, "mend the value")
