"""A small place file that is sound, to be spoilt by tests."""

SOUND = """\
[place]
name = "Seacombe"
question = "How can care be improved?"
data_from = 2022-04-01
data_until = 2024-03-31

[[organisations]]
code = "L81001"
name = "Harbour Surgery"
kind = "practice"

[[organisations]]
code = "L81002"
name = "Quay Medical Centre"
kind = "practice"

[[organisations]]
code = "RZZ1"
name = "Seacombe General Hospital"
kind = "acute"

[[neighbourhoods]]
name = "Harbour"
practices = ["L81001", "L81002"]

[[sources]]
organisation = "RZZ1"
format = "hes-apc"
files = ["data/rzz1/apc_*.csv", "data/rzz1/late/*.csv"]

[[care_models]]
name = "Hubs"
kind = "pacs"
starts_on = 2023-04-01
eligible = "age >= 18"
capacity = 1200
primary_care_lead = "L81001"

[[care_models.assumptions]]
id = "A1"
because = "one coordinator"
then = "fewer admissions"
measure = "emergency_admissions"
expect = { change = -0.10, by = 2025-09-30 }
test = "matched-controls"
if_not_supported = "pause"

[[budget.contributions]]
organisation = "RZZ1"
amount = 310_000_000
covers = ["acute"]
vat_recoverable = true

[[contracts]]
name = "Outcomes"
starts_on = 2024-04-01
years = 5
baseline = { measured_from = 2023-04-01, method = "person-based" }
terms = [{ kind = "shared-savings", cap = 0.10 }]
"""
