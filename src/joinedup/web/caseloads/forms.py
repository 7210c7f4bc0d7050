"""Finding somebody whom one looks after by NHS number."""

from __future__ import annotations

from typing import Any

from django import forms

from joinedup.web.access.viewer import Viewer
from joinedup.web.care_teams.queries import in_team
from joinedup.web.people.forms import NumberField

NOT_YOURS = "You look after nobody with this NHS number"


class FindForm(forms.Form):
    """One box. Somebody outside the viewer's care teams gives the same answer as nobody at all."""

    number = NumberField()

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer

    def clean_number(self) -> str:
        person = str(self.cleaned_data["number"])
        if not in_team(self.viewer, person):
            raise forms.ValidationError(NOT_YOURS)
        return person
