"""Emergency access as a part of the Django project."""

from django.apps import AppConfig


class Emergency(AppConfig):
    """Its name, and the label of its tables."""

    name = "joinedup.web.emergency"
    label = "emergency"
