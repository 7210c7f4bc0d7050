#!/bin/sh
# Writes the three lock files again from pyproject.toml. Run it to take newer dependencies; commit what it writes.
#   demo.lock   what `make demo` installs      test.lock   the demo's and the tests'      spark.lock   both and Apache Spark
set -eu
cd "$(dirname "$0")/.."
command -v uv >/dev/null || { echo "lock.sh needs uv: pip install uv" >&2; exit 1; }
lock() { uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
    --no-emit-find-links --custom-compile-command "sh scripts/lock.sh" pyproject.toml "$@"; }
lock --group build --extra matching --extra risk --extra report --extra evaluation --extra web --extra postgresql --group test --extra spark -o requirements/spark.lock
lock --group build --extra matching --extra risk --extra report --extra evaluation --extra web --extra postgresql --group test -c requirements/spark.lock -o requirements/test.lock
lock --group build --extra matching --extra risk --extra report --extra evaluation --extra web -c requirements/spark.lock -o requirements/demo.lock
