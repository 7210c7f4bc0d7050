"""The addresses that whatever watches over the application asks."""

from joinedup.web.access.routes import route
from joinedup.web.access.rules import ANYONE
from joinedup.web.operations import health

urlpatterns = [
    route("health/", health.health, name="health", sees=ANYONE),
    route("ready/", health.ready, name="ready", sees=ANYONE),
]
