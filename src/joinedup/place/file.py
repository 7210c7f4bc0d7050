"""Reading `place.toml`: all that is wrong with it at once, each with its file, line, key and what was expected."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

from joinedup.place.cross_checks import cross_findings
from joinedup.place.key_paths import texts
from joinedup.place.locate import line_of, lines_of
from joinedup.place.model import Place
from joinedup.place.problems import Finding, PlaceFileError, Problem, as_written, at, nearest
from joinedup.place.shape import read_shape

FILE_NAME = "place.toml"
LARGEST_BYTES = 5_000_000

_ADVICE = {
    "Invalid value": "write text between double quotes, dates as 2024-04-01, numbers without spaces",
    "Cannot overwrite a value": "take one of the two keys away",
    "Cannot declare": "a section is written once; for several of a kind write [[...]]",
    "Expected newline": "write one key on a line, and text between double quotes",
    "Unterminated string": "close the text with the quote it began with",
    "Illegal character": "close the text with a double quote, or write it between three double quotes",
    "Unescaped '\\'": "write \\\\ for a backslash, or put the text between single quotes",
}


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
    text = _text_of(file)
    content = _content_of(file, text)
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
        raise PlaceFileError(file, [at(finding, file, line_of(lines, finding.path)) for finding in findings])
    return place


def _text_of(file: Path) -> str:
    try:
        content = file.read_bytes()
    except FileNotFoundError:
        raise _unusable(
            file,
            1,
            "no such file",
            "a place file",
            "run `joinedup new FOLDER` to start one, or name another folder",
        ) from None
    except OSError as error:
        raise _unusable(
            file, 1, str(error.strerror), "a file that can be read", "mend its permissions"
        ) from None
    if len(content) > LARGEST_BYTES:
        found = f"{len(content):,} bytes"
        raise _unusable(file, 1, found, f"at most {LARGEST_BYTES:,}", "check that this is the place file")
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        found = f"the byte 0x{content[error.start]:02x}, which is not UTF-8"
        raise _unusable(
            file, line, found, "text saved as UTF-8", "save the file as UTF-8 in your editor"
        ) from None


def _content_of(file: Path, text: str) -> Mapping[str, Any]:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        message = str(error) if isinstance(error, ValueError) else "arrays inside arrays, too deep to follow"
        where = re.search(r" \(at line (\d+), column (\d+)\)| \(at end of document\)", message)
        line = int(where[1]) if where and where[1] else text.rstrip("\n").count("\n") + 1
        reason = message[: where.start()] if where else message
        written = (text.split("\n")[line - 1 : line] or [""])[0].strip()
        do = next((words for start, words in _ADVICE.items() if reason.startswith(start)), "mend this line")
        raise _unusable(file, line, written or "nothing", f"TOML ({reason})", do) from None


def _unusable(file: Path, line: int, found: str, expected: str, do: str) -> PlaceFileError:
    return PlaceFileError(file, [Problem(file, line, "", found[:200], expected, do)])


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
