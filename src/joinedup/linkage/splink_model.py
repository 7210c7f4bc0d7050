"""The matching model handed to Splink: its settings, and m and u measured on the place's own records.

Nothing here is random: Splink draws its sample by a hash of the record's number and the model's seed.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import Any

import pyarrow as pa

from joinedup.errors import JoinedupError
from joinedup.linkage.match_model import BlockingRule, Comparison, Level, MatchModel

RECORD_ID = "record_id"
KNOWN_PERSON = "known_person"


class SplinkMissingError(JoinedupError):
    """The extra `matching` is not installed."""


def splink() -> Any:
    """The splink package with its DuckDB backend, imported when first needed. SplinkMissingError when not installed."""
    try:
        import splink
        import splink.backends.duckdb
    except ImportError as error:
        raise SplinkMissingError(
            "some records have no valid NHS number and must be matched on names and dates, which needs Splink:"
            " run `pip install 'joinedup[matching]'`"
        ) from error
    logging.getLogger("splink").setLevel(logging.ERROR)
    return splink


class Records:
    """Tables handed to Splink inside a DuckDB of its own, in memory."""

    def __init__(self) -> None:
        self._database = splink().backends.duckdb.DuckDBAPI()
        # DuckDB draws a bar on standard output of its own accord; a build says how far it is in its own way.
        self._database.duckdb_con.execute("set enable_progress_bar = false")

    def linker(self, records: pa.Table, settings: dict[str, Any]) -> Any:
        """A Splink linker over one table of records."""
        return splink().Linker(self.table(records), settings, log_level=None, validate_settings=False)

    def table(self, records: pa.Table) -> Any:
        """A table as Splink takes it."""
        return self._database.register(records)

    def close(self) -> None:
        """Release the memory."""
        self._database.duckdb_con.close()


def settings_of(
    model: MatchModel, comparisons: tuple[Comparison, ...], rules: tuple[BlockingRule, ...], prior: float
) -> dict[str, Any]:
    """Splink's settings: `prior` is the probability that two random records are one person."""
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": RECORD_ID,
        "probability_two_random_records_match": prior,
        "retain_matching_columns": False,
        "retain_intermediate_calculation_columns": False,
        "blocking_rules_to_generate_predictions": [{"blocking_rule": rule.sql} for rule in rules],
        "comparisons": [_comparison_settings(comparison) for comparison in comparisons],
    }


def measured(
    model: MatchModel, records: pa.Table, strangers: pa.Table, *, known: bool, prior: float
) -> tuple[Comparison, ...]:
    """The model's comparisons with m and u measured on this place.

    `strangers` has one record a person (as far as known): u is measured on random pairs of it. `records` has the column
    `known_person` when `known`: m is measured on pairs that share it; otherwise by expectation and maximisation.
    A level never seen keeps the figure of the model's file.
    """
    splinks = Records()
    settings = settings_of(model, model.comparisons, model.blocking, prior)
    try:
        stranger = splinks.linker(strangers, settings)
        stranger.training.estimate_u_using_random_sampling(
            max_pairs=float(model.training.random_pairs),
            seed=model.training.seed,
            min_count_per_level=None,
            num_chunks=1,
        )
        linker = splinks.linker(records, stranger.misc.save_model_to_json())
        if known:
            linker.training.estimate_m_from_label_column(KNOWN_PERSON)
        else:
            for columns in model.training.estimation_rules:
                linker.training.estimate_parameters_using_expectation_maximisation(
                    BlockingRule(columns).sql, fix_u_probabilities=True
                )
        return _with_measured(model.comparisons, linker.misc.save_model_to_json())
    finally:
        splinks.close()


def _with_measured(comparisons: tuple[Comparison, ...], trained: dict[str, Any]) -> tuple[Comparison, ...]:
    found = {said["output_column_name"]: said["comparison_levels"] for said in trained["comparisons"]}
    return tuple(
        replace(
            comparison, levels=tuple(map(_level_measured, comparison.levels, found[comparison.column][1:]))
        )
        if comparison.measured
        else comparison
        for comparison in comparisons
    )


def _level_measured(level: Level, trained: dict[str, Any]) -> Level:
    m, u = trained.get("m_probability"), trained.get("u_probability")
    return replace(
        level,
        m=float(m) if isinstance(m, float) and m > 0 else level.m,
        u=float(u) if isinstance(u, float) and u > 0 else level.u,
    )


def _comparison_settings(comparison: Comparison) -> dict[str, Any]:
    column = comparison.column
    missing = {
        "sql_condition": f"{column}_l is null or {column}_r is null",
        "label_for_charts": "missing",
        "is_null_level": True,
    }
    return {
        "output_column_name": column,
        "comparison_levels": [missing, *(_level_settings(comparison, level) for level in comparison.levels)],
    }


def _level_settings(comparison: Comparison, level: Level) -> dict[str, Any]:
    said: dict[str, Any] = {
        "sql_condition": "ELSE" if level.when == "else" else level.when,
        "label_for_charts": level.label,
        "m_probability": level.m,
        "u_probability": level.u,
    }
    if comparison.term_frequency and level.exact:
        said["tf_adjustment_column"] = comparison.column
    return said
