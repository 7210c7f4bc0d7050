"""Meetings as a part of Django."""

from django.apps import AppConfig


class Meetings(AppConfig):
    """Its name and label."""

    name = "joinedup.web.meetings"
    label = "meetings"
