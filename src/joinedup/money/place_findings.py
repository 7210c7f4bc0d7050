"""Everything that money knows to be wrong with a place file, beyond its shape."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from joinedup.money.contracts import term_findings
from joinedup.money.control_totals import control_total_findings
from joinedup.money.pooled.findings import budget_findings
from joinedup.money.stress.findings import future_findings
from joinedup.money.whole_place.how_paid import whole_place_findings
from joinedup.money.whole_place.shift_findings import shift_findings
from joinedup.place.problems import Finding

MONEY_FINDINGS: tuple[Callable[[Mapping[str, Any]], Iterable[Finding]], ...] = (
    term_findings,
    budget_findings,
    control_total_findings,
    whole_place_findings,
    shift_findings,
    future_findings,
)
"""To hand to `read_place` as `further`."""
