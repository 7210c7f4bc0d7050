"""The addresses of the evidence library, each with who may open it."""

from joinedup.web.access.roles import May
from joinedup.web.access.routes import route
from joinedup.web.access.rules import may
from joinedup.web.evidence import views

SEE, RUN = may(May.SEE_PLACE), may(May.RUN_ENGINE_ROOM)

urlpatterns = [
    route("learning/evidence/", views.list_evidence, name="evidence", sees=SEE),
    route("learning/evidence/new/", views.add_finding, name="add-finding", sees=RUN),
    route("learning/evidence/ours/<int:number>/", views.show_finding, name="own-finding", sees=SEE),
    route("learning/evidence/<slug:entry>/", views.show_evidence, name="evidence-entry", sees=SEE),
]
