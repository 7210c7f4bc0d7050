"""The shape of a place file: every key known, every value of its kind. All that is wrong is found at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import ValidationError
from pydantic.fields import FieldInfo

from joinedup.place.key_paths import KeyPath, value_at
from joinedup.place.model import Place
from joinedup.place.problems import Finding, as_written, nearest
from joinedup.place.section import Section

AnySection = TypeVar("AnySection", bound=Section)

KIND_WORDS = {
    "string_type": 'text between double quotes, for example "Seacombe"',
    "int_type": "a whole number without quotes, for example 1200",
    "int_from_float": "a whole number without quotes, for example 1200",
    "float_type": "a number without quotes, for example -0.10",
    "finite_number": "a finite number, for example -0.10",
    "bool_type": "true or false, without quotes",
    "date_type": "a date without quotes, for example 2024-04-01",
    "tuple_type": 'an array between square brackets, for example ["L81001", "L81002"]',
    "model_type": "a table of keys",
    "dict_type": "a table of keys",
}


def read_shape(data: Mapping[str, Any]) -> tuple[Place | None, list[Finding]]:
    """The place a file's content says, and everything wrong with its shape; the place is None when anything is."""
    return read_section(Place, data)


def read_section(shape: type[AnySection], data: Mapping[str, Any]) -> tuple[AnySection | None, list[Finding]]:
    """A table as the section it should be, and everything wrong with its shape; paths begin at the table."""
    content = _frozen(data)
    try:
        return shape.model_validate(content, strict=True), []
    except ValidationError as error:
        return None, _findings(shape, content, error)


def fields_at(path: KeyPath, top: type[Section] = Place) -> Mapping[str, FieldInfo]:
    """The keys that the table at a path may have; none when the path leads to no table of the place file."""
    section: type[Section] | None = top
    for part in path:
        if isinstance(part, int):
            continue
        field = section.model_fields.get(part) if section else None
        section = _section_in(field.annotation) if field else None
    return section.model_fields if section else {}


def _findings(top: type[Section], content: Any, error: ValidationError) -> list[Finding]:
    found: dict[tuple[KeyPath, str], Finding] = {}
    for detail in error.errors():
        path = _path_of(content, detail["loc"], is_absent=detail["type"] == "missing")
        finding = _finding(top, content, path, detail)
        if finding:
            found.setdefault((path, finding.found), finding)
    return _without_less_exact(_without_misspelt(list(found.values())))


def _path_of(content: Any, loc: tuple[str | int, ...], is_absent: bool) -> KeyPath:
    """The keys of a pydantic location; it also names the branches of a choice between kinds, which are no keys."""
    path: KeyPath = ()
    for part in loc[: len(loc) - is_absent]:
        here = value_at(content, path)
        if (isinstance(here, Mapping) and part in here) or (
            isinstance(here, tuple) and isinstance(part, int)
        ):
            path = (*path, part)
    return (*path, loc[-1]) if is_absent else path


def _finding(top: type[Section], content: Any, path: KeyPath, detail: Any) -> Finding | None:
    kind, value, limits = detail["type"], value_at(content, path), detail.get("ctx", {})
    if kind == "missing":
        return _missing(top, path)
    if kind == "extra_forbidden":
        return _unknown_key(top, path)
    if kind == "too_short" and value:
        return None  # its elements are wrong and each is reported; the array itself is long enough
    field = _field_at(top, path)
    about = f" ({_meaning(field)})" if field and _meaning(field) else ""
    if kind == "literal_error":
        known = _choices(field.annotation if field else None)
        expected = f"one of {', '.join(known)}{about}"
        return Finding(
            path, as_written(value), expected, "write one of these", _quoted(nearest(value, known))
        )
    return Finding(path, as_written(value), f"{_words(detail, limits)}{about}", "write it so")


def _words(detail: Any, limits: Mapping[str, Any]) -> str:
    kind = str(detail["type"])
    if kind in KIND_WORDS:
        return KIND_WORDS[kind]
    if kind == "string_too_short":
        return "text that is not empty"
    if kind == "too_short":
        return f"an array of at least {limits.get('min_length')} element"
    if kind == "string_pattern_mismatch":
        return "a code of 2 to 15 letters, digits and hyphens that starts with a letter or a digit"
    return str(detail["msg"]).replace("Input should be", "a value")


def _missing(top: type[Section], path: KeyPath) -> Finding:
    field, name = _field_at(top, path), str(path[-1])
    what = _meaning(field) if field else ""
    section = _section_in(field.annotation) if field else None
    if section is not None and len(path) == 1:
        header = f"[[{name}]]" if field and _is_many(field.annotation) else f"[{name}]"
        about = (section.__doc__ or "").split(": ", 1)[-1].rstrip(".")
        return Finding(
            path, "nothing", f"a section {header}: {about}", f"add a line {header} and its keys below"
        )
    return Finding(path, "nothing", f"the key {name}: {what}".rstrip(": "), f"add a line {name} = ... here")


def _unknown_key(top: type[Section], path: KeyPath) -> Finding:
    known = fields_at(path[:-1], top)
    alike = nearest(path[-1], known)
    do = f"write {alike} instead, or take the key away" if alike else "take the key away"
    return Finding(path, f"the key {path[-1]}", f"one of the keys {', '.join(known)}", do, alike)


def _without_misspelt(findings: list[Finding]) -> list[Finding]:
    """A misspelt key is one mistake: leave out the finding that the key it stands for is missing."""
    meant = {
        (*finding.path[:-1], finding.nearest) for finding in findings if finding.found.startswith("the key ")
    }
    return [finding for finding in findings if not (finding.found == "nothing" and finding.path in meant)]


def _without_less_exact(findings: list[Finding]) -> list[Finding]:
    """Where text or an array of texts may stand, an array with a wrong element is wrong at that element only."""
    around = {finding.path[:-1] for finding in findings if isinstance(finding.path[-1], int)}
    return [f for f in findings if not (f.path in around and f.found.startswith("an array"))]


def _field_at(top: type[Section], path: KeyPath) -> FieldInfo | None:
    names = [part for part in path if isinstance(part, str)]
    return fields_at(tuple(names[:-1]), top).get(names[-1]) if names else None


def _meaning(field: FieldInfo | None) -> str:
    return (field.description or "").rstrip(".") if field else ""


def _section_in(annotation: Any) -> type[Section] | None:
    """The section a key holds, one or many; None when it holds plain values."""
    if isinstance(annotation, type) and issubclass(annotation, Section):
        return annotation
    return next((found for inner in get_args(annotation) if (found := _section_in(inner))), None)


def _is_many(annotation: Any) -> bool:
    return get_origin(annotation) is tuple


def _choices(annotation: Any) -> tuple[str, ...]:
    if get_origin(annotation) in (Union, UnionType, Annotated, tuple):
        return tuple(word for inner in get_args(annotation) for word in _choices(inner))
    return tuple(word for word in get_args(annotation) if isinstance(word, str))


def _quoted(word: str) -> str:
    return f'"{word}"' if word else ""


def _frozen(value: Any) -> Any:
    """Arrays as tuples, which is what the frozen model holds."""
    if isinstance(value, Mapping):
        return {key: _frozen(inner) for key, inner in value.items()}
    return tuple(map(_frozen, value)) if _is_plain_array(value) else value


def _is_plain_array(value: Any) -> bool:
    return isinstance(value, Iterable) and not isinstance(value, str | Mapping)
