"""Evidence, as Django knows this part."""

from django.apps import AppConfig


class Evidence(AppConfig):
    """What the settings install."""

    name = "joinedup.web.evidence"
    label = "evidence"
