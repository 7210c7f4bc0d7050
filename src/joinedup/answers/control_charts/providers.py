"""Four-hour performance of each provider that publishes its A&E by month. Published totals: no people, shown exactly."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

import numpy as np

from joinedup.answers.control_charts.charted import Charted, Group
from joinedup.answers.control_charts.measures import BETTER
from joinedup.answers.control_charts.settings import Settings, drawable
from joinedup.answers.page.words import some
from joinedup.answers.published import Published
from joinedup.evaluation.methods.control_charts import ChartOptions, control_chart

MEASURE = "four_hour_waits"
TITLE = "A&E: admitted, transferred or discharged within four hours, by provider"

# Major departments where they are told apart; where they are not, all departments together.
QUERY = """
select
    coalesce(provider_month.organisation_code, provider_month.organisation_name) as code,
    coalesce(organisation.organisation_name, provider_month.organisation_name, provider_month.organisation_code) as name,
    provider_month.month,
    sum(provider_month.attendances) as attendances,
    case when count(*) = count(provider_month.over_four_hours) then sum(provider_month.over_four_hours) end as over
from provider_month
left join organisation on organisation.organisation_code = provider_month.organisation_code
where provider_month.department_type in ('1', 'all')
group by all
order by code, provider_month.month
"""
WITHOUT_MAJOR = """
select count(distinct coalesce(organisation_code, organisation_name)) as providers
from provider_month
where coalesce(organisation_code, organisation_name) not in (
    select coalesce(organisation_code, organisation_name) from provider_month where department_type in ('1', 'all')
)
"""


@dataclass
class _Months:
    name: str
    months: list[date]
    attendances: list[float]
    over: list[float]


def provider_group(published: Published, settings: Settings, options: ChartOptions) -> Group | None:
    """One chart a provider, from its major (type 1) departments; None when nobody publishes."""
    found = _read(published)
    if not found:
        return None
    charts, said = [], []
    for place, (code, months) in enumerate(found.items()):
        charted, sentences = _charted(f"provider-{place}", code, months, settings, options)
        charts += [charted] if charted else []
        said += sentences
    without = int(published.rows(WITHOUT_MAJOR)[0][0])
    if without:
        said.append(
            f"{some(without, 'provider has', 'providers have')} no major (type 1) department and no chart here."
        )
    return Group(
        "providers",
        TITLE,
        "of attendances",
        BETTER["higher"],
        charts,
        said,
        about="Major (type 1) departments where they are told apart, else all. Published totals, shown exactly.",
    )


def _read(published: Published) -> dict[str, _Months]:
    found: dict[str, _Months] = {}
    rows: dict[str, list[tuple[date, float, float]]] = defaultdict(list)
    names: dict[str, str] = {}
    for code, name, month, attendances, over in published.rows(QUERY):
        names[code] = name
        share_is_known = attendances and over is not None
        rows[code].append((month, float(attendances or 0), float(over) if share_is_known else float("nan")))
    for code, months in rows.items():
        first, attendances, over = (list(column) for column in zip(*months, strict=True))
        found[code] = _Months(names[code], first, attendances, over)
    return found


def _charted(
    key: str, code: str, found: _Months, settings: Settings, options: ChartOptions
) -> tuple[Charted | None, list[str]]:
    attendances, over = np.array(found.attendances), np.array(found.over)
    name = found.name if found.name == code else f"{found.name} ({code})"
    known = np.isfinite(over)
    if not known.any():
        return None, [f"{name} published no times."]
    months = [month for month, there in zip(found.months, known, strict=True) if there]
    recalculations, said = drawable(settings.points(MEASURE, organisation_code=code), months, name)
    # The rarer of the two outcomes decides whether counts are small.
    rarer = np.minimum(over, attendances - over)
    chart = control_chart(
        np.array(found.months, dtype="datetime64[D]"),
        1 - over / np.where(attendances > 0, attendances, 1),
        direction="higher",
        target=settings.targets.get(MEASURE),
        options=options,
        recalculations=recalculations,
        counts=np.where(known, rarer, 0.0),
        title=name,
        unit="%",
    )
    return Charted(key, name, chart), said
