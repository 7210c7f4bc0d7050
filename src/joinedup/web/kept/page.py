"""A page that was worked out, as it is kept: sections and what stands around them, as JSON that gives the same page back."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from joinedup.answers.page.rendering import drawn
from joinedup.answers.page.section import Figure, KeyFigure, Section, ShownTable


@dataclass(frozen=True)
class KeptPage:
    """What a page of answers says. `lead` is its answer in a sentence; `further` what this page has and no other, as JSON."""

    title: str
    lead: str = ""
    about: Sequence[Sequence[str]] = ()
    notices: Sequence[str] = ()
    key_figures: Sequence[KeyFigure] = ()
    sections: Sequence[Section] = ()
    footnotes: Sequence[str] = ()
    further: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Refused:
    """A page that cannot be worked out as things are, and why, in words for whoever asked."""

    why: str


def as_json(kept: KeptPage | Refused) -> str:
    """The page, or why there is none."""
    return json.dumps(asdict(kept), ensure_ascii=False, allow_nan=False, default=_plain)


def from_json(text: str) -> KeptPage | Refused:
    """What `as_json` wrote. ValueError, KeyError or TypeError where it is anything else."""
    said = json.loads(text)
    if "why" in said:
        return Refused(said["why"])
    figures = [KeyFigure(**one) for one in said["key_figures"]]
    sections = [_section(one) for one in said["sections"]]
    return KeptPage(**said | {"key_figures": figures, "sections": sections})


def _section(said: Mapping[str, Any]) -> Section:
    figures = [_figure(one) for one in said["figures"]]
    key_figures = [KeyFigure(**one) for one in said["key_figures"]]
    return drawn(Section(**{**said, "figures": figures, "key_figures": key_figures}))


def _figure(said: Mapping[str, Any]) -> Figure:
    table = said["table"]
    if table is not None:
        table = ShownTable(**table | {"words": frozenset(table["words"])})
    return Figure(**{**said, "table": table})


def _plain(value: object) -> object:
    if isinstance(value, frozenset):
        return sorted(value)
    raise TypeError(f"a kept page holds no {type(value).__name__}")
