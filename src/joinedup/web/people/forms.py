"""Asking for a record in an emergency. An NHS number is never in an address, a log or the database."""

from __future__ import annotations

import re

from django import forms

from joinedup.errors import JoinedupError
from joinedup.web.names.way_back import person_of_number

NOT_A_NUMBER = "Enter an NHS number: 10 digits, such as 943 476 5919"
MISTYPED = "Look at the NHS number again: one of its digits is wrong"
CLOSED = (
    "Nobody can be found by NHS number now: the key of this place is not on this server. Tell whoever runs it"
)
_TEN_DIGITS = re.compile(r"(?:[\s-]*[0-9]){10}[\s-]*")
_WHY = "Say why you need the record now, in a sentence or two"


class NumberField(forms.CharField):
    """A box for an NHS number. Its value is the pseudonym that somebody of the number has here, whether there is anybody or not."""

    def __init__(self) -> None:
        wrong = {"required": NOT_A_NUMBER, "max_length": NOT_A_NUMBER}
        super().__init__(label="NHS number", max_length=30, error_messages=wrong)

    def clean(self, value: object) -> str:
        written = super().clean(value)
        try:
            person = person_of_number(written)
        except JoinedupError as error:
            raise forms.ValidationError(CLOSED) from error
        if person is None:
            raise forms.ValidationError(MISTYPED if _TEN_DIGITS.fullmatch(written) else NOT_A_NUMBER)
        return person


class EmergencyForm(forms.Form):
    """The NHS number of the person in front of one, the reason, and a promise."""

    number = NumberField()
    reason = forms.CharField(
        label="Why do you need the record now?",
        min_length=10,
        max_length=500,
        widget=forms.Textarea,
        error_messages={"required": _WHY, "min_length": _WHY, "max_length": "Use 500 characters or fewer"},
    )
    is_emergency = forms.BooleanField(
        label="This is an emergency, and I know that the Caldicott guardian will review it",
        error_messages={"required": "Confirm that this is an emergency"},
    )
