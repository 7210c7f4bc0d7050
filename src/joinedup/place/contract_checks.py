"""What must agree within a contract: years and their figures, weights, names, days, and agreements that exist.

As the other cross-checks these work on the content as it was read, whatever shape it has; what is absent or of another kind is
passed over here. What a term of the contract says is checked by the term itself (`joinedup.money.contracts.term_findings`).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, TypeGuard

from joinedup.place.contracts import Contract
from joinedup.place.key_paths import KeyPath, each, shown, texts, value_at
from joinedup.place.problems import Finding, as_written, nearest
from joinedup.wording import slug

Content = Mapping[str, Any]

# Lists with a figure for each year of the contract, and whether every figure must be above 0.
_BY_YEAR = {
    "prices": True,
    "benchmarks": True,
    "savings[].amounts": False,
    "investments[].amounts": False,
}
# Names that are used once within a contract.
_TOLD_APART_BY = ("services", "savings", "investments", "outcomes")
_SETTINGS = ("hospital", "community", "mental-health", "general-practice", "social-care")
_LAST_YEAR = 2199
# A hundred thousand million: no amount, count or price of a place is larger, and pence stay exact in sums of many.
LARGEST = 1e11
_GATES_IN_ORDER = ("early-engagement", "before-procurement", "before-signature", "before-start")


def contracts_are_sound(content: Content) -> Iterator[Finding]:
    """Everything in every contract that does not agree with another part of it."""
    for path, contract in each(content, "contracts[]"):
        if isinstance(contract, Mapping):
            for check in _CHECKS:
                for finding in check(contract):
                    yield Finding(
                        (*path, *finding.path), finding.found, finding.expected, finding.do, finding.nearest
                    )
    yield from _agreements_exist(content)
    yield from _files_tell_apart(content)


def years_have_figures(contract: Content) -> Iterator[Finding]:
    """Each list by year has one figure for each year of the contract."""
    years = contract.get("years")
    for pattern in _BY_YEAR:
        for path, amounts in each(contract, pattern):
            if not isinstance(amounts, list | tuple) or not _is_count(years) or not amounts:
                continue
            if len(amounts) != years:
                yield Finding(
                    path,
                    f"figures for {len(amounts)} {'year' if len(amounts) == 1 else 'years'}",
                    f"a figure for each of the {years} years of the contract",
                    "add the years that are missing, or mend years of the contract",
                )


def figures_are_above_nothing(contract: Content) -> Iterator[Finding]:
    """Prices and benchmarks are above 0, other amounts by year 0 or more."""
    for pattern, above in _BY_YEAR.items():
        for path, amount in each(contract, f"{pattern}[]"):
            if _is_number(amount) and (amount <= 0 if above else amount < 0):
                expected = "pounds above 0" if above else "0 pounds or more"
                yield Finding(path, str(amount), expected, "write the amount that was agreed")


def savings_have_amounts(contract: Content) -> Iterator[Finding]:
    """A planned saving says its amount for each year or its total; where it says both, they agree."""
    for path, saving in each(contract, "savings[]"):
        if not isinstance(saving, Mapping):
            continue
        amounts, total = saving.get("amounts"), saving.get("total")
        if not amounts and total is None:
            do = "write amounts = [...], or total = ... where only that is known"
            yield Finding((*path, "amounts"), "nothing", "pounds for each year, or a total", do)
        elif _is_number(total) and amounts and _are_numbers(amounts) and sum(amounts) != total:
            found = f"{total:,}, and amounts that sum to {sum(amounts):,}"
            yield Finding((*path, "total"), found, "a total of the amounts", "take one of the two away")


def baseline_holds_its_lines(contract: Content) -> Iterator[Finding]:
    """The lines of the baseline do not come to more than the baseline."""
    lines = [amount for _, amount in each(contract, "baseline.lines[].amount") if _is_number(amount)]
    annual = value_at(contract, ("baseline", "annual"))
    if _is_number(annual) and 0 < annual < sum(lines):
        found = f"{annual:,}, and lines that come to {sum(lines):,}"
        yield Finding(("baseline", "annual"), found, "at least what its lines come to", "mend one of the two")


def outcome_weights_sum(contract: Content) -> Iterator[Finding]:
    """The weights of outcomes sum to 1."""
    written = [outcome for _, outcome in each(contract, "outcomes[]")]
    weights = [outcome.get("weight") for outcome in written if isinstance(outcome, Mapping)]
    if weights and len(weights) == len(written) and _are_numbers(weights):
        total = sum(weights)
        if abs(total - 1) > 1e-6 and all(0 < weight <= 1 for weight in weights):
            shortfall = (
                f"{abs(total - 1):.6g} {'must be taken from' if total > 1 else 'is missing: add it to'} one"
            )
            found = f"weights that sum to {total:.6g}"
            yield Finding(("outcomes",), found, "weights that sum to 1", f"{shortfall} of them")


def outcomes_are_to_change(contract: Content) -> Iterator[Finding]:
    """An outcome's target differs from its baseline."""
    for path, outcome in each(contract, "outcomes[]"):
        target = outcome.get("target") if isinstance(outcome, Mapping) else None
        if _is_number(target) and outcome.get("baseline") == target:
            found, do = f"{target:g}, which is its baseline", "write where it is to stand, or take it away"
            yield Finding((*path, "target"), found, "a target that is not the baseline", do)


