"""The addresses of shared care plans, each with who may open it."""

from joinedup.web.access.roles import May
from joinedup.web.access.routes import route
from joinedup.web.access.rules import may
from joinedup.web.plans import views

WRITES = may(May.WRITE_PLANS)

urlpatterns = [
    route("people/<slug:person>/plan/", views.show, name="plan", sees=WRITES),
    route("people/<slug:person>/plan/edit/", views.edit, name="edit-plan", sees=WRITES),
    route("people/<slug:person>/plan/history/", views.history, name="plan-history", sees=WRITES),
    route(
        "people/<slug:person>/plan/history/<int:number>/",
        views.show_version,
        name="plan-version",
        sees=WRITES,
    ),
    route(
        "people/<slug:person>/plan/actions/<slug:key>/ask/", views.ask_action, name="ask-action", sees=WRITES
    ),
]
