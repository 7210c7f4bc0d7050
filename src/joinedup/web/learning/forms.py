"""What is asked when a cycle is added, when something happened in it, and when something was learned."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from joinedup.web.days import DayField, DayThatHasCome
from joinedup.web.decisions import fields
from joinedup.web.learning.measures import measure_titles
from joinedup.web.learning.models import CycleEntry

_EXAMPLE = "For example, 1 4 2026"


class CycleForm(forms.Form):
    """Plan: what is tried, where, since when, on which measure, what is expected."""

    name = fields.line("What is tried, in a few words", "Enter what is tried")
    measure = fields.choice(
        "On which measure it should show", "Choose a measure", list(measure_titles().items())
    )
    starts_on = DayField(
        label="On which day the change is made",
        help_text=_EXAMPLE,
        error_messages={"required": "Enter the day on which the change is made"},
    )
    tried = fields.words(
        "What exactly will be done, by whom", "Enter what will be done", hint="No names of people."
    )
    prediction = fields.words(
        "What you expect to see, and by when",
        "Enter what you expect to see",
        hint="Written down before it starts, so that nobody can say afterwards that they knew.",
        rows=3,
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(
        self, *args: Any, areas: Sequence[str], never_charted: Sequence[str] = (), **words: Any
    ) -> None:
        super().__init__(*args, **words)
        if never_charted:
            self.fields["measure"].help_text = f"No chart can be drawn here of: {'; '.join(never_charted)}."
        self.fields["area"] = forms.ChoiceField(
            label="Where",
            required=False,
            choices=[("", "The whole place"), *((area, area) for area in areas)],
            error_messages={"invalid_choice": "Choose one of the list"},
        )
        self.order_fields(["name", "measure", "area", "starts_on", "tried", "prediction", "form_key"])


class NoteForm(forms.Form):
    """Do and study."""

    stage = fields.one_of(
        "What do you write down?",
        "Choose what you write down",
        [one for one in CycleEntry.Stage.choices if one[0] != CycleEntry.Stage.LEARNED],
    )
    words = fields.words("In words", "Enter what was done or seen", hint="No names of people.")
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args: Any, today: date, **words: Any) -> None:
        super().__init__(*args, **words)
        self.fields["on"] = _day_that_has_come(today)
        self.order_fields(["stage", "on", "words", "form_key"])


class LearnedForm(forms.Form):
    """Act."""

    outcome = fields.one_of(
        "What follows from it?", "Choose what follows from it", CycleEntry.Outcome.choices
    )
    words = fields.words(
        "What was learned",
        "Enter what was learned",
        hint="Also where it did not go as expected. No names of people.",
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args: Any, today: date, **words: Any) -> None:
        super().__init__(*args, **words)
        self.fields["on"] = _day_that_has_come(today)
        self.order_fields(["outcome", "words", "on", "form_key"])


def _day_that_has_come(today: date) -> DayThatHasCome:
    return DayThatHasCome(
        today=today, label="On which day", help_text=_EXAMPLE, error_messages={"required": "Enter the day"}
    )
