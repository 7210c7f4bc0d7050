"""Matched controls: people who joined a care model beside people like them who had not, each followed from the same day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from joinedup.evaluation.candidates import Candidates
from joinedup.evaluation.follow_up import FollowUp
from joinedup.evaluation.matched_controls.adjusting import features_to_adjust_for
from joinedup.evaluation.matched_controls.cautions import cautions_of
from joinedup.evaluation.matched_controls.flow import flow_of
from joinedup.evaluation.matched_controls.joining import Joining, joining_of
from joinedup.evaluation.matched_controls.members import DAYS_A_YEAR, members_of
from joinedup.evaluation.matched_controls.pairs import FollowedPairs, WhenAControlJoins, follow
from joinedup.evaluation.matched_controls.people import NearestOn, match_people
from joinedup.evaluation.matched_controls.rate_ratio import (
    Members,
    RateRatio,
    difference_estimate,
    rate_ratio,
    ratio_estimate,
)
from joinedup.evaluation.matched_controls.rates_over_time import rates_over_time
from joinedup.evaluation.matched_controls.study import MatchedStudy
from joinedup.evaluation.matched_controls.weights import DayWeights, even_weights, weights_for_joining
from joinedup.evaluation.methods.matching.balance import Balance, balance_of
from joinedup.evaluation.methods.matching.matched import Matched
from joinedup.evaluation.methods.results import Dropped, Estimate, MethodError


@dataclass(frozen=True)
class MatchedControls:
    """The design, with its choices. Risk-set matching follows Li, Propert & Rosenbaum 2001 (JASA 96:870-882); what each choice
    does to bias and coverage is in docs/explanation/matched-controls.md.

    `controls_each` people are matched to each who joined, within `caliper` standard deviations of the log odds of joining
    (Austin 2011, Pharm Stat 10:150-161: 0.2). `serve_again` lets a person be a control for several people, in different
    months: where each serves once, those often in hospital are soon used up, and later joiners find only the healthier.
    `adjusted` also adjusts for what was matched on. `when_a_control_joins` says how following goes on then.
    """

    controls_each: int = 1
    caliper: float = 0.2
    nearest_on: NearestOn = "chance-of-joining"
    serve_again: bool = True
    adjusted: bool = True
    when_a_control_joins: WhenAControlJoins = "weights"

    @property
    def name(self) -> str:
        """Slug of the design, as a place file's `test` names it."""
        return "matched-controls"

    @property
    def title(self) -> str:
        """The design in words."""
        return "Matched controls"

    def study(
        self, candidates: Candidates, follow_up: FollowUp, until: date, level: float = 0.95
    ) -> MatchedStudy:
        """Everything about the comparison up to and including `until`. MethodError, in words, when there is none."""
        seen = _until(candidates, until)
        comparison = self.compare(seen, follow_up, until)
        found, members = comparison.ratio, comparison.members
        pairs = comparison.pairs
        cautions = cautions_of(comparison.joining, comparison.matched, pairs, members, comparison.weights)
        estimate = ratio_estimate(found, members, level, self._method(found), cautions)
        used = _followed_only(comparison.matched, pairs, len(seen))
        per = MatchedStudy.per_person_years
        return MatchedStudy(
            care_model=candidates.care_model,
            measure=follow_up.measure,
            until=until,
            estimate=replace(estimate, dropped=(*comparison.dropped, *comparison.matched.unusable)),
            difference=difference_estimate(found, members, per, level, self._method(found)),
            also=self._other_ways(seen, follow_up, until, comparison, level),
            balance=_balance(seen, used, comparison.joining),
            rates_over_time=rates_over_time(pairs, follow_up, comparison.weights, level),
            people=flow_of(seen, pairs, comparison.dropped, until),
            followed=_followed(pairs, follow_up),
            matched=used,
            pairs=pairs,
            cautions=cautions,
        )

    def estimate(
        self, candidates: Candidates, follow_up: FollowUp, until: date, level: float = 0.95
    ) -> Estimate:
        """The ratio of rates alone, as `study` gives it."""
        comparison = self.compare(_until(candidates, until), follow_up, until)
        return ratio_estimate(comparison.ratio, comparison.members, level, self._method(comparison.ratio))

    def compare(self, candidates: Candidates, follow_up: FollowUp, until: date) -> Comparison:
        """Match, follow, weigh and compare; the candidates are those who could join by `until`."""
        joining = joining_of(candidates)
        matched = match_people(
            candidates,
            joining,
            controls_each=self.controls_each,
            caliper=self.caliper,
            nearest_on=self.nearest_on,
            serve_again=self.serve_again,
        )
        return self._follow(candidates, follow_up, until, joining, matched)

    def _follow(
        self, candidates: Candidates, follow_up: FollowUp, until: date, joining: Joining, matched: Matched
    ) -> Comparison:
        rows = matched.treated_rows, matched.control_rows
        if rows[0] is None or rows[1] is None:
            raise MethodError("matching gave no pairs to follow: match with a method that makes pairs")
        ends_before = int(np.datetime64(until + timedelta(days=1), "D").astype(np.int64))
        pairs, lost = follow(rows[0], rows[1], candidates, follow_up, ends_before, self.when_a_control_joins)
        if pairs.sets < 2:
            raise MethodError(
                f"{pairs.sets} of the people who joined {candidates.care_model} could be matched and followed; at least two"
                " are needed to say how much is chance, and many more to learn anything: wait, or widen the caliper"
            )
        weighted = self.when_a_control_joins == "weights"
        weights = (
            weights_for_joining(pairs, candidates, joining) if weighted else even_weights(pairs, candidates)
        )
        members = members_of(pairs, follow_up, weights)
        features = features_to_adjust_for(candidates, members) if self.adjusted else None
        return Comparison(
            joining,
            matched,
            pairs,
            weights,
            members,
            rate_ratio(members, features),
            (*matched.dropped, *lost),
        )

    def _other_ways(
        self, candidates: Candidates, follow_up: FollowUp, until: date, found: Comparison, level: float
    ) -> dict[str, Estimate]:
        """The same pairs, each choice of following and adjusting in turn."""
        ways = {
            "weights, adjusted": replace(self, when_a_control_joins="weights", adjusted=True),
            "weights, not adjusted": replace(self, when_a_control_joins="weights", adjusted=False),
            "both stop, adjusted": replace(self, when_a_control_joins="pair-stops", adjusted=True),
            "both stop, not adjusted": replace(self, when_a_control_joins="pair-stops", adjusted=False),
        }
        also = {}
        for words, way in ways.items():
            try:
                other = way._follow(candidates, follow_up, until, found.joining, found.matched)
            except MethodError:
                continue
            also[words] = ratio_estimate(other.ratio, other.members, level, way._method(other.ratio))
        return also

    def _method(self, found: RateRatio) -> str:
        return "matched-controls-adjusted" if found.covariates else "matched-controls"


