"""To the OpenID provider and back."""

from __future__ import annotations

import logging

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from joinedup.web.access.own_pages import page_of_ours
from joinedup.web.access.request import Request
from joinedup.web.access.viewer import Viewer
from joinedup.web.accounts import actions, openid
from joinedup.web.accounts.claimed_posts import ClaimedPost, claimed_posts, read_post_rules
from joinedup.web.accounts.rate_limit import address_of, must_wait, note
from joinedup.web.environment import SignIn

KEPT = "sign_in"
LOG = logging.getLogger("joinedup.sign_in")


def begin(request: Request, viewer: Viewer | None) -> HttpResponse:
    """Send the browser to the provider."""
    sign_in = settings.SURROUNDINGS.sign_in
    if sign_in is None:
        return redirect("sign-in")
    if must_wait(address=_address(request), at=timezone.now()):
        return _refused(request, "too-often", 429)
    try:
        begun = openid.begun(sign_in, _answer_address(request))
    except openid.SignInFailed as error:
        LOG.warning("sign-in could not begin", extra={"reason": str(error)})
        return _refused(request, "provider-away", 503)
    request.session[KEPT] = begun.kept() | {"next": request.GET.get("next", "")}
    return redirect(begun.address)


def answer(request: Request, viewer: Viewer | None) -> HttpResponse:
    """What the browser brings back from the provider."""
    sign_in, now, address = settings.SURROUNDINGS.sign_in, timezone.now(), _address(request)
    if sign_in is None:
        return redirect("sign-in")
    if must_wait(address=address, at=now):
        return _refused(request, "too-often", 429)
    kept = request.session.pop(KEPT, {})
    given = {name: value for name, value in request.GET.items() if isinstance(value, str)}
    try:
        claims = openid.vouched_for(
            sign_in, _answer_address(request), answer=given, kept=kept, now=int(now.timestamp())
        )
    except openid.SignInFailed as error:
        note(address=address, succeeded=False, at=now)
        LOG.warning("sign-in failed", extra={"reason": str(error)})
        return _refused(request, "not-vouched-for", 400)
    subject = str(claims["sub"])[:255]
    if must_wait(address=address, subject=subject, at=now):
        return _refused(request, "too-often", 429)
    note(address=address, subject=subject, succeeded=True, at=now)
    actions.sign_in_with_provider(
        request=request, subject=subject, name=_name(claims), claimed=_claimed(request, sign_in, claims)
    )
    return redirect(page_of_ours(request, kept.get("next", ""), otherwise="/"))


def keys(request: Request, viewer: Viewer | None) -> HttpResponse:
    """The public half of this application's key, where the provider fetches it."""
    sign_in = settings.SURROUNDINGS.sign_in
    return JsonResponse(openid.public_keys(sign_in) if sign_in else {"keys": []})


def _claimed(request: Request, sign_in: SignIn, claims: dict[str, object]) -> tuple[ClaimedPost, ...] | None:
    file = sign_in.posts_file
    if file is None:
        return None
    organisations = {body.code for body in request.place.organisations}
    return claimed_posts(read_post_rules(file), claims, organisations)


def _name(claims: dict[str, object]) -> str:
    return str(claims.get("name") or claims.get("preferred_username") or claims["sub"])[:120]


def _answer_address(request: Request) -> str:
    return request.build_absolute_uri(reverse("sign-in-answer"))


def _address(request: Request) -> str:
    return address_of(request, settings.SURROUNDINGS.proxies)


def _refused(request: Request, why: str, status: int) -> HttpResponse:
    return render(request, "accounts/not_signed_in.html.jinja", {"why": why}, status=status)
