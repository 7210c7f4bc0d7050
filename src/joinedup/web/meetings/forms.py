"""What is filled in to call a meeting and while it runs."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from joinedup.place.model import Place
from joinedup.web.choices import offer
from joinedup.web.days import DayField, not_before
from joinedup.web.tasks.forms import PAST, long_text
from joinedup.web.tasks.words import care_organisations, care_roles
from joinedup.web.times import TimeOfDayField

Choices = list[tuple[str, str]]


class ArrangedForm(forms.Form):
    """When and where a meeting is."""

    held_on = DayField(
        label="Day of the meeting", error_messages={"required": "Enter the day of the meeting"}
    )
    starts_at = TimeOfDayField(
        label="Time it starts", error_messages={"required": "Enter the time the meeting starts"}
    )
    where = forms.CharField(
        label="Where (optional)",
        required=False,
        max_length=200,
        error_messages={"max_length": "Where must be 200 characters or less"},
    )

    def __init__(self, *words: Any, today: date, **more: Any) -> None:
        super().__init__(*words, **more)
        not_before(self, "held_on", today, PAST)


class MoveForm(ArrangedForm):
    """Another day, time or place for a meeting, and which arrangement was looked at."""

    begun_from = forms.IntegerField(
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(
            ("required", "invalid"), "Open this page again, and move the meeting then"
        ),
    )


class CallForm(ArrangedForm):
    """A meeting to come: what it is called, when and where, with whom."""

    title = forms.CharField(
        label="Name of the meeting",
        max_length=120,
        error_messages={
            "required": "Enter a name for the meeting",
            "max_length": "Name of the meeting must be 120 characters or less",
        },
    )
    invited = forms.MultipleChoiceField(
        label="Organisations that take part",
        required=False,
        error_messages={"invalid_choice": "Choose organisations from the list"},
    )

    field_order = ("title", "held_on", "starts_at", "where", "invited")

    def __init__(self, *words: Any, place: Place, own: str, **more: Any) -> None:
        super().__init__(*words, **more)
        offer(self, "invited", [one for one in care_organisations(place) if one[0] != own])


class ItemForm(forms.Form):
    """Whom to put on the list, out of the people the viewer may choose from, and why."""

    person = forms.ChoiceField(
        label="Person", error_messages={"required": "Choose a person", "invalid_choice": "Choose a person"}
    )
    question = long_text("What the meeting is to talk about", "Say what the meeting is to talk about")

    def __init__(self, *words: Any, people: Choices, **more: Any) -> None:
        super().__init__(*words, **more)
        offer(self, "person", [("", "Choose"), *people])


class WhichMeetingForm(forms.Form):
    """Which meeting a person is put on the list of, and why."""

    meeting = forms.ChoiceField(
        label="Meeting", error_messages={"required": "Choose a meeting", "invalid_choice": "Choose a meeting"}
    )
    question = long_text("What the meeting is to talk about", "Say what the meeting is to talk about")

    def __init__(self, *words: Any, meetings: Choices, **more: Any) -> None:
        super().__init__(*words, **more)
        offer(self, "meeting", [("", "Choose"), *meetings])


class AttendedForm(forms.Form):
    """A post that is there."""

    organisation = forms.ChoiceField(
        label="Organisation",
        error_messages={"required": "Choose an organisation", "invalid_choice": "Choose an organisation"},
    )
    role = forms.ChoiceField(
        label="Post", error_messages={"required": "Choose a post", "invalid_choice": "Choose a post"}
    )

    def __init__(self, *words: Any, place: Place, **more: Any) -> None:
        super().__init__(*words, **more)
        offer(self, "organisation", [("", "Choose"), *care_organisations(place)])
        offer(self, "role", [("", "Choose"), *care_roles()[1:]])


class DecisionForm(forms.Form):
    """What was decided."""

    words = long_text("What was decided", "Say what was decided", 2_000)
