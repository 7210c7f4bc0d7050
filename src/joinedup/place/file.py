"""Reading `place.toml`: all that is wrong with it at once, each with its file, line, key and what was expected."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

from joinedup.place.cross_checks import cross_findings
from joinedup.place.key_paths import texts
from joinedup.place.locate import line_of, lines_of
from joinedup.place.model import Place
from joinedup.place.problems import Finding, PlaceFileError, as_written, at, nearest
from joinedup.place.shape import read_shape
from joinedup.place.toml_file import content_of, text_of

FILE_NAME = "place.toml"
_NO_FILE = "run `joinedup new FOLDER` to start one, or name another folder"


def read_place(
    path: Path,
    *,
    formats: Collection[str] | None = None,
    measures: Collection[str] | None = None,
    further: Collection[Callable[[Mapping[str, Any]], Iterable[Finding]]] = (),
) -> Place:
    """Read a place file, given itself or its folder. PlaceFileError holds everything that is wrong with it.

    `formats` and `measures` are the words known for `sources.format` and for `measure`; without them any word passes.
    `further` are checks of packages above this one, which know what terms of a contract mean.
    """
    file = path / FILE_NAME if path.is_dir() else path
    text = text_of(file, what="a place file", do=_NO_FILE)
    content = content_of(file, text)
    place, findings = read_shape(content)
    findings += cross_findings(content)
    findings += [finding for check in further for finding in check(content)]
    findings += _unknown_words(content, formats, ("sources[].format",), "joinedup tables --formats")
    measured = (
        "care_models[].assumptions[].measure",
        "contracts[].outcomes[].measure",
        "standards[].measure",
        "learning.cycles[].measure",
        "learning.recalculations[].measure",
    )
    findings += _unknown_words(content, measures, measured, "joinedup tables --measures")
    if findings or place is None:
        lines = lines_of(text)
        once = {(finding.path, finding.found): finding for finding in reversed(findings)}
        found = reversed(once.values())
        raise PlaceFileError(file, [at(finding, file, line_of(lines, finding.path)) for finding in found])
    return place


def _unknown_words(
    content: Mapping[str, Any], known: Collection[str] | None, patterns: tuple[str, ...], listed_by: str
) -> list[Finding]:
    if known is None:
        return []
    return [
        Finding(
            path,
            as_written(word),
            f"one of {', '.join(known)}",
            f"`{listed_by}` says more",
            nearest(word, known),
        )
        for pattern in patterns
        for path, word in texts(content, pattern)
        if word not in known
    ]