@dataclass(frozen=True)
class Comparison:
    """The steps of one comparison, each with its result. `dropped` counts people who joined and fell out, by reason."""

    joining: Joining
    matched: Matched
    pairs: FollowedPairs
    weights: DayWeights
    members: Members
    ratio: RateRatio
    dropped: tuple[Dropped, ...]


def _until(candidates: Candidates, until: date) -> Candidates:
    """What could be known on that day: no month that begins after it, nobody who joins after it."""
    last = np.datetime64(until, "D")
    months = tuple(month for month in candidates.months if month <= until)
    if not months:
        raise MethodError(
            f"until {until}: nobody was eligible before {candidates.months[0]}, the first month known; choose a later day"
        )
    if len(months) == len(candidates.months) and not (candidates.joins_on > last).any():
        return candidates
    keep = candidates.month < len(months)
    joins = np.where(candidates.joins_on > last, np.datetime64("NaT"), candidates.joins_on)[keep]
    who, when = candidates.caseload
    by_then = when <= int(last.astype(np.int64))
    return replace(
        candidates,
        person=candidates.person[keep],
        month=candidates.month[keep],
        months=months,
        joins_on=joins,
        features=candidates.features[keep],
        strata=None if candidates.strata is None else candidates.strata[keep],
        caseload_person=who[by_then],
        caseload_joined_on=when[by_then].astype("datetime64[D]"),
    )


def _followed_only(matched: Matched, pairs: FollowedPairs, rows: int) -> Matched:
    """The matched sample of the pairs that were followed."""
    weights = np.zeros(rows)
    np.add.at(weights, pairs.control_row, pairs.weight)
    used = weights > 0
    weights[used] *= used.sum() / weights.sum()
    weights[np.unique(pairs.treated_row)] = 1.0
    return replace(matched, weights=weights, treated_rows=pairs.treated_row, control_rows=pairs.control_row)


def _balance(candidates: Candidates, used: Matched, joining: Joining) -> Balance:
    """Balance among the people of months in which somebody joined."""
    known = np.isfinite(joining.logit)
    sample = Matched(used.treated[known], used.weights[known], used.method)
    return balance_of(candidates.features[known], sample, candidates.feature_names)


def _followed(pairs: FollowedPairs, follow_up: FollowUp) -> dict[str, float]:
    """Years, events and mean months, as they lay, without weights of days."""
    figures = {}
    for group, person, ends in (
        ("treated", pairs.treated_person, pairs.treated_ends_before),
        ("control", pairs.control_person, pairs.control_ends_before),
    ):
        days = pairs.weight * (ends - pairs.day)
        figures[f"{group}_years"] = float(days.sum()) / DAYS_A_YEAR
        figures[f"{group}_events"] = float(pairs.weight @ follow_up.total(person, pairs.day, ends))
        figures[f"{group}_mean_months"] = float(days.sum() / pairs.weight.sum()) / DAYS_A_YEAR * 12
    return figures
