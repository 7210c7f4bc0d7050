"""A care model in words: its logic model, its ledger, its sites."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.timezone import localdate
from markupsafe import Markup

from joinedup.evaluation.verdict_words import size_in_words
from joinedup.pictures.logic_model import ArrowShown, logic_model, logic_model_narrow
from joinedup.place.model import CareModel, Place
from joinedup.web.care_models.models import SiteReadiness
from joinedup.web.kept.page import KeptPage
from joinedup.web.network.presenters import PostRow, whole_time_of
from joinedup.web.people.whom import whom_in_words
from joinedup.wording import are, day, listed, some

KINDS: Mapping[str, str] = {
    "pacs": "Primary and acute care system",
    "mcp": "Multispecialty community provider",
    "care-homes": "Enhanced health in care homes",
    "urgent-care": "Urgent and emergency care",
    "acute-collaboration": "Acute care collaboration",
    "own": "The place's own model",
}
NOT_SAID = "Nobody has said yet"


@dataclass(frozen=True)
class LogicModel:
    """The logic model: a sentence, the picture twice (wide, narrow), and its rows as a table."""

    sentence: str
    wide: Markup
    narrow: Markup
    rows: Sequence[tuple[str, str, str, str, str, str]]


@dataclass(frozen=True)
class SiteRow:
    """One site: what place, build and posts say of it, and what the engine room said last."""

    code: str
    name: str
    neighbourhood: str
    starts_on: str
    eligible: str
    joined: str
    vacancies: str
    records: str
    records_are_late: bool
    signed: str
    has_signed: bool
    stands: str
    colour: str
    because: str
    said: str


def ledger_of(model: CareModel, figures: KeptPage | None) -> list[dict[str, Any]]:
    """The assumptions with what is known of each; what was agreed alone while figures are worked out."""
    if figures is not None:
        return list(figures.further["ledger"])
    return [
        {
            "id": one.id,
            "because": one.because,
            "then": one.then,
            "measure": one.measure.replace("_", " ").capitalize(),
            "expected": size_in_words(one.expect.change),
            "by": day(one.expect.by),
            "design": one.test.replace("-", " ").capitalize(),
            "verdict": "not-tested",
            "in_words": "Not worked out yet",
            "estimate": "",
            "smallest": "",
            "sentences": [],
            "if_not_supported": one.if_not_supported,
        }
        for one in model.assumptions
    ]


def shown_logic_model(model: CareModel, ledger: Sequence[Mapping[str, Any]]) -> LogicModel | None:
    """The logic model; None where nothing is assumed."""
    if not ledger:
        return None
    whom = whom_in_words(model.eligible)
    arrows = [
        ArrowShown(
            row["because"],
            row["then"],
            f"{row['measure']}: {row['expected']} by {row['by']}",
            row["in_words"],
            row["verdict"],
        )
        for row in ledger
    ]
    sentence = _sentence(model, ledger)
    title = f"Logic model of {model.name}. {sentence}"
    rows = [
        (
            row["id"],
            row["because"],
            row["then"],
            row["measure"],
            f"{row['expected']} by {row['by']}",
            row["in_words"],
        )
        for row in ledger
    ]
    drawn = Markup(logic_model(title, whom, arrows)), Markup(logic_model_narrow(title, whom, arrows))
    return LogicModel(sentence, *drawn, rows)


def _sentence(model: CareModel, ledger: Sequence[Mapping[str, Any]]) -> str:
    number = len(ledger)
    known = [row for row in ledger if row["verdict"] in ("supported", "not-supported")]
    open_ones = number - len(known)
    said = f"{model.name} rests on {some(number, 'assumption', 'assumptions')}"
    if not known:
        return f"{said}; of none of them is it known yet whether it holds."
    held = sum(row["verdict"] == "supported" for row in known)
    fell = len(known) - held
    left = f"; of {open_ones} it is not known" if open_ones else ""
    judged = f"{held or 'none'} of them came true, {fell or 'none'} did not"
    return f"{said}: {judged}{left}."


def site_rows(
    sites: Sequence[Mapping[str, Any]], statements: Mapping[str, SiteReadiness], posts: Sequence[PostRow]
) -> list[SiteRow]:
    """Every site of a care model."""
    return [
        SiteRow(**site, vacancies=vacancies_of(site["code"], posts), **_stands(statements.get(site["code"])))
        for site in sites
    ]


def sites_in_short(rows: Sequence[SiteRow]) -> str:
    """3 of 7 sites say that they are ready."""
    ready = sum(row.stands == SiteReadiness.Stands.READY.label for row in rows)
    silent = [row for row in rows if row.stands == NOT_SAID]
    left = f" Nobody has said yet how {some(len(silent), 'site stands', 'sites stand')}." if silent else ""
    unsigned = [row.name for row in rows if not row.has_signed]
    signed = f" {listed(unsigned)} {are(len(unsigned))} named in no agreement." if unsigned else ""
    number = some(len(rows), "site", "sites")
    return f"{ready or 'None'} of {number} {are(ready or 1)} said to be ready.{left}{signed}"


def vacancies_of(code: str, posts: Sequence[PostRow]) -> str:
    """What is vacant at a site: 1.5 of 3 whole-time equivalents; a post that nobody wrote down is not known."""
    there = [row for row in posts if row.post.organisation == code and not row.is_given_up]
    if not there:
        return "No post written down"
    vacant = [row for row in there if row.is_vacant]
    amount = whole_time_of(vacant) if vacant else str(Decimal(0))
    return f"{amount} of {whole_time_of(there)} whole-time equivalents"


def statement_words(one: SiteReadiness) -> str:
    """As of 1 May 2026, said by Grace Adeyemi."""
    return f"As of {day(one.on)}, said by {one.by.user.name} on {day(localdate(one.at))}"


def about(place: Place, model: CareModel, figures: KeptPage | None) -> list[tuple[str, str]]:
    """The facts on top of a care model's page."""
    names = {one.code: one.name for one in place.organisations}
    found = [
        ("Follows", KINDS[model.kind]),
        ("Began on", day(model.starts_on)),
        ("Places for", f"{model.capacity:,} people"),
    ]
    if model.primary_care_lead:
        found.append(("Led by", names.get(model.primary_care_lead, model.primary_care_lead)))
    if figures is not None and figures.further["registered_at"]:
        when = datetime.fromisoformat(figures.further["registered_at"])
        found.append(("What counts as success agreed on", day(localdate(when))))
    return [*found, *((str(name), str(said)) for name, said in (figures.about if figures else ()))]


def _stands(said: SiteReadiness | None) -> dict[str, Any]:
    if said is None:
        return {"stands": NOT_SAID, "colour": "grey", "because": "", "said": ""}
    stands = SiteReadiness.Stands(said.stands)
    colour = "green" if stands == SiteReadiness.Stands.READY else "orange"
    return {"stands": stands.label, "colour": colour, "because": said.because, "said": statement_words(said)}
