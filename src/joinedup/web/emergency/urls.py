"""The addresses of the Caldicott guardian's pages about emergency access."""

from joinedup.web.access.roles import May
from joinedup.web.access.routes import route
from joinedup.web.access.rules import may
from joinedup.web.emergency import views

SEE_AUDIT = may(May.SEE_AUDIT)

urlpatterns = [
    route("emergency-reviews/", views.list_accesses, name="emergency-reviews", sees=SEE_AUDIT),
    route("emergency-reviews/<int:access>/", views.review, name="review-emergency", sees=SEE_AUDIT),
]
