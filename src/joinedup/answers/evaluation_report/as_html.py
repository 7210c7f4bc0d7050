"""The evaluation's page as HTML: everything inside the file."""

from __future__ import annotations

from joinedup.answers.evaluation_report.content import Content
from joinedup.answers.page.rendering import rendered


def as_html(content: Content) -> str:
    """The whole page. Every word is escaped; only the drawings and the style sheets stand as they are."""
    return rendered(
        "evaluation_report",
        content.sections,
        styles=("verdict.css",),
        head=content.head,
        notices=content.notices,
        in_short=content.in_short,
        cards=content.cards,
    )
