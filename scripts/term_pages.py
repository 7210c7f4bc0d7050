"""The reference page of contract terms and presets, rendered from the terms' classes and the preset files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from scripts.reference_pages import GENERATED

from joinedup.money.presets import Preset, presets
from joinedup.money.terms.term import kinds
from joinedup.money.terms_in_words import TermKey, example_of, keys_of, meaning_of

IN_A_CONTRACT = "[[contracts]]\n# its name, first day, years and baseline\n\n"
PRESET_USED = """\
[[contracts.terms]]
kind = "preset"
name = "mssp-basic-e-2021"
share = { RZZ1 = 0.6, SEA = 0.4 }
"""
TABLE = ["| key | what it holds | needed | meaning |", "| --- | --- | --- | --- |"]


def terms_page() -> str:
    """Every kind of term with its keys, and every preset with its source, as Markdown."""
    names = sorted(kinds())
    parts = [
        f"{GENERATED}# Terms of a contract\n",
        "A contract pays what its terms say, in their order: each turns a year's facts into payments with reasons, and may count\n"
        "what the terms before it pay. Amounts are pounds; shares and rates are parts of 1. Where a key holds a number or many,\n"
        "many are one for each year of the contract. What the facts of a year do not say is named when it is needed.\n"
        "`joinedup tables --terms` and `joinedup tables --presets` print the same.\n",
        "\n".join(f"- [{name}](#{name}): {_first_sentence(meaning_of(name))}" for name in names),
        "- [preset](#preset): a contract that others have, as terms ready to be used\n",
    ]
    for name in names:
        parts += [
            f"\n## {name}\n",
            f"{meaning_of(name)}\n",
            f"```toml\n{IN_A_CONTRACT}{example_of(name)}\n```\n",
            _keys(name),
        ]
    return "\n".join([*parts, *_presets()]) + "\n"


def _keys(kind: str) -> str:
    keys = keys_of(kind)
    parts = ["\n".join([*TABLE, *(_row(key) for key in keys)])]
    for key in keys:
        if key.within:
            parts += [
                f"\nWithin `{key.name}`:\n",
                "\n".join([*TABLE, *(_row(inner) for inner in key.within)]),
            ]
    return "\n".join(parts)


def _row(key: TermKey) -> str:
    cells = [f"`{key.name}`", key.holds, "yes" if key.needed else "", key.meaning]
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _presets() -> Iterator[str]:
    yield "\n## preset\n"
    yield (
        'A term with `kind = "preset"` stands for all terms of the preset it names. Every other key goes to each of those terms\n'
        "that knows it, over what the preset says; parties and services are always the place's own. A key for one of its terms\n"
        "alone stands below the kind of that term: `shared-losses = { cap = 0.05 }`.\n"
    )
    yield f"```toml\n{IN_A_CONTRACT}{PRESET_USED}```\n"
    for source, found in _by_source(presets().values()):
        about = found[0].about
        yield f"{about.strip()}\n"
        yield f"*Source: {' '.join(source.split())}.*\n"
        yield "| preset | what it is |\n| --- | --- |"
        yield "\n".join(f"| {names} | {told} |" for names, told in _rows(found, about)) + "\n"


def _by_source(found: Iterable[Preset]) -> list[tuple[str, list[Preset]]]:
    groups: dict[str, list[Preset]] = {}
    for preset in found:
        groups.setdefault(preset.source, []).append(preset)
    # What is said about a whole file stands first; what is said about single presets of it stands beside them.
    return sorted((source, sorted(group, key=lambda p: p.assumption)) for source, group in groups.items())


def _rows(found: list[Preset], about: str) -> Iterator[tuple[str, str]]:
    """Presets that differ only in their year on one row: mssp-basic-e-2019 to mssp-basic-e-2024."""
    rows: dict[tuple[str, str], list[Preset]] = {}
    for preset in sorted(found, key=lambda preset: preset.name):
        base, year = _without_year(preset.name)
        told = preset.title.removesuffix(f" ({year})")
        told += "" if preset.about == about else f". {'Assumed: ' * preset.assumption}{preset.about}"
        rows.setdefault((base, told), []).append(preset)
    for (_, told), presets_of_row in rows.items():
        names = list(dict.fromkeys([presets_of_row[0].name, presets_of_row[-1].name]))
        yield " to ".join(f"`{name}`" for name in names), told


def _without_year(name: str) -> tuple[str, str]:
    base, _, last = name.rpartition("-")
    return (base, last) if last.isdigit() and len(last) == 4 else (name, "")


def _first_sentence(words: str) -> str:
    return words.split(". ")[0].rstrip(".")
