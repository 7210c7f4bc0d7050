"""One table of one source becomes records: its rows checked, those that broke a rule or were sent again left out, the
rest turned into rows of the record tables by the format's SQL, and every row counted."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from joinedup.engine.interface import Engine
from joinedup.engine.steps import FunctionStep, Workbench, tables_named_in, version_of
from joinedup.engine.tables import Column, Table
from joinedup.records.tables import BY_NAME, IDENTITY, ROWS_PER_FILE, SET_ASIDE, SOURCE_FILE
from joinedup.sources import admission, checking, counting, extracting, identity, repeats
from joinedup.sources.admission import Landing, Verdict, admit
from joinedup.sources.checking import Bounds, Check
from joinedup.sources.extracting import Extract, ReadFile, define_extract, text
from joinedup.sources.landing import LandedFile, read_landing
from joinedup.sources.layout import ExtractTable
from joinedup.sources.plan import PlannedFile, PlannedSource

_CODE = version_of(admission, checking, counting, extracting, identity, repeats, sys.modules[__name__])

_REPLACED_ROW = Table(
    "replaced_row",
    "one row per row that a later row with the same key took the place of",
    (
        Column("file_id", "integer", "the file: see source_file"),
        Column("source_row", "integer", "the row in the file, from 1"),
    ),
)
# Columns that `kept` has of its own; a column of an extract with such a name is not passed on.
_OWN_COLUMNS = ("file_id", "source_row", "row_id", "person_id", "source_organisation")
# Views that the SQL of a format reads; every other table it names is one of the build.
_VIEWS = ("kept", "extract")


@dataclass(frozen=True)
class SourceTable:
    """One table of one source: its files, with the hash of each and the tables it landed in (null when unreadable)."""

    source: PlannedSource
    table: ExtractTable
    files: tuple[PlannedFile, ...]
    hashes: Mapping[int, str | None]
    landed: Mapping[int, LandedFile | None]
    problems: Mapping[int, str]

    def part(self, record: str) -> str:
        """The name of this table's part of a record table."""
        return f"{record}__{self.source.number}_{self.table.name.lower()}"

    @property
    def landed_tables(self) -> tuple[str, ...]:
        """Every table the files landed in, each once."""
        names = [name for landed in self.landed.values() if landed for name in landed.tables]
        return tuple(dict.fromkeys(names))

    @property
    def version(self) -> str:
        """Changes with the layout, the files and where the source stands in the place."""
        files = [(f.file_id, f.name, self.hashes[f.file_id]) for f in self.files]
        about = (self.source.number, self.source.name, self.source.organisation, self.table.version, files)
        shapes = [
            BY_NAME[record]
            for record in (*self.table.record_sql, SET_ASIDE.name, SOURCE_FILE.name, IDENTITY.name)
        ]
        return version_of(_CODE, repr(about), repr(shapes), repr(sorted(self.problems.items())))


def identity_step(mine: SourceTable) -> FunctionStep:
    """The step that says who the table's people are: a part of `identity`."""

    def run(bench: Workbench) -> None:
        _, _, read = _admitted(bench.engine, mine)
        define_extract(bench.engine, mine.source, mine.table, read)
        bench.write(mine.part("identity"), identity.identity_sql(mine.source.number, mine.table))

    return FunctionStep(
        name=f"who is in {mine.source.name}: {mine.table.name}",
        tables=(replace(IDENTITY, name=mine.part("identity")),),
        reads=mine.landed_tables,
        run=run,
        version=version_of(mine.version, identity.identity_sql(mine.source.number, mine.table)),
        in_process=True,
    )


def record_step(mine: SourceTable) -> FunctionStep:
    """The step that checks the table's rows and makes its parts of the record tables, `set_aside` and `source_file`."""
    shapes = (*mine.table.record_sql, "set_aside", "source_file")
    tables = [replace(BY_NAME[record], name=mine.part(record)) for record in shapes]
    return FunctionStep(
        name=f"records of {mine.source.name}: {mine.table.name}",
        tables=(*tables, replace(_REPLACED_ROW, name=mine.part("replaced_row"))),
        reads=_reads(mine),
        run=lambda bench: _record(bench, mine),
        version=mine.version,
    )


def _reads(mine: SourceTable) -> tuple[str, ...]:
    names = {*mine.landed_tables, "place_period"}
    if mine.table.person_key:
        names.add("person_key")
    if any(column.known_organisation for column in mine.table.columns):
        names.add("organisation")
    for record, sql in mine.table.record_sql.items():
        names |= set(tables_named_in(sql, source=f"{mine.table.name}.{record}.sql")) - set(_VIEWS)
    return tuple(sorted(names))


