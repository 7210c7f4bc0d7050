"""What a contract may be made of, as a terminal shows it: kinds of terms with their keys, and presets with their sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import fill

from joinedup.errors import JoinedupError
from joinedup.money.presets import presets
from joinedup.money.terms.term import kinds
from joinedup.money.terms_in_words import TermKey, example_of, keys_of, meaning_of, preset_as_written
from joinedup.place.problems import nearest

WIDTH = 110


class NothingOfThatName(JoinedupError):
    """There is no kind of term, or no preset, of that name."""


def terms() -> dict[str, str]:
    """Kind of term to what it does, in one sentence."""
    return {name: f"{meaning_of(name).split('. ')[0].rstrip('.')}." for name in sorted(kinds())}


def term_whole(name: str) -> str:
    """One kind of term: what it does, an example, every key with its meaning."""
    _known(name, kinds(), "kind of term", "--terms")
    told = [name, "", fill(meaning_of(name), WIDTH, initial_indent="  ", subsequent_indent="  "), ""]
    told += [f"    {line}" for line in example_of(name).splitlines()]
    return "\n".join([*told, "", *_told(keys_of(name), "  ")])


def preset_whole(name: str) -> str:
    """One preset: what it is, its source, and its terms as a place file would have them."""
    _known(name, presets(), "preset", "--presets")
    preset = presets()[name]
    told = [f"{name}: {preset.title}", ""]
    told += [fill(" ".join(preset.about.split()), WIDTH, initial_indent="  ", subsequent_indent="  "), ""]
    told += [fill(f"Source: {preset.source}", WIDTH, initial_indent="  ", subsequent_indent="  "), ""]
    told += ["  Assumed in part: change what differs.", ""] if preset.assumption else []
    told += [
        "  In place.toml, with your own keys beside it:",
        "",
        "    [[contracts.terms]]",
        '    kind = "preset"',
    ]
    told += [f'    name = "{name}"', "", "  which stands for:", ""]
    return "\n".join([*told, *(f"    {line}".rstrip() for line in preset_as_written(preset).splitlines())])


def _told(keys: Iterable[TermKey], indent: str) -> Iterator[str]:
    for key in keys:
        needed = ", needed" if key.needed else ""
        yield f"{indent}{key.name}  ({key.holds}{needed})"
        yield fill(key.meaning, WIDTH, initial_indent=f"{indent}    ", subsequent_indent=f"{indent}    ")
        yield from _told(key.within, f"{indent}    ")


def _known(name: str, known: Iterable[str], what: str, flag: str) -> None:
    if name not in known:
        alike = nearest(name, known)
        meant = f'; did you mean "{alike}"?' if alike else ""
        raise NothingOfThatName(
            f'there is no {what} "{name}"{meant} (`joinedup tables {flag}` lists what there is)'
        )
