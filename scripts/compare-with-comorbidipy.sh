#!/bin/sh
# Holds our Charlson, Elixhauser and frailty scores of 100,000 made-up stays against comorbidipy 0.8.0, in an environment
# of its own because comorbidipy needs Python 3.13. Prints how many scores are equal and what explains the others.
#   sh scripts/compare-with-comorbidipy.sh        PYTHON313=/path/to/python3.13 where it is not on the path
set -eu
cd "$(dirname "$0")/.."
python313=${PYTHON313:-python3.13}
"$python313" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 13))' 2>/dev/null || {
    echo "comorbidipy 0.8.0 needs Python 3.13: install it, or set PYTHON313 to where it is" >&2
    exit 1
}
python=.venv/bin/python
[ -x "$python" ] || { echo "first run: make test (it makes .venv)" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
PYTHONPATH=src:. "$python" -m tests.support.made_up_admissions "$work"
"$python313" -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet comorbidipy==0.8.0
"$work/venv/bin/python" scripts/compare_with_comorbidipy.py "$work"
