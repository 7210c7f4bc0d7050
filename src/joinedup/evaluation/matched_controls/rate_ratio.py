"""The ratio of two rates of events, between members of matched sets, whatever the events' dispersion."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from joinedup.evaluation.methods.results import Bools, Caution, Estimate, Floats, MethodError, Whole

_STEPS = 40
# Twice what a further step would add to the log likelihood.
_SETTLED = 1e-14
_MOST_PULL = 0.9


@dataclass(frozen=True)
class Members:
    """One row a person followed in a matched set: what the events came to, the years followed (both with the weights of days),
    what the row weighs, the matched set, the person, and the row of features."""

    amount: Floats
    years: Floats
    treated: Bools
    weight: Floats
    matched_set: Whole
    person: Whole
    row: Whole


@dataclass(frozen=True)
class RateRatio:
    """A log ratio of rates with its influence by row, and both groups' rates a person-year."""

    log_ratio: float
    influence: Floats
    treated_rate: float
    control_rate: float
    covariates: int


def rate_ratio(members: Members, features: Floats | None = None) -> RateRatio:
    """Poisson regression of the events on having joined, with the log of the years as offset and the rows' weights; with
    `features` (a row a member, no constant column) adjusted for them as well.

    MethodError when a group had no events or was not followed at all, in which case a ratio does not exist.
    """
    treated_rate, control_rate = _rates(members)
    x = np.column_stack([np.ones(len(members.amount)), members.treated.astype(float)])
    start = np.array([np.log(control_rate), np.log(treated_rate / control_rate)])
    if features is not None and features.shape[1]:
        x = np.column_stack([x, features])
        start = np.append(start, np.zeros(features.shape[1]))
    beta, inverse, left, pull = _poisson(x, members, start)
    influence = (x * (members.weight * left / (1 - pull))[:, None]) @ inverse[:, 1]
    return RateRatio(float(beta[1]), influence, treated_rate, control_rate, x.shape[1] - 2)


def ratio_estimate(
    found: RateRatio,
    members: Members,
    level: float,
    method: str,
    cautions: tuple[Caution, ...] = (),
) -> Estimate:
    """The ratio with its interval: clustered by matched set and by person (a person may be a control first and join later;
    Cameron, Gelbach & Miller 2011, JBES 29:238-249; by set: Abadie & Spiess 2022, JASA 117:983-995), and by the t
    distribution with the degrees of freedom that the influence of the sets bears (Satterthwaite). Influences are those of
    leaving a row out (MacKinnon & White 1985, J Econometrics 29:305-325: HC3), as few people may have most of the events."""
    from scipy import stats

    error, freedom = spread(found.influence, members)
    half = float(stats.t.ppf(0.5 + level / 2, freedom)) * error
    return Estimate(
        value=float(np.exp(found.log_ratio)),
        low=float(np.exp(found.log_ratio - half)),
        high=float(np.exp(found.log_ratio + half)),
        scale="ratio",
        method=method,
        interval_by="clustered-by-set-and-person",
        level=level,
        standard_error=error,
        p_value=float(2 * stats.t.sf(abs(found.log_ratio) / error, freedom)) if error > 0 else None,
        cautions=cautions,
    )


def difference_estimate(
    found: RateRatio, members: Members, per: float, level: float, method: str
) -> Estimate:
    """The same effect as events more or fewer per `per` person-years: the rate of those who joined, less what it would have
    been at the ratio found."""
    from scipy import stats

    weighted = members.weight * members.treated
    rate_influence = weighted * (members.amount - found.treated_rate * members.years)
    rate_influence = rate_influence / (weighted @ members.years)
    without = float(np.exp(-found.log_ratio))
    value = found.treated_rate * (1 - without)
    influence = (1 - without) * rate_influence + found.treated_rate * without * found.influence
    error, freedom = spread(influence, members)
    half = float(stats.t.ppf(0.5 + level / 2, freedom)) * error
    return Estimate(
        value=per * value,
        low=per * (value - half),
        high=per * (value + half),
        scale="difference",
        method=method,
        interval_by="clustered-by-set-and-person",
        level=level,
        standard_error=per * error,
        p_value=float(2 * stats.t.sf(abs(value) / error, freedom)) if error > 0 else None,
    )


