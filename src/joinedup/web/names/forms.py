"""Whose names, and what for."""

from __future__ import annotations

import re

from django import forms

from joinedup.web.names.actions import AT_ONCE
from joinedup.web.names.purposes import Purpose


class People(forms.Field):
    """Pseudonyms, as many as the page listed."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: object) -> list[str]:
        return list(dict.fromkeys(map(str, value))) if isinstance(value, list) else []

    def validate(self, value: list[str]) -> None:
        if not 1 <= len(value) <= AT_ONCE or not all(
            re.fullmatch("[a-z2-7]{26}", person) for person in value
        ):
            raise forms.ValidationError("Choose whose names to show")


class OpenForm(forms.Form):
    """The people, hidden, and the purpose from the fixed list."""

    person = People()
    purpose = forms.TypedChoiceField(
        label="What do you need the name for?",
        choices=Purpose.choices,
        coerce=Purpose,
        error_messages={
            "required": "Choose what you need the name for",
            "invalid_choice": "Choose what you need the name for",
        },
    )
