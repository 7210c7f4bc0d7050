"""From an identity provider's claims to posts here.

The claims have the shape that NHS England's guidance for CIS2 Authentication gives (scopes and claims; role selection).
"""

from __future__ import annotations

from pathlib import Path

import pytest

pytestmark = pytest.mark.usefixtures("application")

RULES = """
claim = "nhsid_nrbac_roles"

[posts]
"S8000:G8000:R8000" = "gp"
"S8000:G8000:R8001" = "care-coordinator"
"""
CLAIMS = {
    "sub": "910000000001",
    "selected_roleid": "555254242106",
    "nhsid_nrbac_roles": [
        {
            "person_orgid": "555254239107",
            "person_roleid": "555254240100",
            "org_code": "L81001",
            "role_name": '"Clinical":"Clinical Provision":"Clinical Practitioner Access Role"',
            "role_code": "S8000:G8000:R8000",
        },
        {"person_roleid": "555254242106", "org_code": "L81001", "role_code": "S8000:G8000:R8001"},
        {"person_roleid": "555254242107", "org_code": "XYZ99", "role_code": "S8000:G8000:R8001"},
        {"person_roleid": "555254242108", "org_code": "L81001", "role_code": "S0010:G0020:R8260"},
    ],
}


def found(tmp_path: Path, claims: dict[str, object], rules: str = RULES) -> list[tuple[str, str, bool]]:
    from joinedup.web.accounts.claimed_posts import claimed_posts, read_post_rules

    file = tmp_path / "posts.toml"
    file.write_text(rules, encoding="utf-8")
    posts = claimed_posts(read_post_rules(file), claims, {"L81001", "RZZ1"})
    return [(post.role.value, post.organisation, post.is_selected) for post in posts]


def test_roles_that_the_file_names_at_organisations_of_the_place_are_posts_and_the_selected_one_comes_first(
    tmp_path: Path,
) -> None:
    assert found(tmp_path, CLAIMS) == [("care-coordinator", "L81001", True), ("gp", "L81001", False)]


def test_a_group_written_as_role_at_organisation_is_a_post(tmp_path: Path) -> None:
    rules = 'claim = "groups"\n[posts]\n"doctor" = "gp"\n'
    assert found(tmp_path, {"groups": ["doctor@L81001", "doctor", "cook@RZZ1"]}, rules) == [
        ("gp", "L81001", False)
    ]


@pytest.mark.parametrize("roles", [None, "gp@L81001", {}, [None, 3, [], {"org_code": None}]])
def test_claims_of_another_form_are_no_posts(tmp_path: Path, roles: object) -> None:
    assert found(tmp_path, {"nhsid_nrbac_roles": roles}) == []


def test_everything_wrong_with_the_file_is_said_at_once(tmp_path: Path) -> None:
    from joinedup.web.accounts.claimed_posts import UnusablePostRules

    with pytest.raises(UnusablePostRules) as refused:
        found(tmp_path, {}, 'clam = "x"\n[posts]\n"a" = "surgeon"\n')
    said = str(refused.value)
    assert "clam: not known" in said
    assert "claim: nothing" in said
    assert "'surgeon'; expected one of care-coordinator, gp" in said
