"""Names for made-up people, and the ways a clerk gets them wrong."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from joinedup.rehearsal.draws import Whole, one_of
from joinedup.rehearsal.people import ETHNIC_GROUPS

Text = NDArray[np.object_]
_FILE = Path(__file__).parent / "words" / "names.toml"
_SLIPS = "eaoinrtls"


@cache
def _lists() -> dict[str, dict[str, Text]]:
    content = tomllib.loads(_FILE.read_text("utf-8"))
    return {
        group: {kind: np.array(text.split(), dtype=object) for kind, text in content[group].items()}
        for group in ETHNIC_GROUPS
    }


@cache
def nicknames() -> dict[str, str]:
    """Short forms of given names."""
    pairs = tomllib.loads(_FILE.read_text("utf-8"))["nicknames"]["pairs"]
    return {pair.split()[0]: pair.split()[1] for pair in pairs.replace("\n", " ").split(",") if pair.strip()}


def draw_names(ethnicity: Whole, sex: Whole, rng: np.random.Generator) -> tuple[Text, Text]:
    """Given and family names, more frequent ones more often."""
    given, family = np.empty(len(sex), dtype=object), np.empty(len(sex), dtype=object)
    for number, group in enumerate(ETHNIC_GROUPS):
        lists = _lists()[group]
        own = ethnicity == number
        family[own] = _draw(lists["family"], int(own.sum()), 25, rng)
        for code, kind in enumerate(("female", "male")):
            these = own & (sex == code)
            given[these] = _draw(lists[kind], int(these.sum()), 8, rng)
    return given, family


def _draw(names: Text, count: int, flatness: int, rng: np.random.Generator) -> Text:
    weights = 1.0 / (flatness + np.arange(len(names)))
    chosen: Text = names[one_of(weights, rng.random(count))]
    return chosen


def slip(name: str, kind: int, place: int) -> str:
    """A spelling mistake: letters swapped, one left out, doubled or changed."""
    at = 1 + place % max(len(name) - 2, 1)
    if len(name) < 4:
        return name + name[-1]
    wrong = (
        name[:at] + name[at + 1] + name[at] + name[at + 2 :],
        name[:at] + name[at + 1 :],
        name[:at] + name[at] + name[at:],
        name[:at] + _SLIPS[place % len(_SLIPS)] + name[at + 1 :],
    )
    return wrong[kind % 4]
