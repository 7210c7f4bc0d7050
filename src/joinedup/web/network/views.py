"""The network: organisations, agreements, who joined and left, disputes, shared patients, posts and vacancies."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from joinedup.network.place_parts import parts_of
from joinedup.place.governance import Agreement
from joinedup.place.model import Place
from joinedup.web.access.request import Request
from joinedup.web.access.viewer import Viewer
from joinedup.web.decisions.presenters import Listed
from joinedup.web.decisions.queries import proposals
from joinedup.web.kept.views import shown
from joinedup.web.network import actions, disputes, forms, presenters, queries
from joinedup.web.network.shared_patients import KEPT_AS, ties_of


def show_network(request: Request, viewer: Viewer) -> HttpResponse:
    """Who takes part, under which agreements."""
    place = request.place
    posts = _posts(viewer, place)
    words = {
        "organisations": presenters.organisation_rows(place, posts),
        "agreements": [
            presenters.AgreementCard.of(n, one) for n, one in enumerate(place.agreements, start=1)
        ],
        "disputes": [
            presenters.dispute_row(one, presenters.names_of(place)) for one in queries.disputes(viewer, place)
        ],
        "follows_disputes": bool(queries.agreements_of(viewer, place)),
    }
    return render(request, "network/list.html.jinja", words)


def show_organisation(request: Request, viewer: Viewer, code: str) -> HttpResponse:
    """One organisation: its agreements, its voting posts, its posts and vacancies, and with whom it shares people."""
    place = request.place
    found = next((one for one in place.organisations if one.code == code), None)
    if found is None:
        raise Http404
    names = presenters.names_of(place)
    numbered = list(enumerate(place.agreements, start=1))
    words = {
        "organisation": found,
        "kind": presenters.KINDS[found.kind],
        "successor": names.get(found.succeeded_by or "", ""),
        "agreements": [presenters.AgreementCard.of(n, one) for n, one in numbered if code in one.members],
        "votes": [
            (one.name, v.post, presenters.voter_words(v))
            for one in place.agreements
            for v in one.voters
            if v.organisation == code
        ],
        "posts": [row for row in _posts(viewer, place) if row.post.organisation == code],
        "ties": [(names.get(other, other), f"{people:,}") for other, people in ties_of(request, code)[:10]],
        "keeps_posts": queries.keeps_posts_of(viewer, place, code),
    }
    return render(request, "network/organisation.html.jinja", words)


def show_agreement(request: Request, viewer: Viewer, number: int) -> HttpResponse:
    """One agreement: what its form means, members over time, who decides what, disputes, decisions."""
    place, agreement = _agreement(request, number)
    names = presenters.names_of(place)
    changes = list(queries.membership_changes(viewer, agreement.name))
    parts = parts_of(place)
    words = {
        "card": presenters.AgreementCard.of(number, agreement),
        "scope": presenters.SCOPES[agreement.scope],
        "members": [(code, names.get(code, code)) for code in agreement.members],
        "rights": [presenters.right_row(one, names) for one in agreement.decisions],
        "voters": [
            (one.post, names.get(one.organisation, one.organisation), presenters.voter_words(one))
            for one in agreement.voters
        ],
        "history": presenters.membership_rows(agreement, changes, names),
        "at_odds": presenters.at_odds(agreement, changes, names),
        "arbitration": disputes.arbitration(place, agreement.name),
        "disputes": [
            presenters.dispute_row(one, names)
            for one in queries.disputes(viewer, place).filter(agreement=agreement.name)
        ],
        "decisions": [
            Listed.of(one, parts, timezone.localdate())
            for one in proposals(viewer).filter(agreement=agreement.name)[:20]
        ],
        "takes_part": agreement.name in queries.agreements_of(viewer, place),
    }
    return render(request, "network/agreement.html.jinja", words)


def change_membership(request: Request, viewer: Viewer, number: int) -> HttpResponse:
    """Write down that an organisation joined or left."""
    place, agreement = _own_agreement(request, viewer, number)
    decided = {
        str(one.pk): one
        for one in proposals(viewer).filter(agreement=agreement.name, statuses__status="taken")
    }
    form = forms.MembershipForm(
        request.POST or None,
        organisations=_choices(place, [one.code for one in place.organisations]),
        decisions=[(key, f"Decision {key}: {one.title}") for key, one in decided.items()],
        today=timezone.localdate(),
    )

    def act(said: dict[str, Any]) -> None:
        said["decision"] = decided.get(said["decision"])
        actions.change_membership(by=viewer, place=place, agreement=agreement, **said)

    back = ("agreement", number, agreement.name)
    return _asked(request, form, back, "An organisation joined or left", "Write this down", act)


def raise_dispute(request: Request, viewer: Viewer, number: int) -> HttpResponse:
    """Raise a dispute with another member."""
    place, agreement = _own_agreement(request, viewer, number)
    others = [code for code in agreement.members if code != viewer.organisation]
    form = forms.DisputeForm(request.POST or None, members=_choices(place, others))
    back = ("agreement", number, agreement.name)
    return _asked(
        request,
        form,
        back,
        "Raise a dispute",
        "Raise the dispute",
        lambda said: actions.raise_dispute(by=viewer, place=place, agreement=agreement, **said),
    )


def show_dispute(request: Request, viewer: Viewer, number: int) -> HttpResponse:
    """One dispute, what happened, and what the viewer's organisation can do."""
    place = request.place
    found = queries.dispute_numbered(viewer, place, number)
    if found is None:
        raise Http404
    names, steps = presenters.names_of(place), list(found.steps.all())
    arbitration = disputes.arbitration(place, found.agreement)
    allowed = disputes.next_steps(found, steps, viewer.organisation, arbitration is not None)
    form = forms.StepForm(request.POST if request.method == "POST" else None, steps=allowed)
    if form.is_valid():
        try:
            actions.take_step(by=viewer, place=place, dispute=found, **form.cleaned_data)
            return redirect("dispute", number=number)
        except actions.NotPossible as error:
            form.add_error(None, str(error))
    words = {
        "row": presenters.dispute_row(found, names),
        "raised_by": names.get(found.raised_by, found.raised_by),
        "raised_with": names.get(found.raised_with, found.raised_with),
        "steps": [(presenters.step_words(one, names), one.words) for one in steps],
        "arbitration": arbitration,
        "form": form,
        "allowed": allowed,
    }
    return render(request, "network/dispute.html.jinja", words)