def spread(influence: Floats, members: Members) -> tuple[float, float]:
    """Standard error of the sum of influences, and its degrees of freedom."""
    by_set = np.bincount(members.matched_set, influence)
    people, person = np.unique(members.person, return_inverse=True)
    by_person = np.bincount(person, influence)
    both = members.matched_set * len(people) + person
    by_both = np.bincount(np.unique(both, return_inverse=True)[1], influence)
    of_sets = float(by_set @ by_set)
    variance = of_sets + float(by_person @ by_person) - float(by_both @ by_both)
    variance = variance if variance > 0.25 * of_sets else of_sets
    sets = len(by_set)
    correction = sets / max(sets - 1, 1)
    fourth = float((by_set**4).sum()) - of_sets**2 / sets
    freedom = 2 * of_sets**2 / fourth if fourth > 0 else float(sets - 1)
    return (variance * correction) ** 0.5, float(np.clip(freedom, 1.0, max(sets - 1, 1)))


def _rates(members: Members) -> tuple[float, float]:
    rates = []
    for group, who in ((members.treated, "who joined"), (~members.treated, "they are compared with")):
        years = float(members.weight[group] @ members.years[group])
        amount = float(members.weight[group] @ members.amount[group])
        if not years > 0:
            raise MethodError(
                f"the people {who} were not followed for a single day: wait until more time has passed, or choose a later"
                " last day"
            )
        if not amount > 0:
            raise MethodError(
                f"the {int(group.sum())} people {who} had no events in {years:.0f} person-years, so a ratio of rates does not"
                " exist: wait for more people and time, or choose a measure of something commoner"
            )
        rates.append(amount / years)
    return rates[0], rates[1]


def _poisson(x: Floats, members: Members, beta: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    """Coefficients by Newton's method, the inverse of the second derivatives, observed less expected by row, and how far each
    row pulls its own expectation towards itself (leverage).

    Steps that would lower the likelihood are halved. The covariates bear a ridge as weak as one person with events, so that
    one who decides that there are none (nobody of a care home was admitted) has a finite coefficient. MethodError when it
    does not settle all the same.
    """
    per = max(float((members.weight * (members.amount > 0)).sum()), 1.0) / float(
        members.weight @ members.amount
    )
    amount, weight, years = members.amount * per, members.weight, members.years * per
    ridge = np.ones(x.shape[1])
    ridge[:2] = 0.0

    def likelihood(at: Floats) -> float:
        eta = x @ at
        fits = weight @ (amount * eta - years * np.exp(np.minimum(eta, 50)))
        return float(fits - (ridge * at) @ at / 2)

    best = likelihood(beta)
    for _ in range(_STEPS):
        expected = years * np.exp(np.minimum(x @ beta, 50))
        left = amount - expected
        second = (x * (weight * expected)[:, None]).T @ x + np.diag(ridge)
        try:
            inverse: Floats = np.linalg.inv(second).astype(np.float64)
        except np.linalg.LinAlgError as error:
            raise MethodError(_NOT_SETTLED) from error
        first = x.T @ (weight * left) - ridge * beta
        step = inverse @ first
        if float(first @ step) < _SETTLED:
            pull = weight * expected * ((x @ inverse) * x).sum(axis=1)
            return beta, np.asarray(inverse), left, np.minimum(pull, _MOST_PULL)
        while (now := likelihood(beta + step)) < best and float(np.abs(step).max()) > 1e-12:
            step = step / 2
        beta, best = beta + step, now
    raise MethodError(_NOT_SETTLED)


_NOT_SETTLED = (
    "the adjusted rates do not settle: features repeat each other or one decides who has events at all; leave such a feature"
    " out, or use the matched comparison without adjustment"
)
