"""What several kept pages say: what their figures cover, and the line of each section."""

from __future__ import annotations

from collections.abc import Sequence

from joinedup.answers.page.section import Section
from joinedup.answers.page.words import day, moment
from joinedup.answers.published import Published


def about_build(published: Published) -> list[tuple[str, str]]:
    """What the figures cover and when they were built."""
    first, last = published.period()
    return [("Figures cover", f"{day(first)} to {day(last)}"), ("Built", moment(published.published_at))]


def in_short(sections: Sequence[Section]) -> list[dict[str, str]]:
    """The line of each section that has one, with where it stands."""
    return [
        {"words": section.in_short, "name": section.name, "title": section.title}
        for section in sections
        if section.in_short
    ]
