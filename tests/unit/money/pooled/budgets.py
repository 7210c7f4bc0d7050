"""Pooled budgets to test with: one written out, and any that hypothesis thinks of."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from joinedup.place.budgets import Budget, Contribution, SpendingLine

PURPOSES = ("acute", "community", "mental-health", "social-care")
ORDER = ("other-lines", "risk-pool", "uncommitted-schemes", "outside-the-pool")


def pool(**keys: object) -> Budget:
    """An NHS board puts in 1,000 pounds for acute and community care, a council 500 for social and community care."""
    agreed: dict[str, object] = {
        "host": "QZZ",
        "starts_on": date(2024, 4, 1),
        "report_every_weeks": 6,
        "risk_pool": 50,
        "covers_overspend": ORDER,
        "underspend": "non-recurrent",
        "contributions": (
            Contribution(
                organisation="QZZ",
                amount=1_000,
                covers=("acute", "community"),
                vat_recoverable=True,
                share_of_overspend=0.6,
            ),
            Contribution(
                organisation="SEA",
                amount=500,
                covers=("social-care", "community"),
                vat_recoverable=True,
                share_of_overspend=0.4,
            ),
        ),
        "lines": (
            SpendingLine(name="Wards", covers="acute", organisation="RZZ1", amount=700),
            SpendingLine(name="Nurses", covers="community", organisation="RZZ3", amount=250),
            SpendingLine(name="Homes", covers="social-care", organisation="SEA", amount=400),
            SpendingLine(name="Falls", covers="community", organisation="RZZ3", amount=100, committed=False),
        ),
    }
    return Budget.model_validate(agreed | keys)


@st.composite
def budgets(draw: st.DrawFn) -> Budget:
    """Budgets whose lines can all be paid: each line takes part of a contribution that permits it."""
    amounts = draw(st.lists(st.integers(1, 10**7), min_size=1, max_size=4))
    contributions = tuple(
        Contribution(
            organisation=f"ORG{n}",
            amount=amount,
            covers=tuple(draw(st.lists(st.sampled_from(PURPOSES), min_size=1, unique=True))),
            vat_recoverable=False,
        )
        for n, amount in enumerate(amounts)
    )
    lines: list[SpendingLine] = []
    left = 0
    for each in contributions:
        rest = each.amount
        for _ in range(draw(st.integers(0, 3))):
            part = draw(st.integers(0, rest))
            rest -= part
            name, purpose = f"line {len(lines)}", draw(st.sampled_from(each.covers))
            lines.append(
                SpendingLine(
                    name=name, covers=purpose, organisation="X1", amount=part, committed=draw(st.booleans())
                )
            )
        left += rest
    return Budget(
        contributions=contributions,
        lines=tuple(lines),
        risk_pool=draw(st.integers(0, left)),
        covers_overspend=tuple(draw(st.permutations(ORDER[:3]))) + draw(st.sampled_from([(), ORDER[3:]])),
        instalments=draw(st.integers(1, 12)),
    )
