"""Every word that a template asks for is a word of the code: what no test fills in is read here, and a slip of the pen in it found.

A word that exists but is asked of the wrong thing is not found here, only where the line is filled in (absent_words.py).
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django import forms
from django.core.paginator import Page, Paginator
from jinja2 import Environment, nodes
from jinja2.runtime import LoopContext

CODE = Path(__file__).parents[3] / "src" / "joinedup"
TEMPLATES = CODE / "web" / "templates"
# What templates are handed that is not this project's own, and words of it that its classes do not show.
OTHERS = (LoopContext, forms.BoundField, forms.BaseForm, forms.BaseFormSet, forms.TextInput, Page, Paginator)
OF_EVERY_TEMPLATE = {"loop", "caller", "csrf_input", "auto_id", "html_name", "paginator"}


def words_of_code(source: str) -> Iterator[str]:
    """Every name in a file of Python, and every piece of text that could be one: keys of what is handed to a template."""
    for node in ast.walk(ast.parse(source)):
        for field in ("id", "attr", "arg", "name"):
            if isinstance(word := getattr(node, field, None), str):
                yield word
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.isidentifier():
            yield node.value


def asked_by(template: str) -> Iterator[tuple[int, str]]:
    """The words that a template asks for from outside itself, each with its line."""
    tree = Environment().parse(template)
    own = {one.name for one in tree.find_all(nodes.Name) if one.ctx != "load"} | OF_EVERY_TEMPLATE
    own |= {one.name for one in tree.find_all(nodes.Macro)}
    for imported in tree.find_all(nodes.FromImport):
        own |= {one if isinstance(one, str) else one[1] for one in imported.names}
    for one in tree.find_all(nodes.Name):
        if one.name not in own:
            yield one.lineno, one.name
    for asked in tree.find_all(nodes.Getattr):
        # Django makes get_state_display of a field called state.
        yield asked.lineno, re.sub("^get_(.+)_display$", r"\1", asked.attr)


@pytest.fixture(scope="module")
def known() -> set[str]:
    found = {word for file in CODE.rglob("*.py") for word in words_of_code(file.read_text(encoding="utf-8"))}
    # Imported at the top of a template, a macro is there for those that extend it.
    frames = [TEMPLATES / "frame.html.jinja", TEMPLATES / "kept" / "page.html.jinja"]
    trees = [Environment().parse(file.read_text(encoding="utf-8")) for file in frames]
    found |= {str(one) for tree in trees for line in tree.find_all(nodes.FromImport) for one in line.names}
    return found.union(*map(dir, OTHERS)) | OF_EVERY_TEMPLATE


def unknown_in(template: str, known: set[str]) -> list[str]:
    return [f"line {line}: {word}" for line, word in asked_by(template) if word not in known]


def test_every_word_that_a_template_asks_for_is_one_of_the_code(known: set[str]) -> None:
    files = sorted(TEMPLATES.rglob("*.jinja"))
    wrong = [
        f"{file.relative_to(TEMPLATES)}, {one}"
        for file in files
        for one in unknown_in(file.read_text(encoding="utf-8"), known)
    ]
    assert len(files) > 50
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("slip", ["persn", "plan.titel", "plan.is_agred", "viewer.nmae"])
def test_a_slip_of_the_pen_in_a_line_that_is_never_filled_in_is_found(known: set[str], slip: str) -> None:
    source = f"{{% if plan.late %}}\n{{{{ plan.what }}}} {{{{ {slip} }}}}{{% endif %}}"
    assert unknown_in(source, known) == [f"line 2: {slip.rpartition('.')[2]}"]
