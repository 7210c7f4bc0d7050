"""What a finding rests on, in a line or two."""

from __future__ import annotations

from collections.abc import Sequence

# More sources than this are not read.
MOST_TOLD = 3


def in_a_line(parts: Sequence[str]) -> str:
    """The first few sources, or parts of them, and how many more there are."""
    told = "; ".join(part.rstrip(".") for part in parts[:MOST_TOLD])
    left = len(parts) - MOST_TOLD
    return f"{told}; and {left} more, in the place file" if left > 0 else told
