"""From sections to a page: the templates of a package over the shared frame, with everything inside the file."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from joinedup.answers.page.section import Figure, Section
from joinedup.errors import JoinedupError

SHARED = PackageLoader("joinedup.answers", "page")


def rendered(package: str, sections: Sequence[Section], *, styles: Sequence[str] = (), **words: Any) -> str:
    """The whole HTML page from `page.html.jinja` of a package below answers. Every word is escaped; only the drawings and the
    style sheets (the shared one, then `styles` of the package) stand as they are."""
    own = PackageLoader("joinedup.answers", package)
    templates = Environment(
        loader=ChoiceLoader([own, SHARED]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    css = [SHARED.get_source(templates, "page.css")[0]]
    css += [own.get_source(templates, name)[0] for name in styles]
    return templates.get_template("page.html.jinja").render(
        css=Markup("\n".join(css)), sections=[drawn(section) for section in sections], **words
    )


def drawn(section: Section) -> Section:
    """Drawings are made by this project, from escaped words, and are the only HTML that is not escaped again."""
    figures: list[Figure] = [replace(figure, svg=Markup(figure.svg)) for figure in section.figures]
    return replace(section, figures=figures)


def write_whole(target: Path, content: str | bytes) -> None:
    """Write a file in one move, with the folders it needs. JoinedupError when it cannot be written."""
    if target.exists() and not target.is_file() and not target.is_dir():
        raise JoinedupError(f"{target}: is a device or a pipe, which a file must not replace; name a file")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _replace(target, content.encode("utf-8") if isinstance(content, str) else content)
    except OSError as error:
        raise JoinedupError(f"{target}: cannot be written: {error.strerror}; name another file") from error


def _replace(target: Path, content: bytes) -> None:
    descriptor, aside = tempfile.mkstemp(dir=target.parent, prefix=".report-", suffix=target.suffix)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        os.chmod(aside, 0o644)
        os.replace(aside, target)
    except BaseException:
        Path(aside).unlink(missing_ok=True)
        raise
