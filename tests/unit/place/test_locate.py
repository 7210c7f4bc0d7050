"""Every key and element of a TOML text is found on its line."""

from __future__ import annotations

import tomllib
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from joinedup.place.key_paths import KeyPath
from joinedup.place.locate import line_of, lines_of

TEXT = '''\
# a note, then a table
[place]
name = "Sea # combe"   # not the start of a note
"odd key".deeper = 'C:\\path'
long = """first ""quoted""
[not.a.table]
key = 1 \\""" still"""
literal = \'\'\'
[[nor.this]]
\'\'\'
[[care_models]]
name = "one"
expect = { by = 2025-01-01, with.change = [1,
  { deep = "}" }] }
[[care_models.assumptions]]
id = "A1"
[care_models.assumptions.expect]
by = 2025-01-01
[[care_models.assumptions]]
id = "A2"
[[care_models]]
practices = [
  "L81001",  # the first
  # none here
  "L81002",
]
[[care_models.assumptions]]
id = "B1"
[ "quoted table" . inner ]
z = 1979-05-27T07:32:00Z
'''


def every_path(value: Any, path: KeyPath = ()) -> list[KeyPath]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [found for key, deeper in inner for found in [(*path, key), *every_path(deeper, (*path, key))]]


def line_with(words: str) -> int:
    return next(n for n, line in enumerate(TEXT.splitlines(), 1) if words in line)


def test_every_path_that_the_reader_of_python_finds_has_a_line() -> None:
    assert set(every_path(tomllib.loads(TEXT))) == set(lines_of(TEXT))


def test_a_key_is_on_the_line_it_is_written_on() -> None:
    lines = lines_of(TEXT)
    assert lines["place", "odd key", "deeper"] == line_with("deeper")
    assert lines["place", "literal"] == line_with("literal")
    assert lines["care_models", 0, "expect", "with", "change", 1, "deep"] == line_with("deep = ")
    assert lines["care_models", 0, "assumptions", 1] == line_with('"A2"') - 1
    assert lines["care_models", 1, "practices", 1] == line_with("L81002")
    assert lines["care_models", 1, "assumptions", 0, "id"] == line_with("B1")
    assert lines["quoted table", "inner", "z"] == line_with("1979")


def test_a_key_that_is_not_there_is_put_at_what_is_around_it() -> None:
    lines = lines_of(TEXT)
    assert line_of(lines, ("care_models", 1, "starts_on")) == line_with("practices = [") - 1
    assert line_of(lines, ("organisations",)) == 1


# Texts without halves of surrogate pairs, which no UTF-8 file can hold.
words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=3)
keys = st.text("abc-_1", min_size=1, max_size=3) | words
plain = (
    st.booleans()
    | st.integers(-9, 9)
    | words
    | st.sampled_from(['a"""b', "'", "#", "]", "}", "\n", "\\", '"', "[x]\ny = 1"])
)
values = st.recursive(
    plain, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3), max_leaves=8
)


def written(value: Any) -> str:
    """A value in TOML, with arrays over several lines and texts in the form that is hardest to follow."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        lines = value.split("\n")
        return f'"{escaped(value)}"' if len(lines) == 1 else '"""\n' + "\n".join(map(escaped, lines)) + '"""'
    if isinstance(value, list):
        return "[" + "".join(f'\n  # ] }} "\n  {written(item)},' for item in value) + "\n]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{written_key(k)} = {written(v)}" for k, v in value.items()) + "}"
    return str(value)


def escaped(text: str) -> str:
    return "".join(c if c.isprintable() and c not in '"\\' else f"\\U{ord(c):08x}" for c in text)


def written_key(key: str) -> str:
    return key if key.isascii() and key.replace("-", "").replace("_", "").isalnum() else f'"{escaped(key)}"'


@settings(deadline=None)
@given(st.dictionaries(keys, values, max_size=5))
def test_whatever_the_values_hold_every_key_is_found_on_its_line(content: dict[str, Any]) -> None:
    text, expected = "", {}
    for key, value in content.items():
        expected[(key,)] = text.count("\n") + 1
        text += f"{written_key(key)} = {written(value)}\n"
    lines = lines_of(text)
    assert set(lines) == set(every_path(tomllib.loads(text)))
    assert {path: lines[path] for path in expected} == expected
