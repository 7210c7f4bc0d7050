"""A build that somebody started here, and what became of it: rows that are only ever added."""

from __future__ import annotations

from django.db import models

from joinedup.web.accounts.models import User


class State(models.TextChoices):
    """What is said of a build, one after the other."""

    ASKED = "asked"
    STARTED = "started"
    FINISHED = "finished"
    FAILED = "failed"
    STOPPED = "stopped"


OVER = (State.FINISHED, State.FAILED, State.STOPPED)


class Run(models.Model):
    """One build, started by somebody in one of their posts."""

    asked_at = models.DateTimeField()
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    post = models.CharField(max_length=120)

    class Meta:
        ordering = ("-pk",)


class Status(models.Model):
    """What was said of a build at one moment; the last one holds. `said` is the message of a build that failed."""

    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="statuses")
    at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices)
    said = models.TextField(blank=True)

    class Meta:
        ordering = ("pk",)
