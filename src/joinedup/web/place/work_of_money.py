"""The work of whoever keeps the money: each answer in a sentence, and what is not recorded yet of the money for change."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from joinedup.web.access.request import Request
from joinedup.web.access.viewer import Viewer
from joinedup.web.money.overview import overview
from joinedup.web.money.presenters import shown_fund
from joinedup.web.money.quarters import quarter_in_words
from joinedup.web.money.queries import FundNow, change_money
from joinedup.web.place.doorway import Doorway
from joinedup.wording import some

_COLOURS = {"diverted": "red", "unknown": "yellow", "as-planned": "green"}


def answers(request: Request) -> list[Doorway]:
    """The budget and each contract, with what is known of them now."""
    groups = overview(request)
    return (
        [Doorway("Money", reverse("money"), "The budget, contracts, who gains and who loses")]
        if not groups
        else [Doorway(line.title, line.address, line.said) for group in groups[:2] for line in group.lines]
    )


def change(viewer: Viewer, request: Request, today: date) -> list[Doorway]:
    """The money and time for change: whether they went elsewhere, and which quarter nobody has recorded."""
    funds = change_money(viewer, request.place, today)
    if not funds:
        return []
    shown = [shown_fund(one) for one in funds]
    worst = min(shown, key=lambda one: list(_COLOURS).index(one.state))
    return [
        Doorway(
            "Money and time for change",
            reverse("spending"),
            _not_recorded(funds),
            worst.tag,
            _COLOURS[worst.state],
        )
    ]


def _not_recorded(funds: list[FundNow]) -> str:
    left = sorted({one for now in funds for one in now.not_recorded})
    if not left:
        return "Every quarter that is over is recorded"
    return f"{some(len(left), 'quarter is', 'quarters are')} not recorded, the earliest {quarter_in_words(left[0])}"
