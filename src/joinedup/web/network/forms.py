"""What is asked when an organisation joins or leaves, a dispute is raised or goes on, a post is written down or changes."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from joinedup.web.choices import offer
from joinedup.web.days import DayField
from joinedup.web.decisions import fields
from joinedup.web.network.disputes import DOES, Step
from joinedup.web.network.models import MembershipChange, PostChange

Choices = Sequence[tuple[str, str]]


def _day(label: str, missing: str, today: date) -> DayField:
    """A day that has come."""

    class NotAhead(DayField):
        def validate(self, value: Any) -> None:
            super().validate(value)
            if value and value > today:
                raise forms.ValidationError("Enter a day that is not in the future")

    return NotAhead(label=label, error_messages={"required": missing}, help_text="For example, 1 4 2026")


class MembershipForm(forms.Form):
    """Who joined or left, when and why."""

    change = fields.one_of("What happened?", "Choose what happened", MembershipChange.Change.choices)
    because = fields.words("Why, and on what terms", "Enter why, and on what terms", rows=3)

    def __init__(
        self, *args: Any, organisations: Choices, decisions: Choices, today: date, **kw: Any
    ) -> None:
        super().__init__(*args, **kw)
        self.fields["organisation"] = fields.choice("Organisation", "Choose an organisation", organisations)
        self.fields["on"] = _day("On which day", "Enter the day", today)
        self.fields["decision"] = fields.choice("Decision of the board", "", decisions)
        self.order_fields(["organisation", "change", "on", "because", "decision"])


class DisputeForm(forms.Form):
    """With whom, and about what."""

    title = fields.line("What it is about", "Enter what it is about")
    words = fields.words("What you ask of the other", "Enter what you ask of the other", rows=6)
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args: Any, members: Choices, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["raised_with"] = fields.choice("With whom", "Choose with whom", members)
        self.order_fields(["raised_with", "title", "words", "form_key"])


class StepForm(forms.Form):
    """What the viewer's organisation does next in a dispute."""

    words = fields.words("What is to be kept with it", rows=4)

    def __init__(self, *args: Any, steps: Sequence[Step], **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["step"] = fields.one_of(
            "What do you want to do?", "Choose what you want to do", [(str(one), DOES[one]) for one in steps]
        )
        self.order_fields(["step", "words"])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if (
            said.get("step") not in (None, Step.SETTLED)
            and not said.get("words")
            and "words" not in self.errors
        ):
            self.add_error("words", "Enter what is to be kept with it")
        return said


class PostChangeForm(forms.Form):
    """What happened to a post, and since when."""

    change = fields.one_of("What happened?", "Choose what happened", PostChange.Change.choices)
    because = fields.words("Why", rows=2)

    def __init__(self, *args: Any, today: date, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["on"] = _day("Since when", "Enter since when", today)
        self.order_fields(["change", "on", "because"])


class PostForm(PostChangeForm):
    """A post, and how it stands."""

    title = fields.line(
        "Post",
        "Enter the title of the post",
        hint="Care coordinator of the hub, for example. No names of people.",
    )
    whole_time = forms.DecimalField(
        label="Whole-time equivalents",
        min_value=Decimal("0.05"),
        max_value=500,
        max_digits=5,
        decimal_places=2,
        help_text="1 for a whole post, 0.5 for half of one.",
        widget=forms.TextInput(attrs={"class": "nhsuk-input--width-4"}),
        error_messages={
            "required": "Enter how much of a whole post it is",
            "invalid": "Enter a number, for example 0.5",
            "min_value": "Enter a number of at least 0.05",
            "max_value": "Enter a number of at most 500",
            "max_decimal_places": "Enter at most two decimals",
            "max_digits": "Enter a number of at most 500",
        },
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args: Any, organisations: Choices, works_on: Sequence[str], **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["organisation"] = fields.choice("Organisation", "Choose an organisation", organisations)
        self.fields["works_on"] = fields.choice(
            "Works on", "Choose what it works on", [(one, one) for one in works_on]
        )
        begins = [one for one in PostChange.Change.choices if one[0] != PostChange.Change.ENDED]
        offer(self, "change", begins)
        self.fields["change"].label = "Is it filled?"
        self.order_fields(
            ["title", "organisation", "works_on", "whole_time", "change", "on", "because", "form_key"]
        )
