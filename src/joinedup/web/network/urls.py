"""The addresses of the network, each with who may open it."""

from joinedup.web.access.roles import May
from joinedup.web.access.routes import route
from joinedup.web.access.rules import may
from joinedup.web.network import views

SEE, KEEP = may(May.SEE_PLACE), may(May.PROPOSE)

urlpatterns = [
    route("network/", views.show_network, name="network", sees=SEE),
    route("network/organisations/<str:code>/", views.show_organisation, name="organisation", sees=SEE),
    route("network/agreements/<int:number>/", views.show_agreement, name="agreement", sees=SEE),
    route(
        "network/agreements/<int:number>/members/",
        views.change_membership,
        name="change-membership",
        sees=KEEP,
    ),
    route("network/agreements/<int:number>/disputes/", views.raise_dispute, name="raise-dispute", sees=KEEP),
    route("network/disputes/<int:number>/", views.show_dispute, name="dispute", sees=KEEP),
    route("network/shared-patients/", views.show_shared_patients, name="shared-patients", sees=SEE),
    route("network/posts/", views.list_posts, name="posts", sees=SEE),
    route("network/posts/new/", views.add_post, name="add-post", sees=KEEP),
    route("network/posts/<int:number>/", views.change_post, name="change-post", sees=KEEP),
]
