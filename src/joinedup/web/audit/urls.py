"""The addresses of the audit."""

from joinedup.web.access.roles import May
from joinedup.web.access.routes import route
from joinedup.web.access.rules import may
from joinedup.web.audit import views

urlpatterns = [
    route("audit/", views.index, name="audit", sees=may(May.SEE_AUDIT)),
    route("audit/verify/", views.verify, name="audit-verify", sees=may(May.SEE_AUDIT)),
]
