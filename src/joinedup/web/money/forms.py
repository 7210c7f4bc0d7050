"""The form that records a quarter of the money and time for change."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from joinedup.place.model import Place
from joinedup.web.choices import offer
from joinedup.web.money.models import ChangeFund
from joinedup.web.money.quarters import plan_of, quarter_in_words, quarters_so_far

MOST_POUNDS = 10_000_000_000
NO_POUNDS = "Enter an amount in whole pounds, 0 or more"


class RecordSpending(forms.Form):
    """What was spent of a fund in a quarter. Only funds of the place file, and quarters that have begun, can be chosen."""

    fund = forms.ChoiceField(
        label="Which money", widget=forms.RadioSelect, error_messages={"required": "Choose which money it is"}
    )
    quarter = forms.TypedChoiceField(
        label="Quarter", coerce=date.fromisoformat, error_messages={"required": "Choose a quarter"}
    )
    spent = forms.IntegerField(
        label="Spent on change, in pounds",
        min_value=0,
        max_value=MOST_POUNDS,
        widget=forms.TextInput(attrs={"class": "nhsuk-input--width-10"}),
        error_messages={"required": NO_POUNDS, "invalid": NO_POUNDS, "min_value": NO_POUNDS},
    )
    elsewhere = forms.IntegerField(
        label="Used for something else, in pounds",
        help_text="Money that was set aside for change and went into, for example, a winter ward. 0 if none did.",
        min_value=0,
        max_value=MOST_POUNDS,
        widget=forms.TextInput(attrs={"class": "nhsuk-input--width-10"}),
        error_messages={"required": NO_POUNDS, "invalid": NO_POUNDS, "min_value": NO_POUNDS},
    )
    staff = forms.DecimalField(
        label="People at work on change, whole-time equivalents (engine room only)",
        help_text="On average over the quarter, such as 3.5. Leave it empty if nobody counted.",
        required=False,
        min_value=0,
        max_value=99_999,
        decimal_places=2,
        widget=forms.TextInput(attrs={"class": "nhsuk-input--width-5"}),
        error_messages={
            "invalid": "Enter a number such as 3.5",
            "min_value": "Enter a number that is not below 0",
        },
    )
    note = forms.CharField(
        label="What it was spent on, and why anything went elsewhere",
        help_text="Optional. Do not name a patient.",
        required=False,
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": "Write at most 1,000 characters"},
    )

    def __init__(self, *words: Any, place: Place, today: date, **named: Any) -> None:
        super().__init__(*words, **named)
        plans = {fund: plan for fund in ChangeFund if (plan := plan_of(place, fund))}
        quarters = {one for plan in plans.values() for one in quarters_so_far(plan, today)}
        offer(self, "fund", [(fund.value, fund.label) for fund in plans])
        begun = [(one.isoformat(), quarter_in_words(one)) for one in sorted(quarters, reverse=True)]
        offer(self, "quarter", [("", "Choose a quarter"), *begun])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("fund") == ChangeFund.WORKFORCE and said.get("staff") is not None:
            self.add_error("staff", "People at work on change are counted for the engine room only")
        return said
