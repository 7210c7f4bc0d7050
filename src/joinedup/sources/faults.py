"""What can be wrong with a row as it stands in a file, before its values are looked at."""

from __future__ import annotations

from dataclasses import dataclass

from joinedup.errors import JoinedupError

# Longest cell of a CSV file, in characters. Nothing a column of an extract holds comes near; an unclosed quote does.
LONGEST_CELL = 131_072
# Longest row of a CSV file, in bytes, with the line breaks inside its quotes.
LONGEST_ROW = 1_048_576
# Longest line of a file of JSON lines, in bytes.
LONGEST_JSON_LINE = 16 * 1_048_576


@dataclass(frozen=True)
class Fault:
    """A rule that a row of a file broke; the message holds nothing of the row itself."""

    rule: str
    message: str


class Refused(JoinedupError):
    """A whole file cannot be used; the message says why and what to do. Caught at landing and kept with the file."""


def wrong_number_of_cells(found: int, expected: int) -> Fault:
    """More or fewer cells than the header has."""
    return Fault(
        "wrong-number-of-cells",
        f"the row has {found} cells where the header has {expected}; it may be cut off, or a value may hold the "
        f"delimiter without quotes: send the row again",
    )


UNCLOSED_QUOTE = Fault(
    "unclosed-quote",
    "a quote in the row is not closed where its value ends; write a quote inside a value twice, and send the row again",
)
NUL_BYTE = Fault(
    "nul-byte", "the row holds NUL bytes, which no text has; the file may be damaged: send it again"
)
STRAY_LINE_BREAK = Fault(
    "stray-line-break",
    "the row holds a carriage return outside quotes; send the row again without it",
)
CELL_TOO_LONG = Fault(
    "cell-too-long",
    f"a value is longer than {LONGEST_CELL} characters; look for an unclosed quote, and send the row again",
)
ROW_TOO_LONG = Fault(
    "row-too-long",
    f"the row is longer than {LONGEST_ROW} bytes; look for missing line breaks, and send the row again",
)
LINE_TOO_LONG = Fault(
    "row-too-long",
    f"the line is longer than {LONGEST_JSON_LINE} bytes; write one resource a line, and send it again",
)
NOT_JSON = Fault(
    "not-json", "the line is not one whole JSON object (it may be cut off); export the file again"
)


def undecodable(encoding: str) -> Fault:
    """Bytes that are no characters in the declared encoding."""
    other = "windows-1252" if encoding == "utf-8" else "utf-8"
    return Fault(
        "undecodable-bytes",
        f'the row holds bytes that are not {encoding}; send it again as UTF-8, or set encoding = "{other}" '
        f"for the source in place.toml if that is how the file is written",
    )
