"""The addresses of one person, and of opening a record in an emergency."""

from joinedup.web.access.roles import May
from joinedup.web.access.routes import route
from joinedup.web.access.rules import may
from joinedup.web.people import emergency, views

BREAK_GLASS = may(May.BREAK_GLASS)

urlpatterns = [
    route("people/<slug:person>/", views.show, name="person", sees=may(May.SEE_CASELOADS)),
    route("emergency-access/", emergency.ask, name="emergency-access", sees=BREAK_GLASS),
    route("emergency-access/<int:access>/end/", emergency.end, name="end-emergency-access", sees=BREAK_GLASS),
]
