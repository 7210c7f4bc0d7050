"""What the last build found in the extracts: files refused, and rows set aside by rule."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from joinedup.answers.published import Published

REFUSED = "select file, message from source_file where status = 'refused' order by file"
COUNTS = """
select sum(rows_read), sum(rows_kept), sum(rows_set_aside), sum(rows_replaced), count(*) from source_file
"""
BY_RULE = """
select f.source_name, s.rule, count(*) as times, s.message
from set_aside as s join source_file as f on f.file_id = s.file_id
group by f.source_name, s.rule, s.message order by f.source_name, times desc, s.rule, s.message
"""

UNKNOWN_CARE_MODELS = """
select care_model, count(*) as spells from enrolment
where care_model not in (select care_model from care_model) group by care_model order by care_model
"""


def data_lines(published: Published, refused: Sequence[tuple[Any, ...]]) -> list[str]:
    """What the published build found in the extracts: totals that reconcile, files refused, rows set aside by rule."""
    read, kept, aside, replaced, files = (int(number or 0) for number in published.rows(COUNTS)[0])
    lines = [
        f"\nextracts of the build published {published.published_at}: {files:,} files",
        f"  {read:>14,} rows read",
        f"  {kept:>14,} kept",
        f"  {aside:>14,} set aside",
        f"  {replaced:>14,} replaced by a later row or file",
    ]
    lines += (
        ["\nfiles that were refused", *(f"  {file}\n      {why}" for file, why in refused)] if refused else []
    )
    by_rule = published.rows(BY_RULE)
    lines += ["\nrows set aside, by source and rule"] if by_rule else []
    lines += [f"  {times:>12,}  {name}: {rule}\n{'':16}{why}" for name, rule, times, why in by_rule]
    return [*lines, *_caseload_lines(published)]


def _caseload_lines(published: Published) -> list[str]:
    """Lists of people on care models that the place file does not have: they are in the records, and evaluated nowhere."""
    if not published.has("enrolment", "care_model"):
        return []
    unknown = published.rows(UNKNOWN_CARE_MODELS)
    told = [
        f"  {spells:>12,}  {name}\n{'':16}add a [[care_models]] of this name, or mend the name in the list"
        for name, spells in unknown
    ]
    return ["\nspells on caseloads of care models that the place file does not have", *told] if told else []
