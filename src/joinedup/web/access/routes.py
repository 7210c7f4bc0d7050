"""An address of the application with its rule. There is no other way to add one: a test walks them all.

A view takes the request and the viewer. Whoever is not signed in is sent to sign in; whoever may not see a page is told the
same as if it did not exist, so that an address gives nothing away.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, URLPattern, path, resolve, reverse

from joinedup.web.access.request import Request
from joinedup.web.access.rules import Rule

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Guarded:
    """A view behind its rule: what Django calls when the address is asked for."""

    view: View
    rule: Rule

    def __call__(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        viewer = request.find_viewer()
        if viewer is None and self.rule.needs_sign_in:
            return redirect(f"{reverse('sign-in')}?{urlencode({'next': request.get_full_path()})}")
        if not self.rule.allows(viewer):
            raise Http404
        request.viewer = viewer
        return self.view(request, viewer, *args, **kwargs)


def route(address: str, view: View, *, name: str, sees: Rule) -> URLPattern:
    """One address: the view that answers it, its name, and who may open it."""
    return path(address, Guarded(view, sees), name=name)


def rule_at(address: str) -> Rule | None:
    """The rule of whatever answers a path; None where nothing does."""
    try:
        view = resolve(address).func
    except Resolver404:
        return None
    return view.rule if isinstance(view, Guarded) else None
