"""What is filled in to ask for a task and to answer one."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from joinedup.place.model import Place
from joinedup.web.choices import offer
from joinedup.web.days import DayField, not_before
from joinedup.web.tasks.words import care_organisations, care_roles

LONGEST = 1_000
PAST = "The day must be today or later"


def long_text(label: str, missing: str, longest: int = LONGEST, *, required: bool = True) -> forms.CharField:
    """A text of some lines, with its mistakes in words."""
    too_long = f"{label} must be {longest:,} characters or less"
    return forms.CharField(
        label=label,
        required=required,
        max_length=longest,
        widget=forms.Textarea,
        error_messages={"required": missing, "max_length": too_long},
    )


class AskForm(forms.Form):
    """What is asked, of whom, by when."""

    what = long_text("What is asked", "Say what is asked")
    organisation = forms.ChoiceField(
        label="Which organisation",
        error_messages={"required": "Choose an organisation", "invalid_choice": "Choose an organisation"},
    )
    role = forms.ChoiceField(label="Whose work it is there", required=False)
    by_when = DayField(label="By when", error_messages={"required": "Enter the day it is needed by"})

    def __init__(self, *words: Any, place: Place, today: date, **more: Any) -> None:
        super().__init__(*words, **more)
        offer(self, "organisation", [("", "Choose"), *care_organisations(place)])
        offer(self, "role", care_roles())
        not_before(self, "by_when", today, PAST)


class ReasonForm(forms.Form):
    """Why a task is declined or handed back."""

    reason = long_text("Why", "Say why, so that whoever asked can ask somebody else")


class DoneForm(forms.Form):
    """What was done, and whether the organisation's part is over."""

    note = long_text("What was done", "", required=False)
    leaves = forms.BooleanField(label="Our part is over: leave the care team", required=False)
