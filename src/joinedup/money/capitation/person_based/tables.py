"""The tables of person-based need: what each holds."""

from __future__ import annotations

from joinedup.engine.tables import Column, Table

_RULE = (
    "Least squares of the cost of a person-year, cut at a percentile, on what was known before the year, weighing each person by"
    " the time lived; supply enters and is held at its mean."
)
PERSON_NEED = Table(
    "person_need",
    "one row per person of capitation_person",
    (
        Column("person_id", "integer", "the person"),
        Column("predicted_pence", "bigint", "expected cost of a person-year, supply at its mean"),
        Column("weight", "double", "the same over the mean: the time lived, weighed so, adds up to itself"),
    ),
    _RULE,
)
PRACTICE_NEED = Table(
    "practice_need",
    "one row per practice with people in the year that need is measured in",
    (
        Column("practice_code", "varchar", "ODS code; null where the place counts people seen"),
        Column("neighbourhood", "varchar", "its neighbourhood; null for a practice in none"),
        Column("people", "integer", "people whose first practice of the year it was"),
        Column("person_years", "double", "time they lived here in the year"),
        Column("cost_pence", "bigint", "what their care cost"),
        Column("kept_pence", "bigint", "of it below the threshold for a person; the rest is pooled"),
        Column("need_index", "double", "mean weight of its people: 1 is the place's mean need"),
        Column("cost_to_expected", "double", "kept cost over what was expected with supply as it is"),
        Column("believed", "double", "Z: how far that is believed rather than taken for chance, 0 to 1"),
        Column("index_used", "double", "need_index times what is believed of cost_to_expected, mean 1"),
        Column("share", "double", "its share of any pot: person-years times index_used"),
        Column("budget_pence", "bigint", "its share of the place's cost of the year, to the penny"),
    ),
    "The index times Z x (cost to expected) + (1 - Z), Z = n / (n + K): see money/capitation/credibility.py.",
)
PRACTICE_NEED_STEP = Table(
    "practice_need_step",
    "one row per practice and nested model",
    (
        Column("practice_code", "varchar", "ODS code; null where the place counts people seen"),
        Column("neighbourhood", "varchar", "its neighbourhood; null for a practice in none"),
        Column("model", "tinyint", "the model, 1 the smallest: see capitation_fit"),
        Column("person_years", "double", "time its people lived here in the year"),
        Column("need_index", "double", "mean weight of its people by this model: 1 is the place's mean need"),
    ),
    "What the index would be if need were measured with fewer characteristics.",
)
CAPITATION_MODEL = Table(
    "capitation_model",
    "one row per column of the largest model that is in it",
    (
        Column("position", "smallint", "order of the row"),
        Column("characteristic", "varchar", "the characteristic it belongs to"),
        Column("name", "varchar", "what it says of a person"),
        Column(
            "compared_with", "varchar", "whom the amount is more or less than; empty for the first amounts"
        ),
        Column("people", "integer", "people of whom it is so"),
        Column("amount_pence", "double", "what it adds to the cost of a person-year"),
        Column("standard_error", "double", "how far that may be off by chance"),
        Column("low_pence", "double", "lower limit of the interval"),
        Column("high_pence", "double", "upper limit of the interval"),
    ),
    _RULE,
)
CAPITATION_FIT = Table(
    "capitation_fit",
    "one row per nested model",
    (
        Column("model", "tinyint", "1 the smallest"),
        Column("adds", "varchar", "the characteristic it adds to the model before"),
        Column("amounts", "smallint", "number of amounts it learns"),
        Column("people_learnt", "integer", "people it is learnt from"),
        Column("people_tested", "integer", "other people, whom it is tested on"),
        Column(
            "r2_learnt", "double", "share of differences between people predicted, among those learnt from"
        ),
        Column("r2_tested", "double", "the same among those tested"),
        Column("r2_tested_uncut", "double", "the same with costs that are not cut"),
        Column("practices", "integer", "practices with people in the half tested"),
        Column(
            "r2_practices", "double", "share of differences between practices predicted in the half tested"
        ),
        Column("r2_practices_low", "double", "lower limit; null with too few practices"),
        Column("r2_practices_high", "double", "upper limit; null with too few practices"),
        Column("missed_by_a_tenth", "double", "share of practices predicted 10% or more too high or too low"),
    ),
    "Learnt from a half of people drawn by lot, tested on the other; a characteristic that does not differ adds no model.",
)
CAPITATION_TENTH = Table(
    "capitation_tenth",
    "one row per tenth of the time lived by people tested, by predicted cost",
    (
        Column("tenth", "tinyint", "1 the lowest predicted cost"),
        Column("people", "integer", "people in it"),
        Column("person_years", "double", "time they lived here"),
        Column("predicted_pence", "bigint", "their mean cost for a person-year as predicted"),
        Column("actual_pence", "bigint", "their mean cost for a person-year as it was, cut"),
    ),
    "The largest model, learnt from the other half of people.",
)
CAPITATION_CARD = Table(
    "capitation_card",
    "one row per statement about person-based need",
    (
        Column("position", "smallint", "order of the statement"),
        Column("item", "varchar", "what is stated"),
        Column("value", "double", "the figure; null where there is none"),
        Column("words", "varchar", "in words; null where the figure says it all"),
    ),
    "What it was made from, what was left out and why.",
)
TABLES = (
    PERSON_NEED,
    PRACTICE_NEED,
    PRACTICE_NEED_STEP,
    CAPITATION_MODEL,
    CAPITATION_FIT,
    CAPITATION_TENTH,
    CAPITATION_CARD,
)
