"""The page itself: sections through one template, everything inside the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from joinedup.answers.place_report.section import Figure, Section


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
    templates = Environment(
        loader=PackageLoader("joinedup.answers", "place_report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    source = templates.loader.get_source(templates, "page.css")[0] if templates.loader else ""
    return templates.get_template("page.html.jinja").render(
        head=head,
        css=Markup(source),
        sections=[_drawn(section) for section in sections],
        key_figures=[figure for section in sections for figure in section.key_figures],
    )


def _drawn(section: Section) -> Section:
    """Drawings are made by this package, from escaped words, and are the only HTML that is not escaped again."""
    figures: list[Figure] = [replace(figure, svg=Markup(figure.svg)) for figure in section.figures]
    return replace(section, figures=figures)
