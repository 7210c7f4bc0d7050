"""Places built by hand for the rules: one in which every rule is content, and ways to change a part of it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from joinedup.money.checks.rule import Judgement, Proposal, by_id
from joinedup.money.contracts import with_terms
from joinedup.place.shape import read_shape

GONE = object()
"""Says in a change that a key is taken away."""

SOUND = """
[place]
name = "Seacombe"
question = "How can care be improved?"
data_from = 2021-04-01
data_until = 2024-03-31

[[organisations]]
code = "QZZ"
name = "Seacombe Board"
kind = "commissioner"

[[organisations]]
code = "HOLD"
name = "Seacombe Care Ltd"
kind = "community"
capital_reserve = 400_000_000

[[organisations]]
code = "RZZ1"
name = "Seacombe General"
kind = "acute"
capital_reserve = 100_000_000

[[organisations]]
code = "L81001"
name = "Harbour View Surgery"
kind = "practice"

[[neighbourhoods]]
name = "Harbour"
practices = ["L81001"]

[[agreements]]
name = "Alliance"
form = "alliance"
scope = "vertical"
members = ["QZZ", "HOLD", "RZZ1", "L81001"]
quorum = 2

[[agreements.decisions]]
subject = "moving money"
decides = "the board"
rule = "all members"
limit = 50_000
reserved_to = ["QZZ"]

[[agreements.decisions]]
subject = "who joins a caseload"
decides = "the neighbourhood teams"
rule = "majority"

[[agreements.voters]]
post = "chair of the board"
organisation = "QZZ"
since = 2023-04-01
declared_on = 2023-04-29

[[agreements.voters]]
post = "medical director of RZZ1"
organisation = "RZZ1"
since = 2023-04-01
declared_on = 2023-04-02
conflicted_in = ["moving money"]
steps_aside = true

[[agreements.voters]]
post = "partner of L81001"
organisation = "L81001"
since = 2023-04-01
declared_on = 2023-04-02

[[care_models]]
name = "Hubs"
kind = "pacs"
starts_on = 2024-04-01
eligible = "age >= 18"
capacity = 100
primary_care_lead = "L81001"

[[care_models.assumptions]]
id = "A1"
because = "each person has one plan"
then = "fewer emergency admissions"
measure = "emergency_admissions"
expect = { change = -0.10, by = 2026-03-31 }
test = "matched-controls"
if_not_supported = "stop"

[engine_room]
staff = 6
budget = 400_000
years = 5

[workforce]
budget = 300_000

[budget]
host = "QZZ"
pool_manager = "head of joint commissioning"
report_every_weeks = 6
covers_overspend = ["other-lines", "risk-pool"]
exit_notice_months = 12

[[budget.contributions]]
organisation = "QZZ"
amount = 1_000_000
covers = ["community"]
vat_recoverable = true

[[contracts]]
name = "Care"
form = "corporate-joint-venture"
commissioner = "QZZ"
holder = "HOLD"
limited_liability = true
people = 300_000
starts_on = 2024-04-01
years = 5
signed_on = 2024-02-01
cost_agreed_on = 2023-12-01
scope_settled_on = 2024-02-01
preferred_bidder_on = 2023-10-01
prices = [300_000_000, 303_000_000, 306_000_000, 309_000_000, 312_000_000]
benchmarks = [300_000_000, 306_000_000, 312_120_000, 318_362_400, 324_729_648]
price_ceiling = 1_540_000_000
expected_variation = 0.0
shadow_years = 1
risk_owner = "QZZ"
risk_log_reports_to = "the board"
retained_by_commissioner = ["statutory-duties", "monitoring", "step-in"]
open_issues = []
exits = []
advisers_until = 2024-06-30

[contracts.baseline]
measured_from = 2022-04-01
method = "person-based"
annual = 300_000_000
growth = 0.02

[[contracts.baseline.lines]]
name = "hospital"
amount = 200_000_000
traced_to = "ledger of RZZ1"

[[contracts.baseline.lines]]
name = "community"
amount = 90_000_000
traced_to = "ledger of HOLD"

[[contracts.baseline.lines]]
name = "small contracts"
amount = 10_000_000

[contracts.need]
adjusts_for = ["age", "sex", "deprivation"]
sum_of_weights = 300_000.0
people_weighted = 300_000

[[contracts.services]]
name = "admissions"
organisation = "RZZ1"
setting = "hospital"
activity = 100_000
price = 2_000
fixed_share = 0.7

