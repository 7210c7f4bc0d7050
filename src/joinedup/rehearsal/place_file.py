"""The place file of the made-up Seacombe: who takes part, what they agreed, which files they send."""

from __future__ import annotations

from datetime import date, timedelta

from joinedup.rehearsal.ae_monthly_extract import SOURCE as MONTHLY_SOURCE
from joinedup.rehearsal.care_model import CARE_MODEL
from joinedup.rehearsal.caseload_extract import CASELOAD_SOURCE, LEAD
from joinedup.rehearsal.chunk import first_year_of_care_model
from joinedup.rehearsal.community_extract import COMMUNITY_SOURCE, COMMUNITY_TRUST
from joinedup.rehearsal.files import FileFormat
from joinedup.rehearsal.gp_extract import SOURCE as GP_SOURCE
from joinedup.rehearsal.hospital_extract import SOURCES, TRUSTS
from joinedup.rehearsal.mental_health_extract import MENTAL_HEALTH_SOURCE, MENTAL_HEALTH_TRUST
from joinedup.rehearsal.money_agreed import money_agreed
from joinedup.rehearsal.people import Setting
from joinedup.rehearsal.place_map import NEIGHBOURHOODS
from joinedup.rehearsal.social_care_extract import COUNCIL
from joinedup.rehearsal.social_care_extract import SOURCE as COUNCIL_SOURCE

# Code, name, kind, and what the body could lose for each person of the place, in pounds.
_BODIES = (
    (TRUSTS[0], "Seacombe General Hospital NHS Foundation Trust", "acute", 600),
    (TRUSTS[1], "Northgate District Hospital NHS Trust", "acute", 250),
    (COMMUNITY_TRUST, "Seacombe Community Health NHS Trust", "community", 150),
    (MENTAL_HEALTH_TRUST, "Saltmarsh Mental Health NHS Foundation Trust", "mental-health", 200),
    (COUNCIL, "Seacombe Council", "council", 450),
    ("VL001", "Lighthouse House care home", "care-home", None),
    ("VL002", "The Saltings care home", "care-home", None),
    ("VL003", "Minster Court care home", "care-home", None),
    ("VOL1", "Seacombe Neighbours", "voluntary", None),
    ("QZZ", "NHS Seacombe Integrated Care Board", "commissioner", None),
    ("POOL", "Risk pool of the region's boards", "independent", 400),
)

_DECISIONS = """[[agreements.decisions]]
subject = "moving up to 50,000 pounds between organisations"
decides = "alliance leadership team"
rule = "majority"
limit = 50_000
[[agreements.decisions]]
subject = "moving more than 50,000 pounds between organisations"
decides = "Seacombe board"
rule = "all members"
limit = 2_000_000
[[agreements.decisions]]
subject = "admitting a member"
decides = "Seacombe board"
rule = "two thirds of members"
limit = 0
reserved_to = ["QZZ"]
"""

# Who votes: organisation, post, day of May 2023 on which interests were declared, and what it steps aside from.
_VOTERS = (
    ("QZZ", "director of strategy", 3, ""),
    (TRUSTS[0], "finance director", 9, ""),
    (TRUSTS[1], "chief operating officer", 12, ""),
    (COMMUNITY_TRUST, "chief executive", 4, ""),
    (MENTAL_HEALTH_TRUST, "medical director", 17, ""),
    (COUNCIL, "director of adult social care", 10, ""),
    (
        "L81001",
        "clinical lead of the hub",
        22,
        'conflicted_in = ["moving more than 50,000 pounds between organisations"]\nsteps_aside = true\n',
    ),
    ("VOL1", "chair of trustees", 24, ""),
)

# Each assumption of the care model: what is done, what follows, the measure, and what if the test does not support it.
_ARROWS = (
    (
        "each person has one coordinator and one plan within 28 days",
        "fewer emergency admissions",
        "emergency_admissions",
        "pause enrolment and bring to the board",
    ),
    (
        "consultants advise the hub by telephone",
        "fewer outpatient attendances",
        "outpatient_attendances",
        "end the telephone advice and give the sessions back to the clinics",
    ),
    (
        "the hub answers what people would have asked their practice",
        "fewer consultations in general practice",
        "gp_consultations",
        "tell the practices that the hub will not free their time",
    ),
    (
        "the hub plans with the ward for each person's way home from the first day in hospital",
        "fewer nights in hospital after an emergency",
        "emergency_bed_days",
        "bring to the board",
    ),
)


# A reserve does not shrink below what so many people would have behind them: in a place of a few hundred, chance would use it up.
FEWEST_BEHIND_A_RESERVE = 5_000


def place_file(people: int, setting: Setting, file_format: FileFormat) -> str:
    """The text of place.toml."""
    calendar = setting.calendar
    begins = _day(calendar.begins)
    until = _day(calendar.ends - 1)
    model_starts = _day(int(calendar.starts[first_year_of_care_model(calendar.years)]))
    parts = [
        _about(begins, until),
        *_organisations(people, setting),
        *_neighbourhoods(setting),
        _agreement(begins),
        *_sources(file_format),
        '[population]\nregistered_with = "neighbourhoods"\nsegments = "bridges-to-health"\n',
        _care_model(people, setting, model_starts, until),
        money_agreed(people),
        '[[standards]]\nmeasure = "four_hour_waits"\ntarget = 0.95\n',
        _cycles(until),
    ]
    return "\n".join(parts)