def names_tell_apart(contract: Content) -> Iterator[Finding]:
    """Services, savings, investments and outcomes have names of their own."""
    for section in _TOLD_APART_BY:
        first: dict[str, KeyPath] = {}
        for path, name in texts(contract, f"{section}[].name"):
            if name in first:
                found = f"{as_written(name)}, which {shown(first[name])} has too"
                do = "mend or remove one of the two"
                yield Finding(path, found, f"names that are used once among its {section}", do)
            first.setdefault(name, path)


def services_exist(contract: Content) -> Iterator[Finding]:
    """A planned saving takes activity from a service of the contract."""
    known = [name for _, name in texts(contract, "services[].name")]
    for path, name in texts(contract, "savings[].service"):
        if name not in known:
            expected = f"the name of a service of the contract: {', '.join(known) or 'it lists none'}"
            do = f'add a [[contracts.services]] with name = "{name}", or mend the name'
            yield Finding(path, as_written(name), expected, do, nearest(name, known))


def days_in_order(contract: Content) -> Iterator[Finding]:
    """The preferred bidder is named before the contract is signed, and independent looks come in their order."""
    bidder, signed = _day(contract, "preferred_bidder_on"), _day(contract, "signed_on")
    if bidder and signed and bidder > signed:
        expected = f"{bidder} (preferred_bidder_on) or later"
        yield Finding(("signed_on",), signed.isoformat(), expected, "mend one of the two days")
    looks = [
        (_GATES_IN_ORDER.index(gate["name"]), gate["on"], (*path, "on"), gate["name"])
        for path, gate in each(contract, "gates[]")
        if isinstance(gate, Mapping) and gate.get("name") in _GATES_IN_ORDER and _day(gate, "on")
    ]
    for earlier, later in zip(sorted(looks), sorted(looks)[1:], strict=False):
        if later[0] > earlier[0] and later[1] < earlier[1]:
            expected = f"{earlier[1]} ({earlier[3]}) or later"
            yield Finding(later[2], later[1].isoformat(), expected, "mend one of the two days")


def parties_are_two(contract: Content) -> Iterator[Finding]:
    """Who is paid is not who pays: a contract moves money between two bodies."""
    holder = contract.get("holder")
    if isinstance(holder, str) and holder == contract.get("commissioner"):
        found = f"{as_written(holder)}, who is the commissioner too"
        do = "name who is paid, or leave holder out until it is known"
        yield Finding(("holder",), found, "another organisation than the commissioner", do)


def it_ends_within_reach(contract: Content) -> Iterator[Finding]:
    """The last day of the contract is a day that calendars have."""
    starts_on, years = _day(contract, "starts_on"), contract.get("years")
    if starts_on and _is_count(years) and starts_on.year + int(years or 0) > _LAST_YEAR:
        expected = f"a day from which {years} years end before {_LAST_YEAR + 1}"
        yield Finding(("starts_on",), starts_on.isoformat(), expected, "mend the year")


def settings_are_known(contract: Content) -> Iterator[Finding]:
    """A service is of a setting that the records have, or a settlement finds nothing of it."""
    for path, setting in texts(contract, "services[].setting"):
        if setting and setting not in _SETTINGS:
            expected = f"one of {', '.join(_SETTINGS)}"
            yield Finding(
                path, as_written(setting), expected, "write one of these", nearest(setting, _SETTINGS)
            )


