"""Signing in and out, and the posts one acts in."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from joinedup.web.access.own_pages import page_of_ours
from joinedup.web.access.request import Request
from joinedup.web.access.viewer import Viewer
from joinedup.web.accounts import actions
from joinedup.web.accounts.personas import personas
from joinedup.web.accounts.presenters import ShownPost
from joinedup.web.accounts.queries import posts_held


def sign_in(request: Request, viewer: Viewer | None) -> HttpResponse:
    """Who are you: the personas of a demo, or the way to the OpenID provider; what to do where no post is held."""
    if request.method == "POST":
        key = request.POST.get("persona", "")
        if actions.sign_in_as_persona(request=request, place=request.place, key=key) is None:
            raise Http404
        return redirect(page_of_ours(request, request.POST.get("next", ""), otherwise="/"))
    if request.user.is_authenticated and viewer is None:
        return render(request, "accounts/no_post.html.jinja", {"subject": request.user.get_username()})
    words = {
        "personas": personas(request.place),
        "next": request.GET.get("next", ""),
        "has_provider": settings.SURROUNDINGS.sign_in is not None,
    }
    return render(request, "accounts/sign_in.html.jinja", words)


def sign_out(request: Request, viewer: Viewer | None) -> HttpResponse:
    """End the session, and say so on the first page."""
    if request.method == "POST" and request.user.is_authenticated:
        actions.sign_out(request=request, by=viewer or f"user {request.user.pk}")
    return redirect("sign-in")


def sign_out_everywhere(request: Request, viewer: Viewer) -> HttpResponse:
    """End every session of whoever asks, this one too."""
    if request.method != "POST" or not request.user.is_authenticated:
        return redirect("your-posts")
    actions.sign_out_everywhere(by=viewer, user=request.user)
    return redirect("sign-in")


def your_posts(request: Request, viewer: Viewer) -> HttpResponse:
    """The posts one holds, and which of them one acts in."""
    held = posts_held(viewer.user_id, timezone.localdate())
    if request.method == "POST":
        number = request.POST.get("post", "")
        post = get_object_or_404(held, pk=int(number) if number.isdecimal() and len(number) < 15 else 0)
        actions.act_in_post(by=viewer, request=request, post=post)
        return redirect("place")
    shown = [ShownPost.of(post, request.place, viewer) for post in held]
    return render(request, "accounts/your_posts.html.jinja", {"posts": shown})
