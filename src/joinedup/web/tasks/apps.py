"""Tasks as a part of Django."""

from django.apps import AppConfig


class Tasks(AppConfig):
    """Its name and label."""

    name = "joinedup.web.tasks"
    label = "tasks"