def prices_are_whole_pence(contract: Content) -> Iterator[Finding]:
    """The price of a service is what is paid for a unit: pounds and whole pence."""
    for path, price in each(contract, "services[].price"):
        if _is_number(price) and 0 < price < LARGEST and abs(round(price * 100) - price * 100) > 1e-6:
            do = "write the price in whole pence, or count in larger units"
            yield Finding(path, str(price), "pounds and whole pence", do)


def figures_are_of_this_world(contract: Content) -> Iterator[Finding]:
    """No figure is so large that pence are lost in it."""
    for path, figure in _leaves((), contract):
        if _is_number(figure) and math.isfinite(figure) and abs(figure) > LARGEST:
            found = (
                str(figure)
                if len(str(figure)) <= 24
                else f"{float(figure):.3g}"
                if figure < 1e300
                else "too large"
            )
            expected = "a figure of at most 100,000 million"
            yield Finding(path, found, expected, "look for a digit too many: amounts are in pounds")


def futures_are_in_order(contract: Content) -> Iterator[Finding]:
    """An assumption about the future is not below its low nor above its high."""
    futures = contract.get("futures")
    for name, future in futures.items() if isinstance(futures, Mapping) else ():
        figures = (
            [future.get(key) for key in ("low", "central", "high")] if isinstance(future, Mapping) else []
        )
        stated: list[float] = [figure for figure in figures if _is_number(figure)]
        if stated != sorted(stated):
            found = " and ".join(f"{figure:g}" for figure in stated)
            expected = "low, central and high, each at least the one before it"
            yield Finding(("futures", name), found, expected, "put the three in order")


def sources_name_keys(contract: Content) -> Iterator[Finding]:
    """A source stands beside a key that a contract has."""
    sources = contract.get("figure_sources")
    for key in sources if isinstance(sources, Mapping) else ():
        if key not in Contract.model_fields:
            do = "name the key that the source is of"
            yield Finding(
                ("figure_sources", key),
                f"the key {key}",
                "a key of the contract",
                do,
                nearest(key, Contract.model_fields),
            )


_CHECKS: tuple[Callable[[Content], Iterator[Finding]], ...] = (
    years_have_figures,
    figures_are_above_nothing,
    savings_have_amounts,
    baseline_holds_its_lines,
    outcome_weights_sum,
    outcomes_are_to_change,
    names_tell_apart,
    services_exist,
    days_in_order,
    parties_are_two,
    it_ends_within_reach,
    settings_are_known,
    prices_are_whole_pence,
    figures_are_of_this_world,
    futures_are_in_order,
    sources_name_keys,
)


def _agreements_exist(content: Content) -> Iterator[Finding]:
    known = [name for _, name in texts(content, "agreements[].name")]
    for path, name in texts(content, "contracts[].agreement"):
        if name not in known:
            do = f'add an [[agreements]] with name = "{name}", or mend the name'
            expected = f"the name of an agreement of this file: {', '.join(known) or 'it has none'}"
            yield Finding(path, as_written(name), expected, do, nearest(name, known))


def _files_tell_apart(content: Content) -> Iterator[Finding]:
    """Facts files and settlements are named for their contract: two names must not come to one."""
    first: dict[str, tuple[KeyPath, str]] = {}
    for path, name in texts(content, "contracts[].name"):
        earlier = first.setdefault(slug(name), (path, name))
        if earlier[1] != name:
            found = f'{as_written(name)}, whose files would be those of "{earlier[1]}" ({shown(earlier[0])})'
            expected = "names that differ in letters from a to z or digits"
            yield Finding(path, found, expected, "add a word or a number to one of the two names")


def _leaves(path: KeyPath, value: Any) -> Iterator[tuple[KeyPath, Any]]:
    inner: Iterable[tuple[Any, Any]] = ()
    if isinstance(value, Mapping):
        inner = value.items()
    elif isinstance(value, list | tuple):
        inner = enumerate(value)
    else:
        yield path, value
    for key, below in inner:
        yield from _leaves((*path, key), below)


def _is_number(value: Any) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _are_numbers(values: Any) -> TypeGuard[list[float]]:
    return isinstance(values, list | tuple) and all(map(_is_number, values))


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def _day(section: Content, key: str) -> date | None:
    value = section.get(key)
    return value if isinstance(value, date) and not isinstance(value, datetime) else None
