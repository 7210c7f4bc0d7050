"""The data as a part of Django."""

from django.apps import AppConfig


class Data(AppConfig):
    """Its name and label."""

    name = "joinedup.web.data"
    label = "data"
