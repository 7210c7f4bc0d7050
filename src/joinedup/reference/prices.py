"""Dated unit prices: every `prices/*.toml` file's `[[prices]]` rows as one table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from joinedup.engine.tables import Column, Table
from joinedup.reference.files import files_in

UNIT_PRICE = Table(
    "unit_price",
    "one row per price and the days it applies to",
    (
        Column("price_code", "varchar", "name of the price, shown on every cost line"),
        Column("setting", "varchar", "setting of the contacts it prices"),
        Column("kind", "varchar", "kind of the contacts it prices, or prescription-item"),
        Column("began", "varchar", "how the contact began; null for any"),
        Column("minimum_bed_days", "smallint", "fewest bed days it prices; null for any"),
        Column("maximum_bed_days", "smallint", "most bed days it prices; null for any"),
        Column("starts_on", "date", "first day it applies"),
        Column("ends_before", "date", "first day it no longer applies; null while it does"),
        Column("unit", "varchar", "what one of it is: contact, stay, bed day, week, item ..."),
        Column("amount_pence", "bigint", "price of one unit in pence"),
        Column("source", "varchar", "where the price comes from"),
    ),
)


def unit_price_rows() -> Iterator[tuple[Any, ...]]:
    """Rows of UNIT_PRICE. What a row leaves out is taken from the head of its file, else it is null."""
    for file in files_in("prices"):
        head = {"source": file.source, "starts_on": file.applies_from, **file.content}
        for row in file.content["prices"]:
            yield tuple(row.get(name, head.get(name)) for name in UNIT_PRICE.column_names)


def price_sources(services: Iterable[tuple[str, str | None]] | None = None) -> tuple[str, ...]:
    """Where the prices of these services (setting and kind, None for every kind) come from, each once; of all when None."""
    wanted = None if services is None else set(services)
    setting, kind, source = (UNIT_PRICE.column_names.index(name) for name in ("setting", "kind", "source"))
    found = (
        row[source]
        for row in unit_price_rows()
        if wanted is None or {(row[setting], row[kind]), (row[setting], None)} & wanted
    )
    return tuple(dict.fromkeys(found))
