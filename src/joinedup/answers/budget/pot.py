"""The pot: the money that is shared out, and where each pound of it is from."""

from __future__ import annotations

from dataclasses import dataclass

from joinedup.answers.page import words
from joinedup.answers.page.section import Figure, Section, ShownTable
from joinedup.answers.published import Published
from joinedup.place.model import Place
from joinedup.reference.prices import price_sources

ASSUMED = "the place's own figure, no source given"


@dataclass(frozen=True)
class PotPart:
    """Part of the pot in pence, whose it is, what it may be spent on and where the figure comes from."""

    name: str
    pence: int
    covers: str
    source: str


@dataclass(frozen=True)
class Pot:
    """What is shared out. `is_pooled` is true where it is the contributions of [budget], false where it is the year's cost."""

    pence: int
    parts: tuple[PotPart, ...]
    is_pooled: bool
    warning: str = ""


def pot_of(place: Place, released: Published | None) -> Pot | None:
    """The contributions of [budget]; the cost of care of the latest year where there are none, without the care of people who have
    opted out; None where there is neither."""
    names = {body.code: body.name for body in place.organisations}
    contributions = [
        PotPart(
            names.get(part.organisation, part.organisation),
            part.amount * 100,
            words.listed([purpose.replace("-", " ") for purpose in part.covers]),
            part.source or ASSUMED,
        )
        for part in place.budget.contributions
    ]
    pooled = sum(part.pence for part in contributions)
    if pooled > 0:
        return Pot(pooled, tuple(contributions), is_pooled=True)
    spent = _cost_of_year(released) if released else 0
    if spent <= 0:
        return None
    warning = ""
    if contributions:
        warning = "The contributions written under [budget] come to £0; the cost of care of the year is shared out in their place."
    return Pot(
        spent,
        (PotPart("Cost of care of the year", spent, "all care in the extracts", priced_with()),),
        False,
        warning,
    )


def priced_with() -> str:
    """Where the cost of a year comes from, with the publishers of its prices."""
    return (
        f"contacts of the year at dated national unit costs, not what was paid: {'; '.join(price_sources())}"
    )


def _cost_of_year(released: Published) -> int:
    if not released.has("practice_need"):
        return 0
    return int(released.rows("select coalesce(sum(cost_pence), 0) as pence from practice_need")[0][0])


def pot_section(pot: Pot | None) -> Section:
    """What is shared out, part by part."""
    title = "The pot"
    if pot is None:
        return Section(
            "pot",
            title,
            "There is no money to share out: write [[budget.contributions]] in place.toml, or build the place from extracts"
            " with priced care.",
        )
    lead = (
        f"{words.pounds(pot.pence)} a year is put together by {words.some(len(pot.parts), 'body', 'bodies')}."
        if pot.is_pooled
        else f"{words.pounds(pot.pence)} is what care of the year came to; no contributions are written, so it stands for the pot."
    )
    rows = [(part.name, part.covers, exact(part.pence), part.source) for part in pot.parts]
    table = ShownTable(
        "Pounds a year and what they may be spent on",
        ("Put in by", "For", "Pounds", "Source"),
        [*rows, ("The pot", "", exact(pot.pence), "")],
        words=frozenset({1, 3}),
        has_total=True,
    )
    sentence = "Shared out to the penny: what neighbourhoods are given below adds up to it."
    return Section(
        "pot",
        title,
        lead,
        [Figure("What is shared out", sentence, table=table)],
        in_short=lead,
        warning=pot.warning,
    )


def exact(pence: int | None) -> str:
    """An amount to the pound, or * where it is suppressed."""
    if pence is None:
        return words.SUPPRESSED
    return f"{'−' if pence < 0 else ''}£{abs(pence) / 100:,.0f}"
