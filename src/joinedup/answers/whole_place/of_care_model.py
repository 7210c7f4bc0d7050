"""A care model as movements: the change of each assumption x activity in the records x price, expected and measured.

Activity in the records already holds what the care model did, so a change c moved activity x c / (1 + c).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from joinedup.answers.page.words import day, listed, moment, plain
from joinedup.answers.published import Published
from joinedup.answers.whole_place.activity import (
    Activity,
    Basis,
    Definition,
    activity_of,
    basis_of,
    definition_of,
)
from joinedup.answers.whole_place.measured import Change, Measured
from joinedup.answers.whole_place.question import Case, Moved, Question
from joinedup.money.pence import of_pounds
from joinedup.money.whole_place.gains import Charge, Movement
from joinedup.money.whole_place.how_paid import as_assumed, paid_share, payer, years_shown
from joinedup.money.whole_place.released_cost import release_path
from joinedup.place.model import Assumption, CareModel, Place
from joinedup.reference.prices import price_sources

# A change this large would mean that nearly nothing was left; what is divided by 1 + c is kept from becoming endless.
FEWEST_LEFT = -0.95


@dataclass(frozen=True)
class _Counted:
    """An assumption with what the records hold of its measure."""

    assumption: Assumption
    definition: Definition
    activity: Sequence[Activity]


def care_model_question(
    place: Place, published: Published, model: CareModel, measured: Measured | None
) -> Question:
    """The care model with the changes it expects, and beside them those measured where there is an evaluation."""
    basis = basis_of(published, model)
    counted, left_out, hidden = _counted(place, published, model, basis)
    cases = [_case(place, counted, "expected", "As expected", lambda one: one.assumption.expect.change)]
    warnings = list(left_out)
    if measured is not None:
        cases += _measured_cases(place, counted, measured.changes)
        if measured.manifest_sha256 != published.manifest_sha256:
            warnings.append(
                "The evaluation was made from another build than this: run `joinedup evaluate` again."
            )
    charges = charges_of(place, model.name)
    if not charges:
        warnings.append(
            "What the care model itself costs is not in the place file, so the gain shown is before it: add"
            f' [[whole_place.programme_costs]] with of = "{model.name}".'
        )
    return Question(
        model.name,
        "care model",
        years_shown(place),
        tuple(cases),
        charges,
        tuple(warnings),
        _rests_on(place, basis, counted, measured, published),
        hidden,
        published.published_at,
    )


def charges_of(place: Place, name: str) -> tuple[Charge, ...]:
    """What a care model or a contract costs to give, as the place file says; the last amount goes on."""
    years = years_shown(place)
    return tuple(
        Charge(
            cost.organisation,
            cost.name,
            tuple(of_pounds(cost.amounts[min(year, len(cost.amounts) - 1)]) for year in range(years)),
        )
        for cost in place.whole_place.programme_costs
        if cost.of == name
    )


def _counted(
    place: Place, published: Published, model: CareModel, basis: Basis
) -> tuple[list[_Counted], list[str], int]:
    """Assumptions whose measure counts contacts, each contact once; why others are left out; organisations not shown."""
    found: list[_Counted] = []
    left_out, hidden = [], 0
    for one in model.assumptions:
        definition = definition_of(published, one.measure)
        why = _why_not(definition, [each.definition for each in found])
        if definition is None or why:
            left_out.append(f"{one.id} ({plain(one.measure).lower()}) is not counted: {why}.")
            continue
        activity, small = activity_of(published, place, basis, definition)
        hidden += small
        if not activity and not small:
            left_out.append(
                f"{one.id} ({plain(one.measure).lower()}) comes to nothing: the records hold no such contact of these people."
            )
        found.append(_Counted(one, definition, activity))
    if hidden:
        left_out.append(
            "Organisations with too few of these people to be shown are left out, with what they would gain or lose: the place's"
            " sum is without them."
        )
    return found, left_out, hidden


def _why_not(definition: Definition | None, before: Sequence[Definition]) -> str:
    if definition is None:
        return "its measure counts no contacts of one kind"
    if definition.counts != "contacts":
        return "a stay has one price, so its bed days have none of their own"
    if definition.mark != "any":
        return "it counts only some contacts of its kind, which have no price of their own"
    for other in before:
        same = (other.setting, other.kind) == (definition.setting, definition.kind)
        if same and (other.began is None or definition.began in (None, other.began)):
            return f"its contacts are counted under {other.title.lower()} already"
    return ""


def _measured_cases(place: Place, counted: Sequence[_Counted], changes: Mapping[str, Change]) -> list[Case]:
    def at(end: Callable[[Change], float | None]) -> Callable[[_Counted], float | None]:
        def change(one: _Counted) -> float | None:
            found = changes.get(one.assumption.id)
            return end(found) if found and found.measure == one.assumption.measure else None

        return change

    measured = [one for one in counted if at(lambda found: found.value)(one) is not None]
    if not measured:
        return []
    cases = [_case(place, counted, "measured", "As measured", at(lambda found: found.value))]
    for name, title, end in (
        ("most-favourable", "Most favourable end", lambda found: found.low),
        ("least-favourable", "Least favourable end", lambda found: found.high),
    ):
        if all(at(end)(one) is not None for one in measured):
            cases.append(_case(place, counted, name, title, at(end)))
    return cases


def _case(
    place: Place,
    counted: Sequence[_Counted],
    name: str,
    title: str,
    change_of: Callable[[_Counted], float | None],
) -> Case:
    movements, moved = [], []
    for one in counted:
        change = change_of(one)
        for activity in one.activity:
            units = 0.0 if change is None else _moved(activity.contacts, change)
            movements.append(_movement(place, one.definition, activity, units))
            said = "not measured" if change is None else f"{100 * change:+.1f}%".replace("-", "−")
            what = f"{one.definition.title} ({one.assumption.id})"
            moved.append(
                Moved(activity.organisation, what, activity.contacts, activity.price_pence, said, units)
            )
    return Case(name, title, tuple(movements), tuple(moved))


def _moved(contacts: int, change: float) -> float:
    change = max(change, FEWEST_LEFT)
    return contacts * change / (1 + change)


def _movement(place: Place, definition: Definition, activity: Activity, units: float) -> Movement:
    return Movement(
        activity.organisation,
        definition.title,
        (units,),
        activity.price_pence,
        activity.price_pence,
        payer(place, definition.setting),
        paid_share(place, definition.setting),
        release_path(of_place=place.whole_place.released),
        at_once=False,
    )


def _rests_on(
    place: Place,
    basis: Basis,
    counted: Sequence[_Counted],
    measured: Measured | None,
    published: Published,
) -> tuple[str, ...]:
    path = release_path(of_place=place.whole_place.released)
    settings = list(dict.fromkeys(one.definition.setting for one in counted))
    sources = price_sources((one.definition.setting, one.definition.kind) for one in counted)
    paid = listed([f"{plain(each).lower()} {100 * paid_share(place, each):.0f}%" for each in settings])
    own = set(settings) & set(place.whole_place.paid_by_activity)
    said = [
        f"Activity: {basis.words}, from {day(basis.starts_on)} until before {day(basis.ends_before)}; build of"
        f" {moment(published.published_at)}. Counts are rounded, and every amount is worked out from the rounded count.",
        f"Prices: what the records price each contact at, dated national unit costs ({'; '.join(sources)}). What a unit costs its"
        " organisation is taken to be its price.",
        f"Cost that leaves: {listed([f'{100 * share:.0f}%' for share in path.shares])} by the first, second, third year."
        f" An assumption: {path.source}",
        f"Share of the price that moves with activity: {paid}. "
        + (
            "The place's own."
            if own == set(settings)
            else f"An assumption: {' '.join(as_assumed().about.split())}"
        ),
    ]
    if measured is not None:
        said.append(
            f"As measured: the evaluation of records until {measured.data_until}; its ends take the 95% interval of every"
            " measure at the same end at once, which is wider than 95%."
        )
    return tuple(said)
