"""Opening names and hiding them: forms of other pages send here, and the page comes back with the names or without."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from joinedup.web.access.own_pages import page_of_ours
from joinedup.web.access.request import Request
from joinedup.web.access.viewer import Viewer
from joinedup.web.names import actions
from joinedup.web.names.forms import OpenForm


def show(request: Request, viewer: Viewer) -> HttpResponse:
    """Open the names of the people sent, for the purpose chosen, and go back to the page."""
    if request.method != "POST":
        return redirect("people")
    back = _back(request)
    form = OpenForm(request.POST)
    build = request.build
    if build is None or "person" in form.errors:
        raise Http404
    if form.errors:
        return render(request, "names/ask.html.jinja", {"form": form, "back": back, "build": build})
    try:
        is_open = actions.open_names(
            by=viewer, build=build, people=form.cleaned_data["person"], purpose=form.cleaned_data["purpose"]
        )
    except actions.NotTheirName as error:
        raise Http404 from error
    if not is_open:
        return render(request, "names/closed.html.jinja", {"back": back, "build": build}, status=503)
    return redirect(back)


def hide(request: Request, viewer: Viewer) -> HttpResponse:
    """Hide every name the viewer has open, and go back to the page."""
    if request.method != "POST":
        return redirect("people")
    actions.hide_names(by=viewer)
    return redirect(_back(request))


def _back(request: Request) -> str:
    """The page of ours that a form stood on."""
    return page_of_ours(request, request.POST.get("back", ""), otherwise="/people/")
