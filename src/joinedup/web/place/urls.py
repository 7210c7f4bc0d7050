"""The addresses of the place's own pages, each with who may open it."""

from joinedup.web.access.roles import May
from joinedup.web.access.routes import route
from joinedup.web.access.rules import SIGNED_IN, may
from joinedup.web.place import views

SEES_THE_PLACE = may(May.SEE_PLACE)

urlpatterns = [
    route("", views.show, name="place", sees=SIGNED_IN),
    route("scorecard/", views.scorecard, name="scorecard", sees=SEES_THE_PLACE),
    route("charts/", views.charts, name="charts", sees=SEES_THE_PLACE),
    route("report/", views.report, name="report", sees=SEES_THE_PLACE),
    route("evaluation/<slug:care_model>/", views.evaluation, name="evaluation", sees=SEES_THE_PLACE),
]
