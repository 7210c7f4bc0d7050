"""Which posts an identity provider's claims stand for, by the rules of a file that the place keeps (JOINEDUP_OIDC_POSTS_FILE).

The claims of NHS CIS2 (nhsid_nrbac_roles, selected_roleid) are written up in its guidance for developers, scopes and claims.
"""

from __future__ import annotations

import tomllib
from collections.abc import Container, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from joinedup.errors import JoinedupError
from joinedup.web.access.roles import Role


class UnusablePostRules(JoinedupError):
    """The file of rules cannot be used; the message says everything to mend."""


@dataclass(frozen=True)
class PostRules:
    """Where the claims hold a person's roles, and which role here each of them is.

    `claim` is a list. An entry is a table, with its role under `role` and its organisation's code under `organisation`; or a
    text of the form ROLE@ORGANISATION. `selected` names the claim that says which entry the person chose, by its `entry`.
    """

    claim: str
    posts: Mapping[str, Role]
    role: str = "role_code"
    organisation: str = "org_code"
    entry: str = "person_roleid"
    selected: str = "selected_roleid"


@dataclass(frozen=True)
class ClaimedPost:
    """A role at an organisation that the provider vouches for; `is_selected` when the person chose it while signing in."""

    role: Role
    organisation: str
    is_selected: bool = False


def read_post_rules(file: Path) -> PostRules:
    """The rules of a file. UnusablePostRules names everything wrong with it."""
    try:
        said = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UnusablePostRules(f"{file}: cannot be read as TOML: {error}") from error
    words = {"claim", "role", "organisation", "entry", "selected"}
    wrong = [
        f"{key}: not known; expected {', '.join(sorted(words))} or posts"
        for key in said.keys() - words - {"posts"}
    ]
    wrong += [
        f"{key}: expected the name of a claim"
        for key in words & said.keys()
        if not isinstance(said[key], str)
    ]
    if not said.get("claim"):
        wrong.append("claim: nothing; name the claim that lists a person's roles")
    posts, roles = said.get("posts", {}), [role.value for role in Role]
    if not isinstance(posts, dict) or not posts:
        wrong.append('posts: nothing; expected lines like "the provider\'s role" = "gp"')
        posts = {}
    wrong += [
        f'posts."{code}": {role!r}; expected one of {", ".join(roles)}'
        for code, role in posts.items()
        if role not in roles
    ]
    if wrong:
        raise UnusablePostRules(
            "\n".join([f"{file}: which claims are which posts:", *(f"  {line}" for line in wrong)])
        )
    return PostRules(
        posts={code: Role(role) for code, role in posts.items()},
        **{key: said[key] for key in words & said.keys()},
    )


def claimed_posts(
    rules: PostRules, claims: Mapping[str, Any], organisations: Container[str]
) -> tuple[ClaimedPost, ...]:
    """The posts that claims stand for, at organisations of the place; the one selected first. What no rule names is nothing."""
    found: dict[tuple[Role, str], ClaimedPost] = {}
    entries = claims.get(rules.claim, [])
    for entry in entries if isinstance(entries, list) else []:
        code, organisation, name = _parts(rules, entry)
        role = rules.posts.get(code)
        if role is None or organisation not in organisations:
            continue
        is_selected = bool(name) and name == claims.get(rules.selected)
        before = found.get((role, organisation))
        found[role, organisation] = ClaimedPost(
            role, organisation, is_selected or bool(before and before.is_selected)
        )
    return tuple(
        sorted(found.values(), key=lambda post: (not post.is_selected, post.role.value, post.organisation))
    )


def _parts(rules: PostRules, entry: object) -> tuple[str, str, str]:
    """Role, organisation and name of an entry; nothing where it is of neither form."""
    if isinstance(entry, dict):
        code, organisation, name = (
            str(entry.get(key, "")) for key in (rules.role, rules.organisation, rules.entry)
        )
        return code, organisation, name
    if isinstance(entry, str) and "@" in entry:
        role, _, organisation = entry.rpartition("@")
        return role, organisation, entry
    return "", "", ""
