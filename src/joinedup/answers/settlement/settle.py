"""Settling one year of one contract of a place, from its place file, its published build and its facts file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from textwrap import indent

from joinedup.answers.page import words
from joinedup.answers.published import Published, open_published
from joinedup.answers.settlement.look_at import facts_to_look_at
from joinedup.answers.settlement.records import NEEDED, read_year
from joinedup.errors import JoinedupError
from joinedup.money.chosen_contract import chosen_contract
from joinedup.money.contracts import TermsOfContract, settled
from joinedup.money.place_findings import MONEY_FINDINGS
from joinedup.money.settlement.contract_years import contract_year, coverage
from joinedup.money.settlement.facts_file import FactsFile, read_facts
from joinedup.money.settlement.facts_of_year import facts_of_year
from joinedup.money.settlement.ledger import ledger_of
from joinedup.money.settlement.missing_facts import missing_facts, to_write, written_instead
from joinedup.money.settlement.recorded import Recorded
from joinedup.money.settlement.settled_year import Build, SettledYear
from joinedup.money.year_facts import MissingFact, YearFacts
from joinedup.place.file import FILE_NAME, read_place
from joinedup.place.hashing import hash_of
from joinedup.place.model import Place


class SettlementError(JoinedupError):
    """A year cannot be settled as it is; the message says what is missing and where to write it."""


def settle(folder: Path, name: str | None, number: int) -> SettledYear:
    """Settle year `number` of the contract of that name (of the only one when None); nothing is written.

    PlaceFileError or FactsFileError for files that must be mended, NoSuchContract, YearError for a year that cannot be
    settled, SettlementError where a term needs a fact that nothing says.
    """
    place = read_place(folder, further=MONEY_FINDINGS)
    agreed = chosen_contract(place, name)
    codes = [organisation.code for organisation in place.organisations]
    stated = read_facts(folder, agreed.contract, number, codes)
    with open_published(folder) as published:
        _require_tables(published)
        return _settled(place, agreed, number, stated, published)


def _settled(
    place: Place, agreed: TermsOfContract, number: int, stated: FactsFile, published: Published
) -> SettledYear:
    contract, shadow_from = agreed.contract, place.place.shadow_from
    if not agreed.terms:
        raise SettlementError(
            f"{contract.name} has no terms, so nobody pays anybody: add [[contracts.terms]] to place.toml"
            " (docs/how-to/write-your-contract.md)"
        )
    year = contract_year(contract, number, shadow_from)
    data_from, data_until = published.period()
    covered = coverage(contract, year, data_from, data_until + timedelta(days=1), shadow_from)
    recorded = read_year(published, contract, year, covered)
    facts = facts_of_year(contract, number, recorded, stated)
    try:
        payments = settled(agreed.terms, facts)
    except MissingFact as missing:
        raise _lacks(agreed, stated.path, facts) from missing
    return SettledYear(
        place=place.place.name,
        names={organisation.code: organisation.name for organisation in place.organisations},
        contract=contract,
        contract_sha256=hash_of(contract),
        year=year,
        coverage=covered,
        facts=facts,
        ledger=ledger_of(payments, facts.rests_on),
        build=Build(published.published_at, published.manifest_sha256),
        facts_file=stated,
        notices=(
            *_notices(published, recorded, stated),
            *facts_to_look_at(published.folder, place, contract, stated),
        ),
        demo=place.place.demo,
    )


def _lacks(agreed: TermsOfContract, path: Path, facts: YearFacts) -> SettlementError:
    """All that the year needs and nothing says, and what to write where."""
    missing = missing_facts(agreed.terms, facts)
    needs = words.some(len(missing), "fact that nothing says", "facts that nothing says")
    told = [f"{agreed.contract.name}, year {facts.year}: settling it needs {needs}"]
    for fact in missing:
        alike = written_instead(fact, facts)
        meant = f' (the facts file has "{alike}": was that meant?)' if alike else ""
        told.append(f"    {fact.fact}, for the term {fact.term}{meant}")
    lines = "\n\n".join(filter(None, map(to_write, missing)))
    if lines:
        told += ["", f"write in {path}", "", indent(lines, "    ")]
    told += ["", "docs/how-to/settle-a-year.md says what each may rest on"]
    return SettlementError("\n".join(told))


def _notices(published: Published, recorded: Recorded, stated: FactsFile) -> Iterator[str]:
    """What a reader must know before using the figures."""
    sha256 = hashlib.sha256((published.folder / FILE_NAME).read_bytes()).hexdigest()
    if published.manifest["place"]["sha256"] != sha256:
        yield (
            "place.toml has changed since the build: the terms are those of today, who lives in the place and what was recorded"
            " are as built. Run `joinedup build` to bring them together."
        )
    said = {fact.name for fact in stated.facts.services}
    for name, service in recorded.services.items():
        if name in said:
            continue
        if not service.activity:
            yield (
                f"The records hold no unit of {name}: are its organisation, setting, kind and way of beginning those of the"
                " records?"
            )
        if service.lines_without_a_price:
            lines = words.some(service.lines_without_a_price, "contact", "contacts")
            have = "has" if service.lines_without_a_price == 1 else "have"
            yield f"{lines} of {name} {have} no unit price and count as nothing in spending."


def _require_tables(published: Published) -> None:
    missing = [table for table in NEEDED if not published.has(table)]
    if missing:
        raise SettlementError(
            f"{published.folder}: the published build has no table {missing[0]}, which a settlement reads; run `joinedup build`"
        )
