"""Shared care plans as a part of Django."""

from django.apps import AppConfig


class Plans(AppConfig):
    """Its name and label."""

    name = "joinedup.web.plans"
    label = "plans"
