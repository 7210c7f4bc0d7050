"""A person as one organisation knows them: with the numbers, names and dates that its clerks missed or mistyped."""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import numpy as np

from joinedup.rehearsal.days import day_number
from joinedup.rehearsal.draws import Whole
from joinedup.rehearsal.figures import FIGURES
from joinedup.rehearsal.names import Text, draw_names, nicknames, slip
from joinedup.rehearsal.nhs_numbers import mistyped
from joinedup.rehearsal.people import People
from joinedup.rehearsal.place_map import postcodes

_1801 = day_number(date(1801, 1, 1))


@cache
def dirt() -> dict[str, dict[str, Any]]:
    """How dirty extracts are."""
    return tomllib.loads((FIGURES / "dirt.toml").read_text("utf-8"))


@dataclass(frozen=True)
class Identities:
    """What is true of each person of a chunk, or what one organisation has written; one row a person."""

    nhs_number: Text
    given: Text
    family: Text
    birth: Whole
    postcode: Text


@dataclass(frozen=True)
class Known:
    """The identities one organisation has, and which mistakes are in them."""

    identities: Identities
    mistakes: dict[str, Whole]  # kind of mistake, positions in People


def true_identities(people: People, nhs_numbers: Whole, rng: np.random.Generator) -> tuple[Identities, Text]:
    """The true identities of a chunk and, beside them, everybody's postcode before they last moved."""
    given, family = draw_names(people.ethnicity, people.sex, rng)
    homes = _text(postcodes(people.area, rng.integers(0, 100, len(people))))
    older = _text(postcodes(rng.permutation(people.area), rng.integers(0, 100, len(people))))
    return Identities(
        _text([str(n) for n in nhs_numbers.tolist()]), given, family, people.birth, homes
    ), older


def as_known(true: Identities, older: Text, form: str, nhs_numbers: Whole, rng: np.random.Generator) -> Known:
    """The identities as an organisation that sends the given form of extract has them."""
    shares, count = dirt()["identity"], len(true.birth)
    draw = rng.random(count)
    missing = draw < shares["nhs_number_missing"][form]
    wrong = ~missing & (draw < shares["nhs_number_missing"][form] + shares["nhs_number_wrong"][form])
    number, given, family = true.nhs_number.copy(), true.given.copy(), true.family.copy()
    birth, home = true.birth.copy(), true.postcode.copy()
    number[missing] = None
    wrong_numbers = mistyped(nhs_numbers[wrong], rng.integers(0, 9, int(wrong.sum())))
    number[wrong] = [str(n) for n in wrong_numbers.tolist()]
    found = {"nhs_number_missing": np.flatnonzero(missing), "nhs_number_wrong": np.flatnonzero(wrong)}
    for kind, (unsure, sure) in dirt()["mistakes"].items():
        found[kind] = np.flatnonzero(rng.random(count) < np.where(missing | wrong, unsure, sure))
    found["day_and_month_swapped"] = _swap(birth, found["day_and_month_swapped"])
    birth[found["birth_date_1801"]] = _1801
    _misspell(given, found["given_name_misspelt"], rng)
    _misspell(family, found["family_name_misspelt"], rng)
    found["nickname"] = _shorten(given, found["nickname"])
    home[found["old_postcode"]] = older[found["old_postcode"]]
    return Known(Identities(number, given, family, birth, home), found)


def count_mistakes(known: Known, seen: Whole, source: str, table: str) -> Counter[tuple[str, str, str]]:
    """How many of the people seen have each mistake."""
    here = np.zeros(len(known.identities.birth), bool)
    here[seen] = True
    return Counter({(source, table, kind): int(here[at].sum()) for kind, at in known.mistakes.items()})


def _swap(birth: Whole, at: Whole) -> Whole:
    """Day and month exchanged where that gives a date; returns the positions changed."""
    dates = birth[at].astype("datetime64[D]")
    months = dates.astype("datetime64[M]")
    day, month = (dates - months).astype(int) + 1, months.astype(int) % 12 + 1
    can = (day <= 12) & (day != month)
    years = dates.astype("datetime64[Y]")
    swapped = (years.astype("datetime64[M]") + (day - 1)).astype("datetime64[D]") + (month - 1)
    birth[at[can]] = swapped[can].astype(np.int64)
    return np.asarray(at[can])


def _misspell(names: Text, at: Whole, rng: np.random.Generator) -> None:
    kinds, places = rng.integers(0, 4, len(at)).tolist(), rng.integers(0, 12, len(at)).tolist()
    for position, kind, place in zip(at.tolist(), kinds, places, strict=True):
        names[position] = slip(names[position], kind, place)


def _shorten(given: Text, at: Whole) -> Whole:
    short = nicknames()
    can = np.array([p for p in at.tolist() if given[p] in short], dtype=np.int64)
    for position in can.tolist():
        given[position] = short[given[position]]
    return can


def _text(values: list[str]) -> Text:
    return np.array(values, dtype=object)
