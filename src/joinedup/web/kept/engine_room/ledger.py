"""The assumption ledger of a care model: verdict, estimate, design and rule of each assumption, as the last evaluation said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from joinedup.evaluation.verdict_words import size_in_words
from joinedup.place.model import Assumption, CareModel
from joinedup.web.kept.scorecard.care_models import NOT_TESTED, VERDICTS, last_evaluation
from joinedup.wording import day

WHOLE_FROM = 0.0195


@dataclass(frozen=True)
class LedgerRow:
    """One assumption. What only a test can say is empty where there was none."""

    id: str
    because: str
    then: str
    measure: str
    expected: str
    by: str
    design: str
    verdict: str
    in_words: str
    estimate: str
    interval: str
    smallest: str
    rule: str
    sentences: tuple[str, ...]
    doubts: tuple[str, ...]
    if_not_supported: str


def ledger(folder: Path, model: CareModel, titles: Mapping[str, str]) -> list[LedgerRow]:
    """Every assumption in the order of the place file; `titles` are the measures in words."""
    found = {row["id"]: row for row in last_evaluation(folder, model).get("assumptions", ())}
    return [_row(one, found.get(one.id), titles) for one in model.assumptions]


def tested_on(folder: Path, model: CareModel) -> str:
    """The hash of the build that the verdicts are from; nothing where nothing was evaluated."""
    return str(last_evaluation(folder, model).get("build", {}).get("manifest_sha256", ""))


def registered_on(folder: Path, model: CareModel) -> str:
    """When what would count as success was registered, ISO; nothing where it was not."""
    return str(last_evaluation(folder, model).get("protocol", {}).get("registered_at", ""))


def _row(agreed: Assumption, found: Mapping[str, Any] | None, titles: Mapping[str, str]) -> LedgerRow:
    verdict = str(found["verdict"]) if found else NOT_TESTED
    estimate = (found or {}).get("estimate")
    smallest = (found or {}).get("smallest_detectable_change")
    return LedgerRow(
        id=agreed.id,
        because=agreed.because,
        then=agreed.then,
        measure=titles.get(agreed.measure, agreed.measure.replace("_", " ")),
        expected=size_in_words(agreed.expect.change),
        by=day(agreed.expect.by),
        design=agreed.test.replace("-", " ").capitalize(),
        verdict=verdict,
        in_words=VERDICTS[verdict],
        estimate=as_on_its_page(estimate["change"]) if estimate else "",
        interval=_interval(estimate) if estimate else "",
        smallest=as_on_its_page(smallest) if smallest is not None else "",
        rule=str(found["rule_applied"]) if found else "",
        sentences=tuple(found["sentences"]) if found else (),
        doubts=tuple(found["doubts"]) if found else (),
        if_not_supported=agreed.if_not_supported,
    )


def _interval(estimate: Mapping[str, Any]) -> str:
    """95% interval: 32% lower to 24% higher."""
    low, high = as_on_its_page(estimate["low"]), as_on_its_page(estimate["high"])
    return f"{estimate['level']:.0%} interval: {low} to {high}"


def as_on_its_page(change: float) -> str:
    """As the evaluation's own page rounds: whole per cent, one decimal below two."""
    return size_in_words(round(change, 2) if abs(change) >= WHOLE_FROM else change)
