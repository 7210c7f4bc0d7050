"""The addresses of caseloads."""

from joinedup.web.access.roles import May
from joinedup.web.access.routes import route
from joinedup.web.access.rules import may
from joinedup.web.caseloads import views

SEE_CASELOADS = may(May.SEE_CASELOADS)

urlpatterns = [
    route("people/", views.mine, name="people", sees=SEE_CASELOADS),
    route("people/caseloads/<slug:name>/", views.show, name="caseload", sees=SEE_CASELOADS),
]
