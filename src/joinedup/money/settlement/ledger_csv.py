"""A ledger as a table for spreadsheets: one row a line, two rows an entry.

Text that a spreadsheet would run as a formula is written with an apostrophe before it, as OWASP advises against CSV
injection (owasp.org/www-community/attacks/CSV_Injection), and so is text that begins with one, so that reading back is exact.
The file begins with a byte order mark, by which spreadsheets know UTF-8.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence

from joinedup.money.settlement.ledger import Entry, Ledger, LedgerError, require_zero_sum

BYTE_ORDER_MARK = "\ufeff"
COLUMNS = (
    "contract",
    "year",
    "standing",
    "entry",
    "account",
    "account_pence",
    "payer",
    "payee",
    "amount_pence",
    "term",
    "reason",
    "rests_on",
)
BETWEEN_FACTS, BETWEEN_FACT_AND_WORDS = " | ", " = "
# A vertical bar or an equals sign of a text itself stands behind a backslash, and so does a backslash.
_BACKSLASHED = re.compile(r"\\(.)", re.DOTALL)
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "'")


def as_csv(ledger: Ledger, contract: str, year: int, standing: str) -> str:
    """The ledger as CSV (RFC 4180). `standing` says on each row whether it is final, provisional or shadow."""
    written = io.StringIO()
    rows = csv.writer(written, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    for line in ledger.lines:
        entry = line.entry
        head = (_safe(contract), year, _safe(standing), entry.number, _safe(line.account), line.pence)
        rows.writerow(
            (
                *head,
                _safe(entry.payer),
                _safe(entry.payee),
                entry.amount_pence,
                _safe(entry.term),
                _safe(entry.reason),
                _safe(_in_one_cell(entry.rests_on)),
            )
        )
    return BYTE_ORDER_MARK + written.getvalue()


def from_csv(text: str) -> Ledger:
    """The ledger that `as_csv` wrote. LedgerError where lines were changed so that an entry no longer sums to zero."""
    rows = list(csv.DictReader(io.StringIO(text.removeprefix(BYTE_ORDER_MARK), newline="")))
    by_entry: dict[int, list[Mapping[str, str]]] = {}
    for row in rows:
        by_entry.setdefault(int(row["entry"]), []).append(row)
    for number, lines in by_entry.items():
        require_zero_sum([int(line["account_pence"]) for line in lines], f"entry {number}")
    return Ledger(tuple(_entry(number, lines) for number, lines in by_entry.items()))


def _entry(number: int, lines: Sequence[Mapping[str, str]]) -> Entry:
    first = lines[0]
    accounts = {(_read(line["account"]), int(line["account_pence"])) for line in lines}
    payer, payee, amount = _read(first["payer"]), _read(first["payee"]), int(first["amount_pence"])
    if len(lines) != 2 or accounts != {(payer, -amount), (payee, amount)}:
        raise LedgerError(f"entry {number}: its two lines do not say what {payer} pays {payee}")
    facts = tuple(_fact(said) for said in _read(first["rests_on"]).split(BETWEEN_FACTS) if said)
    return Entry(number, payer, payee, amount, _read(first["term"]), _read(first["reason"]), facts)


def _in_one_cell(facts: Sequence[tuple[str, str]]) -> str:
    return BETWEEN_FACTS.join(
        f"{_marked(fact)}{BETWEEN_FACT_AND_WORDS}{_marked(said)}" for fact, said in facts
    )


def _fact(said: str) -> tuple[str, str]:
    fact, _, rests_on = said.partition(BETWEEN_FACT_AND_WORDS)
    return _unmarked(fact), _unmarked(rests_on)


def _marked(text: str) -> str:
    return re.sub(r"([\\|=])", r"\\\1", text)


def _unmarked(text: str) -> str:
    return _BACKSLASHED.sub(r"\1", text)


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(_STARTS_A_FORMULA) else text


def _read(cell: str) -> str:
    return cell.removeprefix("'")
