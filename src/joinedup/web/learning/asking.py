"""Asking one thing on a page of its own: the form, what it does, and the way back. For care models, cycles and evidence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render

from joinedup.errors import JoinedupError
from joinedup.web.access.request import Request


class NotPossible(JoinedupError):
    """It is not the viewer's to write down, or no longer possible; the message says why, in a sentence."""


@dataclass(frozen=True)
class Asked:
    """What stands around a form. `back` is an address."""

    heading: str
    does: str
    back: str
    back_words: str
    caption: str = ""
    lead: str = ""


def answered(
    request: Request, form: Form, asked: Asked, act: Callable[[dict[str, Any]], str]
) -> HttpResponse:
    """The page with the form; once it can be acted on, the address that `act` gives. What is not possible stands on top."""
    if form.is_valid():
        try:
            return redirect(act(form.cleaned_data))
        except NotPossible as error:
            form.add_error(None, str(error))
    return render(request, "learning/ask.html.jinja", {"form": form, "asked": asked})