def _record(bench: Workbench, mine: SourceTable) -> None:
    engine, table = bench.engine, mine.table
    landings, verdicts, read = _admitted(engine, mine)
    extract = define_extract(engine, mine.source, table, read)
    made = checking.checks(table, extract, _bounds(engine, table))
    if table.person_key:
        engine.define("known_person", checking.known_person_sql(mine.source.number, extract))
    left_out = _leave_out(bench, mine, extract, made, read, verdicts)
    engine.define("kept", _kept_sql(table, extract, some_left_out=left_out))
    for record, sql in table.record_sql.items():
        bench.write(mine.part(record), sql)
    counts = counting.count_rows(engine, table, extract, some_left_out=left_out)
    columns = counting.source_file_columns(mine.source, mine.files, mine.hashes, landings, verdicts, counts)
    bench.write_columns(mine.part(SOURCE_FILE.name), columns)


def _admitted(
    engine: Engine, mine: SourceTable
) -> tuple[dict[int, Landing], dict[int, Verdict], list[ReadFile]]:
    landings = {
        file_id: read_landing(engine, landed) if landed else Landing(0, {}, mine.problems[file_id])
        for file_id, landed in mine.landed.items()
    }
    verdicts = admit(mine.files, landings, mine.hashes)
    read = [
        ReadFile(file, landings[file.file_id], landed)
        for file in mine.files
        if verdicts[file.file_id].status == "read" and (landed := mine.landed[file.file_id])
    ]
    return landings, verdicts, read


def _bounds(engine: Engine, table: ExtractTable) -> Bounds:
    ((data_until,),) = engine.rows("select data_until from place_period")
    if not any(column.known_organisation for column in table.columns):
        return Bounds(data_until, ())
    return Bounds(data_until, [code for (code,) in engine.rows("select organisation_code from organisation")])


def _leave_out(
    bench: Workbench,
    mine: SourceTable,
    extract: Extract,
    made: tuple[Check, ...],
    read: Sequence[ReadFile],
    verdicts: Mapping[int, Verdict],
) -> bool:
    """Write the rows set aside and the rows replaced, and make both readable; true when there is any."""
    aside, again = mine.part(SET_ASIDE.name), mine.part("replaced_row")
    set_aside = bench.write(aside, _set_aside_sql(made, read, verdicts))
    bench.engine.attach("row_set_aside", [bench.folders[aside]])
    nothing = "select file_id, source_row from extract where false"
    repeated = repeats.define_repeated(bench.engine, mine.table, extract)
    sql = repeats.replaced_rows_sql(mine.table, extract, some_set_aside=set_aside > 0)
    replaced = bench.write(again, sql if repeated else nothing)
    bench.engine.attach("row_replaced", [bench.folders[again]])
    bench.engine.define(
        "row_left_out",
        "select file_id, source_row from row_set_aside union all select file_id, source_row from row_replaced",
    )
    return set_aside + replaced > 0


def _set_aside_sql(made: tuple[Check, ...], read: Sequence[ReadFile], verdicts: Mapping[int, Verdict]) -> str:
    """Rows that broke a rule, rows that could not be read, and whole files that were refused."""
    parts = [f"select * from ({checking.set_aside_sql(made)}) as broken_rows"]
    for file in read:
        if file.landed.faults:
            number = f"cast({file.file.file_id} as integer) as file_id"
            parts.append(f"select {number}, source_row, rule, message from {file.landed.faults}")
    parts += [refused_sql(file_id, v) for file_id, v in verdicts.items() if v.status == "refused"]
    return "\nunion all\n".join(parts)


def refused_sql(file_id: int, verdict: Verdict) -> str:
    """SELECT of the one row of `set_aside` that stands for a whole file."""
    return (
        f"select cast({file_id} as integer) as file_id, cast(null as integer) as source_row,"
        f" 'file-refused' as rule, {text(verdict.message or '')} as message"
    )


def _kept_sql(table: ExtractTable, extract: Extract, *, some_left_out: bool) -> str:
    columns = [name for name in table.column_names if name.lower() not in _OWN_COLUMNS]
    own = [
        "extract.file_id",
        "extract.source_row",
        f"cast(extract.file_id as bigint) * {ROWS_PER_FILE} + extract.source_row as row_id",
        "known_person.person_id" if table.person_key else "cast(null as integer) as person_id",
        "extract.source_organisation",
    ]
    persons = f"inner join known_person on {checking.same_person(extract)}" if table.person_key else ""
    left_out = (
        "where not exists (select 1 from row_left_out"
        " where row_left_out.file_id = extract.file_id and row_left_out.source_row = extract.source_row)"
        if some_left_out
        else ""
    )
    names = ", ".join([*own, *(f"extract.{name}" for name in columns)])
    return f"select {names} from extract {persons} {left_out}"
