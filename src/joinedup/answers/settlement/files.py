"""A settlement as files: the page, the ledger for machines (JSON) and for spreadsheets (CSV)."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from joinedup.answers.page.rendering import write_whole
from joinedup.answers.settlement.page import as_html
from joinedup.answers.settlement.shown import shown_facts
from joinedup.errors import JoinedupError
from joinedup.money.settlement.facts_file import FOLDER as FACTS
from joinedup.money.settlement.ledger import Line
from joinedup.money.settlement.ledger_csv import as_csv
from joinedup.money.settlement.settled_year import SettledYear
from joinedup.place.file import FILE_NAME as PLACE_FILE
from joinedup.wording import slug

FOLDER = Path("build") / "settlements"
SETTLEMENT_VERSION = 1


@dataclass(frozen=True)
class Written:
    """Where the files of a settlement are."""

    page: Path
    json: Path
    csv: Path


def write_settlement(
    folder: Path,
    settled: SettledYear,
    *,
    to: Path | None = None,
    json_to: Path | None = None,
    csv_to: Path | None = None,
) -> Written:
    """Write the page and both ledgers, each to build/settlements/CONTRACT-year-N.* where no other file is named.

    Each file is replaced in one move. JoinedupError when one cannot be written, or would replace what it is made from.
    """
    own = folder / FOLDER / f"{slug(settled.contract.name)}-year-{settled.year.number}"
    written = Written(
        to or own.with_suffix(".html"), json_to or own.with_suffix(".json"), csv_to or own.with_suffix(".csv")
    )
    _require_own_files(folder, written)
    standing = "; ".join(settled.standing()) or "final"
    csv = as_csv(settled.ledger, settled.contract.name, settled.year.number, standing)
    for target, content in (
        (written.json, as_json(settled)),
        (written.csv, csv),
        (written.page, as_html(settled)),
    ):
        write_whole(target, content)
    return written


def _require_own_files(folder: Path, written: Written) -> None:
    """JoinedupError where two of the files are one, or one is what a settlement is made from."""
    targets = [target.resolve() for target in (written.page, written.json, written.csv)]
    if len(set(targets)) < len(targets):
        raise JoinedupError(
            "the page, the JSON and the CSV need a file each: --to, --json and --csv name one twice"
        )
    for target in targets:
        made_from = [folder / name for name in (PLACE_FILE, "data", FACTS)]
        if any(target.is_relative_to(source.resolve()) for source in made_from):
            raise JoinedupError(
                f"{target}: a settlement is made from this and must not replace it; name another file"
            )


def as_json(settled: SettledYear) -> str:
    """The settlement as JSON: what it is of, what it rests on, its lines, its totals. The same inputs give the same bytes."""
    year, covered = settled.year, settled.coverage
    whole = {
        "settlement_version": SETTLEMENT_VERSION,
        "place": settled.place,
        "contract": settled.contract.name,
        "year": {
            "number": year.number,
            "starts_on": year.starts_on.isoformat(),
            "last_day": (year.ends_before - timedelta(days=1)).isoformat(),
        },
        "shadow": year.is_shadow,
        "final": settled.is_final,
        "standing": list(settled.standing()),
        "notices": list(settled.notices),
        "records": {
            "days_held": covered.days,
            "days_of_year": covered.of_days,
            "run_out_months": covered.run_out_months,
            "until": (covered.records_until - timedelta(days=1)).isoformat(),
        },
        "build": {
            "published_at": settled.build.published_at,
            "manifest_sha256": settled.build.manifest_sha256,
        },
        "contract_sha256": settled.contract_sha256,
        "facts_file_sha256": _sha256(settled.facts_file.text),
        "facts": [
            {"fact": fact.name, "value": fact.value, "rests_on": fact.rests_on}
            for fact in shown_facts(settled)
        ],
        "lines": [_line(line) for line in settled.ledger.lines],
        "totals_pence": settled.ledger.totals(),
        "organisations": {code: settled.names.get(code, code) for code in settled.ledger.totals()},
    }
    return json.dumps(whole, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def _line(line: Line) -> dict[str, Any]:
    entry = line.entry
    return {
        "entry": entry.number,
        "account": line.account,
        "account_pence": line.pence,
        "payer": entry.payer,
        "payee": entry.payee,
        "amount_pence": entry.amount_pence,
        "term": entry.term,
        "reason": entry.reason,
        "rests_on": [{"fact": fact, "on": said} for fact, said in entry.rests_on],
    }


def _sha256(text: str) -> str | None:
    return hashlib.sha256(text.encode("utf-8")).hexdigest() if text else None
