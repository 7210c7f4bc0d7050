"""A word that a template asks for and nobody handed in: loud in tests, nothing on a reader's page, a line in the log."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Callable

import pytest
from jinja2 import ChoiceLoader, DictLoader, Environment, Undefined, UndefinedError

pytestmark = pytest.mark.usefixtures("application")

BUTTON = '{% from "nhsuk/components/button/macro.jinja" import button %}'


@pytest.fixture
def templates() -> Callable[..., Environment]:
    """The application's surroundings of templates, with one more template of ours in them."""
    from joinedup.web.pages import environment

    def made(undefined: type[Undefined], source: str, name: str = "plans/made_up.html.jinja") -> Environment:
        ours = environment(undefined=undefined, autoescape=True)
        assert ours.loader is not None
        return ours.overlay(loader=ChoiceLoader([DictLoader({name: source}), ours.loader]))

    return made


class Plan:
    """Something to hand to a template."""

    title = "Walking again"


@pytest.mark.parametrize(
    ("asked", "missing"),
    [
        ("{{ pln }}", "'pln' is undefined"),
        ("{{ pln.title }}", "'pln' is undefined"),
        ("{{ plan.titel }}", "has no attribute 'titel'"),
        ('{{ colours["gren"] }}', "has no attribute 'gren'"),
        ("{% if plan.is_agred %}Agreed{% endif %}", "has no attribute 'is_agred'"),
        ("{% for one in plan.actons %}{{ one }}{% endfor %}", "has no attribute 'actons'"),
        ('{% if plan.kind == "day" %}{% endif %}', "has no attribute 'kind'"),
        ("{{ [plan]|selectattr('agreed')|list }}", "has no attribute 'agreed'"),
        ('{{ button({"text": plan.titel}) }}', "has no attribute 'titel'"),
    ],
)
def test_whatever_is_done_with_an_absent_word_fails_with_the_template_and_the_line(
    templates: Callable[..., Environment], asked: str, missing: str
) -> None:
    from joinedup.web.absent_words import AbsentWord

    page = templates(AbsentWord, f"{BUTTON}\n<p>{{{{ plan.title }}}}</p>\n{asked}\n")
    with pytest.raises(UndefinedError) as failed:
        page.get_template("plans/made_up.html.jinja").render(plan=Plan(), colours={"green": "Met"})
    assert str(failed.value).startswith("plans/made_up.html.jinja, line 3: ")
    assert missing in str(failed.value)


def test_a_word_that_may_be_missing_is_asked_for_as_such(templates: Callable[..., Environment]) -> None:
    from joinedup.web.absent_words import AbsentWord

    source = (
        '{% if plan.late is defined %}Late{% endif %}{{ plan.tag|default("None") }}{{ "Met" if not plan }}'
    )
    page = templates(AbsentWord, source)
    assert page.get_template("plans/made_up.html.jinja").render(plan=Plan()) == "None"


@pytest.mark.parametrize(
    ("component", "macro", "words", "shown"),
    [
        ("button", "button", {"text": "Save"}, "Save"),
        ("back-link", "backLink", {"href": "/plans/", "text": "Plans"}, 'href="/plans/"'),
        ("skip-link", "skipLink", {"href": "#maincontent", "text": "Skip"}, "#maincontent"),
        ("input", "input", {"id": "what", "name": "what", "label": {"text": "What"}}, 'id="what"'),
        ("error-summary", "errorSummary", {"titleText": "There is a problem"}, "There is a problem"),
        ("tag", "tag", {"text": "Late"}, "Late"),
    ],
)
def test_the_design_systems_own_templates_go_on_leaning_on_absent_words(
    templates: Callable[..., Environment], component: str, macro: str, words: dict[str, object], shown: str
) -> None:
    from joinedup.web.absent_words import AbsentWord

    imported = f'{{% from "nhsuk/components/{component}/macro.jinja" import {macro} %}}'
    page = templates(AbsentWord, f"{imported}{{{{ {macro}(words) }}}}")
    assert shown in page.get_template("plans/made_up.html.jinja").render(words=words)


def test_in_service_the_rest_of_the_page_is_there(templates: Callable[..., Environment]) -> None:
    from joinedup.web.absent_words import NothingInstead

    asked = "{{ pln.title }}{{ plan.late_by() }}{% for one in plan.actons %}x{% endfor %}{% if plan.kind == 'day' %}x{% endif %}"
    page = templates(
        NothingInstead, f"{BUTTON}<p>{{{{ plan.title }}}}{asked}</p>{{{{ button({{'text': pln}}) }}}}"
    )
    shown = page.get_template("plans/made_up.html.jinja").render(plan=Plan())
    assert shown.startswith("<p>Walking again</p>")
    assert "nhsuk-button" in shown


def test_in_service_the_log_says_once_which_template_and_line_and_never_which_word(
    templates: Callable[..., Environment],
) -> None:
    from joinedup.web.absent_words import LOG, NothingInstead
    from joinedup.web.operations.logs import JsonLines

    source = "{% for one in people %}\n{{ plans[one] }}\n{% endfor %}{{ plans.none }}"
    page = templates(NothingInstead, source, name="plans/of_the_log.html.jinja")
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(JsonLines())
    LOG.addHandler(handler)
    try:
        shown = page.get_template("plans/of_the_log.html.jinja").render(people=["kq3v6abc"] * 3, plans={})
    finally:
        LOG.removeHandler(handler)
    lines = [json.loads(line) for line in written.getvalue().splitlines()]
    assert not shown.strip()
    assert [(line["template"], line["line"]) for line in lines] == [
        ("plans/of_the_log.html.jinja", 2),
        ("plans/of_the_log.html.jinja", 3),
    ]
    assert "kq3v6abc" not in written.getvalue()


def test_every_page_that_a_test_asks_for_is_strict() -> None:
    from django.template import engines
    from django.test import RequestFactory

    page, request = engines["jinja2"].get_template("kept/refused.html.jinja"), RequestFactory().get("/")
    with pytest.raises(UndefinedError, match=r"kept/refused\.html\.jinja, line \d+: 'why' is undefined"):
        page.render({"title": "The budget"}, request)
    assert "The figures are old" in page.render(
        {"title": "The budget", "why": "The figures are old"}, request
    )
