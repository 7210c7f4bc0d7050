"""The parts of the page: each organisation, what its result hangs on, what would change it, what is assumed, what is left out."""

from __future__ import annotations

from collections.abc import Sequence

from joinedup.answers.page import words
from joinedup.answers.page.section import Figure, Section, ShownTable
from joinedup.answers.stress.fan_drawing import draw_fan, running_percentiles
from joinedup.answers.stress.in_words import comes_from, in_a_cell, organisation_sentence, signed, value
from joinedup.answers.stress.limits import LIMITS, METHODS
from joinedup.answers.stress.stress_test import StressTest
from joinedup.money.stress.results import OrganisationStress, Stressed
from joinedup.money.stress.what_if import WhatIf
from joinedup.pictures import charts

# A driver below this share of the variance is not drawn.
SMALLEST_DRAWN = 0.005
# More organisations than this do not fit beside each other; the JSON has them all.
MOST_BESIDE = 4
# More than this are counted and not named; the table below names them.
FEW_TO_NAME = 2


def sections_of(test: StressTest) -> list[Section]:
    """Every part in the order of the page."""
    return [
        _organisations(test),
        *([_hangs_on(test)] if any(one.drivers for one in test.at_stake) else []),
        *([_what_if(test)] if test.what_ifs else []),
        _assumptions(test),
        _limits(test),
    ]


def _organisations(test: StressTest) -> Section:
    shown = [*test.at_stake, *([test.found.place] if len(test.at_stake) > 1 else [])]
    spared = [test.name(one.organisation) for one in test.found.organisations if not one.at_stake]
    lead = (
        f"{words.some(test.found.futures, 'future', 'futures')} of the contract, {words.some(test.found.years, 'year', 'years')}"
        " each, settled by its own terms. A result is what an organisation is paid less what it pays and what its care costs."
    )
    if spared:
        verb = "neither gains nor loses" if len(spared) == 1 else "neither gain nor lose"
        who = words.listed(spared) if len(spared) <= FEW_TO_NAME else f"the other {len(spared)} organisations"
        lead += f" By its terms {who} {verb} in any future."
        lead += " Who would pay what somebody else cannot is not in its terms."
    figures = [Figure("All organisations", _all_in_one(test), table=_all_table(test))]
    return Section(
        "organisations", "Who could lose how much", lead, figures + [_fan(test, one) for one in shown]
    )


def _all_in_one(test: StressTest) -> str:
    losing = [one for one in test.at_stake if one.chance_of_loss > 0.5]
    if not test.at_stake:
        return "Nobody gains or loses anything in any future."
    if not losing:
        return "Nobody loses in more than half of the futures."
    names = words.listed([test.name(one.organisation) for one in losing])
    verb = "loses" if len(losing) == 1 else "lose"
    return f"{names} {verb} over all years in more than half of the futures."


def _all_table(test: StressTest) -> ShownTable:
    rows = [_row(test, one) for one in (*test.found.organisations, test.found.place)]
    headings = (
        "Organisation",
        "Loses over all years",
        "Average result",
        "Average of the worst tenth",
        "One year in twenty loses at least",
        "Can bear",
        "Runs out of it",
    )
    return ShownTable(
        "Each organisation and the place as a whole; −£ is a loss", headings, rows, has_total=True
    )


def _row(test: StressTest, one: OrganisationStress) -> list[str]:
    if not one.at_stake:
        return [test.name(one.organisation), "no gain or loss", *[words.NOT_THERE] * 5]
    loss = one.loss_in_one_year_in_twenty_pence
    return [
        test.name(one.organisation),
        in_a_cell(one.chance_of_loss),
        signed(one.mean_pence),
        signed(one.worst_tenth_mean_pence),
        signed(-loss) if loss else "no loss",
        words.NOT_THERE if one.can_bear_pence is None else words.pounds(one.can_bear_pence),
        in_a_cell(one.chance_beyond_reserve),
    ]


def _fan(test: StressTest, one: OrganisationStress) -> Figure:
    rows = [
        (str(year), in_a_cell(chance), *(signed(row[key]) for key in ("p5", "p50", "p95")))
        for year, (chance, row) in enumerate(
            zip(one.chance_of_loss_by_year, running_percentiles(one), strict=True), 1
        )
    ]
    table = ShownTable(
        "Added up to the end of each year",
        ("Year", "Loses in it", "1 in 20 below", "Middle", "1 in 20 above"),
        rows,
    )
    return Figure(
        test.name(one.organisation),
        organisation_sentence(test, one),
        draw_fan(f"fan-{one.organisation.lower()}", one),
        table,
        layout="under",
        note="Dark: half of the futures. Light: nine of ten. Line: the middle one."
        if one is test.at_stake[0]
        else "",
    )


