"""The addresses of the board's business, each with who may open it."""

from joinedup.web.access.roles import May
from joinedup.web.access.routes import route
from joinedup.web.access.rules import may
from joinedup.web.decisions import views

SEE, PROPOSE, DECIDE = may(May.SEE_DECISIONS), may(May.PROPOSE), may(May.DECIDE)

urlpatterns = [
    route("decisions/", views.list_decisions, name="decisions", sees=SEE),
    route("decisions/new/", views.choose_right, name="choose-right", sees=PROPOSE),
    route("decisions/new/<slug:right>/", views.propose, name="propose", sees=PROPOSE),
    route("decisions/<int:number>/", views.show, name="decision", sees=SEE),
    route("decisions/<int:number>/evidence/", views.add_evidence, name="add-evidence", sees=PROPOSE),
    route("decisions/<int:number>/conditions/", views.add_condition, name="add-condition", sees=PROPOSE),
    route(
        "decisions/<int:number>/conditions/<int:condition>/",
        views.meet_condition,
        name="meet-condition",
        sees=PROPOSE,
    ),
    route(
        "decisions/<int:number>/interests/<int:seat>/", views.declare, name="declare-interests", sees=PROPOSE
    ),
    route("decisions/<int:number>/votes/<int:seat>/", views.vote, name="vote", sees=PROPOSE),
    route("decisions/<int:number>/sign/", views.sign, name="sign-decision", sees=DECIDE),
    route("decisions/<int:number>/withdraw/", views.withdraw, name="withdraw-proposal", sees=PROPOSE),
    route("decisions/<int:number>/outcomes/", views.add_outcome, name="add-outcome", sees=PROPOSE),
]
