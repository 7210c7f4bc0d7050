"""The two models: gradient boosting (LightGBM) and, beside it, a logistic baseline that a reader can check by hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from joinedup.errors import JoinedupError
from joinedup.population.risk_settings import Feature, RiskSettings

BOOSTING, LOGISTIC = "gradient-boosting", "logistic"


class RiskLibrariesMissingError(JoinedupError):
    """The extra `risk` is not installed."""


@dataclass(frozen=True)
class Boosting:
    """A fitted gradient boosting model."""

    booster: Any
    threads: int

    def risk(self, x: np.ndarray) -> np.ndarray:
        """Probability for each row, before recalibration."""
        answer: np.ndarray = np.asarray(self.booster.predict(x, num_threads=self.threads), dtype=np.float64)
        return answer

    def contributions(self, x: np.ndarray) -> np.ndarray:
        """What each feature adds to each row's log odds (tree SHAP), one column a feature."""
        added: np.ndarray = np.asarray(self.booster.predict(x, pred_contrib=True, num_threads=self.threads))
        return added[:, :-1]

    def gains(self) -> np.ndarray:
        """Each feature's share of the gain in fit, summing to 1."""
        gain = np.asarray(self.booster.feature_importance("gain"), dtype=np.float64)
        share: np.ndarray = gain / max(gain.sum(), 1e-12)
        return share


@dataclass(frozen=True)
class Logistic:
    """A fitted logistic regression on standardised features; counts enter as log(1 + n), age also squared."""

    features: tuple[Feature, ...]
    middle: np.ndarray
    mean: np.ndarray
    spread: np.ndarray
    coefficients: np.ndarray
    intercept: float

    def risk(self, x: np.ndarray) -> np.ndarray:
        """Probability for each row, before recalibration."""
        odds = (
            _shaped(self.features, x, self.middle) - self.mean
        ) / self.spread @ self.coefficients + self.intercept
        answer: np.ndarray = 1 / (1 + np.exp(-np.clip(odds.astype(np.float64), -40, 40)))
        return answer


def fit_boosting(x: np.ndarray, admitted: np.ndarray, settings: RiskSettings) -> Boosting:
    """Fit on rows of features (missing is nan) and whether each was admitted. The same rows give the same model."""
    lightgbm = _library("lightgbm")
    said = {
        "objective": "binary",
        "learning_rate": settings.learning_rate,
        "num_leaves": settings.leaves,
        "min_data_in_leaf": settings.smallest_leaf,
        "lambda_l2": settings.l2,
        "seed": settings.seed,
        "num_threads": settings.threads,
        "deterministic": True,
        "force_row_wise": True,
        "verbosity": -1,
    }
    return Boosting(
        lightgbm.train(said, lightgbm.Dataset(x, admitted), num_boost_round=settings.rounds), settings.threads
    )


def fit_logistic(
    x: np.ndarray, admitted: np.ndarray, features: tuple[Feature, ...], settings: RiskSettings
) -> Logistic:
    """Fit the baseline; missing values take the middle value."""
    linear_model = _library("sklearn.linear_model")
    known = ~np.isnan(x).all(axis=0)
    middle = np.zeros(x.shape[1], dtype=np.float32)
    middle[known] = np.nanmedian(x[:, known], axis=0)
    shaped = _shaped(features, x, middle)
    mean, spread = shaped.mean(axis=0, dtype=np.float64), shaped.std(axis=0, dtype=np.float64)
    spread = np.where(spread > 1e-9, spread, 1.0)
    model = linear_model.LogisticRegression(C=settings.inverse_penalty, max_iter=settings.iterations)
    model.fit((shaped - mean) / spread, admitted)
    return Logistic(features, middle, mean, spread, np.asarray(model.coef_[0]), float(model.intercept_[0]))


def _shaped(features: tuple[Feature, ...], x: np.ndarray, middle: np.ndarray) -> np.ndarray:
    filled = np.where(np.isnan(x), middle, x)
    counts = np.array([feature.count for feature in features])
    filled[:, counts] = np.log1p(filled[:, counts])
    squared = [(filled[:, n] / 50) ** 2 for n, feature in enumerate(features) if feature.name == "age"]
    return np.column_stack([filled, *squared])


def _library(name: str) -> Any:
    try:
        return __import__(name, fromlist=["_"])
    except ImportError as error:
        raise RiskLibrariesMissingError(
            f"the risk of emergency admission needs {name.partition('.')[0]}: run `pip install 'joinedup[risk]'`, or leave"
            " the risk model out of the build"
        ) from error
