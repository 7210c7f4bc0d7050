"""The application on this machine: its database brought up to date, and gunicorn in front of it."""

from __future__ import annotations

import os
import sys
from typing import Any

import django
from django.core.management import call_command


def migrated() -> None:
    """Bring the database up to date; made where there is none."""
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)


def serve(port: int, *, workers: int = 1, threads: int = 8) -> None:
    """Answer requests on this machine's own address until stopped. SQLite, where one writes at a time, gains little by a second
    worker; PostgreSQL serves as many people more as there are processors."""
    from gunicorn.app.base import BaseApplication

    from joinedup.web.wsgi import application

    class OnThisMachine(BaseApplication):  # type: ignore[misc]
        def load_config(self) -> None:
            for name, value in {
                "bind": f"127.0.0.1:{port}",
                "workers": workers,
                "threads": threads,
                "loglevel": "warning",
            }.items():
                self.cfg.set(name, value)
            self.cfg.set("post_worker_init", _begin_making_pages)
            self.cfg.set("worker_exit", _leave_at_once)

        def load(self) -> Any:
            return application

    OnThisMachine().run()


def _begin_making_pages(worker: Any) -> None:
    """In the process that answers, since a thread does not follow into a child."""
    from django.conf import settings

    from joinedup.web.kept.ahead import begin

    begin(settings.SURROUNDINGS.place)


def _leave_at_once(server: Any, worker: Any) -> None:
    """Every request is answered by now. Left to itself the interpreter would complain of a build that is still open."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)
