"""The addresses that open names and hide them."""

from joinedup.web.access.roles import May
from joinedup.web.access.routes import route
from joinedup.web.access.rules import may
from joinedup.web.names import views

urlpatterns = [
    route("names/", views.show, name="show-names", sees=may(May.SEE_NAMES)),
    route("names/hide/", views.hide, name="hide-names", sees=may(May.SEE_NAMES)),
]
