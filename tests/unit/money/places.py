"""A small place with a pool, a shift, a contract and two legal forms to choose from."""

from __future__ import annotations

PLACE = """\
[place]
name = "Seacombe"
question = "How can care be improved?"
data_from = 2022-04-01
data_until = 2024-03-31

[[organisations]]
code = "QZZ"
name = "The board"
kind = "commissioner"
[[organisations]]
code = "SEA"
name = "The council"
kind = "council"
capital_reserve = 900
[[organisations]]
code = "RZZ1"
name = "The hospital"
kind = "acute"
capital_reserve = 5_000
[[organisations]]
code = "RZZ3"
name = "The nurses"
kind = "community"
capital_reserve = 2_000
[[organisations]]
code = "L81001"
name = "Harbour Surgery"
kind = "practice"
[[organisations]]
code = "L81005"
name = "Market Surgery"
kind = "practice"
succeeded_by = "L81001"
[[neighbourhoods]]
name = "Harbour"
practices = ["L81001", "L81005"]

[[agreements]]
name = "Alliance"
form = "alliance"
scope = "vertical"
members = ["QZZ", "RZZ1", "RZZ3", "SEA"]
[[agreements.decisions]]
subject = "moving money"
decides = "the board of the alliance"
rule = "all members"
reserved_to = ["QZZ"]

[[care_models]]
name = "Hubs"
kind = "pacs"
starts_on = 2023-04-01
eligible = "age >= 18"
capacity = 100
[[care_models.assumptions]]
id = "A1"
because = "one coordinator"
then = "fewer admissions"
measure = "emergency_admissions"
expect = { change = -0.20, by = 2025-09-30 }
test = "matched-controls"
if_not_supported = "pause"
[[care_models.assumptions]]
id = "A2"
because = "a plan home"
then = "fewer nights"
measure = "emergency_bed_days"
expect = { change = -0.10, by = 2025-09-30 }
test = "matched-controls"
if_not_supported = "pause"

[budget]
host = "QZZ"
pool_manager = "finance lead"
starts_on = 2024-04-01
report_every_weeks = 6
risk_pool = 50
covers_overspend = ["other-lines", "risk-pool", "uncommitted-schemes", "outside-the-pool"]
underspend = "non-recurrent"
exit_notice_months = 12
[[budget.contributions]]
organisation = "QZZ"
amount = 1_000
covers = ["acute", "community"]
vat_recoverable = true
rolled_forward = 990
inflation = 30
efficiency = 20
source = "board paper 7"
[[budget.contributions]]
organisation = "SEA"
amount = 500
covers = ["social-care"]
vat_recoverable = true
[[budget.lines]]
name = "Wards"
covers = "acute"
organisation = "RZZ1"
amount = 900
[[budget.lines]]
name = "Homes"
covers = "social-care"
organisation = "SEA"
amount = 500

[[control_totals]]
organisation = "RZZ1"
amount = -30
year_starts_on = 2024-04-01
moves = [{ to = "RZZ3", amount = 10, reason = "a ward stays open" }]
[[control_totals]]
organisation = "RZZ3"
amount = 40
year_starts_on = 2024-04-01

[[shifts]]
name = "Frailty at home"
activity = [100]
source = "plan of 2024"
leaves = { organisation = "RZZ1", setting = "hospital", kind = "admission", began = "emergency", price = 1_000 }
arrives = { organisation = "RZZ3", setting = "community", units_for_each = 2, price = 50, cost = 50 }
costs = [{ name = "double running", organisation = "QZZ", amounts = [5_000] }]

[[contracts]]
name = "Care at home"
form = "alliance"
agreement = "Alliance"
commissioner = "QZZ"
holder = "RZZ3"
limited_liability = false
starts_on = 2024-04-01
years = 2
prices = [100_000, 100_000]
baseline = { measured_from = 2023-04-01, method = "ledger", annual = 100_000 }
tax = { opinion_on = 2024-01-01, opinion_by = "adviser", irrecoverable = 0, in_budget = 0 }
[[contracts.services]]
name = "admissions"
organisation = "RZZ1"
setting = "hospital"
activity = 100
price = 800
fixed_share = 0.5
[[contracts.services]]
name = "visits"
organisation = "RZZ3"
setting = "community"
activity = 400
price = 50
[[contracts.savings]]
name = "Fewer admissions"
service = "admissions"
amounts = [8_000, 16_000]
[[contracts.investments]]
name = "Setting up"
kind = "mobilisation"
amounts = [1_000, 0]
paid_by = "QZZ"
[[contracts.terms]]
kind = "activity"
services = ["admissions"]
[[contracts.terms]]
kind = "capitated-payment"
"""
