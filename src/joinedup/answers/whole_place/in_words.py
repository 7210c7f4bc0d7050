"""What the answer says in sentences and signed amounts, on the page and on the terminal alike."""

from __future__ import annotations

from joinedup.answers.page.words import listed, pounds, some
from joinedup.answers.whole_place.answer import Answer, Answered


def in_one_sentence(asked: Answered, answer: Answer) -> str:
    """Whether the place gains, who loses, and what the transfer would be."""
    place = sum(answer.view.place_pence())
    years = f"over {some(asked.question.years, 'year', 'years')}"
    losers = [name for name, pence in answer.transfers.gain_pence.items() if pence < 0]
    lose = (
        f"{listed([asked.name_of(one) for one in losers])} would be worse off" if losers else "nobody loses"
    )
    if len(losers) > 3:
        lose = f"{len(losers)} members would be worse off"
    if place < 0:
        return (
            f"{answer.case.title}, the place as a whole loses {pounds(-place)} {years}, so no transfer can leave every member"
            f" as well off: {pounds(-place)} would have to come from outside."
        )
    if not losers:
        return f"{answer.case.title}, the place gains {pounds(place)} {years}, and nobody loses: no transfer is needed."
    handed = answer.transfers.handovers()
    payers = list(dict.fromkeys(asked.name_of(one.payer) for one in handed))
    who = payers[0] if len(payers) == 1 else "those who gain"
    how = "" if len(payers) == 1 else ", in proportion to their gains,"
    moved = pounds(sum(one.amount_pence for one in handed))
    return (
        f"{answer.case.title}, the place gains {pounds(place)} {years}, but {lose}: {who} would have to hand over"
        f" {moved}{how} to leave nobody worse off."
    )


def handovers_in_words(asked: Answered, answer: Answer) -> list[str]:
    """Who pays whom, to the penny."""
    return [
        f"{asked.name_of(one.payer)} pays {asked.name_of(one.payee)} £{one.amount_pence / 100:,.2f}"
        for one in answer.transfers.handovers()
    ]
