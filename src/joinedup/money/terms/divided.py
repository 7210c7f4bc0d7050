"""What terms share that divide an amount among several organisations: stated shares, or one of six split keys."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Annotated, Literal

import numpy as np
from pydantic import Field

from joinedup.money.amounts_in_words import percent, pounds
from joinedup.money.payments import Payment
from joinedup.money.pence import Floats, Pence, divided, shared_out
from joinedup.money.sharing.attainment import progress
from joinedup.money.sharing.split_keys import Weights, shares_by, shares_of_loss
from joinedup.money.terms.by_year import of_year
from joinedup.money.terms.named_in_contract import outcomes_of, unknown_outcomes
from joinedup.money.terms.term import ContractTerm
from joinedup.money.year_facts import YearFacts
from joinedup.place.contracts import Contract
from joinedup.place.key_paths import KeyPath
from joinedup.place.problems import Finding
from joinedup.place.section import OrganisationCode, Section, Text

NotNegative = Annotated[float, Field(ge=0)]
Figure = NotNegative | tuple[NotNegative, ...]


class Split(Section):
    """`split` of a term: the key by which members divide what the term pays or asks for. By performance, investment needed or
    budgets that fell, who gets more of a gain bears less of a loss."""

    key: Literal[
        "equal",
        "by-budget-share",
        "by-equity",
        "by-performance",
        "to-members-needing-investment",
        "to-members-whose-budgets-fell",
    ] = Field(description="The key.")
    members: tuple[OrganisationCode, ...] = Field(min_length=1, description="Who divides it.")
    figures: dict[OrganisationCode, Figure] = Field(
        {},
        description="What the key goes by for each member, or a list with one for each year: pounds of budget, share of the"
        " joint body owned, a score, pounds of investment needed.",
    )
    before: dict[OrganisationCode, Figure] = Field(
        {}, description="For budgets that fell: each member's budget of the year before."
    )
    outcomes: dict[OrganisationCode, Text] = Field(
        {},
        description="For performance: the outcome whose progress is each member's score, instead of figures.",
    )


class DividedTerm(ContractTerm):
    """A term that divides an amount: by `share`, by `split`, or all to the holder when neither is there."""

    share: dict[OrganisationCode, Annotated[float, Field(ge=0)]] = Field(
        {}, description="Shares of the parties, which sum to 1; everything is the holder's when left out."
    )
    split: Split | None = Field(None, description="The key by which members divide it, instead of shares.")

    def parties(self, facts: YearFacts) -> tuple[str, ...]:
        """Who divides the amount."""
        return self.split.members if self.split else tuple(self.share) or (facts.holder,)

    def among_parties(
        self,
        pence: Pence,
        facts: YearFacts,
        against: str,
        reason: Callable[[int], str],
        rests_on: tuple[str, ...],
        *,
        owed: bool = False,
    ) -> list[Payment]:
        """`against` pays each party its part, or with `owed` each party pays its part to `against`.

        A part that falls to `against` itself stays where it is and is no payment.
        """
        parts, shares = self._parts(pence, facts, owed=owed)
        rests_on += tuple(f"outcome {name}" for name in self._outcomes())
        return [
            _part((code, against) if owed else (against, code), code, part, shares[code], reason, rests_on)
            for code, part in parts.items()
            if code != against
        ]

    def _parts(
        self, pence: Pence, facts: YearFacts, *, owed: bool
    ) -> tuple[dict[str, Pence], dict[str, Floats]]:
        if self.split is None:
            shares = dict(self.share) or {facts.holder: 1.0}
            return shared_out(pence, shares), {c: np.full(facts.futures, s) for c, s in shares.items()}
        of_gain = self._split_shares(self.split, facts)
        of_loss = shares_of_loss(self.split.key, of_gain)
        by_member = np.broadcast_to(
            np.where(owed | (pence < 0), of_loss, of_gain), (len(self.split.members), facts.futures)
        )
        parts = divided(pence, by_member.T).T
        numbered = list(enumerate(self.split.members))
        return {code: parts[n] for n, code in numbered}, {code: by_member[n] for n, code in numbered}

    def _split_shares(self, split: Split, facts: YearFacts) -> Weights:
        if split.outcomes:
            chosen = outcomes_of(tuple(split.outcomes[code] for code in split.members), facts, self.kind)
            scores = {name: progress(o.value, o.baseline, o.target) for name, o in chosen.items()}
            return shares_by(split.key, [scores[split.outcomes[code]] for code in split.members])
        return _stated_shares(split, facts.year)

    def _outcomes(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.split.outcomes.values())) if self.split else ()

    def organisations(self) -> Iterable[tuple[KeyPath, str]]:
        yield from ((("share", code), code) for code in self.share)
        if self.split:
            yield from ((("split", "members", n), code) for n, code in enumerate(self.split.members))

    def pools(self) -> Mapping[str, Mapping[str, float]]:
        if self.share:
            return {"share": dict(self.share)}
        if self.split and not self.split.outcomes:
            shares = _stated_shares(self.split, 1)
            return {"split": {code: float(shares[n][0]) for n, code in enumerate(self.split.members)}}
        return {}

    def findings(self, contract: Contract) -> Iterable[Finding]:
        yield from shares_that_do_not_sum("share", self.share)
        if self.share and self.split:
            yield Finding(("split",), "share and split", "one of the two", "take one of the two away")
        if not self.share and not self.split and contract.holder is None:
            yield Finding(
                (),
                "neither share here nor a holder of the contract",
                "who is paid",
                "write share = { CODE = 1.0 }",
            )
        if self.split:
            yield from _split_findings(self.split, contract)


def shares_that_do_not_sum(key: str, shares: Mapping[str, float]) -> Iterator[Finding]:
    """A finding where shares are written and do not sum to 1 within a millionth."""
    total = sum(shares.values())
    if shares and abs(total - 1) > 1e-6:
        written = " + ".join(f"{share:g}" for share in shares.values())
        yield Finding(
            (key,),
            f"{written} = {total:.6g}" if len(shares) > 1 else f"one share of {total:.6g}",
            "shares that sum to 1",
            _how_to_sum(total),
        )


def _how_to_sum(total: float) -> str:
    if abs(total - 100) <= 0.5:
        return "write shares and not percentages: 0.4 for 40%"
    return (
        f"{'take' if total > 1 else 'add'} {abs(total - 1):.6g} {'from' if total > 1 else 'to'} one of them"
    )


def _stated_shares(split: Split, year: int) -> Weights:
    if split.key == "equal":
        return shares_by("equal", np.ones((len(split.members), 1)))
    figures, before = (
        [[of_year(stated[code], year)] for code in split.members] if stated else None
        for stated in (split.figures, split.before)
    )
    return shares_by(split.key, figures, before)


def _split_findings(split: Split, contract: Contract) -> Iterator[Finding]:
    if len(set(split.members)) < len(split.members):
        yield Finding(("split", "members"), "a member named twice", "each member once", "take one away")
    by_outcomes = split.key == "by-performance" and bool(split.outcomes)
    needed = [] if split.key == "equal" else ["outcomes" if by_outcomes else "figures"]
    needed += ["before"] if split.key == "to-members-whose-budgets-fell" else []
    for key in ("figures", "before", "outcomes"):
        if getattr(split, key) and key not in needed:
            found, do = f"{key}, which {split.key} does not go by", f"take {key} away"
            yield Finding(("split", key), found, "only what the key goes by", do)
    for key in needed:
        stated = getattr(split, key)
        for code in stated:
            if code not in split.members:
                expected = f"only members: {', '.join(split.members)}"
                yield Finding(("split", key, code), code, expected, "add it to members, or take it away")
        yield from _members_without(key, stated, split)
        for code, figure in stated.items():
            if isinstance(figure, tuple) and len(figure) != contract.years:
                found = f"figures for {len(figure)} years"
                expected = f"one figure, or one for each of the {contract.years} years of the contract"
                yield Finding(("split", key, code), found, expected, "add the years that are missing")
    if by_outcomes:
        yield from unknown_outcomes("split", split.outcomes.values(), contract)


def _members_without(key: str, stated: Mapping[str, object], split: Split) -> Iterator[Finding]:
    for code in split.members:
        if code not in stated:
            yield Finding(
                ("split",),
                f"nothing for {code} in {key}",
                f"{key} for every member, which {split.key} goes by",
                f"write {key} = {{ {code} = ... }}",
            )


def _part(
    between: tuple[str, str],
    code: str,
    part: Pence,
    share: Floats,
    reason: Callable[[int], str],
    rests_on: tuple[str, ...],
) -> Payment:
    def told(n: int) -> str:
        if share[n] == 1 or part[n] == 0:
            return reason(n)
        return f"{reason(n)}; {percent(float(share[n]))} of it is {code}'s: {pounds(abs(float(part[n])))}"

    return Payment(*between, part, told, rests_on)
