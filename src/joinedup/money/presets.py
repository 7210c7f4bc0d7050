"""Presets: contracts that others have, as terms ready to be used, with the user's own keys over them.

In a place file a term with `kind = "preset"` and the `name` of one stands for all its terms; every other key it has goes to each
of those terms that knows it (a table is merged key by key), so that parties, shares and services are the place's own. What is
meant for one of them stands below its kind: `shared-losses = { cap = 0.05 }`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from joinedup.money.terms.term import kinds
from joinedup.place.problems import Finding, as_written, nearest
from joinedup.reference.files import ReferenceFile, files_in

PRESET = "preset"
# How much is shared of savings is not how much of losses: where a preset has both, these must say which they mean.
OF_ONE_TERM = ("rate", "corridors", "cap", "cap_of_revenue")
TermContent = dict[str, Any]


@dataclass(frozen=True)
class Preset:
    """One preset: its terms as a place file would write them, and where its figures come from."""

    name: str
    title: str
    about: str
    source: str
    assumption: bool
    applies_from: date
    terms: tuple[Mapping[str, Any], ...]


@cache
def presets() -> Mapping[str, Preset]:
    """Every preset of the reference folder contract_presets by name; one that lists years gives NAME-YEAR for each."""
    found = (preset for file in files_in("contract_presets") for preset in _of_file(file))
    return {preset.name: preset for preset in sorted(found, key=lambda preset: preset.name)}


def expanded(written: Mapping[str, Any]) -> list[TermContent]:
    """The terms that a term of the place file stands for: itself, or those of the preset it names with its own keys over them."""
    if written.get("kind") != PRESET:
        return [dict(written)]
    own = {key: value for key, value in written.items() if key not in ("kind", "name")}
    return [
        _with_own_keys(term, {**own, **_meant_for(term["kind"], own)})
        for term in presets()[written["name"]].terms
    ]


def preset_findings(written: Mapping[str, Any]) -> Iterator[Finding]:
    """What is wrong with a term of kind preset before it can be expanded: no such preset, a key that none of its terms has."""
    name = written.get("name")
    if not isinstance(name, str) or name not in presets():
        expected = "the name of a preset (`joinedup tables --presets` lists them)"
        found = "nothing" if name is None else as_written(name)
        yield Finding(("name",), found, expected, "write name = ...", nearest(name or "", presets()))
        return
    fields = {term["kind"]: set(kinds()[term["kind"]].model_fields) for term in presets()[name].terms}
    known = {key for keys in fields.values() for key in keys}
    for key in written:
        if key in fields:
            yield from _below_a_kind(key, written[key], fields[key])
            continue
        having = [kind for kind, keys in fields.items() if key in keys]
        if key in OF_ONE_TERM and len(having) > 1:
            yield Finding(
                (key,),
                f"{key}, which {' and '.join(having)} have",
                "the term that it is meant for",
                " or ".join(f"write {kind} = {{ {key} = ... }}" for kind in having),
            )
        if key not in known | {"kind", "name"}:
            expected = f"one of the keys {', '.join(sorted(known - {'kind'}))}"
            yield Finding(
                (key,), f"the key {key}", expected, "take the key away", nearest(key, known - {"kind"})
            )


def _meant_for(kind: str, own: Mapping[str, Any]) -> Mapping[str, Any]:
    """The keys that stand below the kind of one term."""
    below = own.get(kind)
    return below if isinstance(below, Mapping) else {}


def _below_a_kind(kind: str, below: Any, known: set[str]) -> Iterator[Finding]:
    if not isinstance(below, Mapping):
        yield Finding((kind,), as_written(below), "a table of keys", f"write {kind} = {{ KEY = ... }}")
        return
    for key in below:
        if key == "kind" or key not in known:
            expected = f"one of the keys {', '.join(sorted(known - {'kind'}))}"
            yield Finding(
                (kind, key), f"the key {key}", expected, "take the key away", nearest(key, known - {"kind"})
            )


def _with_own_keys(term: Mapping[str, Any], own: Mapping[str, Any]) -> TermContent:
    content, fields = dict(term), kinds()[term["kind"]].model_fields
    for key, value in own.items():
        if key not in fields:
            continue
        before = content.get(key)
        both = isinstance(before, Mapping) and isinstance(value, Mapping)
        content[key] = {**before, **value} if both else value  # type: ignore[dict-item]
    return content


def _of_file(file: ReferenceFile) -> Iterator[Preset]:
    for written in file.content["presets"]:
        for year in written.get("years", [None]):
            changes = [change for change in file.content.get("by_year", []) if year in change["years"]]
            terms = tuple(_in_year(term, written["name"], changes) for term in written["terms"])
            yield Preset(
                name=written["name"] if year is None else f"{written['name']}-{year}",
                title=written["title"] if year is None else f"{written['title']} ({year})",
                about=written.get("about", file.about),
                source=file.source,
                assumption=bool(written.get("assumption", file.assumption)),
                applies_from=file.applies_from if year is None else date(year, 1, 1),
                terms=terms,
            )


def _in_year(term: Mapping[str, Any], name: str, changes: list[Mapping[str, Any]]) -> Mapping[str, Any]:
    content = dict(term)
    for change in changes:
        if change["kind"] == term["kind"] and name in change.get("presets", [name]):
            content |= change["keys"]
    return content
