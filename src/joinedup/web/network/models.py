"""What happens between organisations: joining and leaving agreements, disputes, posts and vacancies. Rows are only added."""

from __future__ import annotations

from django.db import models

from joinedup.web.added_rows import AddedRow

LONG, SHORT = 4000, 200


class MembershipChange(AddedRow):
    """An organisation joined or left an agreement. Who is a member today stands in the place file; this is how it came about."""

    class Change(models.TextChoices):
        JOINED = "joined", "Joined"
        LEFT = "left", "Left"

    agreement = models.CharField(max_length=SHORT)
    organisation = models.CharField(max_length=15)
    change = models.CharField(max_length=6, choices=Change.choices)
    on = models.DateField()
    because = models.TextField(max_length=LONG)
    decision = models.ForeignKey("decisions.Proposal", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("on", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["agreement", "organisation", "change", "on"], name="a_change_of_membership_comes_once"
            ),
        )


class Dispute(AddedRow):
    """Two organisations of one agreement disagree."""

    agreement = models.CharField(max_length=SHORT)
    raised_by = models.CharField(max_length=15)
    raised_with = models.CharField(max_length=15)
    title = models.CharField(max_length=SHORT)
    words = models.TextField(max_length=LONG)
    form_key = models.UUIDField(unique=True)  # the same form sent twice raises one dispute

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(raised_by=models.F("raised_with")),
                name="nobody_disagrees_with_themselves",
            ),
        )


class DisputeStep(AddedRow):
    """What one of the two did about it. The latest step says how it stands."""

    class Step(models.TextChoices):
        ANSWERED = "answered", "Answered"
        REFERRED = "referred", "With the arbiter"
        OFFERED = "offered", "Settlement written down, not confirmed yet"
        REFUSED = "refused", "Settlement refused"
        SETTLED = "settled", "Settled"
        WITHDRAWN = "withdrawn", "Withdrawn"

    dispute = models.ForeignKey(Dispute, on_delete=models.PROTECT, related_name="steps")
    step = models.CharField(max_length=10, choices=Step.choices)
    organisation = models.CharField(max_length=15)
    words = models.TextField(max_length=LONG, blank=True)

    class Meta:
        ordering = ("pk",)


class EstablishedPost(AddedRow):
    """A post that an organisation has, filled or not. No name of whoever holds it."""

    title = models.CharField(max_length=SHORT)
    organisation = models.CharField(max_length=15)
    works_on = models.CharField(max_length=SHORT)
    whole_time = models.DecimalField(max_digits=5, decimal_places=2)
    form_key = models.UUIDField(unique=True)  # the same form sent twice makes one post

    class Meta:
        ordering = ("organisation", "title", "pk")
        constraints = (
            models.CheckConstraint(condition=models.Q(whole_time__gt=0), name="a_post_is_more_than_nothing"),
        )


class PostChange(AddedRow):
    """A post became vacant, was filled, or was given up. The latest by day says how it is."""

    class Change(models.TextChoices):
        VACANT = "vacant", "Vacant"
        FILLED = "filled", "Filled"
        ENDED = "ended", "Given up"

    post = models.ForeignKey(EstablishedPost, on_delete=models.PROTECT, related_name="changes")
    change = models.CharField(max_length=6, choices=Change.choices)
    on = models.DateField()
    because = models.TextField(max_length=LONG, blank=True)

    class Meta:
        ordering = ("on", "pk")