def _cycles(until: date) -> str:
    """What is being tried in the last year of the data."""
    tried = (
        ("A coordinator in the emergency department on weekdays", "emergency_department_attendances", 6),
        ("A call within two days of leaving hospital", "emergency_readmissions", 9),
    )
    return "".join(
        f'[[learning.cycles]]\nname = "{name}"\nmeasure = "{measure}"\nstarts_on = {date(until.year - 1, month, 1)}\n'
        for name, measure, month in tried
    )


def _about(begins: date, until: date) -> str:
    shadow = date(until.year - 1, 4, 1)
    return f"""# Seacombe is made up: no organisation, practice or person in it is real. Written by `joinedup rehearse`.

[place]
name = "Seacombe"
question = "How can care be improved for people in Seacombe?"
data_from = {begins}
data_until = {until}
shadow_from = {max(begins, shadow)}
live_from = {until + timedelta(days=1)}
demo = true
"""


def _organisations(people: int, setting: Setting) -> list[str]:
    place = setting.place_map
    made = []
    for code, name, kind, reserve in _BODIES:
        more = f"capital_reserve = {reserve * max(people, FEWEST_BEHIND_A_RESERVE):_}\n" if reserve else ""
        made.append(f'[[organisations]]\ncode = "{code}"\nname = "{name}"\nkind = "{kind}"\n{more}')
    for n, (code, name) in enumerate(zip(place.practice_codes, place.practice_names, strict=True)):
        merged = (
            f'succeeded_by = "{place.practice_codes[place.new_practice]}"\n'
            if n == place.old_practice
            else ""
        )
        made.append(f'[[organisations]]\ncode = "{code}"\nname = "{name}"\nkind = "practice"\n{merged}')
    return made


def _neighbourhoods(setting: Setting) -> list[str]:
    place = setting.place_map
    return [
        f'[[neighbourhoods]]\nname = "{name}"\npractices = {_list(place.practices_of(n))}\n'
        for n, name in enumerate(NEIGHBOURHOODS)
    ]


def _agreement(begins: date) -> str:
    members = [
        code
        for code, _, kind, _ in _BODIES
        if kind in ("acute", "community", "mental-health", "council", "commissioner")
    ]
    voters = "".join(
        f'[[agreements.voters]]\npost = "{post}"\norganisation = "{code}"\nsince = 2023-05-01\n'
        f"declared_on = 2023-05-{day:02d}\n{more}"
        for code, post, day, more in _VOTERS
    )
    return f"""[[agreements]]
name = "Seacombe alliance"
form = "alliance"
scope = "vertical"
members = {_list([*members, "VOL1", "L81001", "L81002", "L81003", "L81004"])}
joined_on = {begins}
quorum = 5
{_DECISIONS}{voters}"""


def _sources(file_format: FileFormat) -> list[str]:
    gp = [
        f"data/qzz/{name}_*.{file_format}"
        for name in ("patients", "consultations", "problems", "prescriptions", "observations")
    ]
    rows: list[tuple[str, str, str, list[str]]] = [("QZZ", GP_SOURCE, "gp", gp)]
    for (trust, form), name in SOURCES.items():
        rows.append((trust, name, f"hes-{form}", [f"data/{trust.lower()}/{form}_*.{file_format}"]))
    for code, name, form, pattern in (
        (COMMUNITY_TRUST, COMMUNITY_SOURCE, "community", "CYP*"),
        (MENTAL_HEALTH_TRUST, MENTAL_HEALTH_SOURCE, "mental-health", "MHS*"),
        (COUNCIL, COUNCIL_SOURCE, "social-care", "CLD_*"),
        (LEAD, CASELOAD_SOURCE, "caseload", "caseload_*"),
        ("QZZ", MONTHLY_SOURCE, "ae-monthly", "ae_attendances_*"),
    ):
        rows.append((code, name, form, [f"data/{code.lower()}/{pattern}.{file_format}"]))
    return [
        f'[[sources]]\nname = "{name}"\norganisation = "{code}"\nformat = "{form}"\n'
        f"files = {_list(files) if len(files) > 1 else _quoted(files[0])}\n"
        for code, name, form, files in rows
    ]


def _care_model(people: int, setting: Setting, starts: date, until: date) -> str:
    assumed = setting.figures.assumed["care_model"]
    return f"""[[care_models]]
name = "{CARE_MODEL}"
kind = "pacs"
starts_on = {starts}
eligible = "age >= 18 and long_term_conditions >= 3 and emergency_admissions_12m >= 1"
capacity = {max(round(people * assumed["capacity_per_1000"] / 1000), 1)}
primary_care_lead = "{LEAD}"
{_assumptions(assumed["expected_changes"], until)}"""


def _assumptions(expected: dict[str, float], until: date) -> str:
    """Four arrows of the logic model; the last is to be seen after the data end."""
    later = date(until.year + 1, 9, 30)
    return "".join(
        f"""[[care_models.assumptions]]
id = "A{n}"
because = "{because}"
then = "{then}"
measure = "{measure}"
expect = {{ change = {expected[measure]:.2f}, by = {later if measure == "emergency_bed_days" else until} }}
test = "matched-controls"
if_not_supported = "{otherwise}"
"""
        for n, (because, then, measure, otherwise) in enumerate(_ARROWS, start=1)
    )


def _day(number: int) -> date:
    return date(1970, 1, 1) + timedelta(days=number)


def _quoted(word: str) -> str:
    return f'"{word}"'


def _list(words: list[str] | tuple[str, ...]) -> str:
    return "[" + ", ".join(_quoted(word) for word in words) + "]"
