"""A TOML file that a person wrote, read so that what is wrong with it can be said with its line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from joinedup.place.problems import PlaceFileError, Problem

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


def text_of(file: Path, *, what: str, do: str) -> str:
    """The text of a file; PlaceFileError when there is none, it cannot be read, is not UTF-8 or is too large to be `what`
    (a place file). `do` says what to do when it is not there."""
    try:
        content = file.read_bytes()
    except FileNotFoundError:
        raise _unusable(file, 1, "no such file", what, do) from None
    except IsADirectoryError:
        raise _unusable(file, 1, "a folder of that name", what, "rename or move the folder") from None
    except OSError as error:
        raise _unusable(
            file, 1, str(error.strerror), "a file that can be read", "mend its permissions"
        ) from None
    if len(content) > LARGEST_BYTES:
        found = f"{len(content):,} bytes"
        raise _unusable(file, 1, found, f"at most {LARGEST_BYTES:,}", f"check that this is {what}")
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        found = f"the byte 0x{content[error.start]:02x}, which is not UTF-8"
        raise _unusable(
            file, line, found, "text saved as UTF-8", "save the file as UTF-8 in your editor"
        ) from None


def content_of(file: Path, text: str) -> Mapping[str, Any]:
    """The tables and keys of a TOML text; PlaceFileError, with the line, when it is no TOML. `file` is for the message."""
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        message = str(error) if isinstance(error, ValueError) else "arrays inside arrays, too deep to follow"
        where = re.search(r" \(at line (\d+), column (\d+)\)| \(at end of document\)", message)
        line = int(where[1]) if where and where[1] else text.rstrip("\n").count("\n") + 1
        reason = message[: where.start()] if where else message
        if reason.startswith("Exceeds the limit"):
            reason = "a number with thousands of digits somewhere in the file"
        written = (text.split("\n")[line - 1 : line] or [""])[0].strip()
        do = next((words for start, words in _ADVICE.items() if reason.startswith(start)), "mend this line")
        raise _unusable(file, line, written or "nothing", f"TOML ({reason})", do) from None


def _unusable(file: Path, line: int, found: str, expected: str, do: str) -> PlaceFileError:
    return PlaceFileError(file, [Problem(file, line, "", found[:200], expected, do)])
