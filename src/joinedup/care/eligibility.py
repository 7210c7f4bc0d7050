"""Who is eligible for each care model in each month: the place's own expressions as one step of the build.

What `eligible` uses is looked up for everybody, and nothing else. Most people most of the time have none of what makes
somebody eligible, so facts are followed as changes from month to month (person_fact_change): between two changes a person
is looked at once, not every month.
"""

from __future__ import annotations

from collections.abc import Sequence

import sqlglot
from sqlglot import exp

from joinedup.engine.steps import SqlStep, tables_named_in
from joinedup.engine.tables import Column, Table
from joinedup.place.eligible import read_eligible
from joinedup.place.model import CareModel

ELIGIBLE_PERSON_MONTH = Table(
    "eligible_person_month",
    "one row per care model, month and person living here on its first day who is eligible then",
    (
        Column("care_model", "varchar", "name of the care model"),
        Column("month", "date", "first day of the month"),
        Column("person_id", "integer", "the person"),
        Column(
            "risk_of_emergency_admission",
            "double",
            "the latest risk known on the day (see known_risk); null before there is one, and in a build without the risk model",
        ),
    ),
    rule=(
        "Every month from twelve months into the data on, everyone living here on its first day for whom the `eligible` of "
        "a care model in the place file holds, as known from records strictly before that day. The months before the care "
        "model starts are there too: they say how many people it could have had."
    ),
)
# Each fact that follows from changes: the kinds of change it has, and the fact on a day from the sum of them.
_FOLLOWED = {
    "emergency_admissions_12m": (("admission",), "emergency_admissions_12m"),
    "admissions_12m": (("admission",), "admissions_12m"),
    "emergency_department_attendances_12m": (
        ("emergency-department",),
        "emergency_department_attendances_12m",
    ),
    "outpatient_attendances_12m": (("outpatient",), "outpatient_attendances_12m"),
    "gp_consultations_12m": (("consultation",), "gp_consultations_12m"),
    "bed_days_12m": (("bed-day",), "bed_days_12m"),
    "long_term_conditions": (("condition",), "long_term_conditions"),
    "charlson": (("condition",), "charlson"),
    "elixhauser": (("condition",), "elixhauser"),
    "cambridge": (("condition",), "cambridge_hundredths / 100.0"),
    "hospital_frailty": (("frailty",), "hospital_frailty_tenths / 10.0"),
    "care_home": (("home",), "care_homes > 0"),
}
# The others, by what they are on the day, and the join that each needs beside `resident` and `person`.
_LOOKED_UP = {
    "age": (
        "(spell.month_number - year(person.birth_month) * 12 - month(person.birth_month)) // 12",
        "",
    ),
    "sex": ("person.sex", ""),
    "ethnicity": ("person.ethnicity", ""),
    "practice_code": ("resident.practice_code", ""),
    "neighbourhood": ("resident.neighbourhood", ""),
    "deprivation_quintile": (
        "person_home.deprivation_quintile",
        "left join person_home on person_home.person_id = spell.person_id and person_home.as_of = spell.as_of",
    ),
    "segment": (
        "segmented.segment",
        """left join (
        select person_segment.person_id, person_segment.as_of, person_segment.segment
        from person_segment
        inner join population_rule on population_rule.segments = person_segment.scheme
    ) as segmented on segmented.person_id = spell.person_id and segmented.as_of = spell.as_of""",
    ),
}
_RISK = "risk_of_emergency_admission"
_RISK_JOIN = """left join (
        select person_id, as_of, probability,
            lead(as_of) over (partition by person_id order by as_of) as next_as_of
        from known_risk
    ) as known_risk
        on known_risk.person_id = spell.person_id
        and known_risk.as_of <= spell.month
        and (known_risk.next_as_of is null or known_risk.next_as_of > spell.month)"""


def eligible_step(care_models: Sequence[CareModel], *, with_risk: bool = True) -> SqlStep:
    """The step that makes `eligible_person_month` for the care models of a place; without any its table is empty.

    `with_risk` is false for a build that leaves the risk model out: the risk is then null for everybody.
    """
    sql = _sql(care_models, with_risk=with_risk) if care_models else _NOBODY
    source = "care/eligibility.py"
    return SqlStep(ELIGIBLE_PERSON_MONTH, sql, tables_named_in(sql, source=source), source)


_NOBODY = """
select care_model, starts_on as month, cast(null as integer) as person_id, cast(null as double) as risk_of_emergency_admission
from care_model
where false
"""


