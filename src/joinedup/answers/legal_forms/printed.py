"""Forms on a terminal."""

from __future__ import annotations

from textwrap import fill

from joinedup.answers.legal_forms.compared import Comparison
from joinedup.answers.legal_forms.in_words import QUESTIONS, answers_of
from joinedup.answers.legal_forms.page import points_of
from joinedup.money.legal_forms.forms import legal_forms

WIDTH = 110


def listed_lines() -> list[str]:
    """Every form with what it means."""
    lines = []
    for form in legal_forms():
        lines += [f"{form.name}: {form.title}", *(_indented(point) for point in points_of(form)), ""]
    return lines


def comparison_lines(comparison: Comparison) -> list[str]:
    """Question by question, the answer under each form."""
    lines = [comparison.contract.name, ""]
    answers = [answers_of(comparison, column) for column in comparison.columns]
    for n, question in enumerate(QUESTIONS):
        lines.append(question)
        for column, said in zip(comparison.columns, answers, strict=True):
            lines.append(_indented(f"{column.under.form.name}: {said[n]}"))
        lines.append("")
    return lines


def _indented(text: str) -> str:
    return fill(text, WIDTH, initial_indent="  ", subsequent_indent="    ")
