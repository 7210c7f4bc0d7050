"""Names as a part of the Django project."""

from django.apps import AppConfig


class Names(AppConfig):
    """Its name, and the label of its tables."""

    name = "joinedup.web.names"
    label = "names"
