"""Walking through the application as one persona: every link there is, a few of each kind of page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urldefrag, urljoin, urlsplit

from playwright.sync_api import Page

from tests.support.accessibility import violations

OF_A_KIND = 2
# Parts of addresses that stand for one of many, each with a name for all of them.
_ALIKE = (
    (r"(?<=/)[0-9a-z]{26}(?=/)", "person"),
    (r"(?<=/organisations/)[^/]+", "organisation"),
    (r"(?<=/sites/)[^/]+", "site"),
    (r"(?<=/learning/evidence/)(?!new/|ours/)[^/]+", "entry"),
    (r"(?<=/learning/cycles/)(?!new/)[^/]+", "cycle"),
    (r"(?<=/)\d+(-\d+)?(?=/)", "number"),
)
# What an address asks for the next part of the same list with.
_FURTHER_ON = {"page", "before"}
WIDTHS = {"desktop": (1280, 900), "phone": (390, 844)}


def kind_of(address: str) -> str:
    """What sort of page an address is: one person's page is like another's, one task's like another's."""
    parts = urlsplit(address)
    path = parts.path
    for one, name in _ALIKE:
        path = re.sub(one, name, path)
    asked = "&".join(sorted({name for name, _ in parse_qsl(parts.query)} - _FURTHER_ON))
    return f"{path}?{asked}" if asked else path


def walked(page: Page, first: str = "/") -> Iterator[tuple[str, int]]:
    """Each address that can be reached by links, with the status it answers; at most a few of a kind."""
    waiting, seen, kinds = [first], {first}, Counter[str]()
    while waiting:
        address = waiting.pop(0)
        if kinds[kind_of(address)] >= OF_A_KIND:
            continue
        kinds[kind_of(address)] += 1
        answer = page.request.get(address)
        yield address, answer.status
        if "text/html" in answer.headers.get("content-type", ""):
            new = [one for one in _links(answer.text(), address) if one not in seen]
            seen.update(new)
            waiting += new


class _Anchors(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.found += [value for name, value in attrs if name == "href" and value]


def _links(html: str, at: str) -> list[str]:
    """Addresses inside the application, in the order of the page, each once."""
    anchors = _Anchors()
    anchors.feed(html)
    inside = (urldefrag(urljoin(at, one)).url for one in anchors.found)
    return list(dict.fromkeys(one for one in inside if one.startswith("/") and not one.startswith("//")))


def problems(page: Page, address: str) -> list[str]:
    """Everything that is wrong with a page for somebody at a desk or with a phone, in words."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(address)
    found = _of_every_page(page)
    for name, (width, height) in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": height})
        if page.evaluate("document.scrollingElement.scrollWidth > window.innerWidth"):
            found.append(f"{name}: the page scrolls sideways: {_too_wide(page)}")
        found += [f"{name}: {one}" for one in violations(page)]
    return [f"{address}: {one}" for one in (*found, *(f"console: {one}" for one in said))]


def _of_every_page(page: Page) -> list[str]:
    """What every page has: one h1, a title of its own, its language, and a link that skips to the content."""
    found = page.evaluate(
        """() => ({
            h1: document.querySelectorAll("h1").length,
            title: document.title.replace(/–.*$/, "").trim(),
            lang: document.documentElement.lang,
            skips: document.querySelector("a") === document.querySelector('a[href="#maincontent"]')
                && document.querySelectorAll("main#maincontent").length === 1,
        })"""
    )
    expected = {"h1": 1, "lang": "en-GB", "skips": True}
    wrong = [f"{key} is {found[key]}" for key, value in expected.items() if found[key] != value]
    return [*wrong, *([] if found["title"] else ["it has no title"])]


def _too_wide(page: Page) -> str:
    return str(
        page.evaluate(
            """() => [...document.querySelectorAll("main *")]
                .filter(one => one.getBoundingClientRect().right > window.innerWidth + 1
                    && !one.closest(".joinedup-scroll, .joinedup-chart"))
                .slice(0, 2).map(one => one.outerHTML.slice(0, 120)).join(" | ")"""
        )
    )
