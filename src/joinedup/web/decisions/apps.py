"""The board's decisions, as Django knows this part."""

from django.apps import AppConfig


class Decisions(AppConfig):
    """What the settings install."""

    name = "joinedup.web.decisions"
    label = "decisions"
