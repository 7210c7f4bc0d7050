"""Why one person is in the figures: residence, segments, scores, conditions, care models and costs, each with its reason.

For analysts of the place: it knows the person by pseudonym and holds nothing that names them. It is about one person, so
it is not for release.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from joinedup.answers.published import Published, open_published
from joinedup.errors import JoinedupError

SCORES = ("charlson", "elixhauser", "hospital_frailty", "cambridge", "long_term_conditions")


class UnknownPerson(JoinedupError):
    """No person of the published build has this pseudonym."""


@dataclass(frozen=True)
class Part:
    """One answer: a question as its title, a sentence, and rows under headings."""

    title: str
    sentence: str
    headings: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Explanation:
    """Everything a build says about one person. As text it is what `joinedup explain` prints."""

    pseudonym: str
    place_name: str
    published_at: str
    parts: tuple[Part, ...]

    def __str__(self) -> str:
        head = f"{self.pseudonym} in {self.place_name}, build published {self.published_at}"
        return "\n\n".join([head, *map(_as_text, self.parts)])


def explain(folder: Path, pseudonym: str) -> Explanation:
    """What the published build of a place's folder says about a person; UnknownPerson when it knows none of that name."""
    with open_published(folder) as published:
        person_id = _person_id(published, pseudonym)
        return Explanation(
            pseudonym.strip(),
            published.place_name,
            published.published_at,
            tuple(_part(published, person_id, *each) for each in _PARTS),
        )


def _person_id(published: Published, pseudonym: str) -> int:
    wanted = pseudonym.strip().replace("'", "''")
    found = published.rows(f"select person_id from person where pseudonym = '{wanted}'")
    if not found:
        raise UnknownPerson(
            f"{published.folder}: nobody in the published build has the pseudonym '{pseudonym.strip()}'; pseudonyms are in"
            " the column pseudonym of the table person, and belong to one place and its key"
        )
    return int(found[0][0])


def _part(
    published: Published,
    person_id: int,
    title: str,
    needs: tuple[str, ...],
    answer: Callable[[Published, int, str], Part],
) -> Part:
    missing = [table for table in needs if not published.has(table)]
    if missing:
        return Part(title, f"This build has no table {', '.join(missing)}.")
    return answer(published, person_id, title)


def _residence(published: Published, person_id: int, title: str) -> Part:
    spells = published.rows(
        "select starts_on, ends_before, practice_code, neighbourhood, reason, data_ends_before from resident"
        f" cross join place_period where person_id = {person_id} order by starts_on"
    )
    if not spells:
        return Part(title, "Never in the population: known to a source, but on no day a resident.")
    rows = tuple(
        (
            str(start),
            "end of the data" if end == data_end else str(end - timedelta(days=1)),
            practice or "",
            area or "",
            reason,
        )
        for start, end, practice, area, reason, data_end in spells
    )
    times = "1 spell" if len(rows) == 1 else f"{len(rows)} spells"
    return Part(
        title,
        f"In the population for {times}.",
        ("first day", "last day", "practice", "neighbourhood", "because"),
        rows,
    )


def _segments(published: Published, person_id: int, title: str) -> Part:
    found = published.rows(
        "select as_of, scheme, segment, reason from person_segment"
        f" where person_id = {person_id} order by as_of, scheme"
    )
    return _listed(
        title,
        found,
        "As of each day, from what was recorded before it.",
        ("as of", "segmentation", "segment", "because"),
    )


def _scores(published: Published, person_id: int, title: str) -> Part:
    names = ", ".join(SCORES)
    found = published.rows(
        f"select as_of, {names} from person_score where person_id = {person_id} order by as_of"
    )
    if not found:
        return Part(title, "0 in every score on every day: no condition and no frailty point is recorded.")
    heads = ("as of", *(name.replace("_", " ") for name in SCORES))
    return _listed(title, found, "As of each day, from what was recorded before it.", heads)


def _conditions(published: Published, person_id: int, title: str) -> Part:
    found = published.rows(
        "select first_recorded_on, condition, code_list, in_problem_list, at_contact, last_recorded_on, ends_before"
        f" from person_condition where person_id = {person_id} order by first_recorded_on, code_list, condition"
    )
    rows = [
        (first, condition, code_list, _where(problem, contact), last, ends or "")
        for first, condition, code_list, problem, contact, last, ends in found
    ]
    heads = ("first recorded", "condition", "code list", "where", "last recorded", "stops counting")
    return _listed(title, rows, "Conditions with the day one of their codes was first recorded.", heads)


