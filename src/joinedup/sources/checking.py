"""The checks of a row, from the layout, as SQL over the view `extract`: the first rule that a row breaks sets it aside.

Automatic rules come first, column by column: a value is missing, is no date or number, lies too long ago. Then: the row's
day is in the future, an organisation is not known. Then the layout's own rules; last, that the row names no person or one
that no identity is known of. No message holds a value of the row.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from joinedup.sources.extracting import Extract, text
from joinedup.sources.layout import Column, ExtractTable

# What text must look like before an engine is asked to make a number of it: engines differ about 34.0, 1e3 and 0x10.
_WHOLE_NUMBER = "^ *[+-]?[0-9]{1,18} *$"
_NUMBER = "^ *[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]{1,3})? *$"
_TIME_OF_DAY = "^[ T][0-9]{2}:[0-9:.]*(Z|[+-][0-9:]*)?$"


@dataclass(frozen=True)
class Check:
    """`broken` is SQL that is true for a row that breaks the rule; null counts as not broken."""

    rule: str
    broken: str
    message: str


@dataclass(frozen=True)
class Bounds:
    """What checks compare with: the last day covered, and the organisations the place names."""

    data_until: date
    organisations: Collection[str]


def checks(table: ExtractTable, extract: Extract, bounds: Bounds) -> tuple[Check, ...]:
    """Every check of a table's rows, in the order they are made. Those of persons read the view `known_person`."""
    found: list[Check] = []
    for column in table.columns:
        found += _column_checks(column, extract)
    found += _day_in_future(table, extract, bounds)
    found += [_known_organisation(column, bounds) for column in table.columns if column.known_organisation]
    found += [Check(rule.name, rule.breaks_when, rule.message) for rule in table.rules]
    if table.person_key:
        found += _person_checks(extract)
    return tuple(found)


def set_aside_sql(made: tuple[Check, ...]) -> str:
    """SELECT of file_id, source_row, rule and message of every row that breaks a check: the first it breaks.

    Each check is a query of its own: a reader that knows the least and the greatest value of a block of rows then passes
    over the blocks in which no row can break it, which in a clean file is all of them.
    """
    if not made:
        return (
            "select file_id, source_row, cast(null as varchar) as rule, cast(null as varchar) as message"
            " from extract where false"
        )
    broken = "\nunion all\n".join(
        f"select file_id, source_row, {number} as check_number from extract where {check.broken}"
        for number, check in enumerate(made)
    )
    rule = " ".join(f"when {number} then {text(check.rule)}" for number, check in enumerate(made))
    message = " ".join(f"when {number} then {text(check.message)}" for number, check in enumerate(made))
    return f"""
        select file_id, source_row, case first_broken {rule} end as rule, case first_broken {message} end as message
        from (
            select file_id, source_row, min(check_number) as first_broken
            from ({broken}) as broken
            group by file_id, source_row
        ) as first_of_row
    """


def same_person(extract: Extract) -> str:
    """The join of `extract` to `known_person`, by number where that tells the same."""
    key = "local_person_number" if extract.person_number else "local_person_key"
    return f"known_person.{key} = extract.{key}"


def known_person_sql(source_number: int, extract: Extract) -> str:
    """SELECT of the persons of one source by the key that `extract` is joined on."""
    mine = f"from person_key where source_number = {source_number}"
    if not extract.person_number:
        return f"select local_person_key, person_id {mine}"
    # Only a key written as the number is written stands for it: '007' is another key than 7.
    number = "try_cast(local_person_key as bigint)"
    return (
        f"select {number} as local_person_number, person_id {mine}"
        f" and cast({number} as varchar) = local_person_key"
    )


def day_of(column: str, kind: str) -> str:
    """SQL for the day in a date column that has passed its check."""
    if kind == "varchar":
        return f"try_cast(substr({column}, 1, 10) as date)"
    return f"cast({column} as date)"


def is_missing(column: str, kind: str) -> str:
    """SQL that is true when a column has no value; text of blanks alone is no value."""
    if kind != "varchar":
        return f"{column} is null"
    # A blank sorts before '!': the comparison spares most rows the trim.
    return f"({column} is null or ({column} < '!' and trim({column}) = ''))"


