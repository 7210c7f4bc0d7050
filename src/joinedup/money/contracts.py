"""A contract with its terms read, and what they pay in a year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from joinedup.errors import JoinedupError
from joinedup.money.payments import Payment
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
        payments += [replace(payment, term=name) for payment in term.payments(facts, tuple(payments))]
    return payments


def term_findings(content: Mapping[str, Any]) -> Iterator[Finding]:
    """All that is wrong with the terms in a place file's content: a check to hand to `read_place` as `further`."""
    codes = [code for _, code in texts(content, "organisations[].code")]
    for path, written in each(content, "contracts[].terms[]"):
        kind = written.get("kind") if isinstance(written, Mapping) else None
        if not isinstance(kind, str):
            continue  # its shape is reported with the rest of the place file
        unusable = list(preset_findings(written) if kind == PRESET else _unknown_kind(kind))
        found = unusable or _of_terms(expanded(written), _contract_around(content, path), codes)
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
    contents: Sequence[Mapping[str, Any]], around: Mapping[str, Any], codes: Sequence[str]
) -> Iterator[Finding]:
    """Findings about the terms that one written term stands for, each once."""
    contract, _ = read_section(Contract, around)
    found: list[Finding] = []
    for content in contents:
        term, findings = read_section(kinds()[content["kind"]], content)
        found += findings
        if term is not None:
            found += _unknown_organisations(term, codes)
            found += term.findings(contract) if contract is not None else ()
    yield from dict.fromkeys(found)


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
    if written.get("kind") != PRESET or not key or key[0] in written or key == ("name",):
        return replace(finding, path=(*path, *key))
    return replace(finding, path=path, expected=f"for {shown(key)} of the preset, {finding.expected}")
