"""A small made-up place for the web application's tests."""

from __future__ import annotations

from pathlib import Path

PLACE_FILE = """
[place]
name = "Harbour"
question = "How can care be improved for people in Harbour?"
data_from = 2021-04-01
data_until = 2024-03-31
demo = true

[[organisations]]
code = "L81001"
name = "Harbour View Surgery"
kind = "practice"

[[organisations]]
code = "RZZ1"
name = "Harbour General"
kind = "acute"

[[organisations]]
code = "SEA"
name = "Harbour Council"
kind = "council"

[[organisations]]
code = "QZZ"
name = "Harbour Integrated Care Board"
kind = "commissioner"

[[organisations]]
code = "VL001"
name = "Lighthouse House"
kind = "care-home"

[[neighbourhoods]]
name = "Quay"
practices = ["L81001"]

[[agreements]]
name = "Harbour alliance"
form = "alliance"
scope = "vertical"
members = ["L81001", "RZZ1", "SEA", "QZZ"]
joined_on = 2023-04-01
quorum = 2
[[agreements.decisions]]
subject = "moving up to 50,000 pounds"
decides = "alliance leadership team"
rule = "majority"
limit = 50_000
[[agreements.decisions]]
subject = "changing a care model"
decides = "Harbour board"
rule = "all members"
[[agreements.decisions]]
subject = "renaming the alliance"
decides = "Harbour board"
rule = "by acclamation"
[[agreements.voters]]
post = "finance director"
organisation = "RZZ1"
since = 2023-04-01
declared_on = 2023-04-11
[[agreements.voters]]
post = "director of strategy"
organisation = "QZZ"
since = 2023-04-01
declared_on = 2023-04-12
[[agreements.voters]]
post = "director of adult social care"
organisation = "SEA"
since = 2023-04-01
declared_on = 2023-04-13
[[agreements.voters]]
post = "clinical lead"
organisation = "L81001"
since = 2023-04-01
declared_on = 2023-04-14
conflicted_in = ["changing a care model"]
steps_aside = true

[[care_models]]
name = "Quay hub"
kind = "pacs"
starts_on = 2022-04-01
eligible = "age >= 65"
capacity = 40
primary_care_lead = "L81001"

[engine_room]
staff = 2.0
budget = 100_002
years = 3

[workforce]
budget = 40_000
"""


def written(folder: Path) -> Path:
    """The place's folder, with its place file."""
    folder.mkdir(parents=True)
    (folder / "place.toml").write_text(PLACE_FILE, encoding="utf-8")
    return folder
