"""Risk of an emergency admission in the next twelve months: who may need help before they need a hospital.

Both models learn from people as they stood on earlier days and are tested on people as they stood on a later one, of
whom half serve to recalibrate the risks and the other half to judge them; so nothing is judged on what it learnt from,
and time runs as it will in use. The risks given out are those of the gradient boosting for the latest day.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np

from joinedup.engine.steps import FunctionStep, Workbench, version_of
from joinedup.engine.tables import Column, Table
from joinedup.population import (
    risk_calibration,
    risk_card,
    risk_discrimination,
    risk_models,
    risk_reasons,
    risk_sample,
)
from joinedup.population.risk_calibration import bin_of, recalibration
from joinedup.population.risk_card import Card, calibration_rows, introduction, performance
from joinedup.population.risk_discrimination import difference_in_area
from joinedup.population.risk_models import BOOSTING, LOGISTIC, Boosting, fit_boosting, fit_logistic
from joinedup.population.risk_reasons import main_reasons
from joinedup.population.risk_sample import Sample, ScoredDay, read_sample, scored_days
from joinedup.population.risk_settings import FILE, Feature, RiskSettings, risk_settings

RISK_SCORE = Table(
    "risk_score",
    "one row per person living here at the end of the data",
    (
        Column("person_id", "integer", "the person"),
        Column("as_of", "date", "the day the risk starts; only records strictly before it count"),
        Column("probability", "double", "probability of an emergency admission in twelve months, 0 to 1"),
        Column("decile", "tinyint", "tenth of the people living here: 1 the lowest risks, 10 the highest"),
        Column(
            "main_reasons", "varchar", "what in the record raises the risk most; null below the highest tenth"
        ),
    ),
    rule="Risks of the gradient boosting, recalibrated. " + risk_card.WARNING,
)
KNOWN_RISK = Table(
    "known_risk",
    "one row per person and day scored for risk, from the first day on which a risk could be known",
    (
        Column("person_id", "integer", "the person"),
        Column("as_of", "date", "the day the risk starts; only records strictly before it count"),
        Column("probability", "double", "probability of an emergency admission in twelve months, 0 to 1"),
    ),
    rule=(
        "Who is eligible on a day may depend on nothing that came later. On the last day of all these are the risks of "
        "risk_score. On the day that the models are tested on they are the risks of the gradient boosting as it had learnt "
        "from earlier days alone, not recalibrated, since the admissions that it is recalibrated with come later."
    ),
)
RISK_MODEL_CARD = Table(
    "risk_model_card",
    "one row per statement about the risk models",
    (
        Column("position", "integer", "order of the statement on the card"),
        Column("section", "varchar", "part of the card"),
        Column("item", "varchar", "what is stated"),
        Column("value", "double", "the figure; null where there is none"),
        Column("words", "varchar", "in words; null where the figure says it all"),
    ),
    rule="what the risks are for and not for, what they were made from, how well they do and for whom worse",
)
RISK_CALIBRATION = Table(
    "risk_calibration",
    "one row per model, group of people and tenth of risk",
    (
        Column("model", "varchar", "gradient-boosting or logistic"),
        Column("group_name", "varchar", "everyone, sex, ethnicity, deprivation or age"),
        Column("group_value", "varchar", "the group"),
        Column("bin", "tinyint", "tenth of all people tested, 1 the lowest risks"),
        Column("people", "integer", "people of the group in the tenth"),
        Column("expected", "double", "sum of their risks: admissions expected"),
        Column("observed", "integer", "people of them who were admitted"),
    ),
    rule="people the models neither learnt from nor were recalibrated on",
)


@dataclass(frozen=True)
class Split:
    """The days learnt from, the day tested on, the day people are scored on, and the features complete on all."""

    learnt_from: list[date]
    tested_on: date
    scored_on: date
    features: tuple[Feature, ...]


def score_risk(bench: Workbench) -> None:
    """Write the step's tables. Without enough data there are no risks, and the card says why."""
    settings, card = risk_settings(), Card()
    introduction(card)
    days = scored_days(bench.engine)
    data_from, data_ends_before = bench.engine.rows("select data_from, data_ends_before from place_period")[0]
    split = split_days(days, data_from, settings)
    if split is None:
        card.add("data", "why there is no risk", words=_too_short(data_from, data_ends_before, settings))
        _write(bench, card, None, None, [])
        return
    learnt = read_sample(bench.engine, split.learnt_from, split.features)
    later = read_sample(bench.engine, [split.tested_on], split.features)
    # People are numbered in the order of a keyed hash: odd and even numbers are two halves drawn by lot, always the same.
    recalibrated_on, tested = later.only(later.person_id % 2 == 0), later.only(later.person_id % 2 == 1)
    _describe(card, split, learnt, recalibrated_on, tested)
    fewest = min(int(sample.admitted.sum()) for sample in (learnt, recalibrated_on, tested))
    if fewest < settings.admitted_needed:
        words = f"only {fewest:,} people admitted in one of the parts; at least {settings.admitted_needed:,} are needed in each"
        card.add("data", "why there is no risk", words=words)
        _write(bench, card, None, None, [])
        return
    _fit_and_write(bench, card, split, learnt, recalibrated_on, tested)


