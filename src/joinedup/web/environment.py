"""What the surroundings say: every setting of the web application, read from environment variables, checked all at once."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from joinedup.errors import JoinedupError
from joinedup.linkage.keys import key_path


class UnusableEnvironment(JoinedupError):
    """The application cannot start as its surroundings are; the message lists every variable to mend."""


@dataclass(frozen=True)
class SignIn:
    """The OpenID provider that people sign in with, and how this application proves itself to it (private_key_jwt)."""

    issuer: str
    client_id: str
    private_key_file: Path
    scope: str = "openid profile"
    posts_file: Path | None = None


@dataclass(frozen=True)
class Environment:
    """Everything that differs from one installation to the next."""

    place: Path
    secret_key: str
    database: Mapping[str, object]
    hosts: tuple[str, ...]
    is_secure: bool
    sign_in: SignIn | None
    idle_minutes: int
    proxies: int = 0
    logs_requests: bool = True
    is_strict: bool = False
    key_file: Path = Path()


def read_environment(words: Mapping[str, str] = os.environ) -> Environment:
    """The settings in force. UnusableEnvironment names everything that is missing or cannot be used."""
    wrong: list[str] = []
    place = Path(words.get("JOINEDUP_PLACE", ".")).resolve()
    if not (place / "place.toml").is_file():
        wrong.append(f"JOINEDUP_PLACE: {place} has no place.toml; name the folder of a place")
    idle = words.get("JOINEDUP_IDLE_MINUTES", "15")
    if not idle.isdecimal() or not 1 <= int(idle) <= 720:
        wrong.append(f"JOINEDUP_IDLE_MINUTES: {idle!r}; expected a whole number of minutes from 1 to 720")
    proxies = words.get("JOINEDUP_PROXIES", "0")
    if not proxies.isdecimal() or int(proxies) > 5:
        wrong.append(
            f"JOINEDUP_PROXIES: {proxies!r}; expected how many web servers stand in front, from 0 to 5"
        )
    found = Environment(
        place=place,
        secret_key=_secret_key(words, place, wrong),
        database=_database(words.get("JOINEDUP_DATABASE_URL", ""), place, wrong),
        hosts=tuple(filter(None, words.get("JOINEDUP_HOSTS", "localhost,127.0.0.1").split(","))),
        is_secure=words.get("JOINEDUP_INSECURE", "") != "1",
        sign_in=_sign_in(words, wrong),
        idle_minutes=int(idle) if idle.isdecimal() else 15,
        logs_requests=words.get("JOINEDUP_LOG_REQUESTS", "1") != "0",
        is_strict=words.get("JOINEDUP_STRICT_TEMPLATES", "") == "1",
        proxies=int(proxies) if proxies.isdecimal() else 0,
        key_file=key_path(place, environment=words, home=Path.home()),
    )
    if wrong:
        raise UnusableEnvironment(
            "\n".join(["the web application cannot start:", *(f"  {line}" for line in wrong)])
        )
    return found


def _secret_key(words: Mapping[str, str], place: Path, wrong: list[str]) -> str:
    """The key that signs sessions: from a file that only its owner can read, made at first."""
    file = Path(words.get("JOINEDUP_SECRET_KEY_FILE", "") or place / "web" / "secret_key")
    if wrong:
        return ""  # nothing is made in a folder that may not be a place's
    try:
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w") as made:
                made.write(secrets.token_urlsafe(64))
        return file.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        wrong.append(f"JOINEDUP_SECRET_KEY_FILE: {file} cannot be read or made: {error}")
        return ""


def _database(address: str, place: Path, wrong: list[str]) -> Mapping[str, object]:
    if not address:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": place / "web" / "joinedup.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
            },
        }
    parts = urlsplit(address)
    if parts.scheme not in ("postgresql", "postgres") or not parts.path.strip("/"):
        wrong.append(
            "JOINEDUP_DATABASE_URL: expected postgresql://USER:PASSWORD@HOST:PORT/NAME, or nothing for SQLite"
        )
    if find_spec("psycopg") is None:
        wrong.append(
            "JOINEDUP_DATABASE_URL: PostgreSQL needs its driver: pip install 'joinedup[web,postgresql]'"
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.strip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or parse_qs(parts.query).get("host", [""])[0],
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def _sign_in(words: Mapping[str, str], wrong: list[str]) -> SignIn | None:
    names = ("JOINEDUP_OIDC_ISSUER", "JOINEDUP_OIDC_CLIENT_ID", "JOINEDUP_OIDC_PRIVATE_KEY_FILE")
    given = [words.get(name, "") for name in names]
    if not any(given):
        return None
    for name, value in zip(names, given, strict=True):
        if not value:
            wrong.append(f"{name}: nothing; an OpenID provider needs all of {', '.join(names)}")
    if given[2] and not Path(given[2]).is_file():
        wrong.append(f"{names[2]}: {given[2]} is no file")
    posts = words.get("JOINEDUP_OIDC_POSTS_FILE", "")
    if posts and not Path(posts).is_file():
        wrong.append(f"JOINEDUP_OIDC_POSTS_FILE: {posts} is no file")
    scope = words.get("JOINEDUP_OIDC_SCOPE", SignIn.scope)
    if "openid" not in scope.split():
        wrong.append(f"JOINEDUP_OIDC_SCOPE: {scope!r}; expected words with openid among them")
    return SignIn(given[0].rstrip("/"), given[1], Path(given[2]), scope, Path(posts) if posts else None)
