"""The page of checks, and the same as JSON beside it."""

from __future__ import annotations

import json
from pathlib import Path

from joinedup.answers.checks.as_json import as_json
from joinedup.answers.checks.asked import Asked
from joinedup.answers.checks.content import content_of
from joinedup.answers.page.rendering import rendered, write_whole


def as_html(asked: Asked) -> str:
    """The whole page."""
    content = content_of(asked)
    return rendered("checks", (), styles=("checks.css",), head=content.head, parts=content.parts)


def write_page(asked: Asked, to: Path) -> tuple[Path, Path]:
    """Write the page and its JSON; which files they are. JoinedupError when they cannot be written."""
    beside = to.with_suffix(".json")
    write_whole(to, as_html(asked))
    write_whole(beside, json.dumps(as_json(asked), indent=2, ensure_ascii=False) + "\n")
    return to, beside
