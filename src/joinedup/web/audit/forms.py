"""What to look for in the audit."""

from __future__ import annotations

from datetime import date

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

NO_DAY = "Enter the day like 27/3/2024"


class LookingFor(forms.Form):
    """Each may be left empty."""

    action = forms.CharField(required=False, max_length=60)
    subject = forms.CharField(required=False, max_length=120, label="About")
    by = forms.CharField(required=False, max_length=80, label="By")
    on = forms.DateField(
        required=False,
        input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d %B %Y"],
        label="Day",
        validators=[
            MinValueValidator(date(1900, 1, 1), NO_DAY),
            MaxValueValidator(date(2200, 12, 31), NO_DAY),
        ],
        error_messages={"invalid": NO_DAY},
    )
    before = forms.IntegerField(required=False, min_value=1, max_value=2**62)