[[contracts.services]]
name = "community"
organisation = "HOLD"
setting = "community"
activity = 1_000_000
price = 100

[[contracts.savings]]
name = "Fewer admissions"
service = "admissions"
amounts = [200_000, 2_000_000, 4_000_000, 6_000_000, 8_000_000]
credited_to = ["HOLD"]
fixed_cost_left = true

[[contracts.investments]]
name = "Setting up"
kind = "mobilisation"
amounts = [1_000_000, 0, 0, 0, 0]
paid_by = "QZZ"

[[contracts.investments]]
name = "Old and new"
kind = "double-running"
amounts = [1_000_000, 500_000, 0, 0, 0]
paid_by = "QZZ"

[[contracts.outcomes]]
name = "admissions per 1,000"
baseline = 100.0
target = 95.0
weight = 0.5
spread = 1.0
measured_by = "hospital extracts"
frequency = "monthly"
owner = "HOLD"
gate = "data complete"

[[contracts.outcomes]]
name = "seen in two days"
baseline = 0.80
target = 0.90
weight = 0.5
size = 5_000
measured_by = "community extracts"
frequency = "quarterly"
owner = "HOLD"
gate = "data complete"

[contracts.tax]
opinion_on = 2023-11-01
opinion_by = "a tax adviser"
irrecoverable = 500_000
in_budget = 500_000

[[contracts.guarantees]]
guarantor = "RZZ1"
amount = 10_000_000
executed_on = 2024-01-31
condition_of_award = true

[contracts.disputes]
arbiter = "an arbiter of the region"
days = 28
service_continues = true

[[contracts.gates]]
name = "early-engagement"
on = 2023-04-01
by = "the regulator"
passed = true

[[contracts.gates]]
name = "before-procurement"
on = 2023-06-01
by = "the regulator"
passed = true

[[contracts.gates]]
name = "before-signature"
on = 2024-01-15
by = "the regulator"
passed = true

[[contracts.gates]]
name = "before-start"
on = 2024-03-15
by = "the regulator"
passed = true

[[contracts.terms]]
kind = "capitated-payment"

[[contracts.terms]]
kind = "activity"
services = ["admissions"]
paid_by = "holder"

[[contracts.terms]]
kind = "outcome-based"
share_at_risk = [0.0, 0.02, 0.05, 0.05, 0.05]

[[contracts.terms]]
kind = "stop-loss"
per_person_above = 100_000

[[contracts.terms]]
kind = "transition-support"
cost_left = [0.7, 0.5, 0.3, 0.2, 0.1]

[[contracts.terms]]
kind = "gain-loss-share"
share = { HOLD = 0.6, RZZ1 = 0.4 }
dead_band = 0.02
cap = 0.05
"""


def content() -> dict[str, Any]:
    """The sound place as a dictionary, to change at will."""
    return deepcopy(tomllib.loads(SOUND))


def changed(change: Mapping[str, Any], inside: Any = None) -> dict[str, Any]:
    """The sound place with values at dotted keys changed; list positions from 0: {"contracts.0.people": 20_000}."""
    whole = content() if inside is None else inside
    for key, value in change.items():
        *path, last = [int(part) if part.isdecimal() else part for part in key.split(".")]
        holder = whole
        for part in path:
            holder = holder.setdefault(part, {}) if isinstance(part, str) else holder[part]
        if value is GONE:
            holder.pop(last, None)
        else:
            holder[last] = value
    return whole


def proposal(whole: Mapping[str, Any], rule: str) -> Proposal:
    """What a rule is handed: the place, with its only contract where the rule is about one."""
    place, findings = read_shape(whole)
    assert place is not None, [str(finding) for finding in findings]
    if by_id()[rule].about == "place":
        return Proposal(place)
    return Proposal(place, with_terms(place.contracts[0]))


def judge(rule: str, **change: Any) -> Judgement:
    """A rule's answer about the sound place with keys of its contract changed; `prices_0` stands for contracts.0.prices.0."""
    return judge_place(
        rule, {f"contracts.0.{key.replace('__', '.')}": value for key, value in change.items()}
    )


def judge_place(rule: str, change: Mapping[str, Any]) -> Judgement:
    """A rule's answer about the sound place with values at dotted keys changed."""
    return by_id()[rule].judge(proposal(changed(change), rule))
