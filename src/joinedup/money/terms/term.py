"""What a term is: keys in the place file, and a pure function from a year's facts to payments with reasons."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import ClassVar, Literal, get_args, get_origin

from pydantic import Field

from joinedup.money.payments import Payment
from joinedup.money.year_facts import YearFacts
from joinedup.place.contracts import Contract
from joinedup.place.key_paths import KeyPath
from joinedup.place.problems import Finding
from joinedup.place.section import Section, Text


class ContractTerm(Section):
    """One term of a contract. A kind of term is one file in this folder with one subclass, its `kind` a Literal.

    Keys are described as those of the place file are: they are checked, listed in the schema and documented from here.
    """

    # Whether it pays for the care itself. Care of organisations that no such term pays is paid for as it was before.
    pays_for_care: ClassVar[bool] = False

    # How its keys may stand below [[contracts.terms]], for its page of the documentation.
    example: ClassVar[str] = ""

    kind: str
    clause: Text | None = Field(None, description="Where it stands in the signed contract: clause 14.2.")

    def payments(self, facts: YearFacts, so_far: Sequence[Payment]) -> list[Payment]:
        """What this term makes whom pay in the year, given what the terms before it pay.

        Pure: no clock, no files, no randomness. A payment of nothing is given too, with its reason. MissingFact where the
        facts do not say what it needs.
        """
        raise NotImplementedError

    def organisations(self) -> Iterable[tuple[KeyPath, str]]:
        """Every code of an organisation that it names, each with its key: they must be organisations of the place."""
        return ()

    def findings(self, contract: Contract) -> Iterable[Finding]:
        """What is wrong with it beyond its shape, given the rest of the contract: shares that do not sum, years without a
        figure. Paths begin at the term."""
        return ()

    def after(self) -> Mapping[str, Collection[str]]:
        """Kinds of terms of which one must stand before it, by the key that asks for it: terms are settled in order."""
        return {}

    def pools(self) -> Mapping[str, Mapping[str, float]]:
        """The shares by which it divides anything, by name; each must sum to 1. A rule of the checks reads them."""
        return {}


@cache
def kinds() -> Mapping[str, type[ContractTerm]]:
    """Every kind of term there is: found in this folder, listed nowhere. What several kinds share has no kind itself."""
    package = import_module("joinedup.money.terms")
    found: dict[str, type[ContractTerm]] = {}
    for module in sorted(iter_modules(package.__path__), key=lambda m: m.name):
        for value in vars(import_module(f"joinedup.money.terms.{module.name}")).values():
            if isinstance(value, type) and issubclass(value, ContractTerm):
                kind = value.model_fields["kind"].annotation
                if get_origin(kind) is Literal:
                    found[get_args(kind)[0]] = value
    return found
