"""The addresses of tasks, each with who may open it."""

from joinedup.web.access.roles import May
from joinedup.web.access.routes import route
from joinedup.web.access.rules import may
from joinedup.web.tasks import views

WRITES = may(May.WRITE_PLANS)

urlpatterns = [
    route("tasks/", views.list_tasks, name="tasks", sees=WRITES),
    route("tasks/<int:number>/", views.show, name="task", sees=WRITES),
    route("tasks/<int:number>/accept/", views.accept, name="accept-task", sees=WRITES),
    route("tasks/<int:number>/decline/", views.decline, name="decline-task", sees=WRITES),
    route("tasks/<int:number>/done/", views.finish, name="finish-task", sees=WRITES),
    route("tasks/<int:number>/hand-back/", views.hand_back, name="hand-back-task", sees=WRITES),
    route("tasks/<int:number>/withdraw/", views.withdraw, name="withdraw-task", sees=WRITES),
    route("people/<slug:person>/tasks/ask/", views.ask, name="ask-task", sees=WRITES),
    route("people/<slug:person>/leave/", views.leave_team, name="leave-team", sees=WRITES),
]
