"""The model card: what the risk is for and not for, what it was made from, how well it does, for whom it does worse."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from joinedup.population.risk_calibration import BINS, bin_edges, bin_of, brier, calibration
from joinedup.population.risk_discrimination import area_under_curve, top_of_the_list
from joinedup.population.risk_sample import GROUPS, Sample
from joinedup.population.risk_settings import RiskSettings

WARNING = (
    "This list finds people who may need help. It rations nothing: nobody may be refused, delayed or charged because of a"
    " risk, high or low. Most people on it will not be admitted, and most of those admitted are not on it. A clinician who"
    " knows the person decides."
)
PURPOSE = (
    "Probability that a resident has an emergency admission in the 12 months from the day scored, for care teams to"
    " look at people together and offer help early."
)
_TOO_SMALL = "not shown: fewer than {} people, or fewer than {} admitted"
LIMITS = (
    "It says who is likely to be admitted, not whom help would keep out of hospital. A trial of such a list in general"
    " practice (PRISMATIC, BMJ Qual Saf 2019;28:697) raised emergency admissions: test what is done with it.",
    "It learns from what was recorded. People whom services see little, or who are not offered care, look healthier than"
    " they are; compare the calibration of each group.",
    "Somebody who moved away or died without an emergency admission counts as not admitted, so the risk of those near the"
    " end of life is too low.",
)


@dataclass
class Card:
    """Rows of the model card, in order."""

    rows: list[tuple[str, str, float | None, str]] = field(default_factory=list)

    def add(self, section: str, item: str, value: float | None = None, words: str = "") -> None:
        """Add one statement: a figure, words, or both."""
        self.rows.append((section, item, None if value is None or np.isnan(value) else float(value), words))

    def columns(self) -> dict[str, Any]:
        """The rows as columns of the table."""
        section, item, value, words = zip(*self.rows, strict=True)
        numbers = np.array([np.nan if one is None else one for one in value], dtype=float)
        return {
            "position": np.arange(1, len(self.rows) + 1),
            "section": np.array(section, dtype=object),
            "item": np.array(item, dtype=object),
            "value": np.ma.masked_invalid(numbers),
            "words": np.array([one or None for one in words], dtype=object),
        }


def introduction(card: Card) -> None:
    """What holds whatever the data: purpose, warning, limits."""
    card.add("purpose", "what it is", words=PURPOSE)
    card.add("warning", "what it is not", words=WARNING)
    for number, limit in enumerate(LIMITS, start=1):
        card.add("limits", f"limit {number}", words=limit)


def performance(card: Card, model: str, risk: np.ndarray, sample: Sample, settings: RiskSettings) -> None:
    """How well one model does on people it did not learn from: overall, then by group."""
    admitted = sample.admitted
    area = area_under_curve(risk, admitted)
    low, high = area.interval
    card.add(
        "discrimination",
        f"{model}: area under the ROC curve",
        area.value,
        f"95% interval {low:.3f} to {high:.3f}",
    )
    for share in (0.01, 0.05, 0.1):
        top = top_of_the_list(risk, admitted, share)
        card.add(
            "discrimination",
            f"{model}: share of all admitted found in the highest {share:.0%}",
            top.share_of_admitted,
            f"{top.admitted:,} of {top.people:,} people on that list were admitted ({top.admitted / top.people:.1%})",
        )
    rate = float(admitted.mean())
    card.add(
        "calibration",
        f"{model}: Brier score",
        brier(risk, admitted),
        f"{rate * (1 - rate):.4f} is knowing nothing",
    )
    _calibrated(card, "calibration", model, risk, admitted, settings)
    for group in GROUPS:
        for value in sorted(set(sample.groups[group].tolist())):
            chosen = sample.groups[group] == value
            _calibrated(
                card, f"calibration by {group}", f"{model}: {value}", risk[chosen], admitted[chosen], settings
            )


def _calibrated(
    card: Card, section: str, item: str, risk: np.ndarray, admitted: np.ndarray, settings: RiskSettings
) -> None:
    found, expected = int(admitted.sum()), float(risk.sum())
    if section != "calibration" and (
        len(risk) < settings.people_shown_in_group or found < settings.admitted_shown_in_group
    ):
        card.add(
            section,
            item,
            None,
            _TOO_SMALL.format(settings.people_shown_in_group, settings.admitted_shown_in_group),
        )
        return
    counted = f"{len(risk):,} people, {found:,} admitted, {expected:,.0f} expected"
    card.add(section, f"{item}: admitted for each expected", found / expected if expected else None, counted)
    enough = settings.admitted_needed_in_group
    if found < enough or len(risk) - found < enough:
        card.add(
            section, f"{item}: slope", None, f"too few to tell: fewer than {enough} admitted, or not admitted"
        )
        return
    fit = calibration(risk, admitted)
    low, high = fit.slope - 1.96 * fit.standard_error, fit.slope + 1.96 * fit.standard_error
    card.add(
        section,
        f"{item}: slope",
        fit.slope,
        f"95% interval {low:.2f} to {high:.2f}; 1 is perfect",
    )
    card.add(section, f"{item}: intercept", fit.intercept, "0 is perfect; above 0 the risks are too low")
    area = area_under_curve(risk, admitted)
    low, high = area.interval
    if section != "calibration":
        words = f"95% interval {low:.3f} to {high:.3f}"
        card.add(
            section.replace("calibration", "discrimination"),
            f"{item}: area under the ROC curve",
            area.value,
            words,
        )


def calibration_rows(
    model: str, risk: np.ndarray, sample: Sample
) -> list[tuple[str, str, str, int, int, float, int]]:
    """Expected and observed by tenth of risk (of all people tested), for everyone and for each group: model, group name,
    group value, bin, people, expected, observed. Bins without people have no row."""
    bins = bin_of(risk, bin_edges(risk))
    groups = {"everyone": np.full(len(risk), "everyone", dtype=object), **sample.groups}
    rows: list[tuple[str, str, str, int, int, float, int]] = []
    for name, values in groups.items():
        for value in sorted(set(values.tolist())):
            chosen = values == value
            people = np.bincount(bins[chosen], minlength=BINS + 1)
            expected = np.bincount(bins[chosen], weights=risk[chosen], minlength=BINS + 1)
            observed = np.bincount(bins[chosen], weights=sample.admitted[chosen], minlength=BINS + 1)
            rows += [
                (model, name, value, n, int(people[n]), round(float(expected[n]), 6), int(observed[n]))
                for n in range(1, BINS + 1)
                if people[n]
            ]
    return rows
