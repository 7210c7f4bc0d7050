"""The work of whoever looks: what waits for them, and where they go on, by their role."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from joinedup.web.access.request import Request
from joinedup.web.access.roles import May
from joinedup.web.access.viewer import Viewer
from joinedup.web.kept.queries import page_if_ready
from joinedup.web.meetings.doorways import doorways as team_doorways
from joinedup.web.place import work_of_board, work_of_care, work_of_figures, work_of_money
from joinedup.web.place.doorway import Doorway
from joinedup.web.tasks.models import Task
from joinedup.web.tasks.presenters import ShownTask, shown_tasks
from joinedup.web.tasks.queries import SHOWN_FIRST, asked_of_us


@dataclass(frozen=True)
class Work:
    """What waits (tasks of the viewer's own post, and how many of colleagues'), and where to go on."""

    tasks: Sequence[ShownTask]
    colleagues_tasks: int
    has_tasks: bool
    doorways: Sequence[Doorway]


def work_of(request: Request, viewer: Viewer, today: date) -> Work:
    """The work of the viewer in the post they act in."""
    place, build = request.place, request.build
    writes = viewer.may(May.WRITE_PLANS)
    open_tasks = asked_of_us(viewer) if writes else []
    own = [task for task in open_tasks if _is_own(viewer, task)]
    doorways = [
        *(work_of_care.people(viewer, build, place) if viewer.may(May.SEE_CASELOADS) else ()),
        *(Doorway(*one) for one in team_doorways(viewer, today) if writes),
        *(work_of_figures.audit(viewer, place) if viewer.may(May.SEE_AUDIT) else ()),
        *(work_of_board.board(viewer, place, today) if viewer.may(May.DECIDE) else ()),
        *(_engine_room(request) if viewer.may(May.RUN_ENGINE_ROOM) else ()),
        *(work_of_figures.data(viewer, build) if viewer.may(May.SEE_DATA) else ()),
        *(_finance(request, viewer, today) if viewer.may(May.RECORD_SPENDING) else ()),
        *(
            work_of_board.board(viewer, place, today)
            if viewer.may(May.PROPOSE) and not viewer.may(May.DECIDE)
            else ()
        ),
    ]
    return Work(
        shown_tasks(place, viewer, own[:SHOWN_FIRST], today), len(open_tasks) - len(own), writes, doorways
    )


def _is_own(viewer: Viewer, task: Task) -> bool:
    """Asked of the viewer's post, or of whoever takes it on there."""
    return task.role in ("", viewer.role.value)


def _engine_room(request: Request) -> list[Doorway]:
    return work_of_figures.care_models(request.place, page_if_ready(request, "scorecard"))


def _finance(request: Request, viewer: Viewer, today: date) -> list[Doorway]:
    return [*work_of_money.change(viewer, request, today), *work_of_money.answers(request)]