def show_shared_patients(request: Request, viewer: Viewer) -> HttpResponse:
    """Which organisations care for the same people."""
    template = "network/shared_patients.html.jinja"
    if request.build is None:
        return render(request, template, {"page": None})
    return shown(request, KEPT_AS, title="Who shares patients", template=template)


def list_posts(request: Request, viewer: Viewer) -> HttpResponse:
    """Posts and vacancies across organisations."""
    place = request.place
    rows = _posts(viewer, place)
    words = {
        "vacant": [row for row in rows if row.is_vacant],
        "others": [row for row in rows if not row.is_vacant],
        "in_short": presenters.posts_in_short(place, rows),
        "keeps_posts": queries.keeps_posts_of(viewer, place, viewer.organisation),
    }
    return render(request, "network/posts.html.jinja", words)


def add_post(request: Request, viewer: Viewer) -> HttpResponse:
    """Write down a post."""
    place = request.place
    kept = [one.code for one in place.organisations if queries.keeps_posts_of(viewer, place, one.code)]
    form = forms.PostForm(
        request.POST or None,
        organisations=_choices(place, kept),
        works_on=presenters.works_on(place),
        today=timezone.localdate(),
    )
    return _asked(
        request,
        form,
        ("posts", None, "Posts and vacancies"),
        "Write down a post",
        "Write this down",
        lambda said: actions.establish_post(by=viewer, place=place, **said),
    )


def change_post(request: Request, viewer: Viewer, number: int) -> HttpResponse:
    """Write down that a post was filled, became vacant, or was given up."""
    place, found = request.place, queries.post_numbered(viewer, number)
    if found is None or not queries.keeps_posts_of(viewer, place, found.organisation):
        raise Http404
    form = forms.PostChangeForm(request.POST or None, today=timezone.localdate())
    return _asked(
        request,
        form,
        ("posts", None, "Posts and vacancies"),
        found.title,
        "Write this down",
        lambda said: actions.change_post(by=viewer, place=place, post=found, **said),
    )


def _posts(viewer: Viewer, place: Place) -> list[presenters.PostRow]:
    names = presenters.names_of(place)
    return [presenters.post_row(one, names) for one in queries.posts(viewer)]


def _choices(place: Place, codes: list[str]) -> list[tuple[str, str]]:
    names = presenters.names_of(place)
    return [(code, names.get(code, code)) for code in codes]


def _agreement(request: Request, number: int) -> tuple[Place, Agreement]:
    place = request.place
    if not 1 <= number <= len(place.agreements):
        raise Http404
    return place, place.agreements[number - 1]


def _own_agreement(request: Request, viewer: Viewer, number: int) -> tuple[Place, Agreement]:
    place, agreement = _agreement(request, number)
    if agreement.name not in queries.agreements_of(viewer, place):
        raise Http404
    return place, agreement


def _asked(
    request: Request,
    form: Form,
    back: tuple[str, int | None, str],
    heading: str,
    does: str,
    act: Callable[[dict[str, Any]], object],
) -> HttpResponse:
    """Ask a form, act on it and go back; what is not possible is said on top of the form."""
    name, number, words = back
    where = {"number": number} if number else {}
    if form.is_valid():
        try:
            act(form.cleaned_data)
            return redirect(reverse(name, kwargs=where))
        except actions.NotPossible as error:
            form.add_error(None, str(error))
    shown = {
        "form": form,
        "back": name,
        "back_words": words,
        "where": where,
        "heading": heading,
        "does": does,
    }
    return render(request, "network/ask.html.jinja", shown)