def _hangs_on(test: StressTest) -> Section:
    driven = [one for one in test.at_stake if one.drivers]
    first = driven[0]
    largest = first.drivers[0]
    sentence = (
        f"{largest.words} accounts for {100 * largest.share_of_variance:.0f}% of the differences between its futures;"
        f" {in_a_cell(first.unexplained)} belong to no assumption by itself (assumptions acting upon each other, caps, thresholds)."
    )
    drawn = [d for d in first.drivers if d.share_of_variance >= SMALLEST_DRAWN]
    picture = charts.draw_bars(
        "drivers",
        [(_short(test, d.name), d.share_of_variance, f"{100 * d.share_of_variance:.0f}%") for d in drawn],
    )
    figure = Figure(
        test.name(first.organisation), sentence, picture, _driver_table(test, driven), layout="under"
    )
    lead = (
        "Why do futures differ? For each organisation, how much of the variance of its result over all years each assumption"
        " accounts for. An assumption that is far from the plan but certain moves every future alike: that is in the next part."
    )
    return Section("drivers", "What it hangs on", lead, [figure])


def _driver_table(test: StressTest, driven: Sequence[OrganisationStress]) -> ShownTable:
    names = list(dict.fromkeys(driver.name for one in driven for driver in one.drivers))
    shares = {one.organisation: {d.name: d.share_of_variance for d in one.drivers} for one in driven}
    rows = [
        [_title(test, name), *(_share(shares[one.organisation].get(name)) for one in driven)]
        for name in names
    ]
    rows.append(["No assumption by itself", *(_share(one.unexplained) for one in driven)])
    headings = ("Assumption", *(test.name(one.organisation) for one in driven))
    return ShownTable("Share of the variance of each organisation's result over all years", headings, rows)


def _share(share: float | None) -> str:
    return words.NOT_THERE if share is None else in_a_cell(share)


def _what_if(test: StressTest) -> Section:
    asked = [one for one in test.what_ifs if not one.name.startswith("central-")]
    alone = [one for one in test.what_ifs if one.name.startswith("central-")]
    figures = [
        Figure(title, sentence, table=_what_if_table(test, title, rows))
        for title, sentence, rows in (
            ("What a board asks first", "The same futures, with one thing made certain.", asked),
            (
                "One assumption at a time",
                "The same futures, with that assumption alone at its central value: what its uncertainty does.",
                alone,
            ),
        )
        if rows
    ]
    lead = "The same futures settled again, with one assumption or two the same in all of them and the others as they were."
    if len(test.at_stake) > MOST_BESIDE:
        lead += (
            f" Shown for the first {MOST_BESIDE} of {len(test.at_stake)} organisations; the JSON file that joinedup stress writes"
            " has them all."
        )
    return Section("what-if", "What would change it", lead, figures)


def _what_if_table(test: StressTest, caption: str, rows: Sequence[WhatIf]) -> ShownTable:
    shown = [one.organisation for one in test.at_stake[:MOST_BESIDE]]
    headings = ["What if"]
    for code in shown:
        headings += [f"{test.name(code)} loses", "average"]
    told = [["As assumed", *_pairs(test.found, shown)]]
    told += [[one.title, *_pairs(one, shown)] for one in rows]
    return ShownTable(caption, headings, told)


def _pairs(found: Stressed | WhatIf, codes: Sequence[str]) -> list[str]:
    return [
        cell
        for code in codes
        for cell in (in_a_cell(found.of(code).chance_of_loss), signed(found.of(code).mean_pence))
    ]


def _assumptions(test: StressTest) -> Section:
    rows = [
        [
            one.title,
            value(one, one.central),
            value(one, one.low) if one.varies and one.distribution != "yes-or-no" else words.NOT_THERE,
            value(one, one.high) if one.varies and one.distribution != "yes-or-no" else words.NOT_THERE,
            comes_from(one),
        ]
        for one in test.found.assumptions
    ]
    table = ShownTable(
        "Half of futures lie below the central value, one in twenty below low, one in twenty above high",
        ("Assumption", "Central", "Low", "High", "Where it comes from"),
        rows,
        words=frozenset({4}),
    )
    ours = sum(not one.source and not one.of_the_place for one in test.found.assumptions)
    of_the_place = sum(one.of_the_place for one in test.found.assumptions)
    sentence = (
        f"{of_the_place} of {len(rows)} are set by this contract, and {ours} assumed by joinedup for want of a published figure;"
        " the contract can say otherwise below [contracts.futures.NAME]."
    )
    lead = "Nothing here is a forecast. It is what follows if these hold."
    return Section(
        "assumptions", "What is assumed", lead, [Figure("Every assumption", sentence, table=table)]
    )


def _limits(test: StressTest) -> Section:
    taken = [f"Taken so: {note}" for note in test.found.notes]
    left_out = [
        f"Left out, because the place file does not say enough: {note}" for note in test.found.not_modelled
    ]
    lead = "What a reader should know before leaning on it."
    return Section("limits", "What is not in it", lead, points=[*left_out, *taken, *LIMITS, *METHODS])


def _short(test: StressTest, name: str) -> str:
    return next((one.short for one in test.found.assumptions if one.name == name), name)


def _title(test: StressTest, name: str) -> str:
    return next((one.title for one in test.found.assumptions if one.name == name), name)
