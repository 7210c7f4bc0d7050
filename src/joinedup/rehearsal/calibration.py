"""How many people of each age, sex and deprivation are in each segment, and how much more or less than others they use.

Published: cost per head by age, sex and deprivation (England); people and activity by segment (one integrated care board).
Neither says how the two meet. Method: the mix of segments in a cell is tilted towards the costly ones as far as the cell's
cost asks (maximum entropy with the segment shares kept); what the tilt leaves over is a multiplier for the cell and one for
each segment and setting, found by raking, so that every cell has its cost and every segment its activity.
"""

from __future__ import annotations

import numpy as np

from joinedup.rehearsal.draws import Floats
from joinedup.rehearsal.figures import CHILD, SETTINGS, Figures

# What a person-year holds, in the order every array of the rehearsal keeps: published settings, with stays told apart.
KINDS = (
    "primary_care_contact",
    "prescription_item",
    "emergency_department",  # attendances that do not end in admission
    "emergency",
    "maternity",
    "elective",
    "day_case",
    "outpatient",
    "community",
    "mental_health_contact",
    "mental_health_admission",
)
STAYS = ("emergency", "maternity", "elective", "day_case")
# How much of a cell's distance from the mean cost its mix of segments carries; the rest is more or less use of care.
_CARRIED_BY_MIX = 0.85
ADULT_FROM = 17


def activity_by_kind(figures: Figures) -> Floats:
    """Activity of a person-year in each segment (6 x KINDS)."""
    published = {name: figures.activity[:, n] for n, name in enumerate(SETTINGS)}
    made = {name: published["inpatient"] * figures.by_segment("inpatient", name) for name in STAYS}
    through = figures.assumed["inpatient"]["through_emergency_department"]
    made["emergency_department"] = published["emergency_department"] - through * made["emergency"]
    return np.stack([made[name] if name in made else published[name] for name in KINDS], axis=1)


def price_by_kind(figures: Figures) -> Floats:
    """Pounds of one of each kind in each segment (6 x KINDS): a stay costs more where stays are longer."""
    prices = {name: np.full(6, figures.pounds.get(name, 0.0)) for name in KINDS}
    long_stay = figures.by_segment("inpatient", "long_stay")
    stay = long_stay * figures.pounds["long_stay"] + (1 - long_stay) * figures.pounds["short_stay"]
    through = figures.assumed["inpatient"]["through_emergency_department"]
    prices["emergency"] = stay + through * figures.pounds["emergency_department"]
    prices["maternity"] = stay
    return np.stack([prices[name] for name in KINDS], axis=1)


def segment_mix(figures: Figures) -> Floats:
    """Share of each segment in each cell (cells x 6); cells run over age band, sex, quintile; children have their own."""
    adult = np.repeat(figures.age_from >= ADULT_FROM, 10)
    people = figures.people.reshape(-1)
    mix = np.zeros((len(people), 6))
    mix[~adult, CHILD] = 1.0
    mix[adult, :CHILD] = _tilted(figures, people[adult], _cost_of_illness(figures)[adult])
    return mix


def _cost_of_illness(figures: Figures) -> Floats:
    """Cost by cell without what childbirth adds: women under 45 half way between men's cost and their own. Assumption."""
    cost = figures.cost_per_head.copy()
    may_give_birth = (figures.age_from >= ADULT_FROM) & (figures.age_from < 45)
    cost[may_give_birth, 0] = cost[may_give_birth].mean(axis=1)
    return cost.reshape(-1)


def _tilted(figures: Figures, people: Floats, cost: Floats) -> Floats:
    weight = people / people.sum()
    segment_cost = cost_by_segment(figures)[:CHILD]
    mean = float(figures.segment_share @ segment_cost)
    target = mean * (1 + _CARRIED_BY_MIX * (cost / (weight @ cost) - 1))
    target = np.clip(target, segment_cost[0] * 1.02, segment_cost[-1] * 0.95)
    level, tilt = np.log(figures.segment_share), np.zeros(len(people))
    scaled = segment_cost / mean
    mix = np.empty((len(people), CHILD))
    for _ in range(400):
        mix = np.exp(level + tilt[:, None] * scaled)
        mix /= mix.sum(axis=1, keepdims=True)
        level += np.log(figures.segment_share / (weight @ mix))
        found = mix @ scaled
        spread = np.maximum(mix @ scaled**2 - found**2, 1e-3)
        tilt = np.clip(tilt + 0.5 * (target / mean - found) / spread, -20, 20)
    return mix


def cost_by_segment(figures: Figures) -> Floats:
    """Mean cost in pounds of a person-year of health care in each segment."""
    cost: Floats = (activity_by_kind(figures) * price_by_kind(figures)).sum(axis=1)
    return cost


def cost_by_cell(figures: Figures) -> Floats:
    """Published cost a head of each cell, scaled to the rehearsal's prices: adults have the mean cost of their segments."""
    adult = np.repeat(figures.age_from >= ADULT_FROM, 10)
    people, cost = figures.people.reshape(-1), figures.cost_per_head.reshape(-1)
    mean = figures.segment_share @ cost_by_segment(figures)[:CHILD]
    scaled: Floats = cost * mean / np.average(cost[adult], weights=people[adult])
    return scaled


def rake(
    wanted_by_segment: Floats, wanted_cost: Floats, made: Floats, prices: Floats
) -> tuple[Floats, Floats]:
    """Multipliers by cell, and by segment and setting, that give segments their activity and cells their cost.

    `made` is cells x segments x settings: the activity before scaling. `wanted_by_segment` is segments x settings;
    `wanted_cost` is by cell and only its proportions count. Children have no wanted activity: their cost decides.
    """
    by_cell, by_segment = np.ones(len(made)), np.ones(made.shape[1:])
    has_people = made.sum(axis=(1, 2)) > 0
    adult_cell = has_people & (made[:, :CHILD].sum(axis=(1, 2)) > 0)
    for _ in range(60):
        total = np.einsum("csk,c->sk", made, by_cell)
        by_segment[:CHILD] = wanted_by_segment[:CHILD] / np.maximum(total[:CHILD], 1e-9)
        found = by_cell * np.einsum("csk,sk->c", made, by_segment * prices)
        scale = found[adult_cell].sum() / wanted_cost[adult_cell].sum()
        step = wanted_cost[has_people] * scale / np.maximum(found[has_people], 1e-9)
        by_cell[has_people] = np.clip(by_cell[has_people] * step, 0.2, 5.0)
    return by_cell, by_segment
