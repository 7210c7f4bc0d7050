"""Care teams as a part of the Django project."""

from django.apps import AppConfig


class CareTeams(AppConfig):
    """Its name, and the label of its tables."""

    name = "joinedup.web.care_teams"
    label = "care_teams"
