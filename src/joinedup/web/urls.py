"""Every address of the application. Each part lists its own, each with its rule (access/routes.py)."""

from joinedup.web.accounts.urls import urlpatterns as accounts
from joinedup.web.audit.urls import urlpatterns as audit
from joinedup.web.care_models.urls import urlpatterns as care_models
from joinedup.web.caseloads.urls import urlpatterns as caseloads
from joinedup.web.data.urls import urlpatterns as data
from joinedup.web.decisions.urls import urlpatterns as decisions
from joinedup.web.emergency.urls import urlpatterns as emergency
from joinedup.web.evidence.urls import urlpatterns as evidence
from joinedup.web.learning.urls import urlpatterns as learning
from joinedup.web.meetings.urls import urlpatterns as meetings
from joinedup.web.money.urls import urlpatterns as money
from joinedup.web.names.urls import urlpatterns as names
from joinedup.web.network.urls import urlpatterns as network
from joinedup.web.operations.urls import urlpatterns as operations
from joinedup.web.people.urls import urlpatterns as people
from joinedup.web.place.urls import urlpatterns as place
from joinedup.web.plans.urls import urlpatterns as plans
from joinedup.web.tasks.urls import urlpatterns as tasks

urlpatterns = [
    *place,
    *money,
    *accounts,
    *audit,
    *data,
    *operations,
    *decisions,
    *network,
    *plans,
    *tasks,
    *meetings,
    *caseloads,
    *people,
    *names,
    *emergency,
    *care_models,
    *learning,
    *evidence,
]

# What a page says when something fails.
handler400 = "joinedup.web.operations.errors.bad_request"
handler403 = "joinedup.web.operations.errors.forbidden"
handler404 = "joinedup.web.operations.errors.not_found"
handler500 = "joinedup.web.operations.errors.failed"
