"""Filling in a page in the browser as people do."""

from __future__ import annotations

from datetime import date

from playwright.sync_api import Page


def fill_day(page: Page, name: str, day: date) -> None:
    """The three boxes of a day."""
    boxes = page.get_by_role("group", name=name)
    for box, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        boxes.get_by_label(box).fill(str(value))
