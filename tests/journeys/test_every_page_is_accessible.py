"""Every page that anybody reaches by links, at a desk and on a phone, in a place with something on every page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.support.walking import kind_of, problems, walked

PERSONAS = (
    "Amina Yusuf",
    "Tom Ellery",
    "Priya Nair",
    "Joan Fletcher",
    "Marek Nowak",
    "Grace Adeyemi",
    "Helen Shaw",
    "Dev Patel",
    "Ruth Owen",
)
# The walk meets more kinds of page than these; it would be broken if it met fewer.
KINDS_AT_LEAST = 60


@pytest.mark.slow
@pytest.mark.parametrize("database_address", ["sqlite"], indirect=True)  # its pages are the same on any other
def test_every_link_leads_to_a_page_that_everybody_can_use(
    page_of_filled_place: Callable[[str], Page],
) -> None:
    known: set[str] = set()
    wrong: list[str] = []
    for name in PERSONAS:
        page = page_of_filled_place(name)
        for address, status in walked(page):
            if status != 200:
                wrong.append(f"{name}: {address} answers {status}")
            elif address == "/" or kind_of(address) not in known:
                known.add(kind_of(address))
                wrong += [f"{name}: {one}" for one in problems(page, address)]
    assert not wrong, "\n".join(wrong)
    assert len(known) >= KINDS_AT_LEAST
