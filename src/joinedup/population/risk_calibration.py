"""Does a risk of ten per cent mean that ten in a hundred are admitted? For everyone, and for each group of people."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

BINS = 10
_LOWEST = 1e-6


@dataclass(frozen=True)
class Calibration:
    """`slope` 1 and `intercept` 0 are perfect. A slope below 1: high risks are too high and low ones too low. An intercept
    above 0: risks are too low overall (it is found with the slope held at 1). `standard_error` is the slope's."""

    slope: float
    intercept: float
    standard_error: float


@dataclass(frozen=True)
class Recalibration:
    """Shifts and stretches risks on the scale of log odds, so that they fit the people they were fitted on."""

    intercept: float
    slope: float

    def applied(self, risk: np.ndarray) -> np.ndarray:
        """Recalibrated risks; their order does not change as long as the slope is above 0."""
        return _probability(self.intercept + self.slope * log_odds(risk))


def log_odds(risk: np.ndarray) -> np.ndarray:
    """Log odds of risks; 0 and 1 are taken as one in a million away."""
    kept = np.clip(risk.astype(np.float64), _LOWEST, 1 - _LOWEST)
    odds: np.ndarray = np.log(kept / (1 - kept))
    return odds


def calibration(risk: np.ndarray, admitted: np.ndarray) -> Calibration:
    """Slope and intercept of admission on the log odds of the risk (Cox 1958)."""
    odds, outcome = log_odds(risk), admitted.astype(np.float64)
    coefficients, covariance = _logistic(
        np.column_stack([np.ones_like(odds), odds]), outcome, np.zeros_like(odds)
    )
    alone, _ = _logistic(np.ones((len(odds), 1)), outcome, odds)
    return Calibration(float(coefficients[1]), float(alone[0]), float(np.sqrt(covariance[1, 1])))


def recalibration(risk: np.ndarray, admitted: np.ndarray) -> Recalibration:
    """The shift and stretch that fit these people."""
    odds = log_odds(risk)
    design = np.column_stack([np.ones_like(odds), odds])
    coefficients, _ = _logistic(design, admitted.astype(np.float64), np.zeros_like(odds))
    return Recalibration(float(coefficients[0]), float(coefficients[1]))


def brier(risk: np.ndarray, admitted: np.ndarray) -> float:
    """Mean squared distance between risk and outcome: 0 is perfect; the rate times its complement is knowing nothing."""
    return float(np.mean((risk - admitted) ** 2))


def bin_of(risk: np.ndarray, edges: np.ndarray | None = None) -> np.ndarray:
    """The bin of each risk, 1 the lowest to 10 the highest: tenths of these people, or of those `edges` came from."""
    bins: np.ndarray = np.searchsorted(bin_edges(risk) if edges is None else edges, risk, side="right") + 1
    return bins


def bin_edges(risk: np.ndarray) -> np.ndarray:
    """The nine risks that part people into tenths."""
    edges: np.ndarray = np.quantile(risk, np.arange(1, BINS) / BINS)
    return edges


def _logistic(design: np.ndarray, outcome: np.ndarray, offset: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Maximum likelihood by Newton's method; a trace of ridge keeps it finite when the outcome parts perfectly."""
    coefficients = np.zeros(design.shape[1])
    ridge = 1e-6 * np.eye(design.shape[1])
    information = ridge
    for _ in range(50):
        expected = _probability(offset + design @ coefficients)
        information = (design * (expected * (1 - expected))[:, None]).T @ design + ridge
        step = np.linalg.solve(information, design.T @ (outcome - expected) - ridge @ coefficients)
        coefficients = coefficients + np.clip(step, -5, 5)
        if np.abs(step).max() < 1e-10:
            break
    return coefficients, np.linalg.inv(information)


def _probability(odds: np.ndarray) -> np.ndarray:
    answer: np.ndarray = 1 / (1 + np.exp(-np.clip(odds, -40, 40)))
    return answer