def _sql(care_models: Sequence[CareModel], *, with_risk: bool) -> str:
    said = {model.name: read_eligible(model.eligible) for model in care_models}
    used = sorted({column for eligible in said.values() for column in eligible.columns})
    followed = [fact for fact in used if fact in _FOLLOWED]
    risk = f"known_risk.probability as {_RISK}" if with_risk else f"cast(null as double) as {_RISK}"
    looked_up = [f"{_LOOKED_UP[fact][0]} as {fact}" for fact in used if fact in _LOOKED_UP]
    joins = [_LOOKED_UP[fact][1] for fact in used if fact in _LOOKED_UP]
    columns = ["spell.month", "spell.person_id", *(f"spell.{fact}" for fact in followed), *looked_up, risk]
    chosen = [
        f"select {_text(name)} as care_model, month, person_id, {_RISK} from described where {eligible.sql}"
        for name, eligible in said.items()
    ]
    can_be = " or ".join(f"({_needed(eligible.sql, followed)})" for eligible in said.values())
    return f"""
with calendar as (
    select month.month, year(month.month) * 12 + month(month.month) as month_number, max(score_date.as_of) as as_of
    from month
    inner join score_date on score_date.as_of <= month.month
    cross join place_period
    where month.month >= place_period.data_from + interval 12 month
    group by month.month
), reach as (
    select min(month_number) as first_number, max(month_number) as last_number from calendar
), {_known(followed)}, spell as (
    select calendar.month, calendar.month_number, calendar.as_of, {_list(["known.person_id", *(f"known.{f}" for f in followed)])}
    from known
    inner join calendar
        on calendar.month_number >= known.month_number and calendar.month_number < known.until_number
    where {can_be}
), described as (
    select {_list(columns)}
    from spell
    inner join resident
        on resident.person_id = spell.person_id
        and resident.starts_on <= spell.month
        and resident.ends_before > spell.month
    inner join person on person.person_id = spell.person_id
    {" ".join(join for join in (*joins, _RISK_JOIN if with_risk else "") if join)}
)
{" union all ".join(chosen)}
"""


def _known(followed: Sequence[str]) -> str:
    """WITH parts that end in `known`: for each person, the stretches of months in which no fact that is followed changes."""
    kinds = sorted({kind for fact in followed for kind in _FOLLOWED[fact][0]})
    sources = [_FOLLOWED[fact][1].split()[0] for fact in followed]
    zeros = "".join(f", 0 as {source}" for source in sources)
    changes = (
        f"""union all
    select change.person_id, greatest(change.month_number, reach.first_number) as month_number,
        {_list([f"change.{source}" for source in sources])}
    from person_fact_change as change
    inner join reach on change.month_number <= reach.last_number
    where change.kind in ({_list([_text(kind) for kind in kinds])})"""
        if followed
        else ""
    )
    so_far = (
        "over (partition by person_id order by month_number rows between unbounded preceding and current row)"
    )
    sums = "".join(f", sum({source}) as {source}" for source in sources)
    running = "".join(f", sum({source}) {so_far} as {source}" for source in sources)
    facts = "".join(f", {_FOLLOWED[fact][1]} as {fact}" for fact in followed)
    return f"""change as (
    select resident.person_id, reach.first_number as month_number{zeros}
    from resident
    cross join reach
    {changes}
), changed as (
    select person_id, month_number{sums} from change group by person_id, month_number
), added_up as (
    select person_id, month_number,
        lead(month_number) over (partition by person_id order by month_number) as next_number{running}
    from changed
), known as (
    select added_up.person_id, added_up.month_number,
        coalesce(added_up.next_number, reach.last_number + 1) as until_number{facts}
    from added_up
    cross join reach
)"""


def _needed(eligible: str, followed: Sequence[str]) -> str:
    """The part of an expression that must hold whatever the facts that are not followed: so most people are let go early."""
    tree = sqlglot.parse_one(eligible, dialect="duckdb")
    parts = list(tree.unnest().flatten()) if isinstance(tree.unnest(), exp.And) else [tree]
    kept = [
        part.sql(dialect="duckdb")
        for part in parts
        if {column.name for column in part.find_all(exp.Column)} <= set(followed)
    ]
    return " and ".join(f"({part})" for part in kept) or "true"


def _list(items: Sequence[str]) -> str:
    return ", ".join(items)


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
