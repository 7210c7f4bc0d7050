"""Money for change as a part of Django."""

from django.apps import AppConfig


class Money(AppConfig):
    """Its name and label."""

    name = "joinedup.web.money"
    label = "money"
