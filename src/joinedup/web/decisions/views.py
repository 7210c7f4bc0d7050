"""The board's business: what is proposed, how it is voted on, what was decided and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from joinedup.network.place_parts import parts_of
from joinedup.web.access.request import Request
from joinedup.web.access.roles import May
from joinedup.web.access.viewer import Viewer
from joinedup.web.decisions import actions, forms, presenters, queries
from joinedup.web.decisions.chain import what_is_wrong
from joinedup.web.decisions.evidence import build_sha256, pages_of, place_file_sha256
from joinedup.web.decisions.models import Proposal
from joinedup.web.decisions.rights import right_of, rights_of
from joinedup.web.decisions.standing import standing_of
from joinedup.web.published.place_file import problem_of


def list_decisions(request: Request, viewer: Viewer) -> HttpResponse:
    """What is open, and what was decided."""
    place, today = request.place, timezone.localdate()
    parts = parts_of(place)
    rows = [presenters.Listed.of(one, parts, today) for one in queries.proposals(viewer)[:500]]
    words = {
        "open": [row for row in rows if row.status == "proposed"],
        "closed": [row for row in rows if row.status != "proposed"],
        "wrong": what_is_wrong(settings.SURROUNDINGS.place),
        "may_propose": viewer.may(May.PROPOSE),
    }
    return render(request, "decisions/list.html.jinja", words)


def choose_right(request: Request, viewer: Viewer) -> HttpResponse:
    """Which decision right applies: the first question of every proposal."""
    place = request.place
    names = presenters.names_of(place)
    rows = [presenters.RightRow.of(right, viewer, names) for right in rights_of(place)]
    return render(request, "decisions/choose_right.html.jinja", {"rows": rows})


def propose(request: Request, viewer: Viewer, right: str) -> HttpResponse:
    """Put something to the board under one decision right."""
    place = request.place
    chosen = right_of(place, right)
    if chosen is None or chosen.refused or viewer.organisation not in chosen.agreement.members:
        raise Http404
    form = forms.ProposalForm(
        request.POST or None,
        place=place,
        right=chosen,
        names=presenters.names_of(place),
        earlier=queries.replaceable(viewer),
        today=timezone.localdate(),
    )
    if form.is_valid():
        made = actions.propose(by=viewer, right=chosen, draft=form.draft())
        return redirect("decision", number=made.pk)
    return render(request, "decisions/propose.html.jinja", {"form": form, "right": chosen})


def show(request: Request, viewer: Viewer, number: int, refused: str = "") -> HttpResponse:
    """A proposal or decision, with everything that belongs to it."""
    proposal = _proposal(viewer, number)
    page = presenters.page_of(viewer, request.place, proposal, build_sha256(request), place_file_sha256())
    return render(
        request,
        "decisions/show.html.jinja",
        {
            "page": page,
            "proposal": proposal,
            "refused": refused,
            "cannot_be_used": bool(problem_of(settings.SURROUNDINGS.place)),
        },
    )


def add_evidence(request: Request, viewer: Viewer, number: int) -> HttpResponse:
    """Lay a page of this application before the board."""
    proposal, form = (
        _proposal(viewer, number),
        forms.EvidenceForm(
            request.POST or None, viewer=viewer, host=request.get_host(), pages=pages_of(request.place)
        ),
    )
    hashes = {"build_sha256": build_sha256(request), "place_file_sha256": place_file_sha256()}
    return _asked(
        request,
        viewer,
        proposal,
        form,
        "Add evidence",
        "Add this page",
        lambda said: actions.add_evidence(
            by=viewer, place=request.place, proposal=proposal, **said, **hashes
        ),
    )


def add_condition(request: Request, viewer: Viewer, number: int) -> HttpResponse:
    """Say what must be met first."""
    place, proposal = request.place, _proposal(viewer, number)
    names = presenters.names_of(place)
    members = [(code, names.get(code, code)) for code in queries.members_of(place, proposal.agreement)]
    form = forms.ConditionForm(request.POST or None, members=members, today=timezone.localdate())
    return _asked(
        request,
        viewer,
        proposal,
        form,
        "Add a condition",
        "Add the condition",
        lambda said: actions.add_condition(by=viewer, place=place, proposal=proposal, **said),
    )


def declare(request: Request, viewer: Viewer, number: int, seat: int) -> HttpResponse:
    """Say what interest a post has in a proposal."""
    proposal, form = _proposal(viewer, number), forms.DeclarationForm(request.POST or None)
    key, post = _seat(request, proposal, seat)
    return _asked(
        request,
        viewer,
        proposal,
        form,
        f"Interests of the {post}",
        "Write this down",
        lambda said: actions.declare(by=viewer, place=request.place, proposal=proposal, seat=key, **said),
    )


def vote(request: Request, viewer: Viewer, number: int, seat: int) -> HttpResponse:
    """Vote, or write a vote into the minutes."""
    proposal, form = _proposal(viewer, number), forms.VoteForm(request.POST or None)
    key, post = _seat(request, proposal, seat)
    return _asked(
        request,
        viewer,
        proposal,
        form,
        f"Vote of the {post}",
        "Record this vote",
        lambda said: actions.vote(by=viewer, place=request.place, proposal=proposal, seat=key, **said),
    )


def withdraw(request: Request, viewer: Viewer, number: int) -> HttpResponse:
    """Take a proposal back."""
    proposal, form = _proposal(viewer, number), forms.WithdrawalForm(request.POST or None)
    return _asked(
        request,
        viewer,
        proposal,
        form,
        "Withdraw this proposal",
        "Withdraw it",
        lambda said: actions.withdraw(by=viewer, place=request.place, proposal=proposal, **said),
    )


def sign(request: Request, viewer: Viewer, number: int) -> HttpResponse:
    """Close the vote and sign what was decided."""
    proposal = _proposal(viewer, number)
    if request.method != "POST":
        return redirect("decision", number=number)
    try:
        actions.sign(by=viewer, place=request.place, proposal=proposal)
    except actions.NotPossible as error:
        return show(request, viewer, number, str(error))
    return redirect("decision", number=number)


def meet_condition(request: Request, viewer: Viewer, number: int, condition: int) -> HttpResponse:
    """Say that a condition is met."""
    found = queries.condition_numbered(viewer, number, condition)
    if found is None:
        raise Http404
    form = forms.ConditionMetForm(request.POST or None)
    return _asked(
        request,
        viewer,
        found.proposal,
        form,
        "A condition is met",
        "Write this down",
        lambda said: actions.meet_condition(by=viewer, place=request.place, condition=found, **said),
        beside=("The condition", found.words),
    )


def add_outcome(request: Request, viewer: Viewer, number: int) -> HttpResponse:
    """Say what came of a decision."""
    proposal, form = (
        _proposal(viewer, number),
        forms.OutcomeForm(
            request.POST or None, viewer=viewer, host=request.get_host(), pages=pages_of(request.place)
        ),
    )
    return _asked(
        request,
        viewer,
        proposal,
        form,
        "What came of it",
        "Write this down",
        lambda said: actions.add_outcome(
            by=viewer, place=request.place, proposal=proposal, build_sha256=build_sha256(request), **said
        ),
        beside=("What was expected", proposal.expected),
    )


def _proposal(viewer: Viewer, number: int) -> Proposal:
    found = queries.proposal_numbered(viewer, number)
    if found is None:
        raise Http404
    return found


def _seat(request: Request, proposal: Proposal, number: int) -> tuple[str, str]:
    """The key of a seat, by its number from 1, and its post in words."""
    seats = standing_of(proposal).seats
    if not 1 <= number <= len(seats):
        raise Http404
    found, names = seats[number - 1].seat, presenters.names_of(request.place)
    return found.key, f"{found.post} of {names.get(found.organisation, found.organisation)}"


def _asked(
    request: Request,
    viewer: Viewer,
    proposal: Proposal,
    form: Form,
    title: str,
    does: str,
    act: Callable[[dict[str, Any]], object],
    *,
    beside: tuple[str, str] | None = None,
) -> HttpResponse:
    """Ask a form, act on it, and go back to the decision; what the board's rules do not allow is said on top of the form.
    `beside` is what the answer is held against, with its heading."""
    if not queries.takes_part(viewer, request.place, proposal):
        raise Http404
    if form.is_valid():
        try:
            act(form.cleaned_data)
            return redirect("decision", number=proposal.pk)
        except actions.NotPossible as error:
            form.add_error(None, str(error))
    words = {"form": form, "proposal": proposal, "heading": title, "does": does, "beside": beside}
    return render(request, "decisions/ask.html.jinja", words)
