"""What must agree between the parts of a place file: codes that exist, days in order, expressions that can be read.

Each check works on the content as it was read, whatever shape it has, so that these findings come together with those
about the shape: what is absent or of another kind is passed over here.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from joinedup.place.contract_checks import contracts_are_sound
from joinedup.place.eligible import EligibleError, read_eligible
from joinedup.place.key_paths import KeyPath, each, shown, texts, value_at
from joinedup.place.need import need_is_sound
from joinedup.place.problems import Finding, as_written, nearest

Content = Mapping[str, Any]

# Every key that names an organisation of the file, and the kind it must have where that matters.
_NAMED_BODIES = {
    "neighbourhoods[].practices[]": "practice",
    "care_models[].primary_care_lead": "practice",
    "care_models[].sites[].practices[]": "practice",
    "organisations[].succeeded_by": "",
    "agreements[].members[]": "",
    "agreements[].decisions[].reserved_to[]": "",
    "sources[].organisation": "",
    "budget.contributions[].organisation": "",
    "budget.lines[].organisation": "",
    "budget.host": "",
    "control_totals[].organisation": "",
    "control_totals[].moves[].to": "",
    "shifts[].leaves.organisation": "",
    "shifts[].arrives.organisation": "",
    "shifts[].costs[].organisation": "",
    "whole_place.programme_costs[].organisation": "",
    "contracts[].commissioner": "",
    "contracts[].holder": "",
    "contracts[].services[].organisation": "",
    "contracts[].savings[].credited_to[]": "",
    "contracts[].investments[].paid_by": "",
    "contracts[].outcomes[].owner": "",
    "contracts[].guarantees[].guarantor": "",
    "contracts[].exits[].who[]": "",
    "contracts[].risk_owner": "",
}
# Pairs of days, the first of which may not be after the second; keys are relative to the section before the colon.
_DAYS_IN_ORDER = (
    ("place", "data_from", "data_until"),
    ("place", "shadow_from", "live_from"),
    ("agreements[]", "joined_on", "left_on"),
    ("contracts[]", "baseline.measured_from", "starts_on"),
)
# Names that tell things apart, each list within what is around it.
_TOLD_APART_BY = (
    "organisations[].code",
    "neighbourhoods[].name",
    "agreements[].name",
    "care_models[].name",
    "contracts[].name",
    "budget.lines[].name",
    "shifts[].name",
)
EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)


def cross_findings(content: Content) -> list[Finding]:
    """Everything in the content that does not agree with another part of it."""
    return [finding for check in _CHECKS for finding in check(content)]


def named_bodies_exist(content: Content) -> Iterator[Finding]:
    """Every code that is used belongs to an organisation of the file, of the kind that is needed."""
    kinds = {
        code: value_at(content, (*path[:-1], "kind")) for path, code in texts(content, "organisations[].code")
    }
    for pattern, kind in _NAMED_BODIES.items():
        for path, code in texts(content, pattern):
            if code not in kinds:
                expected = "the code of an organisation of this file"
                do = f'add an [[organisations]] with code = "{code}", or mend the code'
                yield Finding(path, as_written(code), expected, do, nearest(code, kinds))
            elif kind and isinstance(kinds[code], str) and kinds[code] != kind:
                found = f'{as_written(code)}, an organisation of kind "{kinds[code]}"'
                yield Finding(
                    path, found, f"an organisation of kind {kind}", f"name a {kind}, or mend its kind"
                )


def names_tell_apart(content: Content) -> Iterator[Finding]:
    """Codes, names and assumption ids are used once each."""
    for pattern in _TOLD_APART_BY:
        yield from _twice(texts(content, pattern), "codes and names that are used once")
    for path, _ in each(content, "care_models[]"):
        ids = (
            (found, word)
            for found, word in texts(content, "care_models[].assumptions[].id")
            if found[:2] == path
        )
        yield from _twice(ids, "ids that are used once in a care model")
    yield from _twice(
        texts(content, "neighbourhoods[].practices[]"), "each practice in one neighbourhood, named once"
    )


def sources_tell_apart(content: Content) -> Iterator[Finding]:
    """Two sources of one organisation and format need names to be told apart by."""
    names = []
    for path, source in each(content, "sources[]"):
        if isinstance(source, Mapping):
            name = source.get("name") or f"{source.get('organisation')} {source.get('format')}"
            names.append(((*path, "name"), str(name)))
    yield from _twice(iter(names), "a name = ... that tells this source from the other")


def succession_ends(content: Content) -> Iterator[Finding]:
    """Following `succeeded_by` never leads back to where it began."""
    after = {
        code: value_at(content, (*path[:-1], "succeeded_by"))
        for path, code in texts(content, "organisations[].code")
    }
    for path, code in texts(content, "organisations[].code"):
        seen, following = [code], after[code]
        while isinstance(following, str) and following in after and following not in seen:
            seen.append(following)
            following = after[following]
        if following == code:
            circle = " -> ".join([*seen, code])
            yield Finding(
                (*path[:-1], "succeeded_by"),
                circle,
                "a succession that ends with a body that still stands",
                "take succeeded_by away from the one that stands",
            )


def days_in_order(content: Content) -> Iterator[Finding]:
    """First days come before last days, and the days covered are days a record can have."""
    for section, first, last in _DAYS_IN_ORDER:
        for path, _ in each(content, section):
            earlier, later = (*path, *first.split(".")), (*path, *last.split("."))
            before, after = _day(content, earlier), _day(content, later)
            if before and after and before > after:
                yield Finding(
                    later, after.isoformat(), f"{before} ({first}) or later", "mend one of the two days"
                )
    for path in (("place", "data_from"), ("place", "data_until")):
        day = _day(content, path)
        if day and not EARLIEST <= day <= LATEST:
            yield Finding(path, day.isoformat(), f"a day from {EARLIEST} to {LATEST}", "mend the year")


def assumptions_have_time(content: Content) -> Iterator[Finding]:
    """What a care model assumes is to be seen after it starts."""
    for path, _ in each(content, "care_models[].assumptions[].expect.by"):
        by, starts_on = _day(content, path), _day(content, (*path[:2], "starts_on"))
        if by and starts_on and by <= starts_on:
            expected = f"a day after {starts_on}, when the care model starts"
            yield Finding(path, by.isoformat(), expected, "mend by, or starts_on of the care model")


def assumptions_expect_a_change(content: Content) -> Iterator[Finding]:
    """What is expected is a relative change that can be looked for: not zero, and no more than everything gone."""
    for path, _ in each(content, "care_models[].assumptions[].expect.change"):
        change = value_at(content, path)
        if isinstance(change, int | float) and math.isfinite(change) and (change <= -1 or change == 0):
            expected = "a relative change above -1 that is not 0: -0.10 for ten per cent fewer, 0.05 for five per cent more"
            yield Finding(
                path, str(change), expected, "write the change that would show that the assumption holds"
            )


def sites_begin_with_or_after_their_care_model(content: Content) -> Iterator[Finding]:
    """A site begins on the day its care model starts or later, and a practice is in one site of a care model."""
    for path, _ in each(content, "care_models[].sites[].starts_on"):
        begins, starts_on = _day(content, path), _day(content, (*path[:2], "starts_on"))
        if begins and starts_on and begins < starts_on:
            expected = f"{starts_on}, when the care model starts, or a later day"
            yield Finding(
                path, begins.isoformat(), expected, "mend the day of the site, or starts_on of the care model"
            )
    for path, _ in each(content, "care_models[]"):
        practices = (
            (found, code)
            for found, code in texts(content, "care_models[].sites[].practices[]")
            if found[:2] == path
        )
        yield from _twice(practices, "each practice in one site of a care model, named once")


def recalculations_can_be_drawn(content: Content) -> Iterator[Finding]:
    """Limits start afresh on the first of a month that the extracts cover, of the chart of one area or one provider."""
    areas = [name for _, name in texts(content, "neighbourhoods[].name")]
    first, last = (_day(content, ("place", key)) for key in ("data_from", "data_until"))
    for path, _ in each(content, "learning.recalculations[]"):
        day = _day(content, (*path, "from"))
        if day and day.day != 1:
            do = f"write {day.replace(day=1)}, or the first of the next month"
            yield Finding((*path, "from"), day.isoformat(), "the first day of a month", do)
        elif day and first and last and not first <= day <= last:
            expected = f"a month that the extracts cover, {first} to {last}"
            yield Finding(
                (*path, "from"), day.isoformat(), expected, "mend the month, or take this point away"
            )
        area = value_at(content, (*path, "neighbourhood"))
        if isinstance(area, str) and area not in areas:
            expected, do = "the name of a neighbourhood of this file", "mend the name, or leave it out"
            yield Finding((*path, "neighbourhood"), as_written(area), expected, do, nearest(area, areas))
        if isinstance(area, str) and value_at(content, (*path, "organisation")) is not None:
            expected = "a neighbourhood or an organisation, not both"
            yield Finding((*path, "organisation"), "both", expected, "take one of the two away")


def files_stay_inside(content: Content) -> Iterator[Finding]:
    """Files of a source are inside the place's folder."""
    for pattern in ("sources[].files", "sources[].files[]"):
        for path, files in texts(content, pattern):
            parts = files.replace("\\", "/").split("/")
            if ".." in parts or parts[0] in ("", "~") or parts[0].endswith(":") or "\0" in files:
                expected = "a path inside the place's folder, for example data/rzz1/apc_*.csv"
                do = "put the files, or a link to their folder, below data/ and write the path from the folder on"
                yield Finding(path, as_written(files), expected, do)


