"""A contract with its terms read, and what they pay in a year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from joinedup.money.payments import Payment
from joinedup.money.terms.term import ContractTerm, kinds
from joinedup.money.year_facts import YearFacts
from joinedup.place.contracts import Contract
from joinedup.place.key_paths import KeyPath, each, texts
from joinedup.place.problems import Finding, as_written, nearest
from joinedup.place.shape import read_section


@dataclass(frozen=True)
class TermsOfContract:
    """A contract of the place file with its terms, each of its kind, in the order they are settled."""

    contract: Contract
    terms: tuple[ContractTerm, ...]


def with_terms(contract: Contract) -> TermsOfContract:
    """A contract of a place file that was read with `term_findings`, its terms as what they are."""
    read = [kinds()[term.kind].model_validate(term.model_dump(), strict=True) for term in contract.terms]
    return TermsOfContract(contract, tuple(read))


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
        if kind not in kinds():
            expected = f"one of {', '.join(sorted(kinds()))}"
            yield Finding(
                (*path, "kind"), as_written(kind), expected, "write one of these", nearest(kind, kinds())
            )
            continue
        term, findings = read_section(kinds()[kind], written)
        yield from (_below(path, finding) for finding in findings)
        if term is not None:
            yield from (_below(path, finding) for finding in _unknown_organisations(term, codes))
            contract, _ = read_section(Contract, _contract_around(content, path))
            if contract is not None:
                yield from (_below(path, finding) for finding in term.findings(contract))


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


def _below(path: KeyPath, finding: Finding) -> Finding:
    return replace(finding, path=(*path, *finding.path))
