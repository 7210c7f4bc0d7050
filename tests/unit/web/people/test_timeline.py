"""The drawing of a timeline: where things lie, and that nothing in it can break the page."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from joinedup.web.people.record import Condition, Happening, Record

RECORD = Record(
    "k" * 26, 1, "female", date(1945, 6, 1), None, False, date(2021, 4, 1), date(2024, 3, 31), (), (), None
)


def happening(
    day: date, ends_before: date | None, kind: str = "admission", organisation: str = "RZZ1"
) -> Happening:
    return Happening(day, ends_before, organisation, "hospital", kind, "emergency", None, True, ())


def test_a_stay_is_a_bar_from_its_first_day_to_its_last() -> None:
    from joinedup.web.people.timeline import timeline

    stay = happening(date(2024, 3, 22), date(2024, 3, 27))
    shown = timeline(RECORD, [stay], date(2024, 3, 22), {"RZZ1": "Harbour General"})
    assert [(one.starts, one.ends) for one in shown.lanes[0].drawn] == [(0.0, 0.5)]
    assert shown.entries[0].when == "22 March 2024 to 26 March 2024"


def test_a_stay_that_began_earlier_and_goes_on_fills_the_whole_width() -> None:
    from joinedup.web.people.timeline import timeline

    shown = timeline(RECORD, [happening(date(2020, 1, 1), None)], date(2023, 4, 1), {})
    assert [(one.starts, one.ends) for one in shown.lanes[0].drawn] == [(0.0, 1.0)]


def test_twelve_months_have_twelve_ticks_and_years_are_said_once() -> None:
    from joinedup.web.people.timeline import timeline

    shown = timeline(RECORD, [], date(2023, 4, 1), {})
    assert [tick.words for tick in shown.ticks][:3] == ["Apr 2023", "May", "Jun"]
    assert len(shown.ticks) == 12
    assert "Jan 2024" in [tick.words for tick in shown.ticks]


def test_twelve_months_end_on_the_last_day_also_in_a_leap_year() -> None:
    from joinedup.web.people.window import twelve_months_before

    assert twelve_months_before(date(2024, 3, 31)) == date(2023, 4, 1)
    assert twelve_months_before(date(2024, 2, 28)) == date(2023, 2, 28)


DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))


@given(
    st.lists(st.tuples(DAYS, st.none() | DAYS, st.text(max_size=20), st.text(max_size=15)), max_size=8), DAYS
)
def test_any_contacts_make_a_picture_inside_its_frame_and_one_line_of_the_table_each(
    found: list[tuple[date, date | None, str, str]], born: date
) -> None:
    import re
    from dataclasses import replace
    from xml.etree import ElementTree

    from joinedup.web.people.drawing import WIDTH, drawing
    from joinedup.web.people.timeline import timeline

    contacts = [happening(*one) for one in found]
    record = replace(RECORD, conditions=(Condition("<b>&", date(2023, 5, 1)),))
    shown = timeline(record, contacts, date(2023, 4, 1), {})
    assert len(shown.entries) == len(contacts) + 1
    picture = str(drawing(shown, "said"))
    legal = re.sub("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", picture)
    for mark in ElementTree.fromstring(legal).iter("rect"):
        assert 0 <= float(mark.get("x", "0")) <= WIDTH
        assert float(mark.get("width", "0")) > 0
