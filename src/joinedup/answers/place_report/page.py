"""The page itself: sections through one template, everything inside the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from joinedup.answers.page.rendering import rendered
from joinedup.answers.page.section import Section


@dataclass(frozen=True)
class Head:
    """What stands on top of the page."""

    place: str
    question: str
    covers: str
    built: str
    manifest_sha256: str
    version: str
    demo: bool = False


def page(head: Head, sections: Sequence[Section]) -> str:
    """The whole HTML page. Every word is escaped; only the drawings and the style sheet stand as they are."""
    key_figures = [figure for section in sections for figure in section.key_figures]
    return rendered("place_report", sections, head=head, key_figures=key_figures)
