"""The accounts as a part of Django."""

from django.apps import AppConfig


class Accounts(AppConfig):
    """Its name and label."""

    name = "joinedup.web.accounts"
    label = "accounts"
