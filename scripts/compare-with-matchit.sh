#!/bin/sh
# Holds our nearest-neighbour matching against R MatchIt's, pair by pair, on made-up files of the shape that the benchmarks
# use. MatchIt is under the GPL and is run here only, as an oracle; nothing of the project needs it.
#   sh scripts/compare-with-matchit.sh [ROWS ...]        (default 10000 100000; apt install r-base-core r-cran-matchit)
#   WAYS=exact,caliper_exact sh scripts/compare-with-matchit.sh 1000000     (MatchIt before 4.6.0 takes hours for the rest)
set -eu
cd "$(dirname "$0")/.."
command -v Rscript >/dev/null && Rscript -e 'library(MatchIt)' 2>/dev/null || {
    echo "this needs R and its package MatchIt: on Debian, apt install r-base-core r-cran-matchit" >&2
    exit 1
}
python=.venv/bin/python
[ -x "$python" ] || { echo "first run: make test (it makes .venv)" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
[ $# -gt 0 ] || set -- 10000 100000
for number in "$@"; do
    mkdir "$work/$number"
    PYTHONPATH=src:. "$python" -m benchmarks.matching_file "$number" "$work/$number/rows.csv"
    Rscript scripts/compare_with_matchit.R "$work/$number/rows.csv" "$work/$number"
    PYTHONPATH=src:. "$python" scripts/compare_with_matchit.py "$work/$number/rows.csv" "$work/$number"
    sed 's/^/  seconds of MatchIt (way, matching, balance): /' "$work/$number/seconds.csv"
done
