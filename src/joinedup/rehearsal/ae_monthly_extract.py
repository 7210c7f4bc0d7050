"""The monthly totals that NHS England publishes about the place's emergency departments, added up from its attendances."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pyarrow as pa

from joinedup.rehearsal.draws import Whole
from joinedup.rehearsal.files import Piece, coded, days

FOLDER, SOURCE = "qzz", "Monthly A&E statistics"
_TYPES = {"01": "1", "02": "2", "03": "other", "04": "other"}
Totals = Counter[tuple[str, str, int, str]]  # trust, type, month, what


def add_attendances(totals: Totals, trust: str, rows: pa.Table, period: tuple[int, int]) -> None:
    """Adds the rows of an emergency department extract, each attendance once, to the totals of its months."""
    _, once = np.unique(rows["AEKEY"].to_numpy(), return_index=True)
    rows = rows.take(pa.array(once))
    day = rows["ARRIVALDATE"].cast(pa.int32()).fill_null(-(10**6)).to_numpy()
    inside = (day >= period[0]) & (day < period[1])
    month = day.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    kind = np.array(rows["AEDEPTTYPE"].cast(pa.string()).to_pylist(), dtype=object)
    long_wait = rows["DEPDUR"].to_numpy() > 240
    admitted = np.array(rows["AEATTENDDISP"].cast(pa.string()).to_pylist(), dtype=object) == "01"
    for name, which in (
        ("attendances", inside),
        ("breaches", inside & long_wait),
        ("admissions", inside & admitted),
    ):
        for code, published in _TYPES.items():
            _count(totals, month[which & (kind == code)], (trust, published), name)


def monthly_totals(totals: Totals, until: int) -> Piece:
    """The published file: one row a trust, kind of department and month."""
    keys = sorted({key[:3] for key in totals})
    trusts, kinds = sorted({key[0] for key in keys}), sorted({key[1] for key in keys})
    month = (
        np.array([key[2] for key in keys]).astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    )
    columns = {
        "period": days(month),
        "org_code": coded(np.array([trusts.index(key[0]) for key in keys]), trusts),
        "type": coded(np.array([kinds.index(key[1]) for key in keys]), kinds),
    }
    for name in ("attendances", "breaches", "admissions"):
        columns[name] = pa.array([float(totals[(*key, name)]) for key in keys])
    return Piece(FOLDER, f"ae_attendances_{np.datetime64(until - 1, 'D')}", pa.table(columns))


def _count(totals: Totals, months: Whole, key: tuple[str, str], name: str) -> None:
    for month, count in zip(*np.unique(months, return_counts=True), strict=True):
        totals[(*key, int(month), name)] += int(count)
