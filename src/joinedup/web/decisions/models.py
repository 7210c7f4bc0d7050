"""What the board is asked, and everything that happened to it. Rows are only added: a status, a vote, a declaration is a new row.

People appear as the post they acted in; posts that vote are named as the place file names them.
"""

from __future__ import annotations

from django.db import models

from joinedup.web.added_rows import AddedRow

LONG, SHORT = 4000, 200


class Status(models.TextChoices):
    """What became of a proposal."""

    PROPOSED = "proposed", "Open for votes"
    TAKEN = "taken", "Taken"
    NOT_CARRIED = "not-carried", "Not carried"
    WITHDRAWN = "withdrawn", "Withdrawn"
    SUPERSEDED = "superseded", "Superseded"
    REVERSED = "reversed", "Reversed"


class Replaces(models.TextChoices):
    """What a decision does to an earlier one."""

    SUPERSEDED = "superseded", "It takes the place of an earlier decision"
    REVERSED = "reversed", "It reverses an earlier decision"


class Proposal(AddedRow):
    """What the board is asked, with the decision right, the seats and the part of the place file as they were when it was asked."""

    title = models.CharField(max_length=SHORT)
    why = models.TextField(max_length=LONG)
    agreement = models.CharField(max_length=SHORT)
    right_subject = models.CharField(max_length=SHORT)
    right_rule = models.CharField(max_length=SHORT)
    forum = models.CharField(max_length=SHORT)
    right_limit_pounds = models.BigIntegerField(null=True)
    reserved_to = models.JSONField(default=list)
    quorum = models.IntegerField(null=True)
    seats = models.JSONField()  # [{post, organisation, declared_on, has_interest, steps_aside}]
    amount_pounds = models.BigIntegerField(null=True)
    effects = models.JSONField(default=dict)  # organisation: pounds a year
    accountable = models.CharField(max_length=15)
    responsible = models.CharField(max_length=15)
    legal_basis = models.CharField(max_length=SHORT, blank=True)
    assumptions = models.JSONField(default=list)  # [{name, low, central, high, owner}]
    risks = models.TextField(max_length=LONG, blank=True)
    risk_owner = models.CharField(max_length=15, blank=True)
    expected = models.TextField(max_length=LONG)
    review_on = models.DateField()
    part_path = models.CharField(max_length=SHORT, blank=True)
    part_name = models.CharField(max_length=SHORT, blank=True)
    part_sha256 = models.CharField(max_length=64, blank=True)
    part_content = models.TextField(blank=True)
    in_confidence = models.TextField(max_length=LONG, blank=True)
    withheld_because = models.CharField(max_length=SHORT, blank=True)
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="replaced_by")
    replaces_how = models.CharField(max_length=12, choices=Replaces.choices, blank=True)
    form_key = models.UUIDField(unique=True)  # the same form sent twice makes one proposal

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(replaces__isnull=True, replaces_how="")
                | (models.Q(replaces__isnull=False) & ~models.Q(replaces_how="")),
                name="what_is_replaced_says_how",
            ),
            models.CheckConstraint(
                condition=models.Q(in_confidence="") | ~models.Q(withheld_because=""),
                name="what_is_withheld_says_why",
            ),
        )


class Option(models.Model):
    """One way to go, one of them the one the board votes on."""

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="options")
    number = models.IntegerField()
    words = models.TextField(max_length=LONG)
    is_put_to_vote = models.BooleanField()

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=["proposal", "number"], name="options_are_numbered"),
            models.UniqueConstraint(
                fields=["proposal"],
                condition=models.Q(is_put_to_vote=True),
                name="one_option_is_put_to_the_vote",
            ),
        )


class Evidence(AddedRow):
    """A page of this application as it stood: the hashes of the build and of the place file that its figures came from."""

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="evidence")
    address = models.CharField(max_length=SHORT)
    shows = models.CharField(max_length=SHORT)
    build_sha256 = models.CharField(max_length=64, blank=True)
    place_file_sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ("pk",)


class Declaration(AddedRow):
    """What a post that votes said of its interests in this proposal. The latest of a seat counts."""

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="declarations")
    seat = models.CharField(max_length=SHORT)
    kind = models.CharField(max_length=30)
    interest = models.TextField(max_length=LONG, blank=True)
    steps_aside = models.BooleanField()

    class Meta:
        ordering = ("pk",)


class Vote(AddedRow):
    """How a seat voted. The latest counts, save that nobody's minutes count against the vote of the seat's own holder."""

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="votes")
    seat = models.CharField(max_length=SHORT)
    choice = models.CharField(max_length=8)
    because = models.TextField(max_length=LONG, blank=True)
    is_minuted = models.BooleanField()

    class Meta:
        ordering = ("pk",)


class Condition(AddedRow):
    """What must be met before the decision takes effect."""

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="conditions")
    words = models.TextField(max_length=LONG)
    owner = models.CharField(max_length=15)
    due_on = models.DateField()

    class Meta:
        ordering = ("pk",)


class ConditionMet(AddedRow):
    """A condition was met, and how that is known."""

    condition = models.OneToOneField(Condition, on_delete=models.PROTECT, related_name="met")
    how = models.TextField(max_length=LONG)


class ProposalStatus(AddedRow):
    """What became of a proposal. The latest row is its status."""

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="statuses")
    status = models.CharField(max_length=12, choices=Status.choices)
    because = models.TextField(max_length=LONG, blank=True)
    record = models.JSONField(
        null=True
    )  # the line of decisions/decisions.jsonl, where the status is written there

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=["proposal", "status"], name="a_status_comes_once"),)


class Outcome(AddedRow):
    """What came of a decision, beside what was expected of it. Added to at each review."""

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="outcomes")
    actual = models.TextField(max_length=LONG)
    judgement = models.CharField(max_length=20)
    address = models.CharField(max_length=SHORT, blank=True)
    build_sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ("pk",)
