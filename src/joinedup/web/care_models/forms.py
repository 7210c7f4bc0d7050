"""What is asked about a site."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django import forms

from joinedup.web.care_models.models import SiteReadiness
from joinedup.web.days import DayThatHasCome
from joinedup.web.decisions import fields


class ReadinessForm(forms.Form):
    """Whether a site is ready, since when, and why not."""

    stands = fields.one_of(
        "Is the site ready?", "Choose whether the site is ready", SiteReadiness.Stands.choices
    )
    because = fields.words(
        "What is there, or what is missing",
        hint="A site that is not ready says what it needs. No names of people.",
        rows=3,
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args: Any, today: date, **words: Any) -> None:
        super().__init__(*args, **words)
        self.fields["on"] = DayThatHasCome(
            today=today,
            label="As of which day",
            help_text="For example, 1 4 2026",
            error_messages={"required": "Enter the day"},
        )
        self.order_fields(["stands", "because", "on", "form_key"])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        not_ready = said.get("stands") == SiteReadiness.Stands.NOT_READY
        if not_ready and not said.get("because") and "because" not in self.errors:
            self.add_error("because", "Enter why the site is not ready")
        return said
