"""Fields of the board's forms, with their mistakes said as a person would: what is missing, what is too long."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms

from joinedup.web.decisions.models import LONG, SHORT

TOO_LONG = "Shorten this to %(limit_value)d characters or fewer: it has %(show_value)d"
LARGEST_POUNDS = 100_000_000_000


def line(label: str, missing: str = "", *, hint: str = "", most: int = SHORT) -> forms.CharField:
    """One line of text; it may be left out where nothing is said of it `missing`."""
    return _text(label, missing, hint, most, forms.TextInput())


def words(label: str, missing: str = "", *, hint: str = "", rows: int = 4) -> forms.CharField:
    """Several lines of text."""
    return _text(label, missing, hint, LONG, forms.Textarea(attrs={"rows": rows}))


def choice(
    label: str, missing: str, choices: Sequence[tuple[str, str]], *, hint: str = ""
) -> forms.ChoiceField:
    """One of several, from a list that opens; the first of it is nothing."""
    return forms.ChoiceField(
        label=label,
        required=bool(missing),
        help_text=hint,
        choices=[("", "Choose"), *choices],
        error_messages={"required": missing, "invalid_choice": "Choose one of the list"},
    )


def one_of(
    label: str, missing: str, choices: Sequence[tuple[str, str]], *, hint: str = ""
) -> forms.ChoiceField:
    """One of a few, all of them in sight."""
    return forms.ChoiceField(
        label=label,
        help_text=hint,
        choices=choices,
        widget=forms.RadioSelect,
        error_messages={"required": missing, "invalid_choice": missing},
    )


class Pounds(forms.CharField):
    """Whole pounds, with or without a pound sign and commas; below zero where that is allowed."""

    def __init__(self, *, label: str, hint: str = "", below_zero: bool = False) -> None:
        box = forms.TextInput(attrs={"class": "nhsuk-input--width-10"})
        super().__init__(label=label, help_text=hint, required=False, max_length=30, widget=box)
        self.below_zero = below_zero

    def clean(self, value: object) -> int | None:
        said = super().clean(value).replace("£", "").replace(",", "").replace(" ", "").replace("−", "-")
        if not said:
            return None
        digits = said.removeprefix("-")
        if not digits.isascii() or not digits.isdigit() or int(digits) > LARGEST_POUNDS:
            raise forms.ValidationError("Enter whole pounds, for example 50,000")
        if said.startswith("-") and not self.below_zero:
            raise forms.ValidationError("Enter an amount that is not below zero")
        return int(said)


def _text(label: str, missing: str, hint: str, most: int, widget: forms.Widget) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=bool(missing),
        help_text=hint,
        max_length=most,
        widget=widget,
        error_messages={"required": missing, "max_length": TOO_LONG},
    )
