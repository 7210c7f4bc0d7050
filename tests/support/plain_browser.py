"""A browser without a window or scripts: it keeps cookies, sends forms and follows where it is sent."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener


@dataclass
class PlainBrowser:
    """Somebody's browser at an application that is served."""

    address: str
    cookies: CookieJar = field(default_factory=CookieJar)
    token: str = ""

    def get(self, path: str) -> tuple[int, str]:
        """The status and the page."""
        return self._opened(path, None)

    def post(self, path: str, **words: str) -> tuple[int, str]:
        """The same of a form that is sent, with the token of the page read last."""
        return self._opened(path, urlencode({"csrfmiddlewaretoken": self.token, **words}).encode())

    def signed_in(self, persona: str) -> PlainBrowser:
        """Chooses a persona on the first page."""
        self.get("/sign-in/")
        assert self.post("/sign-in/", persona=persona)[0] == 200
        return self

    def _opened(self, path: str, body: bytes | None) -> tuple[int, str]:
        opener: OpenerDirector = build_opener(HTTPCookieProcessor(self.cookies))
        try:
            answer = opener.open(f"{self.address}{path}", body, timeout=60)
        except HTTPError as error:
            answer = error
        page = answer.read().decode()
        found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
        self.token = found[1] if found else self.token
        return answer.status, page
