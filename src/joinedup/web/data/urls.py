"""The addresses of the data."""

from joinedup.web.access.roles import May
from joinedup.web.access.routes import route
from joinedup.web.access.rules import may
from joinedup.web.data import build_views, views

SEE, START = may(May.SEE_DATA), may(May.START_BUILDS)

urlpatterns = [
    route("data/", views.index, name="data", sees=SEE),
    route("data/set-aside/", views.set_aside, name="data-set-aside", sees=SEE),
    route("data/set-aside/rule/", views.rule, name="data-set-aside-rule", sees=SEE),
    route("data/linkage/", views.linkage, name="data-linkage", sees=SEE),
    route("data/steps/", views.steps, name="data-steps", sees=SEE),
    route("data/builds/", build_views.index, name="data-builds", sees=SEE),
    route("data/builds/start/", build_views.start, name="data-builds-start", sees=START),
    route("data/builds/<int:number>/", build_views.show, name="data-build", sees=SEE),
    route("data/builds/<int:number>/progress/", build_views.progress, name="data-build-progress", sees=SEE),
]
