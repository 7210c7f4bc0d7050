"""The data quality section: what each source sent, what became of every row, and how people were told apart.

Rows of files are shown exactly, so that they can be reconciled; what counts people goes through disclosure control.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from joinedup.answers.disclosure import percentage, two_way
from joinedup.answers.page import words
from joinedup.answers.page.section import Figure, Section, ShownTable
from joinedup.answers.published import AnswersQueries, Published

RULES_SHOWN = 15


def data_quality_section(published: Published) -> Section:
    """Rows by source, rows set aside by rule, refused files and linkage."""
    files = published.rows(
        "select source_name, status, count(*) as files, sum(coalesce(rows_read, 0)) as read,"
        " sum(coalesce(rows_kept, 0)) as kept, sum(coalesce(rows_set_aside, 0)) as aside,"
        " sum(coalesce(rows_replaced, 0)) as replaced, min(first_day) as first_day, max(last_day) as last_day"
        " from source_file group by all order by 1, 2"
    )
    read, kept, aside, replaced = (sum(int(row[place]) for row in files) for place in (3, 4, 5, 6))
    number = sum(int(row[2]) for row in files)
    lead = (
        f"{words.some(number, 'file', 'files')} gave {read:,} rows: {kept:,} became records, {aside:,}"
        f" ({_part(aside, read)}) broke a rule and were set aside with the reason, and"
        f" {replaced:,} were replaced by a later row or file."
    )
    figures = [_rows_by_source(files), _set_aside(published)]
    if published.has("link_quality"):
        figures.append(linkage_figure(published))
    return Section(
        "data-quality",
        "Data quality",
        lead,
        [figure for figure in figures if figure],
        in_short=f"{_part(kept, read)} of {read:,} rows sent became records; {aside:,} were set aside, each with its reason.",
    )


def _rows_by_source(files: Sequence[Sequence[Any]]) -> Figure:
    sources = sorted({row[0] for row in files})
    rows = []
    for source in sources:
        own = [row for row in files if row[0] == source]
        sums = [sum(int(row[place]) for row in own) for place in (2, 3, 4, 5, 6)]
        days = [row[8] for row in own if row[8]]
        last = words.day(max(days)) if days else words.NOT_THERE
        rows.append((source, *[f"{number:,}" for number in sums], last))
    sums = [sum(int(row[place]) for row in files) for place in (2, 3, 4, 5, 6)]
    rows.append(("All", *[f"{number:,}" for number in sums], ""))
    refused = sum(int(row[2]) for row in files if row[1] == "refused")
    adds_up = "Every row read is accounted for: read = kept + set aside + replaced."
    if sums[1] != sum(sums[2:5]):
        adds_up = "The rows do not add up: read is not kept + set aside + replaced."
    said = (
        f" {words.some(refused, 'file was', 'files were')} refused whole."
        if refused
        else " No file was refused."
    )
    return Figure(
        "Rows by source",
        adds_up + said,
        table=ShownTable(
            "Files and rows by source (rows of files, shown exactly)",
            ("Source", "Files", "Rows read", "Kept", "Set aside", "Replaced", "Last day"),
            rows,
            has_total=True,
        ),
    )


def _set_aside(published: Published) -> Figure | None:
    rows = published.rows(
        "select source_file.source_name, source_file.extract_table, set_aside.rule, count(*) as rows_aside"
        " from set_aside left join source_file on source_file.file_id = set_aside.file_id"
        " group by all order by rows_aside desc, 1, 2, 3"
    )
    if not rows:
        return Figure("Rows set aside", "No row broke a rule.")
    source, table, rule, number = rows[0]
    note = ""
    if len(rows) > RULES_SHOWN:
        rest = sum(int(row[3]) for row in rows[RULES_SHOWN:])
        note = f"{len(rows) - RULES_SHOWN} further rules set aside {rest:,} rows between them: see the table set_aside."
    return Figure(
        "Rows set aside, by rule",
        f"The rule broken most was “{words.plain(rule).lower()}” in {table or 'a file'} of {source}, by {number:,} rows.",
        table=ShownTable(
            "Rows set aside (rows of files, shown exactly)",
            ("Source", "Table", "Rule", "Rows"),
            [(str(s), t or words.NOT_THERE, words.plain(r), f"{n:,}") for s, t, r, n in rows[:RULES_SHOWN]],
            words=frozenset({1, 2}),
        ),
        note=note,
    )


def linkage_figure(published: AnswersQueries) -> Figure | None:
    """How the sources' own person numbers found their persons, through disclosure control; None when nothing was linked."""
    rows = published.rows(
        "select source_name, with_valid_number, joined_by_matching, left_ambiguous + left_alone as left_apart,"
        " numbers_in_doubt from link_quality order by source_number"
    )
    if not rows:
        return None
    shown = two_way([[int(number) for number in row[1:5]] for row in rows], row_totals=False)
    valid, joined, apart, _ = shown.column_totals
    everyone = (valid or 0) + (joined or 0) + (apart or 0)
    body = [(row[0], *map(words.count, cells)) for row, cells in zip(rows, shown.cells, strict=True)]
    return Figure(
        "How people were told apart",
        f"{words.per_cent(percentage(valid, everyone))} of the sources’ own person numbers came with a valid NHS number; "
        f"{words.count(joined)} more were joined to a person by matching names, birth dates and postcodes.",
        table=ShownTable(
            "Sources’ own person numbers, by how each found its person",
            ("Source", "Valid NHS number", "Joined by matching", "Joined to nobody", "In doubt"),
            [*body, ("All", *map(words.count, shown.column_totals))],
            has_total=True,
        ),
        note="In doubt: the valid NHS number belongs to somebody of another name and birth date in the record most trusted;"
        " it is counted among the valid ones too.",
        suppressed=shown.suppressed,
    )


def _part(part: int, whole: int) -> str:
    """Share of rows in per cent, never rounded up to all of them."""
    if not whole:
        return "0%"
    share = 100 * part / whole
    return "100%" if part == whole else f"{min(share, 99.99):.2f}%" if share > 99 else f"{share:.1f}%"
