"""What was set aside for change beside what was spent of it, and when an alarm is raised."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.support.care_team_people import viewer

pytestmark = pytest.mark.usefixtures("database")
SPRING, SUMMER = date(2021, 4, 1), date(2021, 7, 1)
TODAY = date(2022, 3, 31)


def finance_lead() -> object:
    return viewer("Marek Nowak", "finance-lead", "QZZ")


def place() -> object:
    from django.conf import settings

    from joinedup.place.file import read_place

    return read_place(settings.SURROUNDINGS.place)


def recorded(spent: int, *, elsewhere: int = 0, staff: str | None = None, quarter: date = SPRING) -> None:
    from joinedup.web.money.actions import record_spending
    from joinedup.web.money.models import ChangeFund

    record_spending(
        by=finance_lead(),  # type: ignore[arg-type]
        fund=ChangeFund.ENGINE_ROOM,
        quarter=quarter,
        spent_pounds=spent,
        used_elsewhere_pounds=elsewhere,
        staff=None if staff is None else Decimal(staff),
        note="",
    )


def engine_room() -> object:
    from joinedup.web.money.queries import change_money

    return change_money(finance_lead(), place(), TODAY)[0]  # type: ignore[arg-type]


def test_the_quarters_of_a_plan_sum_to_the_year_to_the_penny() -> None:
    plan = engine_room().plan  # type: ignore[attr-defined]
    assert sum(plan.pence) == 10_000_200
    assert [plan.pence_of(date(2021 + month // 12, month % 12 + 1, 1)) for month in (3, 6, 9, 12)] == list(
        plan.pence
    )


def test_only_quarters_that_have_begun_can_be_recorded() -> None:
    quarters = [one.starts_on for one in engine_room().quarters]  # type: ignore[attr-defined]
    assert quarters == [date(2022, 1, 1), date(2021, 10, 1), SUMMER, SPRING]


def test_while_nothing_is_recorded_nobody_can_say() -> None:
    from joinedup.web.money.presenters import alarm, shown_fund

    now = engine_room()
    assert shown_fund(now).tag == "Nobody knows"  # type: ignore[arg-type]
    assert alarm([now]) == ""  # type: ignore[list-item]


@pytest.mark.parametrize(
    ("spent", "elsewhere", "staff", "tag"),
    [
        (25_000, 0, "2.0", "As planned"),
        (22_501, 0, "1.8", "As planned"),
        (22_400, 0, "2.0", "Money diverted"),
        (25_000, 1, "2.0", "Money diverted"),
        (25_000, 0, "1.79", "Time diverted"),
        (0, 25_000, "0", "Money and time diverted"),
    ],
)
def test_an_alarm_is_raised_when_money_or_time_went_elsewhere(
    spent: int, elsewhere: int, staff: str, tag: str
) -> None:
    from joinedup.web.money.presenters import alarm, shown_fund

    recorded(spent, elsewhere=elsewhere, staff=staff)
    now = engine_room()
    assert shown_fund(now).tag == tag  # type: ignore[arg-type]
    assert bool(alarm([now])) == (tag != "As planned")  # type: ignore[list-item]


def test_a_later_row_for_a_quarter_counts_and_the_earlier_stays() -> None:
    from joinedup.web.money.models import ChangeSpending

    recorded(1)
    recorded(25_000)
    recorded(25_001, quarter=SUMMER)
    now = engine_room()
    assert now.spent_pence == 5_000_100  # type: ignore[attr-defined]
    assert not now.is_money_diverted  # type: ignore[attr-defined]
    assert ChangeSpending.objects.count() == 3


def test_what_was_recorded_is_never_edited_and_stands_in_the_audit() -> None:
    from joinedup.web.audit.models import Entry
    from joinedup.web.money.models import ChangeSpending

    recorded(25_000)
    said = ChangeSpending.objects.get()
    for change in (said.save, said.delete):
        with pytest.raises(TypeError):
            change()
    assert [one.subject for one in Entry.objects.filter(action="recorded change spending")] == [
        "engine-room 2021-04-01"
    ]


def test_a_quarter_is_missing_only_when_it_is_over() -> None:
    recorded(25_000)
    assert engine_room().not_recorded == [SUMMER, date(2021, 10, 1)]  # type: ignore[attr-defined]
