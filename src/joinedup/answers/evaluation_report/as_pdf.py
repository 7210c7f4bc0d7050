"""The evaluation's page as PDF, set by Typst from the same content."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import typst
import vl_convert

from joinedup.answers.evaluation_report.cards import Card
from joinedup.answers.evaluation_report.content import Content
from joinedup.answers.page.section import Figure, Section, ShownTable
from joinedup.errors import JoinedupError

TEMPLATE = Path(__file__).with_name("page.typ")
_SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '


def as_pdf(content: Content, *, published_at: str) -> bytes:
    """The PDF. It carries the day of the build and no other, so that the same content gives the same bytes.

    JoinedupError when it cannot be set.
    """
    with tempfile.TemporaryDirectory(prefix="joinedup-pdf-") as name:
        folder = Path(name)
        (folder / "page.typ").write_bytes(TEMPLATE.read_bytes())
        (folder / "content.json").write_text(json.dumps(_plain(content, folder)), encoding="utf-8")
        try:
            made = typst.compile(
                folder / "page.typ",
                root=folder,
                format="pdf",
                ignore_system_fonts=True,
                timestamp=datetime.fromisoformat(published_at),
            )
        except typst.TypstError as error:
            raise JoinedupError(
                f"the PDF could not be set: {error}; the HTML page has the same content"
            ) from error
    return bytes(made)


def _plain(content: Content, folder: Path) -> dict[str, Any]:
    head = content.head
    return {
        "place": head.place,
        "question": head.question,
        "about": [list(pair) for pair in head.about],
        "demo": head.demo,
        "made_by": head.made_by,
        "notices": list(content.notices),
        "in_short": content.in_short,
        "cards": [_card(card) for card in content.cards],
        "sections": [_section(section, folder) for section in content.sections],
    }


def _card(card: Card) -> dict[str, Any]:
    return {
        "assumption": card.assumption,
        "outcome": card.outcome,
        "verdict": card.verdict,
        "claim": card.claim,
        "said": " ".join(card.sentences),
        "doubts": list(card.doubts),
        "next": card.next_step,
        "figures": [[figure.value, figure.label, figure.detail] for figure in card.figures],
    }


def _section(section: Section, folder: Path) -> dict[str, Any]:
    return {
        "title": section.title,
        "lead": section.lead,
        "warning": section.warning,
        "points": list(section.points),
        "figures": [
            _figure(figure, folder, f"{section.name}-{number}")
            for number, figure in enumerate(section.figures)
        ],
    }


def _figure(figure: Figure, folder: Path, name: str) -> dict[str, Any]:
    drawing = f"{name}.pdf" if figure.svg else ""
    if figure.svg:
        # vl-convert carries the fonts its drawings are made with; Typst has none without serifs.
        whole = str(figure.svg).replace("<svg ", _SVG, 1)
        (folder / drawing).write_bytes(vl_convert.svg_to_pdf(whole))
    return {
        "title": figure.title,
        "sentence": figure.sentence,
        "drawing": drawing,
        "table": _table(figure.table),
        "note": figure.note,
    }


def _table(table: ShownTable | None) -> dict[str, Any] | None:
    if table is None:
        return None
    rows: Sequence[Sequence[str]] = table.rows
    return {
        "headings": list(table.headings),
        "rows": [list(row) for row in rows],
        "words": sorted({0, *table.words}),
    }