def _where(in_problem_list: bool, at_contact: bool) -> str:
    places = [
        word for word, there in (("GP problem list", in_problem_list), ("at a contact", at_contact)) if there
    ]
    return " and ".join(places)


def _risk(published: Published, person_id: int, title: str) -> Part:
    found = published.rows(
        f"select as_of, probability, decile, main_reasons from risk_score where person_id = {person_id} order by as_of"
    )
    rows = [(day, f"{100 * risk:.1f}%", tenth, reasons) for day, risk, tenth, reasons in found]
    sentence = (
        "Probability of an emergency admission in 12 months, to find who may need help; it rations nothing."
    )
    return _listed(title, rows, sentence, ("as of", "risk", "tenth", "raised most by"))


def _care(published: Published, person_id: int, title: str) -> Part:
    found = published.rows(
        "with named as (select care_model from care_model union select care_model from caseload),"
        " eligible as (select care_model, count(*) as months, min(month) as first_month, max(month) as last_month"
        f" from eligible_person_month where person_id = {person_id} group by care_model),"
        f" listed as (select care_model, joined_on, left_before, reason from caseload where person_id = {person_id})"
        " select named.care_model, coalesce(eligible.months, 0), eligible.first_month, eligible.last_month,"
        " listed.joined_on, listed.left_before, coalesce(listed.reason,"
        " case when eligible.months > 0 then 'eligible, never joined: ' else 'eligible in no month: ' end"
        " || care_model.eligible)"
        " from named left join eligible on eligible.care_model = named.care_model"
        " left join listed on listed.care_model = named.care_model"
        " left join care_model on care_model.care_model = named.care_model"
        " where listed.joined_on is not null or care_model.eligible is not null order by named.care_model"
    )
    if not found:
        return Part(title, "The place has no care model.")
    heads = ("care model", "months eligible", "first", "last", "joined", "left before", "because")
    sentence = "Eligible or not on the first day of each month, from what was recorded before it."
    return _listed(title, found, sentence, heads)


def _costs(published: Published, person_id: int, title: str) -> Part:
    found = published.rows(
        "select score_date.as_of, cost.setting, cost.kind, cost.reason, cost.price_code, count(*) as lines,"
        " sum(cost.units) as units, sum(cost.amount_pence) as amount_pence"
        " from cost inner join score_date on score_date.as_of <= cost.day and score_date.year_ends_before > cost.day"
        f" where cost.person_id = {person_id} group by all"
        " order by 1, 2, 3, 4, 5"
    )
    if not found:
        return Part(title, "No contact and no prescription in the period covered.")
    total = sum(int(row[7]) for row in found)
    rows = tuple(
        (
            str(year),
            setting,
            kind,
            price or reason,
            f"{lines:,}",
            f"{units:,.1f}".removesuffix(".0"),
            f"{pence / 100:,.2f}",
        )
        for year, setting, kind, reason, price, lines, units, pence in found
    )
    return Part(
        title,
        f"£{total / 100:,.2f} in all. The name of a price ends in its year: `joinedup tables cost`.",
        ("year from", "setting", "kind", "price", "lines", "units", "pounds"),
        rows,
    )


_PARTS: tuple[tuple[str, tuple[str, ...], Callable[[Published, int, str], Part]], ...] = (
    ("Why in the population", ("resident", "place_period"), _residence),
    ("Which segments", ("person_segment",), _segments),
    ("Which scores", ("person_score",), _scores),
    ("Which conditions", ("person_condition",), _conditions),
    ("Which risk", ("risk_score",), _risk),
    ("Which care models", ("care_model", "caseload", "eligible_person_month"), _care),
    ("What it cost", ("cost", "score_date"), _costs),
)


def _listed(title: str, found: Sequence[Sequence[object]], sentence: str, headings: tuple[str, ...]) -> Part:
    if not found:
        return Part(title, "Nothing recorded.")
    return Part(title, sentence, headings, tuple(tuple(map(_cell, row)) for row in found))


def _cell(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".")
    return "" if value is None else value.isoformat() if isinstance(value, date) else str(value)


def _as_text(part: Part) -> str:
    lines = [part.title, f"  {part.sentence}"]
    if part.rows:
        table = [part.headings, *part.rows]
        widths = [max(len(row[column]) for row in table) for column in range(len(part.headings))]
        for row in table:
            cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
            lines.append(("  " + "  ".join(cells)).rstrip())
    return "\n".join(lines)
