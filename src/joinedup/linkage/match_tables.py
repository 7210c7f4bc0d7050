"""The tables that linkage makes beside `person` and `person_key` of the records."""

from __future__ import annotations

from pathlib import Path

from joinedup.engine.steps import read_step
from joinedup.engine.tables import Column, Table
from joinedup.records.tables import IDENTITY

_FOLDER = Path(__file__).parent

LINK_QUALITY = read_step(_FOLDER / "link_quality.sql")
PERSON_STEP = read_step(_FOLDER / "person.sql")
PERSON_KEY_STEP = read_step(_FOLDER / "person_key.sql", identifiable=True)

MATCH_PAIR = Table(
    "match_pair",
    "one row per pair of records that Splink judged and did not find unlikely",
    (
        Column("source_number", "integer", "the source of the record without a valid NHS number"),
        Column("local_person_key", "varchar", "its key"),
        Column("person_id", "integer", "the person it was given"),
        Column(
            "other_source_number",
            "integer",
            "the other record's source, when it has no valid number either; else null",
        ),
        Column(
            "other_local_person_key",
            "varchar",
            "the other record's key, when it has no valid number either; else null",
        ),
        Column("other_person_id", "integer", "the person the other record was given"),
        Column(
            "match_weight",
            "double",
            "how strongly the details speak for one person, in bits; below zero against",
        ),
        Column("probability", "double", "probability that the two records are one person, 0 to 1"),
    ),
    rule="pairs of a record without a valid number with a record of a person known by theirs, or with another without",
    identifiable=True,
)

MATCH_WEIGHT = Table(
    "match_weight",
    "one row per column compared and level of agreement",
    (
        Column("compared", "varchar", "the column compared"),
        Column(
            "position",
            "smallint",
            "order of the level: 1 is the strictest; a pair falls in the first it meets",
        ),
        Column("level", "varchar", "the degree of agreement"),
        Column("m", "double", "chance of this level for two records of one person"),
        Column("u", "double", "chance of this level for records of two people"),
        Column(
            "match_weight",
            "double",
            "log2(m / u): bits it adds to a pair's weight, before the value's own rarity",
        ),
        Column("measured_on", "varchar", "the records that m and u were measured on, or the model's file"),
    ),
    rule="the weights this build's matching used; no rows when nothing had to be matched",
)

IDENTITY_SOURCE = Table(
    "identity_source",
    "one row per source",
    (
        Column("source_number", "integer", "the source's place in place.toml, from 1"),
        Column("source_name", "varchar", "its organisation and format"),
        Column("general_practice", "boolean", "whether it is a GP record, whose details are trusted most"),
    ),
)

PERSON_NAMED = Table(
    "person_named",
    "one row per person",
    (Column("person_id", "integer", "the person"), Column("pseudonym", "varchar", "the person's pseudonym")),
)

PERSON_OF_NUMBER = Table(
    "person_of_number",
    "one row per valid NHS number",
    (Column("valid_number", "bigint", "the number"), Column("person_id", "integer", "the person")),
    identifiable=True,
)

PERSON_OF_KEY = Table(
    "person_of_key",
    "one row per local key without a valid NHS number",
    (
        Column("source_number", "integer", "the source"),
        Column("local_person_key", "varchar", "the key"),
        Column("person_id", "integer", "the person"),
    ),
    identifiable=True,
)

MATCHED_KEY = Table(
    "matched_key",
    "one row per local key without a valid NHS number",
    (
        Column("source_number", "integer", "the source"),
        Column("outcome", "varchar", "joined, ambiguous or alone"),
        Column("best_weight", "double", "weight in bits of its likeliest pair; null when it has none"),
    ),
)

_DETAILS = (
    Column("given_name", "varchar", "first name, upper case letters"),
    Column("family_name", "varchar", "surname, upper case letters"),
    Column("birth_date", "date", "date of birth"),
    Column("postcode", "varchar", "postcode without its space"),
    Column("sex", "varchar", "female or male"),
    Column("written_number", "varchar", "digits written for the NHS number"),
)

NUMBERED_IDENTITY = Table(
    "numbered_identity",
    "one row per local key of a source",
    (*IDENTITY.columns, Column("valid_number", "bigint", "its valid NHS number; null when it has none")),
    identifiable=True,
)

UNNUMBERED_RECORD = Table(
    "unnumbered_record",
    "one row per local key without a valid NHS number",
    (Column("record_id", "bigint", "from 0"), *_DETAILS),
    identifiable=True,
)

NUMBERED_RECORD = Table(
    "numbered_record",
    "one row per person known by NHS number and distinct details",
    (
        Column("record_id", "bigint", "after those of unnumbered_record"),
        Column("valid_number", "bigint", "the number"),
        *_DETAILS,
    ),
    identifiable=True,
)
