"""Rows that an action holds until it ends, while others wait for the same row and nobody for anything else."""

from __future__ import annotations

from pathlib import Path

import joinedup.web


def test_a_row_that_is_held_keeps_nobody_from_referring_to_it() -> None:
    """On PostgreSQL, rows that refer to a held row wait at the end of their transaction, which by then has the turn of the audit
    that the holder waits for: each would wait for the other. A row held without its key is referred to freely."""
    held = [
        (path.name, line.strip())
        for path in sorted(Path(joinedup.web.__file__).parent.rglob("*.py"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if "select_for_update(" in line
    ]
    assert held
    assert [one for one in held if "select_for_update(no_key=True)" not in one[1]] == []