def split_days(days: list[ScoredDay], data_from: date, settings: RiskSettings) -> Split | None:
    """Test on the latest day whose twelve months are over, learn from those before; None when there are not two."""
    over = [day.as_of for day in days if day.year_is_over]
    if len(over) < 2:
        return None
    *learnt_from, tested_on = over
    months = (learnt_from[0].year - data_from.year) * 12 + learnt_from[0].month - data_from.month
    features = tuple(feature for feature in settings.features if feature.needs_months_before <= months)
    return Split(learnt_from, tested_on, days[-1].as_of, features)


def _fit_and_write(
    bench: Workbench, card: Card, split: Split, learnt: Sample, recalibrated_on: Sample, tested: Sample
) -> None:
    settings = risk_settings()
    bench.say(f"fitting the risk of emergency admission on {len(learnt.admitted):,} people")
    boosting = fit_boosting(learnt.x, learnt.admitted, settings)
    logistic = fit_logistic(learnt.x, learnt.admitted, split.features, settings)
    rows: list[tuple[Any, ...]] = []
    risks, shifts = {}, {}
    as_learnt: list[tuple[Sample, np.ndarray]] = []
    for name, model in ((BOOSTING, boosting), (LOGISTIC, logistic)):
        before = [(sample, model.risk(sample.x)) for sample in (recalibrated_on, tested)]
        as_learnt += before if name == BOOSTING else []
        shifts[name] = recalibration(before[0][1], recalibrated_on.admitted)
        risks[name] = shifts[name].applied(before[1][1])
        performance(card, name, risks[name], tested, settings)
        rows += calibration_rows(name, risks[name], tested)
    gained = difference_in_area(risks[BOOSTING], risks[LOGISTIC], tested.admitted)
    words = "95% interval {:.4f} to {:.4f}".format(
        *(gained.value + z * gained.standard_error for z in (-1.96, 1.96))
    )
    card.add("discrimination", "area gained by gradient boosting over logistic", gained.value, words)
    _features_on_card(card, split, boosting)
    people = read_sample(bench.engine, [split.scored_on], split.features)
    probability = shifts[BOOSTING].applied(boosting.risk(people.x))
    known = _known(split, as_learnt, people, probability)
    _write(bench, card, _scores(people, split, probability, boosting), known, rows)


def _known(
    split: Split, as_learnt: list[tuple[Sample, np.ndarray]], people: Sample, probability: np.ndarray
) -> dict[str, Any]:
    """Rows of `known_risk`: everybody on the day tested on, then everybody on the day scored on."""
    parts = [(sample.person_id, split.tested_on, risk) for sample, risk in as_learnt]
    parts.append((people.person_id, split.scored_on, probability))
    days = [np.full(len(person), np.datetime64(day, "D")) for person, day, _ in parts]
    return {
        "person_id": np.concatenate([person for person, _, _ in parts]),
        "as_of": np.concatenate(days),
        "probability": np.round(np.concatenate([risk for _, _, risk in parts]), 6),
    }


