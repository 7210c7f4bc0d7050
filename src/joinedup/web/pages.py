"""How pages are made: the templates' surroundings, and what every page says about whoever is looking."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import nhsuk_frontend_jinja
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from jinja2 import BaseLoader, ChainableUndefined, ChoiceLoader, Environment, FileSystemLoader, Template

from joinedup.web.access.request import Request
from joinedup.web.access.roles import May
from joinedup.web.menu import menu
from joinedup.web.times import in_words
from joinedup.wording import listed

HERE = Path(__file__).parent
DESIGN_SYSTEM = Path(nhsuk_frontend_jinja.__file__).parent / "templates"


class LoaderOfAnother(BaseLoader):
    """Templates that keep to an environment of their own: what an absent word does is settled where a template is loaded."""

    def __init__(self, other: Environment) -> None:
        self.other = other

    def load(self, environment: Environment, name: str, globals: Any = None) -> Template:
        return self.other.get_template(name, globals=globals)


def environment(**options: Any) -> Environment:
    """The templates of the application, where an absent word is a mistake (absent_words.py), over those of the NHS design system,
    which lean on words being absent."""
    made = Environment(**options, trim_blocks=True, lstrip_blocks=True)
    made.globals.update(static=static, url=_address, May=May)
    made.filters.update(clock=clock, day=day, moment=moment, listed=listed)
    theirs = made.overlay(undefined=ChainableUndefined, loader=FileSystemLoader(DESIGN_SYSTEM))
    made.loader = ChoiceLoader([FileSystemLoader(HERE / "templates"), LoaderOfAnother(theirs)])
    return made


def _address(name: str, *args: Any, **kwargs: Any) -> str:
    return reverse(name, args=args, kwargs=kwargs)


def about_the_viewer(request: Request) -> dict[str, Any]:
    """Who is looking, and which place it is."""
    viewer = getattr(request, "viewer", None)
    return {
        "viewer": viewer,
        "place": getattr(request, "place", None),
        "build": getattr(request, "build", None),
        "menu": menu(viewer, request.path),
    }


def _here(value: Any) -> Any:
    """A moment as the clock on the wall shows it."""
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value


def day(value: date) -> str:
    """1 April 2023, as the NHS content guide writes dates."""
    value = _here(value)
    return f"{value.day} {value:%B %Y}"


def clock(value: datetime) -> str:
    """9:05am, midday: when in its day a moment is."""
    return in_words(_here(value).time())


def moment(value: datetime) -> str:
    """1 April 2023 at 9:05am."""
    return f"{day(value)} at {clock(value)}"
