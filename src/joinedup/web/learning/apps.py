"""Learning, as Django knows this part."""

from django.apps import AppConfig


class Learning(AppConfig):
    """What the settings install."""

    name = "joinedup.web.learning"
    label = "learning"
