"""The forms that a page sends, as a browser finds them."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Box:
    """Something to fill in: its kind (text, textarea, hidden, select, radio, checkbox), what stands in it, what can be chosen."""

    name: str
    kind: str
    value: str = ""
    choices: list[str] = field(default_factory=list)

    @property
    def takes_words(self) -> bool:
        return self.kind in ("text", "textarea")


@dataclass
class PostedForm:
    """A form of method post: where it is sent, and its boxes by name."""

    action: str
    boxes: dict[str, Box] = field(default_factory=dict)

    def filled(self) -> dict[str, str]:
        """As somebody fills it in who does what each box asks: a day in 2030, a time, a 1, the first thing that can be chosen."""
        return {name: _usual(box) for name, box in self.boxes.items() if _usual(box) is not None}  # type: ignore[misc]


_PARTS = {"day": "4", "month": "6", "year": "2030", "starts_at": "2pm"}


def _usual(box: Box) -> str | None:
    if box.kind == "hidden" or (box.value and box.kind != "radio"):
        return box.value
    if box.choices:
        return next((one for one in box.choices if one), "")
    return _PARTS.get(box.name.rpartition("-")[2], "1" if box.takes_words else None)


class _Reader(HTMLParser):
    def __init__(self, address: str) -> None:
        super().__init__()
        self.address, self.forms = address, list[PostedForm]()
        self._form: PostedForm | None = None
        self._box: Box | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form" and said.get("method", "").lower() == "post":
            self._form = PostedForm(said.get("action") or self.address)
            self.forms.append(self._form)
        elif tag == "option" and self._box is not None:
            self._box.choices.append(said.get("value", ""))
            self._box.value = said["value"] if "selected" in said else self._box.value
        elif self._form is not None and said.get("name") not in (None, "csrfmiddlewaretoken"):
            kind = said.get("type", "text") if tag == "input" else tag
            box = self._form.boxes.setdefault(said["name"], Box(said["name"], kind))
            if kind in ("radio", "checkbox"):
                box.choices.append(said.get("value", "on"))
            else:
                box.value = said.get("value", "")
            self._box = box if tag in ("select", "textarea") else None

    def handle_data(self, data: str) -> None:
        if self._box is not None and self._box.kind == "textarea":
            self._box.value += data.removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        self._box = None if tag in ("select", "textarea") else self._box
        self._form = None if tag == "form" else self._form


def forms_of(page: str, address: str) -> list[PostedForm]:
    """Every form of a page that is sent by post. Buttons with a name (they do something else) are left out."""
    reader = _Reader(address)
    reader.feed(page)
    for form in reader.forms:
        form.boxes = {name: box for name, box in form.boxes.items() if box.kind != "button"}
    return reader.forms
