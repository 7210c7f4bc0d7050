"""The network, as Django knows this part."""

from django.apps import AppConfig


class Network(AppConfig):
    """What the settings install."""

    name = "joinedup.web.network"
    label = "network"
