"""What the surroundings say, and what is said when they cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest

from joinedup.web.environment import UnusableEnvironment, read_environment


def test_everything_that_cannot_be_used_is_said_at_once(tmp_path: Path) -> None:
    words = {
        "JOINEDUP_PLACE": str(tmp_path / "nothing"),
        "JOINEDUP_SECRET_KEY_FILE": str(tmp_path / "key"),
        "JOINEDUP_DATABASE_URL": "mysql://somewhere",
        "JOINEDUP_IDLE_MINUTES": "never",
        "JOINEDUP_PROXIES": "many",
        "JOINEDUP_OIDC_ISSUER": "https://provider.example",
        "JOINEDUP_OIDC_SCOPE": "profile",
        "JOINEDUP_OIDC_POSTS_FILE": str(tmp_path / "posts.toml"),
    }
    with pytest.raises(UnusableEnvironment) as refused:
        read_environment(words)
    said = str(refused.value)
    for name in (
        *words.keys() - {"JOINEDUP_SECRET_KEY_FILE", "JOINEDUP_OIDC_ISSUER"},
        "JOINEDUP_OIDC_CLIENT_ID",
    ):
        assert f"  {name}: " in said


def test_the_key_of_sessions_is_made_once_and_only_its_owner_reads_it(
    place_folder: Path, tmp_path: Path
) -> None:
    words = {"JOINEDUP_PLACE": str(place_folder), "JOINEDUP_SECRET_KEY_FILE": str(tmp_path / "key")}
    assert read_environment(words).secret_key == read_environment(words).secret_key
    assert (tmp_path / "key").stat().st_mode & 0o077 == 0


def test_cookies_travel_encrypted_unless_it_is_said_that_they_need_not(place_folder: Path) -> None:
    words = {"JOINEDUP_PLACE": str(place_folder)}
    assert read_environment(words).is_secure
    assert read_environment(words | {"JOINEDUP_INSECURE": "yes"}).is_secure
    assert not read_environment(words | {"JOINEDUP_INSECURE": "1"}).is_secure


def test_a_word_missing_in_a_template_fails_only_where_that_is_asked_for(place_folder: Path) -> None:
    words = {"JOINEDUP_PLACE": str(place_folder)}
    assert not read_environment(words | {"JOINEDUP_INSECURE": "1"}).is_strict
    assert read_environment(words | {"JOINEDUP_STRICT_TEMPLATES": "1"}).is_strict


def test_a_password_with_odd_letters_comes_through_the_databases_address(place_folder: Path) -> None:
    words = {
        "JOINEDUP_PLACE": str(place_folder),
        "JOINEDUP_DATABASE_URL": "postgresql://ada:p%40ss%2Fw@db:5433/care",
    }
    found = read_environment(words).database
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"], found["NAME"]) == (
        "ada",
        "p@ss/w",
        "db",
        "5433",
        "care",
    )
