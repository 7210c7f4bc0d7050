"""The choices of a field that are known only when its form is made."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms


def offer(form: forms.Form, name: str, choices: Iterable[tuple[str, str]]) -> None:
    """Let one of these be chosen in a field of the form; TypeError where nothing is chosen in that field."""
    field = form.fields[name]
    if not isinstance(field, forms.ChoiceField):
        raise TypeError(f"nothing is chosen in {name}")
    field.choices = list(choices)
