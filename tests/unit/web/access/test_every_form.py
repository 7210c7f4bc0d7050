"""Every form, with what people send by mistake and on purpose: accepted and shown as text, or refused on the page in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest
from markupsafe import escape

from tests.support.harbour_people import MARGARET, NORA
from tests.unit.web.access.addresses import NOBODY, every_address
from tests.unit.web.access.browsing import TOKEN, browser, undone

if TYPE_CHECKING:
    from tests.support.filled_harbour import Filled
    from tests.support.forms_of_a_page import Box
    from tests.unit.web.access.every_form import Found

LONG = "long " * 20_000
WORDS = (
    *("", "   ", "-1", "1e400", "NaN", "\u0663", "9" * 400, "line\r\nSet-Cookie: a=b\x1b[31m", "a\x00b"),
    *(
        "<script>alert(1)</script><img src=x onerror=alert(1)>",
        "'; drop table audit_entry; -- \" {{7*7}} %s %(a)s",
    ),
    *(
        "\u202e\u05d4\u05e2\u05e8\u05d4 \u0645\u0631\u062d\u0628\u0627",
        "\U0001f469\u200d\U0001f692 \U0001f600 e\u0301",
    ),
)
CHOICES = ("", "no such choice", "\x00", "-1", "9" * 30, "<script>alert(1)</script>", "x" * 5_000)
DAYS = (
    *(
        ("1", "1", "1"),
        ("31", "12", "9999"),
        ("30", "2", "2030"),
        ("0", "0", "0"),
        ("a", "b", "c"),
        ("", "6", "2030"),
    ),
    *(
        ("4", "6", "\u0662\u0660\u0663\u0660"),
        ("4", "6", "9" * 30),
        ("\x00", "6", "2030"),
        ("-4", "6", "2030"),
    ),
)
# A form without a word in it: what it sends is a button's, or hidden, and nobody types anything else.
OTHER_PAGES = {"sign-in": 404, "show-names": 404}


def test_the_forms_that_were_found_are_all_there_are(filled: Filled, forms: list[Found]) -> None:
    sent_to = {one.name for one in forms}
    wanted = {name for name, (_, one) in every_address(filled).items() if one.got_by == NOBODY or one.sent}
    assert wanted - {"your-posts"} <= sent_to
    assert "sign-decision" in sent_to


def test_every_form_filled_in_as_it_should_be_is_accepted(filled: Filled, forms: list[Found]) -> None:
    refused = {}
    for one in forms:
        with undone(one.client):
            answer = one.client.post(one.form.action, TOKEN | one.filled())
            if answer.status_code != 302:
                refused[one.name] = answer.status_code
    # The audit is gone through on the page itself; nobody is chosen to sign in as but by a button.
    assert refused == {"audit-verify": 200, "sign-in": 404}


@pytest.mark.parametrize("words", [*WORDS, LONG], ids=lambda words: ascii(words)[:24])
def test_whatever_is_typed_is_kept_as_text_or_refused_with_the_words_still_there(
    filled: Filled, forms: list[Found], words: str
) -> None:
    for one in forms:
        boxes = [name for name, box in one.form.boxes.items() if _takes_words(box)]
        for typed in ([name] for name in boxes) if words is LONG else [boxes] if boxes else ():
            _sent(one, one.filled() | dict.fromkeys(typed, words), typed)


@pytest.mark.parametrize("day", DAYS, ids=lambda day: ascii(day)[:24])
def test_no_day_that_is_none_is_taken_for_one(
    filled: Filled, forms: list[Found], day: tuple[str, ...]
) -> None:
    for one in forms:
        days = {name.rpartition("-")[0] for name in one.form.boxes if name.endswith("-year")}
        if days:
            parts = ("day", "month", "year")
            wrong = {f"{name}-{part}": value for name in days for part, value in zip(parts, day, strict=True)}
            _sent(one, one.filled() | wrong, list(wrong))


def test_nothing_is_chosen_that_was_not_to_be_chosen_from(filled: Filled, forms: list[Found]) -> None:
    for one in forms:
        for name, box in one.form.boxes.items():
            for choice in CHOICES if not box.takes_words else ():
                _sent(one, one.filled() | {name: choice}, [])


def test_a_form_with_a_box_left_out_or_sent_twice_is_accepted_or_refused(
    filled: Filled, forms: list[Found]
) -> None:
    for one in forms:
        words = one.filled()
        for name in words:
            _sent(one, {key: value for key, value in words.items() if key != name}, [])
        _sent(one, {key: [value, value] for key, value in words.items()}, [])
        _sent(one, {}, [])


@pytest.mark.parametrize("ill_formed", [b"%ED%A0%80", b"%FF%FE", b"%00", b"%C0%AF", b"%F4%90%80%80"])
def test_bytes_that_are_no_text_are_taken_as_text_or_refused(
    filled: Filled, forms: list[Found], ill_formed: bytes
) -> None:
    for one in forms:
        if any(_takes_words(box) for box in one.form.boxes.values()):
            body = urlencode({**TOKEN, **one.filled()}).encode()
            for name, box in one.form.boxes.items():
                body += b"&" + name.encode() + b"=" + ill_formed if _takes_words(box) else b""
            _looked_at(one, body, [], content_type="application/x-www-form-urlencoded")


def test_what_is_written_too_late_is_refused_and_not_lost(filled: Filled) -> None:
    numbers, words = filled.numbers, "Where does she want to live?"
    too_late = {
        f"/tasks/{numbers['task accepted']}/decline/": {"reason": words},
        f"/meetings/{numbers['meeting over']}/list/": {"person": NORA, "question": words},
        f"/people/{MARGARET}/meeting/": {"meeting": numbers["meeting"], "question": words},
    }
    for address, said in too_late.items():
        client = browser(filled.viewers["gp" if "list" in address else "social-worker"])
        page = client.post(address, TOKEN | said).content.decode()
        assert "Nothing was changed" in page, address
        assert words in page, address


def _takes_words(box: Box) -> bool:
    return box.takes_words and not box.name.endswith(("-day", "-month", "-year"))


def _sent(one: Found, words: dict[str, Any], typed: list[str]) -> None:
    _looked_at(one, TOKEN | words, [str(words[name]) for name in typed])


def _looked_at(one: Found, body: Any, typed: list[str], **how: str) -> None:
    """Send a form, and look at what comes of it; nothing of it stays."""
    with undone(one.client):
        about = f"{one.name}: {ascii(body)[:400]}"
        answer = one.client.post(one.form.action, body, **how)
        page = answer.content.decode()
        if answer.status_code == 302:
            page = _followed(one, answer.headers["Location"], about)
        else:
            wrong = f"{about}\n{answer.status_code}"
            assert answer.status_code in (200, OTHER_PAGES.get(one.name)), wrong
            # A plan begun from a version that never was is shown beside the newest, as any other that somebody else changed.
            is_beside = "nhsuk-warning-callout" in page and one.name == "edit-plan"
            if answer.status_code == 200 and one.form.boxes and not is_beside:
                assert 'class="nhsuk-error-summary"' in page, wrong
                assert "There is a problem" in page, wrong
            for words in typed if answer.status_code == 200 else ():
                assert str(escape(words)) in page, f"{about}\nis lost: {words[:80]!r}"
        assert "<script>alert" not in page, about
        assert "<img src=x" not in page, about


def _followed(one: Found, location: str, about: str) -> str:
    answer = one.client.get(location)
    assert answer.status_code in (200, 302), f"{about}\n{answer.status_code} at {location}"
    return str(answer.content.decode())
