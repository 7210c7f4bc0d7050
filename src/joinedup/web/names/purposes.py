"""What a name may be opened for. All are direct care: a name is opened for nothing else."""

from __future__ import annotations

from django.db import models


class Purpose(models.TextChoices):
    """The fixed list of purposes."""

    CARE = "giving-care", "Giving care or advice to the person now"
    CONTACT = "contacting", "Calling, writing to or visiting the person, or somebody who cares for them"
    PLAN = "planning", "Writing or reviewing their care plan"
    MEETING = "meeting", "Preparing or holding a meeting of their care team"
    REFERRAL = "asking-another-service", "Asking another service to do something for them"
    SAFETY = "keeping-safe", "Keeping them or somebody else safe"