def residents_are_counted_somewhere(content: Content) -> Iterator[Finding]:
    """Counting residents by the practices of neighbourhoods needs neighbourhoods."""
    population = content.get("population", {})
    if not isinstance(population, Mapping) or "neighbourhoods" in content:
        return
    by_neighbourhood = population.get("registered_with", "neighbourhoods") == "neighbourhoods"
    if population.get("counted", "registered") == "registered" and by_neighbourhood:
        yield Finding(
            ("population", "registered_with"),
            "neighbourhoods, and no [[neighbourhoods]] in this file",
            "neighbourhoods with their practices, which say who lives here",
            'add [[neighbourhoods]], or write registered_with = "any-practice" below [population]',
        )


def eligible_can_be_read(content: Content) -> Iterator[Finding]:
    """Who is eligible is said in the person columns."""
    for path, text in texts(content, "care_models[].eligible"):
        try:
            read_eligible(text)
        except EligibleError as error:
            for refusal in error.refusals:
                do = "write it with the columns that `joinedup tables --eligible` lists"
                yield Finding(path, as_written(refusal.found), refusal.expected, do, refusal.nearest)


def terms_are_finite(content: Content) -> Iterator[Finding]:
    """Numbers in the terms of a contract, whose keys the format leaves open, are numbers one can pay."""
    for path, term in each(content, "contracts[].terms[]"):
        for deeper, value in _leaves(path, term):
            if isinstance(value, float) and not math.isfinite(value):
                yield Finding(deeper, str(value), "a finite number", "write the number that was agreed")


