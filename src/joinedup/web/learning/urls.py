"""The addresses of cycles, each with who may open it."""

from joinedup.web.access.roles import May
from joinedup.web.access.routes import route
from joinedup.web.access.rules import may
from joinedup.web.learning import views

SEE, RUN = may(May.SEE_PLACE), may(May.RUN_ENGINE_ROOM)

urlpatterns = [
    route("learning/", views.list_cycles, name="learning", sees=SEE),
    route("learning/cycles/new/", views.add_cycle, name="add-cycle", sees=RUN),
    route("learning/cycles/<slug:key>/", views.show_cycle, name="cycle", sees=SEE),
    route("learning/cycles/<slug:key>/notes/", views.write_note, name="write-note", sees=RUN),
    route("learning/cycles/<slug:key>/learned/", views.record_learned, name="record-learned", sees=RUN),
]
