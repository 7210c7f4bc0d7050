"""Cycles that were added here, and what happened in any cycle, those of the place file too. Rows are only added."""

from __future__ import annotations

from django.db import models

from joinedup.web.added_rows import SentOnce

LONG, SHORT = 4000, 200


class Cycle(SentOnce):
    """A plan-do-study-act cycle: what is tried, where, on which measure it should show, and what is expected."""

    name = models.CharField(max_length=SHORT)
    measure = models.CharField(max_length=80)
    area = models.CharField(max_length=SHORT, blank=True)  # a neighbourhood; blank for the whole place
    starts_on = models.DateField()
    tried = models.TextField(max_length=LONG)
    prediction = models.TextField(max_length=LONG)

    class Meta:
        ordering = ("-starts_on", "-pk")


class CycleEntry(SentOnce):
    """What happened in a cycle. `cycle` is its key: added-7, or that of a cycle of the place file."""

    class Stage(models.TextChoices):
        DONE = "do", "What was done"
        STUDIED = "study", "What the figures showed"
        LEARNED = "act", "What was learned"

    class Outcome(models.TextChoices):
        ADOPT = "adopt", "Adopt: keep it, and spread it"
        ADAPT = "adapt", "Adapt: change it, and try again"
        ABANDON = "abandon", "Abandon: stop it"

    cycle = models.CharField(max_length=SHORT)
    stage = models.CharField(max_length=5, choices=Stage.choices)
    outcome = models.CharField(max_length=7, choices=Outcome.choices, blank=True)
    on = models.DateField()
    words = models.TextField(max_length=LONG)

    class Meta:
        ordering = ("on", "pk")
        indexes = (models.Index(fields=["cycle"]),)
        constraints = (
            models.CheckConstraint(
                condition=(models.Q(stage="act") & ~models.Q(outcome=""))
                | (~models.Q(stage="act") & models.Q(outcome="")),
                name="what_was_learned_has_an_outcome",
            ),
        )
