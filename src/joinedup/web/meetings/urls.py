"""The addresses of meetings, each with who may open it."""

from joinedup.web.access.roles import May
from joinedup.web.access.routes import route
from joinedup.web.access.rules import may
from joinedup.web.meetings import views

WRITES = may(May.WRITE_PLANS)
ONE = "meetings/<int:number>/"
PERSON = f"{ONE}people/<int:item>/"

urlpatterns = [
    route("meetings/", views.list_meetings, name="meetings", sees=WRITES),
    route("meetings/call/", views.call, name="call-meeting", sees=WRITES),
    route(ONE, views.show, name="meeting", sees=WRITES),
    route(f"{ONE}move/", views.move, name="move-meeting", sees=WRITES),
    route(f"{ONE}list/", views.add_person, name="add-to-meeting", sees=WRITES),
    route(f"{ONE}attended/", views.attend, name="attend-meeting", sees=WRITES),
    route(f"{ONE}finish/", views.finish, name="finish-meeting", sees=WRITES),
    route(f"{ONE}record/", views.record, name="meeting-record", sees=WRITES),
    route(PERSON, views.show_person, name="meeting-person", sees=WRITES),
    route(f"{PERSON}decided/", views.decide, name="decide-in-meeting", sees=WRITES),
    route(f"{PERSON}agreed/", views.agree, name="agree-in-meeting", sees=WRITES),
    route("people/<slug:person>/meeting/", views.list_for_meeting, name="list-for-meeting", sees=WRITES),
]
