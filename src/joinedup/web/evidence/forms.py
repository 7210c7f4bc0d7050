"""Looking for evidence, and adding what the place learned."""

from __future__ import annotations

import uuid
from decimal import Decimal
from typing import Any

from django import forms

from joinedup.learning.evidence import KINDS
from joinedup.web.decisions import fields
from joinedup.web.learning.measures import measure_titles


class LookingFor(forms.Form):
    """Which entries are shown."""

    measure = forms.ChoiceField(
        label="What it changes", required=False, choices=[("", "Anything"), *measure_titles().items()]
    )
    kind = forms.ChoiceField(label="Kind", required=False, choices=[("", "Any kind"), *KINDS.items()])


def _per_cent(label: str, hint: str = "") -> forms.DecimalField:
    mistake = "Enter a number from -99 to 900, such as -12 for a fall of twelve per cent"
    return forms.DecimalField(
        label=label,
        help_text=hint,
        required=False,
        min_value=Decimal("-99"),
        max_value=Decimal("900"),
        max_digits=5,
        decimal_places=1,
        widget=forms.TextInput(attrs={"class": "nhsuk-input--width-5"}),
        error_messages={
            "invalid": mistake,
            "min_value": mistake,
            "max_value": mistake,
            "max_digits": mistake,
            "max_decimal_places": "Enter at most one decimal",
        },
    )


class FindingForm(forms.Form):
    """What the place tried, where, for whom, and what came of it."""

    name = fields.line("What was tried, in a few words", "Enter what was tried")
    kind = fields.choice("Kind", "Choose a kind", list(KINDS.items()))
    done = fields.words("What was done", "Enter what was done", hint="No names of people.", rows=3)
    where = fields.line("Where", "Enter where", hint="Which sites or neighbourhoods.")
    who = fields.line("For whom", "Enter for whom")
    measure = fields.choice("What it changed, if a measure shows it", "", list(measure_titles().items()))
    change = _per_cent(
        "By how many per cent", "-12 for 12% lower, 5 for 5% higher. Leave it out where nobody can say."
    )
    low = _per_cent("Interval from, in per cent")
    high = _per_cent("Interval to, in per cent")
    rests_on = fields.line(
        "What this rests on",
        "Enter what this rests on",
        hint="An evaluation, a control chart, what staff say.",
    )
    learned = fields.words("What was learned", "Enter what was learned", hint="No names of people.")
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        low, high, change = (said.get(name) for name in ("low", "high", "change"))
        if change is not None and not said.get("measure") and "measure" not in self.errors:
            self.add_error("measure", "Choose which measure changed by so much")
        if (low is None) != (high is None) and not {"low", "high"} & set(self.errors):
            self.add_error("low" if low is None else "high", "Enter both ends of the interval, or neither")
        elif low is not None and high is not None and (change is None or not low <= change <= high):
            self.add_error("change", "Enter a change that lies in the interval")
        return said
