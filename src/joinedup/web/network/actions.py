"""Writing down what happens between organisations. Each is one transaction with one audit entry; rows are added, never changed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from joinedup.errors import JoinedupError
from joinedup.place.governance import Agreement
from joinedup.place.model import Place
from joinedup.web.access.roles import May
from joinedup.web.access.viewer import Viewer
from joinedup.web.accounts.models import Post
from joinedup.web.audit.actions import record
from joinedup.web.clock import now
from joinedup.web.decisions.models import Proposal
from joinedup.web.network.disputes import ENDS, Step, arbitration, next_steps, standing
from joinedup.web.network.models import Dispute, DisputeStep, EstablishedPost, MembershipChange, PostChange
from joinedup.web.network.queries import agreements_of, keeps_posts_of


class NotPossible(JoinedupError):
    """It is not the viewer's to write down, or no longer possible; the message says why, in a sentence."""


@transaction.atomic
def change_membership(
    *,
    by: Viewer,
    place: Place,
    agreement: Agreement,
    organisation: str,
    change: str,
    on: date,
    because: str,
    decision: Proposal | None,
) -> None:
    """Write down that an organisation joined or left an agreement. The same said again changes nothing."""
    _of_agreement(by, place, agreement.name)
    made, is_new = MembershipChange.objects.get_or_create(
        agreement=agreement.name,
        organisation=organisation,
        change=change,
        on=on,
        defaults={"because": because, "decision": decision, "by_id": by.post_id, "at": now()},
    )
    if is_new:
        detail = {"organisation": organisation, "on": on.isoformat()}
        record(
            by=by,
            action=f"{made.change} an agreement",
            subject=f"agreement {agreement.name}"[:120],
            detail=detail,
        )


@transaction.atomic
def raise_dispute(
    *,
    by: Viewer,
    place: Place,
    agreement: Agreement,
    raised_with: str,
    title: str,
    words: str,
    form_key: UUID,
) -> Dispute:
    """Raise a dispute with another member. The same form sent again gives the dispute it raised."""
    _of_agreement(by, place, agreement.name)
    if raised_with == by.organisation or raised_with not in agreement.members:
        raise NotPossible("A dispute is raised with another member of the agreement.")
    Post.objects.select_for_update(no_key=True).get(
        pk=by.post_id
    )  # a button pressed twice waits here for the first press
    already = Dispute.objects.filter(form_key=form_key, by__user_id=by.user_id).first()
    if already is not None:
        return already
    made = Dispute.objects.create(
        agreement=agreement.name,
        raised_by=by.organisation,
        raised_with=raised_with,
        title=title,
        words=words,
        form_key=form_key,
        by_id=by.post_id,
        at=now(),
    )
    record(by=by, action="raised a dispute", subject=f"dispute {made.pk}", detail={"with": raised_with})
    return made


@transaction.atomic
def take_step(*, by: Viewer, place: Place, dispute: Dispute, step: str, words: str) -> None:
    """Go on with a dispute. What both must agree to, the settlement, is written by one and confirmed by the other."""
    _of_agreement(by, place, dispute.agreement)
    held = Dispute.objects.select_for_update(no_key=True).get(pk=dispute.pk)
    steps = list(held.steps.all())
    if standing(steps) in ENDS:
        raise NotPossible("This dispute has ended.")
    if step not in next_steps(held, steps, by.organisation, arbitration(place, held.agreement) is not None):
        raise NotPossible("This is not your organisation's to do now: look again how the dispute stands.")
    if step != Step.SETTLED and not words:
        raise NotPossible("Write down what is to be kept with this step.")
    DisputeStep.objects.create(
        dispute=held,
        step=step,
        words=words,
        organisation=by.organisation,
        by_id=by.post_id,
        at=now(),
    )
    record(by=by, action="went on with a dispute", subject=f"dispute {held.pk}", detail={"step": str(step)})


@transaction.atomic
def establish_post(
    *,
    by: Viewer,
    place: Place,
    title: str,
    organisation: str,
    works_on: str,
    whole_time: Decimal,
    change: str,
    on: date,
    because: str,
    form_key: UUID,
) -> EstablishedPost:
    """Write down a post, and whether it is filled. The same form sent again gives the post it made."""
    _keeps_posts(by, place, organisation)
    Post.objects.select_for_update(no_key=True).get(
        pk=by.post_id
    )  # a button pressed twice waits here for the first press
    already = EstablishedPost.objects.filter(form_key=form_key, by__user_id=by.user_id).first()
    if already is not None:
        return already
    made = EstablishedPost.objects.create(
        title=title,
        organisation=organisation,
        works_on=works_on,
        whole_time=whole_time,
        form_key=form_key,
        by_id=by.post_id,
        at=now(),
    )
    PostChange.objects.create(post=made, change=change, on=on, because=because, by_id=by.post_id, at=made.at)
    record(
        by=by, action="wrote down a post", subject=f"post {made.pk}", detail={"organisation": organisation}
    )
    return made


@transaction.atomic
def change_post(
    *, by: Viewer, place: Place, post: EstablishedPost, change: str, on: date, because: str
) -> None:
    """Write down that a post was filled, became vacant, or was given up."""
    _keeps_posts(by, place, post.organisation)
    changes = list(EstablishedPost.objects.select_for_update(no_key=True).get(pk=post.pk).changes.all())
    if changes and changes[-1].change == PostChange.Change.ENDED:
        raise NotPossible("This post was given up: write down a new one.")
    if changes and changes[-1].change == change:
        raise NotPossible(f"It stands so already since {changes[-1].on:%-d %B %Y}.")
    if changes and on < changes[-1].on:
        raise NotPossible(
            f"The last change was on {changes[-1].on:%-d %B %Y}: enter that day or a later one."
        )
    PostChange.objects.create(post=post, change=change, on=on, because=because, by_id=by.post_id, at=now())
    record(
        by=by,
        action="changed a post",
        subject=f"post {post.pk}",
        detail={"change": change, "on": on.isoformat()},
    )


def _of_agreement(by: Viewer, place: Place, agreement: str) -> None:
    if agreement not in agreements_of(by, place):
        raise NotPossible("Only who proposes or decides for a member of the agreement may write this down.")


def _keeps_posts(by: Viewer, place: Place, organisation: str) -> None:
    if not by.may(May.PROPOSE) or not keeps_posts_of(by, place, organisation):
        raise NotPossible(
            "Posts are written down by their organisation, or by a fellow member of an agreement."
        )