def _column_checks(column: Column, extract: Extract) -> list[Check]:
    name, kind = column.name, extract.kinds[column.name]
    found = []
    if column.must == "present":
        found.append(
            Check(
                "missing-value",
                _is_missing(column, extract),
                f"{name} has no value; send the row again with one",
            )
        )
    if column.kind == "date":
        found.append(
            Check(
                "not-a-date",
                _not_a_date(name, kind),
                f"{name} is not a date written YYYY-MM-DD; send the row again with one",
            )
        )
    if column.kind == "integer" and kind == "varchar":
        found.append(
            Check(
                "not-a-whole-number",
                _not_like(name, _WHOLE_NUMBER),
                f"{name} is not a whole number; send the row again with one",
            )
        )
    if column.kind == "double" and kind == "varchar":
        found.append(
            Check(
                "not-a-number",
                _not_like(name, _NUMBER),
                f"{name} is not a number; send the row again with one",
            )
        )
    if column.not_before:
        early = f"{day_of(name, kind)} < date '{column.not_before.isoformat()}'"
        found.append(
            Check(
                "too-long-ago",
                early,
                f"{name} is before {column.not_before.isoformat()}; send the row again with its true day",
            )
        )
    return found


def _is_missing(column: Column, extract: Extract) -> str:
    if column.name == extract.person_number:
        return "local_person_number is null"
    if column.name in extract.never_blank:
        return f"{column.name} is null"
    return is_missing(column.name, extract.kinds[column.name])


def _not_a_date(name: str, kind: str) -> str:
    day = day_of(name, kind)
    sensible = f"{day} between date '0001-01-01' and date '9999-12-31'"
    if kind != "varchar":
        return f"not ({sensible})"
    dashes = f"substr({name}, 5, 1) = '-' and substr({name}, 8, 1) = '-'"
    time = (
        f"regexp_matches(substr({name}, 11), {text(_TIME_OF_DAY)}) and try_cast({name} as date) is not null"
    )
    written = f"{dashes} and (length({name}) = 10 or ({time}))"
    return f"(not {is_missing(name, kind)} and not coalesce({written} and {sensible}, false))"


def _not_like(name: str, pattern: str) -> str:
    return f"(not {is_missing(name, 'varchar')} and not regexp_matches({name}, {text(pattern)}))"


def _day_in_future(table: ExtractTable, extract: Extract, bounds: Bounds) -> list[Check]:
    if table.day is None:
        return []
    until = bounds.data_until.isoformat()
    late = f"{day_of(table.day, extract.kinds[table.day])} > date '{until}'"
    message = (
        f"{table.day} is after {until}, the last day the place's extracts cover; send the row again with its true "
        f"day, or set a later data_until in place.toml"
    )
    return [Check("day-in-the-future", late, message)]


def _known_organisation(column: Column, bounds: Bounds) -> Check:
    known = ", ".join(text(code.upper()) for code in sorted(bounds.organisations)) or "''"
    value = f"cast({column.name} as varchar)"
    # Codes written as place.toml writes them are passed over without a closer look.
    as_written = ", ".join(text(code) for code in sorted(bounds.organisations)) or "''"
    closer = f"not {is_missing(value, 'varchar')} and upper(trim({value})) not in ({known})"
    unknown = f"({value} not in ({as_written}) and {closer})"
    return Check(
        "unknown-organisation",
        unknown,
        f"{column.name} is the code of no organisation in place.toml; add the organisation there, or send the row "
        f"again with its code put right",
    )


def _person_checks(extract: Extract) -> list[Check]:
    key = "local_person_number" if extract.person_number else "local_person_key"
    return [
        Check("no-person", f"{key} is null", "the row names no person; send it again with the person's key"),
        Check(
            "unknown-person",
            f"not exists (select 1 from known_person where {same_person(extract)})",
            "the row names a person whom none of the source's identity rows describes; send that person's details too",
        ),
    ]
