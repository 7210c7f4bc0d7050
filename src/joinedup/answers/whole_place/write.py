"""The answer as files: a page to read in a browser, and the same as JSON, to the penny."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from joinedup import __version__
from joinedup.answers.page.rendering import rendered, write_whole
from joinedup.answers.page.words import moment
from joinedup.answers.whole_place.answer import Answer, Answered
from joinedup.answers.whole_place.figures import key_figures, sections_of
from joinedup.errors import JoinedupError
from joinedup.wording import slug

FOLDER = Path("build") / "members"
MEMBERS_VERSION = 1


@dataclass(frozen=True)
class Written:
    """Where the files are."""

    page: Path
    json: Path


def write_answer(
    folder: Path, asked: Answered, *, to: Path | None = None, json_to: Path | None = None
) -> Written:
    """Write the page and the JSON, to build/members/NAME.* where no other file is named, each replaced in one move.

    JoinedupError where both are to be the same file, or one cannot be written.
    """
    own = folder / FOLDER / slug(asked.question.name)
    written = Written(to or own.with_suffix(".html"), json_to or own.with_suffix(".json"))
    if written.json.resolve() == written.page.resolve():
        raise JoinedupError(
            f"{written.page}: page and JSON would be the same file: name another with --json or --to"
        )
    write_whole(written.json, as_json(asked))
    write_whole(written.page, as_html(asked))
    return written


def as_html(asked: Answered) -> str:
    """The whole page."""
    question = asked.question
    return rendered(
        "whole_place",
        sections_of(asked),
        place=asked.place.place.name,
        question=question,
        key_figures=key_figures(asked),
        built=moment(question.published_at) if question.published_at else "",
        demo=asked.place.place.demo,
        version=__version__,
    )


def as_json(asked: Answered) -> str:
    """The answer as JSON: for each case the effects, members by year, and the transfer, in pence."""
    question = asked.question
    whole = {
        "members_version": MEMBERS_VERSION,
        "place": asked.place.place.name,
        "name": question.name,
        "kind": question.kind,
        "years": question.years,
        "build_published_at": question.published_at or None,
        "warnings": list(question.warnings),
        "rests_on": list(question.rests_on),
        "cases": [_case(answer) for answer in asked.answers],
    }
    return json.dumps(whole, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def _case(answer: Answer) -> dict[str, Any]:
    return {
        "case": answer.case.name,
        "title": answer.case.title,
        "place_pence": list(answer.view.place_pence()),
        "members": [
            {
                "organisation": code,
                "by_year_pence": list(by_year),
                "gain_pence": sum(by_year),
                "transfer_pence": answer.transfers.net_pence[code],
                "after_pence": answer.transfers.after_pence()[code],
            }
            for code, by_year in answer.view.members().items()
        ],
        "transfer_possible": answer.transfers.possible,
        "short_pence": answer.transfers.short_pence,
        "payments": [vars(one) for one in answer.transfers.handovers()],
        "effects": [
            {
                "organisation": effect.organisation,
                "kind": effect.kind,
                "what": effect.what,
                "pence": list(effect.pence),
                "reason": effect.reason,
            }
            for effect in answer.view.effects
        ],
    }
