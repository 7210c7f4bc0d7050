"""A contract with its terms read, and what they pay in a year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from joinedup.errors import JoinedupError
from joinedup.money.payments import Payment
from joinedup.money.pence import AmountError
from joinedup.money.presets import PRESET, expanded, preset_findings
from joinedup.money.terms.term import ContractTerm, kinds
from joinedup.money.year_facts import YearFacts
from joinedup.place.contracts import Contract
from joinedup.place.key_paths import KeyPath, each, shown, texts
from joinedup.place.problems import Finding, as_written, nearest
from joinedup.place.shape import read_section


class TermError(JoinedupError):
    """A term that does not have the shape of its kind: the place file was read without `term_findings`."""


@dataclass(frozen=True)
class TermsOfContract:
    """A contract of the place file with its terms, each of its kind, in the order they are settled."""

    contract: Contract
    terms: tuple[ContractTerm, ...]


def with_terms(contract: Contract) -> TermsOfContract:
    """A contract of a place file that was read with `term_findings`, its terms as what they are and its presets spelt out."""
    contents = [content for term in contract.terms for content in expanded(term.model_dump())]
    return TermsOfContract(contract, tuple(_term(content) for content in contents))


def settled(terms: Sequence[ContractTerm], facts: YearFacts) -> list[Payment]:
    """Every payment of the year, term by term in the order of the contract; a term sees the payments before it."""
    payments: list[Payment] = []
    for number, term in enumerate(terms, 1):
        name = f"{number} {term.kind}"
        try:
            due = term.payments(facts, tuple(payments))
        except AmountError as error:
            raise AmountError(f"term {name}, year {facts.year}: {error}") from error
        payments += [replace(payment, term=name) for payment in due]
    return payments


def term_findings(content: Mapping[str, Any]) -> Iterator[Finding]:
    """All that is wrong with the terms in a place file's content: a check to hand to `read_place` as `further`."""
    codes = [code for _, code in texts(content, "organisations[].code")]
    for path, written in each(content, "contracts[].terms[]"):
        kind = written.get("kind") if isinstance(written, Mapping) else None
        if not isinstance(kind, str):
            continue  # its shape is reported with the rest of the place file
        unusable = list(preset_findings(written) if kind == PRESET else _unknown_kind(kind))
        around = _contract_around(content, path)
        before = _kinds_before(around, path[-1])
        found = unusable or _of_terms(expanded(written), around, codes, before)
        yield from (_below(path, finding, written) for finding in found)


def _term(content: Mapping[str, Any]) -> ContractTerm:
    term, findings = read_section(kinds()[content["kind"]], content)
    if term is None:
        wrong = "; ".join(f"{shown(f.path)}: found {f.found}, expected {f.expected}" for f in findings)
        raise TermError(f"a term of kind {content['kind']} cannot be read: {wrong}")
    return term


def _unknown_kind(kind: str) -> Iterator[Finding]:
    known = sorted([*kinds(), PRESET])
    if kind not in known:
        expected = f"one of {', '.join(known)}"
        yield Finding(("kind",), as_written(kind), expected, "write one of these", nearest(kind, known))


def _of_terms(
    contents: Sequence[Mapping[str, Any]],
    around: Mapping[str, Any],
    codes: Sequence[str],
    before: Sequence[str],
) -> Iterator[Finding]:
    """Findings about the terms that one written term stands for, each once. `before` are the kinds of those above it."""
    contract, _ = read_section(Contract, around)
    found: list[Finding] = []
    for content in contents:
        term, findings = read_section(kinds()[content["kind"]], content)
        found += findings
        if term is not None:
            found += _unknown_organisations(term, codes)
            found += _nothing_before(term, before)
            found += term.findings(contract) if contract is not None else ()
    yield from dict.fromkeys(found)


def _kinds_before(around: Mapping[str, Any], position: str | int) -> tuple[str, ...]:
    """The kinds of the terms above one of a contract, those of presets spelt out."""
    above = [term for term in around["terms"][:position] if isinstance(term, Mapping)]
    usable = [term for term in above if term.get("kind") != PRESET or not any(preset_findings(term))]
    return tuple(str(content.get("kind")) for term in usable for content in expanded(term))


def _nothing_before(term: ContractTerm, before: Sequence[str]) -> Iterator[Finding]:
    for key, wanted in term.after().items():
        if not set(wanted) & set(before):
            what = "term" if set(wanted) == set(kinds()) else f"{' or '.join(wanted)} term"
            expected = f"a {what} above this one, since terms are settled in their order"
            do = "put the terms in the order in which they are settled"
            yield Finding(
                (key,) if key in term.model_fields_set else (), f"no {what} before it", expected, do
            )


def _unknown_organisations(term: ContractTerm, codes: Sequence[str]) -> Iterator[Finding]:
    for path, code in term.organisations():
        if code not in codes:
            do = f'add an [[organisations]] with code = "{code}", or mend the code'
            yield Finding(
                path, as_written(code), "the code of an organisation of this file", do, nearest(code, codes)
            )


def _contract_around(content: Mapping[str, Any], path: KeyPath) -> Mapping[str, Any]:
    contract: Mapping[str, Any] = content["contracts"][path[1]]
    return contract


def _below(path: KeyPath, finding: Finding, written: Mapping[str, Any]) -> Finding:
    """A finding at its key; at the term itself, naming the key, where that is the preset's and is not written there."""
    key = finding.path
    below = _meant_for_one(written, key)
    if below:
        return replace(finding, path=(*path, below, *key))
    if written.get("kind") != PRESET or not key or key[0] in written or key == ("name",):
        return replace(finding, path=(*path, *key))
    do = finding.do
    if finding.found == "nothing" and len(key) == 2:
        do = f"add a line {key[0]} = {{ {key[1]} = ... }} here"
    return replace(finding, path=path, expected=f"for {shown(key)} of the preset, {finding.expected}", do=do)


def _meant_for_one(written: Mapping[str, Any], key: KeyPath) -> str:
    """The kind of a preset's term below which a key is written; empty where it stands for all of them."""
    tables = (
        (kind, below) for kind, below in written.items() if kind in kinds() and isinstance(below, Mapping)
    )
    return next((kind for kind, below in tables if key and key[0] in below), "")
