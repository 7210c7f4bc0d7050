"""A build that somebody started here, what was asked to be evaluated on it, and what became of both: rows only ever added."""

from __future__ import annotations

from django.db import models

from joinedup.web.accounts.models import User
from joinedup.web.added_rows import AddedRows


class State(models.TextChoices):
    """What is said of a run, or of one evaluation in it, one after the other. A run with nothing to evaluate is finished with its
    build; else its build is published first."""

    ASKED = "asked"
    STARTED = "started"
    PUBLISHED = "published"
    FINISHED = "finished"
    FAILED = "failed"
    STOPPED = "stopped"


OVER = (State.FINISHED, State.FAILED, State.STOPPED)


class Run(models.Model):
    """One build, started by somebody in one of their posts."""

    asked_at = models.DateTimeField()
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    post = models.CharField(max_length=120)

    objects = AddedRows.as_manager()

    class Meta:
        ordering = ("-pk",)


class Status(models.Model):
    """What was said of a run at one moment; the last one holds. `said` is the message of a build that failed."""

    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="statuses")
    at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices)
    said = models.TextField(blank=True)

    objects = AddedRows.as_manager()

    class Meta:
        ordering = ("pk",)


class EvaluationStatus(models.Model):
    """What was said of the evaluation of one care model in a run: asked when the run was, started when its build was published."""

    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="evaluations")
    care_model = models.TextField()
    at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices)
    said = models.TextField(blank=True)

    objects = AddedRows.as_manager()

    class Meta:
        ordering = ("pk",)
