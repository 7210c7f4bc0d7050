"""Writing an evaluation: the page, the file for machines beside it, and the PDF where it is asked for."""

from __future__ import annotations

from pathlib import Path

from joinedup.answers.evaluating.of_which_build import FOLDER
from joinedup.answers.evaluating.result_file import result_json
from joinedup.answers.evaluation_report.as_html import as_html
from joinedup.answers.evaluation_report.as_pdf import as_pdf
from joinedup.answers.evaluation_report.content import Evaluated, content_of
from joinedup.answers.page.rendering import write_whole
from joinedup.wording import slug


def write_evaluation(
    folder: Path, evaluated: Evaluated, *, to: Path | None = None, pdf: Path | None = None
) -> Path:
    """Write the page to `to` (build/evaluations/CARE-MODEL.html when None) and return where it is.

    The file for machines always goes to build/evaluations/CARE-MODEL.json, a PDF of the same content to `pdf` when given. Each
    file is replaced in one move. JoinedupError when one cannot be written.
    """
    content = content_of(evaluated)
    own = folder / FOLDER / slug(evaluated.care_model)
    page = to or own.with_suffix(".html")
    write_whole(page, as_html(content))
    write_whole(own.with_suffix(".json"), result_json(evaluated, content))
    if pdf is not None:
        write_whole(pdf, as_pdf(content, published_at=evaluated.published_at))
    return page
