"""What a rule is: a question about a proposed contract or place, what it reads, and a pure function that judges it.

A rule has four answers. `passed` and `found` are judged from what is written; `cannot-be-judged` names the keys that are
missing; `does-not-apply` says why the question does not arise. Nothing written is never read as good news: to say that
there is none, write an empty array or a nought, or say in `figure_sources` where it is known from that there is none.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Literal

from joinedup.money.contracts import TermsOfContract
from joinedup.place.contracts import Contract
from joinedup.place.key_paths import KeyPath, shown
from joinedup.place.model import Place
from joinedup.place.shape import fields_at

Severity = Literal["block", "error", "warning"]
Outcome = Literal["found", "cannot-be-judged", "passed", "does-not-apply"]
Subject = Literal["contract", "place"]
Group = Literal[
    "price-before-cost",
    "who-bears-a-loss",
    "tax-and-form",
    "exit-without-arbiter",
    "savings-and-time",
    "need-and-numbers",
    "shares-and-outcomes",
    "who-watches",
]
SEVERITIES: tuple[Severity, ...] = ("block", "error", "warning")


@dataclass(frozen=True)
class Missing:
    """A key that a rule needs and nobody wrote: where it belongs, and what it says."""

    path: KeyPath
    what: str

    def __str__(self) -> str:
        return f"{shown(self.path)}: {self.what}"


@dataclass(frozen=True)
class Found:
    """One thing found, in a sentence a board member understands, and the key it is about."""

    words: str
    path: KeyPath


@dataclass(frozen=True)
class Judgement:
    """What a rule says: its outcome, why in plain words, the key to look at, and what is missing."""

    outcome: Outcome
    words: str
    where: KeyPath
    missing: tuple[Missing, ...] = ()


@dataclass(frozen=True)
class Proposal:
    """What is judged: a place and, for a rule about contracts, one of its contracts with its terms.

    `position` counts contracts from 0, as key paths do.
    """

    place: Place
    terms: TermsOfContract | None = None
    position: int = 0

    @property
    def contract(self) -> Contract:
        """The contract judged; a ValueError when a rule about the place asks for one."""
        if self.terms is None:
            raise ValueError("this rule is about a place and was handed no contract")
        return self.terms.contract

    def at(self, *keys: str | int) -> KeyPath:
        """The path of a key of the contract judged, or of the place when there is none."""
        return ("contracts", self.position, *keys) if self.terms is not None else keys

    def named(self, code: str) -> str:
        """The name of an organisation by its code."""
        return next((one.name for one in self.place.organisations if one.code == code), code)

    @property
    def binds_from(self) -> tuple[date, str]:
        """The day before which things must be settled, and what it is: signature, or the first day where none is signed yet."""
        signed = self.contract.signed_on
        return (signed, "signature") if signed else (self.contract.starts_on, "the first day")

    def is_party(self, who: str) -> bool:
        """Whether somebody, by name or code, is the commissioner or the holder of the contract judged."""
        parties = {self.contract.commissioner, self.contract.holder} - {None}
        said = who.strip().casefold()
        return any(said in (str(code).casefold(), self.named(str(code)).casefold()) for code in parties)

    def known_to_be_none(self, key: str) -> bool:
        """Whether the contract says where it is known from that there is none of this key."""
        return key in self.contract.figure_sources


@dataclass(frozen=True)
class Rule:
    """A rule: its question, what it reads, how grave a finding is, where it comes from and what would mend it."""

    id: str
    slug: str
    question: str
    about: Subject
    group: Group
    severity: Severity
    reads: tuple[str, ...]
    source: str
    mend: str
    judge: Callable[[Proposal], Judgement]


def missing(path: KeyPath, what: str = "") -> Missing:
    """A missing key with what the place file's model says that it means."""
    field = fields_at(path[:-1]).get(str(path[-1]))
    said = what or (field.description if field and field.description else str(path[-1]).replace("_", " "))
    return Missing(path, said.rstrip(".").split("; ")[0])


def judged(
    found: Sequence[Found], missing_keys: Sequence[Missing], otherwise: str, at: KeyPath = ()
) -> Judgement:
    """Found when anything is, else not to be judged when anything is missing, else passed for the reason `otherwise`."""
    if found:
        words = " ".join(_begun(one.words) for one in found)
        return Judgement("found", words, found[0].path, tuple(missing_keys))
    if missing_keys:
        return cannot_be_judged(*missing_keys)
    return passed(otherwise, at)


def passed(words: str, at: KeyPath = ()) -> Judgement:
    """All is as the rule asks, with the figures that show it."""
    return Judgement("passed", words, at)


def does_not_apply(why: str) -> Judgement:
    """The question does not arise here, and why."""
    return Judgement("does-not-apply", _begun(why), ())


def cannot_be_judged(*keys: Missing, why: str = "") -> Judgement:
    """What is written does not say; which keys would."""
    words = why or f"not written: {'; '.join(dict.fromkeys(_inside(key.what) for key in keys))}."
    return Judgement("cannot-be-judged", _begun(words), keys[0].path if keys else (), keys)


def _inside(what: str) -> str:
    """A description as part of a sentence: its first letter small, unless the word is written in capitals."""
    return what if what[1:2].isupper() else what[:1].lower() + what[1:]


def _begun(words: str) -> str:
    return words[:1].upper() + words[1:]


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule there is, by id."""
    package = import_module("joinedup.money.checks.rules")
    names = sorted(module.name for module in iter_modules(package.__path__))
    found = [import_module(f"{package.__name__}.{name}").RULE for name in names]
    return tuple(sorted(found, key=lambda rule: rule.id))


def by_id() -> Mapping[str, Rule]:
    """Every rule by its id."""
    return {rule.id: rule for rule in rules()}
