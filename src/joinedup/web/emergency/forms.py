"""What the Caldicott guardian says of an emergency access."""

from __future__ import annotations

from django import forms

from joinedup.web.emergency.models import EmergencyReview


class ReviewForm(forms.Form):
    """What was found about an emergency access."""

    finding = forms.TypedChoiceField(
        label="What did you find?",
        choices=[("", "Choose"), *EmergencyReview.Finding.choices],
        coerce=EmergencyReview.Finding,
        error_messages={"required": "Choose what you found", "invalid_choice": "Choose what you found"},
    )
    note = forms.CharField(
        label="Why?",
        max_length=500,
        widget=forms.Textarea,
        error_messages={"required": "Say why", "max_length": "Use 500 characters or fewer"},
    )
