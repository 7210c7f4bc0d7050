"""How each pound of the national budget was arrived at: one line a step, with its working and its source."""

from __future__ import annotations

from joinedup.answers.page.section import ShownTable
from joinedup.money.capitation.pace_of_change import Paced
from joinedup.money.capitation.place_budget import Money, PlaceBudget, pace_reference
from joinedup.place.need import BudgetNeed

Line = tuple[str, str, str, str]
RULE = ("strength", "floor", "cap", "furthest_under")


def steps_table(found: PlaceBudget, asked: BudgetNeed) -> ShownTable:
    """Every step from people to pounds: what, how much, how, and where it comes from."""
    lines = _need_lines(found)
    if found.money is not None:
        lines += _target_lines(found, found.money, asked)
        if found.money.paced is not None:
            lines += _pace_lines(found.money, found.money.paced, asked)
    return ShownTable(
        "How each pound was arrived at",
        ("Step", "Figure", "How", "Source"),
        lines,
        words=frozenset({2, 3}),
    )


def exact_pounds(pence: int) -> str:
    """An amount to the penny: £1,234.56."""
    return f"{'−' if pence < 0 else ''}£{abs(pence) // 100:,}.{abs(pence) % 100:02d}"


def signed_per_cent(share: float, places: int = 2) -> str:
    """+1.25%, −0.40%."""
    said = f"{abs(share) * 100:.{places}f}%"
    return said if not float(said[:-1]) else f"{'−' if share < 0 else '+'}{said}"


def given_source(asked: BudgetNeed, key: str) -> str:
    """Where a figure of the place file comes from, as the page says it."""
    return f"Place file, {key}: {asked.source or 'no source written'}"


def file_words(found: PlaceBudget) -> str:
    """The file of practices in few words; the page has its whole source above."""
    return f"{found.need.layout.publisher}, practices {found.need.layout.year}"


def _need_lines(found: PlaceBudget) -> list[Line]:
    need, index = found.need, found.index
    file = file_words(found)
    weighted = float(need.weighted[found.component].sum())
    return [
        (
            "People of the place",
            f"{index.people:,.1f}",
            f"added up over {len(found.chosen.rows):,} of {len(need.codes):,} practices of England",
            file,
        ),
        (
            "The same people by need",
            f"{index.weighted:,.1f}",
            f"weighted population, {need.titles()[found.component].lower()}",
            file,
        ),
        (
            "Need index",
            f"{index.index:.4f}",
            f"{index.weighted:,.1f} / {index.people:,.1f}, over England's {weighted:,.1f} / {need.england:,.1f}",
            "worked out",
        ),
    ]


def _target_lines(found: PlaceBudget, money: Money, asked: BudgetNeed) -> list[Line]:
    weighted = float(found.need.weighted[found.component].sum())
    share = found.index.weighted / weighted
    from_file = f"the targets of {found.need.file} added up"
    lines = [
        (
            "Money that England shares out",
            exact_pounds(money.quantum_pence),
            from_file if money.quantum_is_of_the_file else "the quantum of the year",
            file_words(found) if money.quantum_is_of_the_file else given_source(asked, "quantum"),
        ),
        (
            "Share by need",
            f"{share * 100:.4f}%",
            f"{found.index.weighted:,.1f} / {weighted:,.1f}",
            "worked out",
        ),
        (
            "Share by heads alone",
            exact_pounds(money.equal_pence),
            f"{found.index.people / found.need.england * 100:.4f}% of the money",
            "worked out",
        ),
        (
            "Target by need",
            exact_pounds(money.target_pence),
            f"{share * 100:.4f}% of the money, shared over all practices to the penny by largest remainder",
            "worked out",
        ),
    ]
    if money.published_target_pence is not None and money.quantum_is_of_the_file:
        published = exact_pounds(money.published_target_pence)
        lines.append(("Target as published", published, "the file's own, for comparison", file_words(found)))
    return lines


def _pace_lines(money: Money, paced: Paced, asked: BudgetNeed) -> list[Line]:
    rule, opening = money.rule, float(paced.opening[0])
    pull = -rule.strength * opening
    under = (
        "" if rule.furthest_under is None else f"; nobody over {rule.furthest_under * 100:g}% under target"
    )
    actual, allocation = int(paced.actual_pence[0]), int(paced.allocation_pence[0])
    wished = paced.mean_growth + pull
    return [
        ("Given last year", exact_pounds(actual), "before any growth", given_source(asked, "actual")),
        (
            "Opening distance from target",
            signed_per_cent(opening),
            "(actual − target) / target, with last year's amounts at this year's total",
            "worked out",
        ),
        (
            "Growth of all England",
            signed_per_cent(paced.mean_growth),
            f"{exact_pounds(money.quantum_pence)} over {exact_pounds(int(paced.actual_pence.sum()))}",
            given_source(asked, "quantum_last_year"),
        ),
        (
            "Growth for the distance",
            signed_per_cent(pull),
            f"−{rule.strength:g} × {signed_per_cent(opening)}",
            rule_source(asked),
        ),
        (
            "After floor, cap and quantum",
            signed_per_cent(float(paced.growth[0])),
            f"{signed_per_cent(wished)} held between {signed_per_cent(rule.floor)} and {signed_per_cent(rule.cap)}{under}; then all"
            " moved alike until England's money is spent",
            rule_source(asked),
        ),
        (
            "Allocation",
            exact_pounds(allocation),
            f"{exact_pounds(actual)} grown by {signed_per_cent(float(paced.growth[0]))}",
            "worked out",
        ),
        (
            "Closing distance from target",
            signed_per_cent(float(paced.closing[0])),
            f"{exact_pounds(allocation)} beside {exact_pounds(money.target_pence)}",
            "worked out",
        ),
    ]


def rule_source(asked: BudgetNeed) -> str:
    """Where the rule on pace of change comes from: the place file, what is shipped (an assumption), or both."""
    written = _written(asked)
    if len(written) == len(RULE):
        return "Place file, pace_of_change"
    return "Place file and assumed (below)" if written else "Assumed (below)"


def rule_note(asked: BudgetNeed) -> str:
    """The whole of where the rule comes from, to stand below the table."""
    written, shipped = _written(asked), pace_reference()
    said = (
        f"Written in the place file: {', '.join(written)} ({asked.pace_of_change.source or 'no source written'}). "
        if written
        else ""
    )
    rest = [key.replace("_", " ") for key in RULE if key not in written]
    return f"{said}Pace of change, {', '.join(rest)}: {shipped.source}." if rest else said.strip()


def _written(asked: BudgetNeed) -> list[str]:
    return [key for key in RULE if getattr(asked.pace_of_change, key) is not None]