_CHECKS: tuple[Callable[[Content], Iterator[Finding]], ...] = (
    named_bodies_exist,
    names_tell_apart,
    sources_tell_apart,
    succession_ends,
    days_in_order,
    assumptions_have_time,
    assumptions_expect_a_change,
    sites_begin_with_or_after_their_care_model,
    recalculations_can_be_drawn,
    files_stay_inside,
    residents_are_counted_somewhere,
    eligible_can_be_read,
    terms_are_finite,
    need_is_sound,
    contracts_are_sound,
)


def _twice(found: Iterator[tuple[KeyPath, str]], expected: str) -> Iterator[Finding]:
    first: dict[str, KeyPath] = {}
    for path, word in found:
        if word in first:
            there = shown(first[word])
            yield Finding(
                path, f"{as_written(word)}, which {there} has too", expected, "mend or remove one of the two"
            )
        first.setdefault(word, path)


def _leaves(path: KeyPath, value: Any) -> Iterator[tuple[KeyPath, Any]]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _leaves((*path, key), inner)
    elif isinstance(value, list):
        for position, inner in enumerate(value):
            yield from _leaves((*path, position), inner)
    else:
        yield path, value


def _day(content: Content, path: KeyPath) -> date | None:
    value = value_at(content, path)
    return value if isinstance(value, date) and not isinstance(value, datetime) else None
