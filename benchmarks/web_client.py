"""A browser's part in the load test: cookies, the forms of a page filled in and sent, one connection a request, times kept."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlencode, urlsplit

Fields = list[tuple[str, str]]


@dataclass(frozen=True)
class Asked:
    """One request: its kind (the words of the report), status and milliseconds. Status 0: no answer came."""

    kind: str
    status: int
    milliseconds: float
    at: float


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    location: str
    text: str


@dataclass
class Browser:
    """One person's browser at an address on this machine."""

    port: int
    asked: list[Asked]
    cookies: dict[str, str] = field(default_factory=dict)

    async def get(self, kind: str, address: str) -> Answer:
        return await self._ask(kind, "GET", address, b"")

    async def post(self, kind: str, address: str, fields: Fields) -> Answer:
        return await self._ask(kind, "POST", address, urlencode(fields).encode())

    async def _ask(self, kind: str, method: str, address: str, body: bytes) -> Answer:
        began = time.perf_counter()
        try:
            answer = await asyncio.wait_for(self._answered(method, address, body), timeout=60)
        except (OSError, TimeoutError, ValueError, asyncio.IncompleteReadError):
            answer = Answer(0, "", "")
        self.asked.append(Asked(kind, answer.status, 1_000 * (time.perf_counter() - began), began))
        return answer

    async def _answered(self, method: str, address: str, body: bytes) -> Answer:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            writer.write(self._head(method, address, len(body)) + body)
            await writer.drain()
            said = await reader.read()
        finally:
            writer.close()
        head, _, content = said.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        location = ""
        for name, value in (line.split(": ", 1) for line in lines):
            if name.lower() == "set-cookie":
                key, _, held = value.partition(";")[0].partition("=")
                self.cookies[key] = held
            elif name.lower() == "location":
                location = urlsplit(value).path
        return Answer(int(first.split()[1]), location, content.decode())

    def _head(self, method: str, address: str, length: int) -> bytes:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        lines = [
            f"{method} {address} HTTP/1.1",
            f"Host: 127.0.0.1:{self.port}",
            "Connection: close",
            f"Cookie: {cookies}",
            *(
                (f"Content-Length: {length}", "Content-Type: application/x-www-form-urlencoded")
                if method == "POST"
                else ()
            ),
        ]
        return ("\r\n".join(lines) + "\r\n\r\n").encode()


def form_to(text: str, address: str) -> Fields:
    """The fields of the form of a page that is sent to an address (or, without an action, to the page itself), as they stand."""
    reader = _Forms()
    reader.feed(text)
    return next((fields for action, fields in reader.forms if action == address), [])


def filled(fields: Fields, **said: str) -> Fields:
    """The fields with some of them said anew."""
    kept = [(name, value) for name, value in fields if name not in said]
    return [*kept, *said.items()]


class _Forms(HTMLParser):
    """Reads the forms of a page as a browser would send them: what is ticked, chosen, written; no buttons."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[tuple[str, Fields]] = []
        self._writing = self._choosing = ""
        self._is_chosen = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append((said.get("action", ""), []))
        elif not self.forms:
            return
        elif tag == "textarea":
            self._writing = said["name"]
            self._fields.append((self._writing, ""))
        elif tag == "select":
            self._choosing, self._is_chosen = said["name"], False
        elif tag == "option" and self._choosing and ("selected" in said or not self._is_chosen):
            self._choose(said)
        elif tag == "input":
            self._input(said)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._writing:
            name, value = self._fields.pop()
            self._fields.append((name, value.removeprefix("\n")))
            self._writing = ""
        elif tag == "select":
            self._choosing = ""

    def handle_data(self, data: str) -> None:
        if self._writing:
            name, value = self._fields.pop()
            self._fields.append((name, value + data))

    @property
    def _fields(self) -> Fields:
        return self.forms[-1][1]

    def _choose(self, said: Mapping[str, str]) -> None:
        if self._is_chosen:
            self._fields.pop()
        self._fields.append((self._choosing, said.get("value", "")))
        self._is_chosen = True

    def _input(self, said: Mapping[str, str]) -> None:
        is_left_out = said.get("type") in ("checkbox", "radio") and "checked" not in said
        if said.get("name") and said.get("type") != "submit" and not is_left_out:
            self._fields.append((said["name"], said.get("value", "")))
