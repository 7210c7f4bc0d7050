"""The addresses of care models, each with who may open it."""

from joinedup.web.access.roles import May
from joinedup.web.access.routes import route
from joinedup.web.access.rules import may
from joinedup.web.care_models import views

SEE, RUN = may(May.SEE_PLACE), may(May.RUN_ENGINE_ROOM)

urlpatterns = [
    route("care-models/", views.list_care_models, name="care-models", sees=SEE),
    route("care-models/<slug:care_model>/", views.show_care_model, name="care-model", sees=SEE),
    route("care-models/<slug:care_model>/sites/<str:site>/", views.show_site, name="site", sees=SEE),
    route(
        "care-models/<slug:care_model>/sites/<str:site>/say/",
        views.say_how_a_site_stands,
        name="say-site",
        sees=RUN,
    ),
]
