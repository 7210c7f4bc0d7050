"""Where queries run: DuckDB in the process, or Apache Spark. The only importer of duckdb and pyspark."""
