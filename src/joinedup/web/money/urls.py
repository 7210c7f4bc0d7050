"""The addresses of the money pages, each with who may open it."""

from joinedup.web.access.roles import May
from joinedup.web.access.routes import route
from joinedup.web.access.rules import may
from joinedup.web.money import views

SEES_MONEY = may(May.SEE_MONEY)

urlpatterns = [
    route("money/", views.show, name="money", sees=SEES_MONEY),
    route("money/budget/", views.budget, name="budget", sees=SEES_MONEY),
    route("money/checks/", views.checks, name="checks", sees=SEES_MONEY),
    route("money/change/", views.spending, name="spending", sees=SEES_MONEY),
    route(
        "money/contracts/<slug:contract>/year-<int:year>/",
        views.settlement,
        name="settlement",
        sees=SEES_MONEY,
    ),
    route("money/contracts/<slug:contract>/stress/", views.stress, name="stress", sees=SEES_MONEY),
    route("money/contracts/<slug:contract>/forms/", views.forms, name="forms", sees=SEES_MONEY),
    route("money/members/<slug:what>/", views.members, name="members", sees=SEES_MONEY),
]
