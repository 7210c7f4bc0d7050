"""The Caldicott guardian's pages: every emergency access, and the review of one."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from joinedup.web.access.request import Request
from joinedup.web.access.viewer import Viewer
from joinedup.web.emergency import actions, queries
from joinedup.web.emergency.forms import ReviewForm
from joinedup.web.emergency.presenters import pages_read, shown

ON_ONE_PAGE = 20


def list_accesses(request: Request, viewer: Viewer) -> HttpResponse:
    """Those that wait for review first, then all of them."""
    place = request.place
    page = Paginator(queries.accesses(viewer), ON_ONE_PAGE).get_page(request.GET.get("page"))
    words = {
        "waiting": shown(queries.waiting_for_review(viewer), place),
        "all": [one for one in shown(page.object_list, place) if one.reviews],
        "page": page,
        "build": request.build,
    }
    return render(request, "emergency/list.html.jinja", words)


def review(request: Request, viewer: Viewer, access: int) -> HttpResponse:
    """Say what was found about one access."""
    found = queries.accesses(viewer).filter(pk=access).first()
    if found is None:
        raise Http404
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.review(
                by=viewer, access=found, finding=form.cleaned_data["finding"], note=form.cleaned_data["note"]
            )
            return redirect("emergency-reviews")
        except actions.NotAllowedToReview as error:
            form.add_error(None, str(error).capitalize())
    (access_in_words,) = shown([found], request.place)
    words = {
        "form": form,
        "access": access_in_words,
        "read": pages_read(queries.read_under(viewer, found)),
        "subject": f"person {found.person}" if found.person else "nobody",
        "build": request.build,
    }
    return render(request, "emergency/review.html.jinja", words)
