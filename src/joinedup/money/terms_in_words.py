"""Every kind of term in words: what it does, its keys with what each holds and means, an example as a place file would have it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from inspect import cleandoc
from typing import Any

from joinedup.money.presets import Preset
from joinedup.money.terms.term import kinds


@dataclass(frozen=True)
class TermKey:
    """One key of a term: what it holds in words, whether it must be there, what it means, and the keys of the tables in it."""

    name: str
    holds: str
    needed: bool
    meaning: str
    within: tuple[TermKey, ...] = ()


def meaning_of(kind: str) -> str:
    """What a kind of term does, in sentences."""
    return " ".join(cleandoc(kinds()[kind].__doc__ or "").split())


def example_of(kind: str) -> str:
    """A term of this kind as a place file would have it."""
    return "\n".join(["[[contracts.terms]]", f'kind = "{kind}"', *kinds()[kind].example.splitlines()])


def keys_of(kind: str) -> tuple[TermKey, ...]:
    """The keys of a kind of term, in the order of its class, `kind` left out."""
    schema = kinds()[kind].model_json_schema()
    return tuple(key for key in _keys(schema, schema.get("$defs", {})) if key.name != "kind")


def preset_as_written(preset: Preset) -> str:
    """The terms of a preset as a place file would have them."""
    return "\n\n".join(
        "\n".join(["[[contracts.terms]]", *(f"{key} = {_toml(value)}" for key, value in term.items())])
        for term in preset.terms
    )


def _keys(section: Mapping[str, Any], sections: Mapping[str, Any]) -> Iterator[TermKey]:
    needed = section.get("required", [])
    for name, about in section.get("properties", {}).items():
        inner = _section(about, sections)
        within = tuple(_keys(inner, sections)) if inner else ()
        yield TermKey(name, _holds(about), name in needed, about.get("description", ""), within)


def _section(about: Mapping[str, Any], sections: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The section that a key holds, one or many; None where it holds plain values."""
    if "$ref" in about:
        named: Mapping[str, Any] = sections[about["$ref"].rsplit("/", 1)[-1]]
        return named
    inner = [*about.get("anyOf", ()), *([about["items"]] if "items" in about else [])]
    return next((found for part in inner if (found := _section(part, sections))), None)


def _holds(about: Mapping[str, Any]) -> str:
    if "$ref" in about:
        return "a table"
    if "enum" in about:
        return "one of " + ", ".join(f'"{word}"' for word in about["enum"])
    if "const" in about:
        return f'"{about["const"]}"'
    if "anyOf" in about:
        kinds_of_value = [_holds(part) for part in about["anyOf"] if part.get("type") != "null"]
        by_year = [words for words in kinds_of_value if f"many: {words}" in kinds_of_value]
        others = [words for words in kinds_of_value if words.removeprefix("many: ") not in by_year]
        return " or ".join([*(f"{words}, or one for each year" for words in by_year), *others])
    if about.get("type") == "array":
        return f"many: {_holds(about.get('items', {}))}"
    if about.get("type") == "object":
        codes = about.get("patternProperties")
        held = next(iter(codes.values())) if codes else about.get("additionalProperties", {})
        return f"a table by {'code' if codes else 'name'} of {_holds(held)}"
    if "pattern" in about:
        return "code of an organisation"
    words = {"string": "text", "integer": "a whole number", "number": "a number", "boolean": "true or false"}
    return words.get(str(about.get("type")), "a value") + _limits(about)


def _limits(about: Mapping[str, Any]) -> str:
    if about.get("minimum") == 0 and about.get("maximum") == 1:
        return " from 0 to 1"
    if "exclusiveMinimum" in about:
        return f" above {about['exclusiveMinimum']:g}"
    return " of 0 or more" if about.get("minimum") == 0 else ""


def _toml(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {_toml(inner)}" for key, inner in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_toml(inner) for inner in value) + "]"
    return json.dumps(value)
