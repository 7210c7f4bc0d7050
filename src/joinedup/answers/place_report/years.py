"""Which year of the place the report speaks of."""

from __future__ import annotations

from datetime import date

from joinedup.answers.published import Published

LATEST_YEAR = """
    select as_of, year_ends_before from score_date where year_ends_before is not null
    order by case when year_ends_before >= as_of + interval 12 month then 0 else 1 end, as_of desc
    limit 1
"""


def latest_year(published: Published) -> tuple[date, date]:
    """First day of the latest whole year of the place and of the next (of the latest year where none is whole)."""
    starts_on, ends_before = published.rows(LATEST_YEAR)[0]
    return starts_on, ends_before
