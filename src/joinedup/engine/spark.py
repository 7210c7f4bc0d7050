"""Apache Spark, where one machine is not enough. The same step files, transpiled from DuckDB's dialect by sqlglot."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow
import sqlglot
from pyarrow import parquet

from joinedup.engine.interface import Columns, EngineError, ExtractFile
from joinedup.engine.spark_dialect import to_spark
from joinedup.engine.tables import Kind, Table

_SPARK_KIND: dict[Kind, str] = {
    "boolean": "boolean",
    "tinyint": "tinyint",
    "smallint": "smallint",
    "integer": "int",
    "bigint": "bigint",
    "double": "double",
    "date": "date",
    "varchar": "string",
}

_ARROW_KIND: dict[Kind, Any] = {
    "boolean": pyarrow.bool_(),
    "tinyint": pyarrow.int8(),
    "smallint": pyarrow.int16(),
    "integer": pyarrow.int32(),
    "bigint": pyarrow.int64(),
    "double": pyarrow.float64(),
    "date": pyarrow.date32(),
    "varchar": pyarrow.string(),
}


def quoted(name: str) -> str:
    """A name as Spark SQL takes it."""
    return "`" + name.replace("`", "``") + "`"


class SparkEngine:
    """A Spark session: `master` says where ('local[2]' on this machine, a cluster's address otherwise)."""

    name = "spark"

    def __init__(
        self,
        *,
        master: str = "local[*]",
        memory_gb: float = 4,
        spill_folder: Path | None = None,
        shuffle_partitions: int = 8,
    ) -> None:
        try:
            from pyspark.sql import SparkSession
        except ImportError as error:
            raise EngineError(
                "Apache Spark is not installed: run `pip install 'joinedup[spark]'` (it needs Java 17), or leave out --engine spark"
            ) from error
        builder = (
            SparkSession.builder.master(master)
            .appName("joinedup")
            .config("spark.driver.memory", f"{int(memory_gb * 1024)}m")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.ansi.enabled", "true")
            .config("spark.sql.shuffle.partitions", str(shuffle_partitions))
            .config("spark.sql.adaptive.enabled", "true")
            .config("spark.ui.enabled", "false")
            .config("spark.ui.showConsoleProgress", "false")
            .config("spark.log.level", "ERROR")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS")
        )
        if spill_folder:
            builder = builder.config("spark.local.dir", str(spill_folder))
            builder = builder.config("spark.sql.warehouse.dir", str(spill_folder / "warehouse"))
        self._session = builder.getOrCreate()
        # What went wrong reaches the reader as an EngineError; the log would only repeat it.
        self._session.sparkContext.setLogLevel("OFF")

    def attach(self, table: str, folders: Sequence[Path]) -> None:
        frame = self._session.read.parquet(*[str(folder) for folder in folders])
        frame.createOrReplaceTempView(table)

    def attach_extract(self, view: str, files: Sequence[ExtractFile], columns: Sequence[str]) -> None:
        from pyspark.sql import functions as f

        frames = []
        for file in files:
            spelt = {name.lower(): name for name in file.column_names}
            raw = self._session.read.parquet(str(file.path))
            frames.append(
                raw.select(
                    f.lit(file.file_id).cast("int").alias("file_id"),
                    (f.col("_metadata.row_index") + 1).cast("int").alias("source_row"),
                    *[
                        f.col(quoted(spelt[c.lower()])).alias(c)
                        if c.lower() in spelt
                        else f.lit(None).cast("string").alias(c)
                        for c in columns
                    ],
                )
            )
        together = frames[0]
        for frame in frames[1:]:
            together = together.unionByName(frame)
        together.createOrReplaceTempView(view)

    def attach_columns(self, table: str, columns: Columns, shape: Table) -> None:
        arrays = [pyarrow.array(_values(columns[c.name], c.kind), _ARROW_KIND[c.kind]) for c in shape.columns]
        rows = pyarrow.table(arrays, names=list(shape.column_names))
        self._session.createDataFrame(rows).createOrReplaceTempView(table)

    def define(self, view: str, sql: str) -> None:
        self._query(sql, about=view).createOrReplaceTempView(view)

    def forget(self, name: str) -> None:
        self._session.catalog.dropTempView(name)

    def write(self, sql: str, folder: Path, shape: Table) -> int:
        frame = self._query(sql, about=shape.name)
        kinds = [frame[quoted(c.name)].cast(_SPARK_KIND[c.kind]).alias(c.name) for c in shape.columns]
        try:
            frame.select(*kinds).write.mode("overwrite").parquet(str(folder))
        except Exception as error:
            raise EngineError(f"{shape.name}: Spark could not run the query: {_first_line(error)}") from error
        for leftover in (*folder.glob("_SUCCESS"), *folder.glob(".*.crc")):
            leftover.unlink()
        return sum(parquet.read_metadata(file).num_rows for file in folder.glob("*.parquet"))

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in self._query(sql, about="a question").collect()]

    def arrays(self, sql: str) -> dict[str, np.ndarray]:
        arrow = self._query(sql, about="a question").toArrow()
        answer: dict[str, np.ndarray] = {}
        for name in arrow.column_names:
            column = arrow.column(name)
            missing = np.asarray(column.is_null())
            values = column.to_numpy()
            if values.dtype.kind == "f" and str(column.type).startswith(("int", "bool")):
                values = np.asarray(column.fill_null(0))
            answer[name] = np.ma.masked_array(values, missing) if missing.any() else values
        return answer

    def close(self) -> None:
        self._session.stop()

    def _query(self, sql: str, *, about: str) -> Any:
        try:
            return self._session.sql(to_spark(sql))
        except sqlglot.errors.SqlglotError as error:
            raise EngineError(f"{about}: the query cannot be written for Spark: {error}") from error
        except Exception as error:
            raise EngineError(f"{about}: Spark could not read the query: {_first_line(error)}") from error


def _values(values: Any, kind: Kind) -> list[Any]:
    if kind == "date":
        return [
            None if np.isnat(day) else day.astype(object) for day in np.asarray(values, dtype="datetime64[D]")
        ]
    if isinstance(values, np.ma.MaskedArray):
        return list(values.tolist())
    return [value.item() if isinstance(value, np.generic) else value for value in values]


def _first_line(error: Exception) -> str:
    """What went wrong in one line: the innermost cause where the error comes from Spark's own side."""
    cause = getattr(error, "java_exception", None)
    while cause is not None and cause.getCause() is not None:
        cause = cause.getCause()
    words = str(error if cause is None else cause.toString()).strip()
    return words.splitlines()[0] if words else type(error).__name__
