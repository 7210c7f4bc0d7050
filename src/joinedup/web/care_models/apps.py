"""Care models, as Django knows this part."""

from django.apps import AppConfig


class CareModels(AppConfig):
    """What the settings install."""

    name = "joinedup.web.care_models"
    label = "care_models"
