"""The section on person-based need: how well cost is predicted, calibration, and what each characteristic adds in pounds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from joinedup.answers.budget.person_based_pictures import draw_amounts, draw_calibration
from joinedup.answers.budget.pot import exact
from joinedup.answers.disclosure import one_way, shown_count
from joinedup.answers.page import words
from joinedup.answers.page.section import Figure, Section, ShownTable, absent
from joinedup.answers.page.words import signed_pounds
from joinedup.answers.published import Published
from joinedup.money.capitation.person_based import card
from joinedup.money.capitation.person_based.characteristics import SUPPLY
from joinedup.money.capitation.person_based.settings import (
    HIGH_COSTS,
    PUBLISHED,
    SPREAD,
    fit_settings,
    published_models,
    reference_file,
)
from joinedup.place.model import Place

NAME, TITLE = "person-based", "Need measured on the place's own people"
TABLES = ("practice_need", "capitation_fit", "capitation_model", "capitation_tenth", "capitation_card")


@dataclass(frozen=True)
class Fitted:
    """What the build says of person-based need: its card by item, and the rows of its tables in their order."""

    card: dict[str, tuple[float | None, str | None]]
    fit: Sequence[dict[str, Any]]
    model: Sequence[dict[str, Any]]
    tenths: Sequence[dict[str, Any]]


def read_fitted(released: Published, place: Place) -> Fitted | None:
    """None where the build has no such tables. Hospitals are given their names; the build has their codes."""
    if not released.has(*TABLES):
        return None
    said = released.rows("select item, value, words from capitation_card order by position")
    return Fitted(
        {str(item): (value, text) for item, value, text in said},
        _rows(released, "capitation_fit", "model"),
        [with_names(row, place) for row in _rows(released, "capitation_model", "position")],
        _rows(released, "capitation_tenth", "tenth"),
    )


def person_based_section(found: Fitted | None) -> Section:
    """How need was measured, and how far it can be trusted."""
    if found is None:
        return absent(NAME, TITLE, "This build was made before need was measured: run `joinedup build`.")
    if not found.fit:
        _, why = found.card.get(card.WHY_NOT, (None, "no reason was written"))
        return absent(NAME, TITLE, f"Need could not be measured: {why}.")
    lead = _lead(found)
    return Section(
        NAME,
        TITLE,
        lead,
        [_how_well(found), _calibration(found), _amounts(found)],
        in_short=lead,
        points=_points(found),
    )


def _lead(found: Fitted) -> str:
    last = found.fit[-1]
    return (
        f"What is known of people before the year predicts {_share(last['r2_tested'])} of the differences in what their care"
        f" costs, among people it was not learnt from."
    )


def _how_well(found: Fitted) -> Figure:
    rows = [
        (
            f"{'' if number == 0 else '+ '}{row['adds']}",
            "This place",
            _r2(row["r2_learnt"]),
            _r2(row["r2_tested"]),
            _between(row),
        )
        for number, row in enumerate(found.fit)
    ]
    rows += [
        (
            f"{'' if number == 0 else '+ '}{model.adds}",
            "England 2007/08",
            _r2(model.r2_learnt),
            _r2(model.r2_tested),
            _r2(model.r2_practices),
        )
        for number, model in enumerate(published_models())
    ]
    first, last = found.fit[0], found.fit[-1]
    learnt, tested = (words.count(shown_count(last[name])) for name in ("people_learnt", "people_tested"))
    return Figure(
        "How well cost is predicted",
        f"Learnt from {learnt} people, tested on {tested} others, drawn by lot. {_grows(found)}",
        table=ShownTable(
            "Share of differences predicted (R²): between people, and between practices",
            ("Characteristics", "Where", "People learnt from", "Other people", "Practices"),
            rows,
            words=frozenset({1}),
        ),
        note=f"England: {reference_file(PUBLISHED).source}. Hospital cost only, practices not among those learnt from; here all"
        f" priced care, cut at a threshold. Without the cut the largest model predicts {_share(last['r2_tested_uncut'])} and the"
        f" first {_share(first['r2_tested_uncut'])} among other people. {_practices_in_words(last)}",
    )


def _grows(found: Fitted) -> str:
    by_name = {row["adds"]: row["r2_tested"] for row in found.fit}
    names = list(by_name)
    if "long-term conditions" not in by_name or names.index("long-term conditions") == 0:
        return "No long-term conditions are recorded of enough people, which is what predicts cost best."
    before = by_name[names[names.index("long-term conditions") - 1]]
    after = by_name["long-term conditions"]
    if not before or before <= 0 or after is None:
        return "Little is predicted before conditions are known."
    return (
        f"Knowing long-term conditions makes it {after / before:.1f} times what it was; in England 3.3 times."
    )


def _practices_in_words(row: dict[str, Any]) -> str:
    number = int(row["practices"])
    if row["r2_practices"] is None:
        return "With one practice nothing can be said of differences between practices."
    if row["r2_practices_low"] is None:
        return (
            f"{words.some(number, 'practice is', 'practices are')} too few to say how much of the differences between practices is"
            f" predicted: below {fit_settings().fewest_practices} it is left open, and a figure below 0 says that so few"
            " differ by little more than chance."
        )
    return f"Between practices with a 95% interval, from {number} practices."


def _between(row: dict[str, Any]) -> str:
    if row["r2_practices"] is None:
        return words.NOT_THERE
    if row["r2_practices_low"] is None:
        return f"{_r2(row['r2_practices'])}, too few practices"
    return f"{_r2(row['r2_practices'])} ({_r2(row['r2_practices_low'])} to {_r2(row['r2_practices_high'])})"


def _calibration(found: Fitted) -> Figure:
    counts = one_way([int(row["people"]) for row in found.tenths])
    shown = [row for row, count in zip(found.tenths, counts.cells, strict=True) if count is not None]
    rows = [
        (
            str(row["tenth"]),
            words.count(count),
            exact(row["predicted_pence"]) if count is not None else words.SUPPRESSED,
            exact(row["actual_pence"]) if count is not None else words.SUPPRESSED,
        )
        for row, count in zip(found.tenths, counts.cells, strict=True)
    ]
    sentence = "Too few people to show."
    if len(shown) > 1:
        low, high = shown[0], shown[-1]
        sentence = (
            f"The tenth with the highest prediction was to cost {exact(high['predicted_pence'])} a person-year and cost"
            f" {exact(high['actual_pence'])}; the lowest {exact(low['predicted_pence'])} and {exact(low['actual_pence'])}."
        )
    return Figure(
        "Predicted and actual cost, by tenth",
        sentence,
        draw_calibration(shown),
        ShownTable(
            "People it was not learnt from, in tenths of predicted cost",
            ("Tenth", "People", "Predicted", "Actual"),
            rows,
        ),
        note="Pounds for a person-year, cut at the threshold. On the line prediction and cost are the same.",
        suppressed=counts.suppressed,
    )


def _amounts(found: Fitted) -> Figure:
    added = [row for row in found.model if row["compared_with"]]
    clear = [row for row in added if row["low_pence"] > 0 or row["high_pence"] < 0]
    largest = max(
        (row for row in clear if row["characteristic"] == "long-term conditions"),
        key=lambda row: float(row["low_pence"]),
        default=None,
    )
    sentence = f"Of {len(added)} amounts {len(clear)} are clear of chance."
    if largest:
        sentence += (
            f" {largest['name']} most surely adds much: {_pounds(largest['amount_pence'])} a person-year"
            f" ({_pounds(largest['low_pence'])} to {_pounds(largest['high_pence'])})."
        )
    rows = [
        (
            row["name"],
            row["characteristic"],
            row["compared_with"] or "no amount added: what it comes to by itself",
            words.count(shown_count(int(row["people"]))),
            _pounds(row["amount_pence"]) if not row["compared_with"] else _signed(row["amount_pence"]),
            f"{_pounds(row['low_pence'])} to {_pounds(row['high_pence'])}",
        )
        for row in found.model
    ]
    return Figure(
        "What each characteristic adds",
        sentence,
        draw_amounts([row for row in added if row["characteristic"] != "supply"]),
        ShownTable(
            "Pounds for a person-year, all else the same",
            (
                "What is known of a person",
                "Characteristic",
                "Compared with",
                "People",
                "Adds",
                "95% interval",
            ),
            rows,
            words=frozenset({1, 2}),
        ),
        note="Amounts of age and sex are what care costs somebody of the least deprived fifth and the largest segment without a"
        " long-term condition. Neighbourhood and hospital were learnt and then held at their mean: what depends on who serves a"
        " person does not count as need. Not causes: they say who costs more, not why.",
        layout="folded",
    )


def _points(found: Fitted) -> list[str]:
    said = found.card
    days, began = said[card.YEAR]
    threshold, pooled = said[card.THRESHOLD][0] or 0.0, said[card.POOLED][0] or 0.0
    percentile = fit_settings().percentile
    people = words.count(shown_count(int(said[card.PEOPLE][0] or 0)))
    points = [
        f"Cost of the year from {_first_day(began)}, {int(days or 0)} days, by what was known on its first"
        f" day; {people} people, each weighing as much as the time lived here.",
        f"What a person costs above {exact(round(threshold))} a year (the {percentile * 100:.0f}th percentile) is pooled,"
        f" {pooled * 100:.1f}% of all cost, and shared back by need. Source of the percentile:"
        f" {reference_file(HIGH_COSTS).source}.",
        _half_in_words(said),
    ]
    if card.HISTORY in said:
        points.append(words.capitalised(f"{said[card.HISTORY][1]}."))
    if card.LEFT_OUT in said:
        points.append(f"Left out: {said[card.LEFT_OUT][1]}.")
    if card.SAME_AS_OTHERS in said:
        points.append(f"Without an amount, since others add up to the same: {said[card.SAME_AS_OTHERS][1]}.")
    below = int(said[card.BELOW_NOTHING][0] or 0)
    if below:
        points.append(
            f"{words.count(shown_count(below))} people were predicted to cost less than nothing and count as nothing."
        )
    return points


def _first_day(words_of_card: str | None) -> str:
    """The day that "2023-04-01, 366 days" begins with, as people write it."""
    return words.day(date.fromisoformat(str(words_of_card).split(",")[0]))


def _half_in_words(said: dict[str, tuple[float | None, str | None]]) -> str:
    value, whence = said[card.HALF]
    if value is None:
        return "Practices differ by no more than chance after need, so that nothing of their own cost is believed."
    source = (
        "" if "own practices" in str(whence) else f" Source: {reference_file(SPREAD).source}; an assumption."
    )
    return f"A practice's own cost counts for half at {value:,.0f} person-years (K of Bühlmann), {whence}.{source}"


def _rows(released: Published, table: str, order: str) -> list[dict[str, Any]]:
    columns = released.arrays(f"select * from {table} order by {order}")
    lists = {name: values.tolist() for name, values in columns.items()}
    return [dict(zip(lists, row, strict=True)) for row in zip(*lists.values(), strict=True)]


def with_names(row: dict[str, Any], place: Place) -> dict[str, Any]:
    """A row of capitation_model with the name of a hospital where the build has its code."""
    if row["characteristic"] != SUPPLY:
        return row
    names = {f"Hospital {body.code}": body.name for body in place.organisations}
    return row | {key: names.get(row[key], row[key]) for key in ("name", "compared_with")}


def _r2(value: float | None) -> str:
    return words.NOT_THERE if value is None else words.decimal(value, 3)


def _share(value: float | None) -> str:
    return "nothing" if value is None or value <= 0 else f"{100 * value:.1f}%"


def _pounds(pence: float) -> str:
    return exact(round(pence))


def _signed(pence: float) -> str:
    return signed_pounds(round(pence))
