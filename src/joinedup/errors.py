"""The one root of errors meant for the person who made the mistake; shown without a traceback."""

from __future__ import annotations


class JoinedupError(Exception):
    """Says what is wrong, where, what was expected and what to do. The command line prints only its message."""
