"""The VAT of a pooled budget: it follows the body that delivers, so the choice of host is a choice of what is recovered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from joinedup.money.amounts_in_words import percent
from joinedup.money.pence import of_pounds, whole
from joinedup.place.budgets import Budget
from joinedup.place.model import OrganisationKind
from joinedup.reference.files import FOLDER, ReferenceError, read_file

Refunds = Literal["all", "contracted-out services", "none"]


@dataclass(frozen=True)
class Regime:
    """One way VAT comes back: who it is for, what is refunded, and where that stands."""

    name: str
    title: str
    refunds: Refunds
    words: str
    source: str


@dataclass(frozen=True)
class Shares:
    """Assumed shares of cost that bear VAT; `about` says why they are assumptions."""

    taxed_share_of_spending: float
    contracted_out_share: float
    refundable_share_of_cost: float
    about: str

    def of_spending_in_words(self) -> str:
        """What is assumed of a pooled budget, and how a place replaces it."""
        return (
            f"An assumption, for no published figure was found: {percent(self.taxed_share_of_spending)} of what a pooled budget"
            f" spends bears VAT, and {percent(self.contracted_out_share)} of that is contracted-out services. Write the VAT"
            " beside a line to replace it."
        )

    def of_cost_in_words(self) -> str:
        """What is assumed of NHS bodies' services, and how a place replaces it."""
        return (
            f"An assumption, for no published figure was found: on {percent(self.refundable_share_of_cost)} of what their"
            " services cost, NHS bodies get back VAT today that they would not get back working for a body outside the NHS. Write"
            " what cannot be recovered below tax of the contract to replace it."
        )


@dataclass(frozen=True)
class VatPosition:
    """VAT in what the pool spends in a year, in pence, and what comes back. `estimated_lines` rest on assumed shares."""

    regime: Regime
    vat_pence: int
    recovered_pence: int
    estimated_lines: int

    @property
    def lost_pence(self) -> int:
        return self.vat_pence - self.recovered_pence


def standard_rate() -> float:
    """The standard rate of VAT."""
    return float(read_file(FOLDER / "vat" / "refunds.toml").content["standard_rate"])


def source_of_refunds() -> str:
    """Where the regimes stand."""
    return read_file(FOLDER / "vat" / "refunds.toml").source


def assumed_shares() -> Shares:
    """The shares this ships with."""
    file = read_file(FOLDER / "vat" / "shares_assumed.toml")
    shares = file.content
    return Shares(
        float(shares["taxed_share_of_spending"]),
        float(shares["contracted_out_share"]),
        float(shares["refundable_share_of_cost"]),
        file.about,
    )


def regime_of(kind: OrganisationKind | Literal["own-body"]) -> Regime:
    """The regime of a kind of body; own-body is a company or partnership set up for the purpose."""
    file = read_file(FOLDER / "vat" / "refunds.toml")
    for row in file.content["regimes"]:
        if kind in row["kinds"]:
            return Regime(row["name"], row["title"], row["refunds"], row["words"], row["source"])
    raise ReferenceError(f"{file.name}: no regime has the kind {kind}; add it to the kinds of one")


def vat_position(budget: Budget, host_kind: OrganisationKind | Literal["own-body"]) -> VatPosition:
    """VAT on the year's planned spending under the regime of the body that delivers. A line's own `vat` is used where it is
    written; else the assumed share of its amount, which holds VAT at the standard rate."""
    regime, shares, rate = regime_of(host_kind), assumed_shares(), standard_rate()
    vat = 0
    for line in budget.lines:
        if line.vat is not None:
            vat += of_pounds(line.vat)
        else:
            # The amount holds the VAT: amount = net x (1 + taxed share x rate).
            net = of_pounds(line.amount) / (1 + shares.taxed_share_of_spending * rate)
            vat += int(whole(net * shares.taxed_share_of_spending * rate)[0])
    part = {"all": 1.0, "contracted-out services": shares.contracted_out_share, "none": 0.0}[regime.refunds]
    estimated = sum(line.vat is None for line in budget.lines)
    return VatPosition(regime, vat, int(whole(vat * part)[0]), estimated)