def _scores(people: Sample, split: Split, probability: np.ndarray, model: Boosting) -> dict[str, Any]:
    told = replace(risk_settings(), features=split.features)
    return {
        "person_id": people.person_id,
        "as_of": np.full(len(people.person_id), np.datetime64(split.scored_on, "D")),
        "probability": np.round(probability, 6),
        "decile": bin_of(probability),
        "main_reasons": main_reasons(model, people.x, probability, told),
    }


def _write(
    bench: Workbench,
    card: Card,
    scores: dict[str, Any] | None,
    known: dict[str, Any] | None,
    rows: list[tuple[Any, ...]],
) -> None:
    bench.write_columns(RISK_SCORE.name, scores or _no_rows(RISK_SCORE))
    bench.write_columns(KNOWN_RISK.name, known or _no_rows(KNOWN_RISK))
    bench.write_columns(RISK_MODEL_CARD.name, card.columns())
    names = RISK_CALIBRATION.column_names
    columns = {
        name: np.array(values, dtype=object)
        for name, values in zip(names, zip(*rows, strict=True), strict=False)
    }
    bench.write_columns(RISK_CALIBRATION.name, columns or _no_rows(RISK_CALIBRATION))


def _no_rows(table: Table) -> dict[str, Any]:
    return {
        column.name: np.empty(0, dtype="datetime64[D]" if column.kind == "date" else object)
        for column in table.columns
    }


def _describe(card: Card, split: Split, learnt: Sample, recalibrated_on: Sample, tested: Sample) -> None:
    days = ", ".join(day.isoformat() for day in split.learnt_from)
    card.add("data", "learnt from people as they stood on", len(learnt.admitted), days)
    card.add(
        "data",
        "recalibrated on half the people as they stood on",
        len(recalibrated_on.admitted),
        split.tested_on.isoformat(),
    )
    card.add("data", "tested on the other half", len(tested.admitted), split.tested_on.isoformat())
    card.add("data", "scored as they stand on", None, split.scored_on.isoformat())
    for name, sample in (
        ("learnt from", learnt),
        ("recalibrated on", recalibrated_on),
        ("tested on", tested),
    ):
        share = float(sample.admitted.mean()) if len(sample.admitted) else None
        card.add(
            "data", f"share admitted among those {name}", share, f"{int(sample.admitted.sum()):,} people"
        )


def _features_on_card(card: Card, split: Split, boosting: Boosting) -> None:
    gains = boosting.gains()
    for place in np.argsort(-gains, kind="stable"):
        feature = split.features[place]
        card.add(
            "what it uses", feature.name, gains[place], "share of the fit that gradient boosting gains by it"
        )
    left_out = sorted(set(risk_settings().features) - set(split.features), key=lambda feature: feature.name)
    for feature in left_out:
        card.add(
            "what it uses",
            feature.name,
            None,
            f"left out: it needs {feature.needs_months_before} months of data before the first day",
        )


def _too_short(data_from: date, data_ends_before: date, settings: RiskSettings) -> str:
    months = (data_ends_before.year - data_from.year) * 12 + data_ends_before.month - data_from.month
    return (
        f"the extracts cover {months} months from {data_from.isoformat()}; {settings.months_needed} are needed: a year of"
        " history, a year of admissions to learn from and a year to test on"
    )


RISK_MODEL = FunctionStep(
    name="risk_model",
    tables=(RISK_SCORE, KNOWN_RISK, RISK_MODEL_CARD, RISK_CALIBRATION),
    reads=("person", "place_period", "risk_feature"),
    run=score_risk,
    version=version_of(
        score_risk,
        split_days,
        _fit_and_write,
        _scores,
        _known,
        *(risk_calibration, risk_card, risk_discrimination, risk_models, risk_reasons, risk_sample),
        FILE.read_text(encoding="utf-8"),
    ),
)
