"""Every address, every role, got and sent: let in as the rule says, or told the same as of an address of nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.unit.web.access.addresses import Address, every_address
from tests.unit.web.access.browsing import body, browser, nothing_at, sent, undone

if TYPE_CHECKING:
    from joinedup.web.access.rules import Rule
    from tests.support.filled_harbour import Filled

# 202 is a page that is still being worked out.
LET_IN = (200, 202, 302)
PERSONAS = (
    "care-coordinator",
    "gp",
    "social-worker",
    "care-home-manager",
    "finance-lead",
    "programme-lead",
    "board-member",
    "analyst",
    "caldicott-guardian",
)


def test_every_role_is_a_persona_of_the_test() -> None:
    from joinedup.web.access.roles import Role

    assert set(PERSONAS) == set(Role)


def test_every_address_has_a_rule_and_is_known_here(filled: Filled) -> None:
    assert not [name for name, (one, _) in every_address(filled).items() if not hasattr(one.callback, "rule")]


@pytest.mark.parametrize("persona", PERSONAS)
def test_every_role_gets_and_sends_just_what_its_rule_and_its_care_allow(
    filled: Filled, persona: str
) -> None:
    viewer = filled.viewers[persona]
    client, wrong = browser(viewer), []
    for name, (pattern, one) in every_address(filled).items():
        address, rule = _address(name, one), pattern.callback.rule
        with undone(client):
            got = client.get(address)
        words = {key: viewer.post_id if value == "own" else value for key, value in one.sent.items()}
        for answer, by in ((got, one.got_by), (sent(client, address, words), one.posted_by)):
            expected = _may(viewer, rule, by)
            is_let_in = answer.status_code in LET_IN
            is_as_of_nothing = answer.status_code == 404 and body(answer) == nothing_at(client, address)
            if (is_let_in, is_as_of_nothing) != (expected, not expected):
                wrong.append((answer.request["REQUEST_METHOD"], address, answer.status_code, expected))
    assert not wrong, "\n".join(map(str, wrong))


def test_who_is_not_signed_in_is_sent_to_sign_in_whatever_is_there(filled: Filled) -> None:
    client = browser(None)
    for name, (pattern, one) in every_address(filled).items():
        address = _address(name, one)
        for answer in (client.get(address), sent(client, address, dict(one.sent))):
            if pattern.callback.rule.needs_sign_in:
                assert answer.status_code == 302
                assert answer.headers["Location"].startswith("/sign-in/?next=%2F"), address
            else:
                assert answer.status_code in LET_IN, address


def _address(name: str, one: Address) -> str:
    from django.urls import reverse

    return reverse(name, kwargs=dict(one.kwargs))


def _may(viewer: Any, rule: Rule, by: frozenset[str] | None) -> bool:
    """A list of personas narrows a rule; it never widens one."""
    assert by is None or viewer.role not in by or rule.allows(viewer), (
        f"{viewer.role} is kept out: {rule.words}"
    )
    return rule.allows(viewer) if by is None else viewer.role in by
