"""Which line of a TOML text each key stands on. Python's own reader gives values without their places.

The text has been read without error before it comes here, so this only follows its shape: tables, arrays of tables,
dotted and quoted keys, inline tables, arrays and strings over several lines.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field

from joinedup.place.key_paths import KeyPath

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_PLAIN_VALUE = re.compile(r"[^,\]}#\n]*")
# A run of quotes that closes a text of several lines may be up to two longer than three: the first two belong to it.
_STRINGS = tuple(
    re.compile(pattern, re.DOTALL)
    for pattern in (r'"""(?:\\.|[^\\])*?"{3,5}', r"'''.*?'{3,5}", r'"(?:\\.|[^"\\])*"', r"'[^']*'")
)


def lines_of(text: str) -> dict[KeyPath, int]:
    """The line (from 1) of every key, table, and element of an array in a valid TOML text."""
    reader = _Reader(text)
    reader.read()
    return reader.lines


def line_of(lines: dict[KeyPath, int], path: KeyPath) -> int:
    """The line of a path, or of the nearest thing around it when it is not in the file; 1 when nothing is."""
    for size in range(len(path), 0, -1):
        if path[:size] in lines:
            return lines[path[:size]]
    return 1


@dataclass
class _Reader:
    text: str
    at: int = 0
    lines: dict[KeyPath, int] = field(default_factory=dict)
    _counted_to: int = 0
    _line: int = 1
    _arrays: dict[KeyPath, int] = field(default_factory=dict)

    def read(self) -> None:
        table: KeyPath = ()
        self._skip(_BLANK)
        while self.at < len(self.text):
            if self.text[self.at] == "[":
                table = self._header()
            else:
                self._key_and_value(table)
            self._skip(_BLANK)

    def _header(self) -> KeyPath:
        line, is_array = self._line_here(), self.text.startswith("[[", self.at)
        self.at += 2 if is_array else 1
        keys = self._keys()
        self.at += 2 if is_array else 1
        path = self._in_last_elements(keys[:-1], line)
        path = (*path, keys[-1])
        if is_array:
            self._arrays[path] = self._arrays.get(path, -1) + 1
            self._note(path, line)
            path = (*path, self._arrays[path])
        else:
            path = self._in_last_elements(keys, line)
        self._note(path, line)
        return path

    def _in_last_elements(self, keys: list[str], line: int) -> KeyPath:
        """The path that keys of a header mean: below an array of tables, its latest element."""
        path: KeyPath = ()
        for key in keys:
            path = (*path, key)
            self._note(path, line)
            if path in self._arrays:
                path = (*path, self._arrays[path])
        return path

    def _key_and_value(self, table: KeyPath) -> None:
        line = self._line_here()
        path = table
        for key in self._keys():
            path = (*path, key)
            self._note(path, line)
        self.at += 1  # the equals sign
        self._skip(_SPACE)
        self._value(path)

    def _keys(self) -> list[str]:
        keys: list[str] = []
        while True:
            self._skip(_SPACE)
            keys.append(self._key())
            self._skip(_SPACE)
            if not self.text.startswith(".", self.at):
                return keys
            self.at += 1

    def _key(self) -> str:
        if self.text[self.at] in "\"'":
            written = self._string()
            return str(tomllib.loads(f"key = {written}")["key"])
        found = _BARE_KEY.match(self.text, self.at)
        assert found, "the text has been read without error before"
        self.at = found.end()
        return found.group()

    def _value(self, path: KeyPath) -> None:
        opening = self.text[self.at]
        if opening in "\"'":
            self._string()
        elif opening == "[":
            self._array(path)
        elif opening == "{":
            self._inline_table(path)
        else:
            self._skip(_PLAIN_VALUE)

    def _string(self) -> str:
        start = self.at
        found = next(match for pattern in _STRINGS if (match := pattern.match(self.text, start)))
        self.at = found.end()
        return found.group()

    def _array(self, path: KeyPath) -> None:
        self.at += 1
        position = 0
        while not self._closes("]"):
            self._note((*path, position), self._line_here())
            self._value((*path, position))
            position += 1

    def _inline_table(self, path: KeyPath) -> None:
        self.at += 1
        while not self._closes("}"):
            self._key_and_value(path)

    def _closes(self, bracket: str) -> bool:
        """Pass over blank, and a comma between two elements; true when the bracket has been passed."""
        self._skip(_BLANK)
        if self.text[self.at] == ",":
            self.at += 1
            self._skip(_BLANK)
        if self.text[self.at] == bracket:
            self.at += 1
            return True
        return False

    def _skip(self, pattern: re.Pattern[str]) -> None:
        found = pattern.match(self.text, self.at)
        self.at = found.end() if found else self.at

    def _line_here(self) -> int:
        self._line += self.text.count("\n", self._counted_to, self.at)
        self._counted_to = self.at
        return self._line

    def _note(self, path: KeyPath, line: int) -> None:
        self.lines.setdefault(path, line)
