"""Who pays for care under a term: the commissioner, or the holder out of what it is paid."""

from __future__ import annotations

from typing import Literal, TypeAlias

from joinedup.money.year_facts import YearFacts

PaidBy: TypeAlias = Literal["commissioner", "holder"]


def payer_of(paid_by: PaidBy, facts: YearFacts) -> str:
    """The code of the organisation that pays."""
    return facts.commissioner if paid_by == "commissioner" else facts.holder
