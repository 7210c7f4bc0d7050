"""A place to start from: a commented place file that is sound as it stands, and the folders beside it."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

from joinedup.errors import JoinedupError
from joinedup.place.file import FILE_NAME
from joinedup.place.schema import SCHEMA_FILE

STARTER_FILE = Path(__file__).with_name("starter.toml")
SCHEMA_NAME = "place.schema.json"
YEARS_COVERED = 3

# A place's folder is often kept under version control; people's records never are.
_IGNORED = "# Extracts, and what is computed from them, name or describe people: they are not kept here.\n/data/\n/build/\n"


def write_starter(folder: Path, *, today: date) -> tuple[Path, ...]:
    """Make a place's folder and return what was written. JoinedupError when a place file is there already."""
    file = folder / FILE_NAME
    if file.exists():
        raise JoinedupError(
            f"{file}: there is a place file already; it is left as it is. Name another folder"
        )
    try:
        (folder / "data").mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise JoinedupError(f"{folder}: the folder cannot be made: {error.strerror}; name another") from error
    contents = {
        file: starter_text(folder.resolve().name, today=today),
        folder / SCHEMA_NAME: SCHEMA_FILE.read_text(encoding="utf-8"),
        folder / ".gitignore": _IGNORED,
    }
    for path, text in contents.items():
        path.write_text(text, encoding="utf-8")
    return tuple(contents)


def starter_text(folder_name: str, *, today: date) -> str:
    """The place file to start from, named after its folder, covering the last three whole financial years."""
    name = (
        " ".join(word.capitalize() for word in folder_name.replace("_", "-").split("-") if word)
        or "Our place"
    )
    until = _last_31_march(today)
    first = date(until.year - YEARS_COVERED, 4, 1)
    text = STARTER_FILE.read_text(encoding="utf-8")
    words = {"name": json.dumps(name, ensure_ascii=False), "data_from": first, "data_until": until}
    for word, value in words.items():
        text = text.replace(f"<{word}>", str(value))
    return text


def _last_31_march(today: date) -> date:
    """The end of the last whole financial year, which runs from 1 April."""
    year = today.year if today > date(today.year, 3, 31) else today.year - 1
    return date(year, 4, 1) - timedelta(days=1)
