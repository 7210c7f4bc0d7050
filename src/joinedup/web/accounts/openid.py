"""Signing in with an OpenID provider: authorisation code with PKCE, this application proving itself by private_key_jwt.

After OpenID Connect Core 1.0, RFC 7636 (PKCE), RFC 7523 (private_key_jwt) and the guidance of NHS CIS2 Authentication for
developers (authorization code flow, scopes and claims, role selection). The protocol itself is Authlib's.
"""

from __future__ import annotations

import secrets
import time
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oauth2.rfc7523 import PrivateKeyJWT
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, KeySet, RSAKey

from joinedup.errors import JoinedupError
from joinedup.web.environment import SignIn

PATIENCE_SECONDS = 10
# The provider takes a proof of this application for no longer than this (CIS2 allows five minutes).
PROOF_SECONDS = 240
# How far the provider's clock may be from ours.
LEEWAY_SECONDS = 60
# An ID token must be signed with the provider's own key: neither unsigned nor with a shared secret.
SIGNED_WITH = ("RS256", "RS384", "RS512", "PS256", "ES256", "ES384")


class SignInFailed(JoinedupError):
    """The provider did not vouch for anybody. The message holds nothing about a person: it is logged and shown."""


@dataclass(frozen=True)
class Begun:
    """A sign-in on its way: where to send the browser, and what must come back with it."""

    address: str
    state: str
    nonce: str
    verifier: str

    def kept(self) -> dict[str, str]:
        """What the session keeps until the browser comes back."""
        return {name: value for name, value in asdict(self).items() if name != "address"}


def begun(sign_in: SignIn, answer_address: str) -> Begun:
    """Begin: SignInFailed when the provider cannot be asked for its settings."""
    about = _about(sign_in.issuer)
    nonce, verifier = secrets.token_urlsafe(32), secrets.token_urlsafe(64)
    # CIS2 asks for a role at sign-in only of whoever signs in afresh (guidance for developers, role selection).
    afresh = {"prompt": "login"} if "selectedrole" in sign_in.scope.split() else {}
    with _session(sign_in, answer_address) as session:
        address, state = session.create_authorization_url(
            about["authorization_endpoint"], code_verifier=verifier, nonce=nonce, **afresh
        )
    return Begun(address, state, nonce, verifier)


def vouched_for(
    sign_in: SignIn, answer_address: str, *, answer: dict[str, str], kept: dict[str, str], now: int
) -> dict[str, Any]:
    """Everything the provider says of whoever came back with `answer`: the ID token's claims and the user information.

    SignInFailed when the answer does not belong to what this session began, or anything in it cannot be trusted.
    """
    if not kept or not secrets.compare_digest(answer.get("state", ""), kept["state"]):
        raise SignInFailed("the answer does not belong to a sign-in begun in this browser")
    if "code" not in answer:
        raise SignInFailed(f"the provider refused: {_plain(answer.get('error', 'no reason given'))}")
    about = _about(sign_in.issuer)
    if answer.get("iss", about["issuer"]) != about["issuer"]:
        raise SignInFailed("the answer came from another provider")
    try:
        with _session(sign_in, answer_address, about["token_endpoint"]) as session:
            token = session.fetch_token(
                about["token_endpoint"],
                code=answer["code"],
                code_verifier=kept["verifier"],
                timeout=PATIENCE_SECONDS,
            )
            claims = _id_token(sign_in, about, token, kept["nonce"], now)
            return claims | _user_information(session, about, claims["sub"])
    except (AuthlibBaseError, JoseError, requests.RequestException, KeyError, ValueError) as error:
        raise SignInFailed(f"the provider's answer could not be used ({type(error).__name__})") from error


def public_keys(sign_in: SignIn) -> dict[str, Any]:
    """The public half of this application's key, as the provider is given it (RFC 7517)."""
    key = _private_key(sign_in.private_key_file)
    return {"keys": [key.as_dict(private=False, use="sig", kid=key.thumbprint())]}


def _session(sign_in: SignIn, answer_address: str, token_endpoint: str = "") -> OAuth2Session:
    key = _private_key(sign_in.private_key_file)
    session = OAuth2Session(
        sign_in.client_id,
        key,
        scope=sign_in.scope,
        redirect_uri=answer_address,
        code_challenge_method="S256",
        token_endpoint_auth_method="private_key_jwt",
    )
    session.trust_env = False  # a .netrc of the machine would add a password of its own to the proof
    proof = PrivateKeyJWT(
        token_endpoint,
        claims={"exp": int(time.time()) + PROOF_SECONDS},
        headers={"kid": key.thumbprint()},
        alg=_algorithm(key),
    )
    session.register_client_auth_method(proof)
    return session


def _id_token(
    sign_in: SignIn, about: dict[str, Any], token: dict[str, Any], nonce: str, now: int
) -> dict[str, Any]:
    """The claims of the ID token, its signature, issuer, audience, days, nonce and access token hash checked."""
    read = jwt.decode(
        token["id_token"],
        KeySet.import_key_set({"keys": _fetched(about["jwks_uri"])["keys"]}),
        algorithms=list(SIGNED_WITH),
    )
    claims = CodeIDToken(
        read.claims,
        read.header,
        {
            "iss": {"essential": True, "value": about["issuer"]},
            "aud": {"essential": True, "values": [sign_in.client_id]},
            "nonce": {"essential": True, "value": nonce},
        },
        {"client_id": sign_in.client_id, "nonce": nonce, "access_token": token["access_token"]},
    )
    claims.validate(now=now, leeway=LEEWAY_SECONDS)
    return dict(claims)


def _user_information(session: OAuth2Session, about: dict[str, Any], subject: str) -> dict[str, Any]:
    """What the provider tells of the user beside the ID token; of nobody else (OpenID Connect Core 5.3.2)."""
    if "userinfo_endpoint" not in about:
        return {}
    answer = session.get(about["userinfo_endpoint"], timeout=PATIENCE_SECONDS)
    answer.raise_for_status()
    told: dict[str, Any] = answer.json()
    if told.get("sub") != subject:
        raise SignInFailed("the provider's user information is of somebody else")
    return told


def _about(issuer: str) -> dict[str, Any]:
    """The provider's settings (OpenID Connect Discovery 1.0), fetched afresh: a key or address may have changed."""
    about = _fetched(f"{issuer}/.well-known/openid-configuration")
    if str(about.get("issuer", "")).rstrip("/") != issuer:
        raise SignInFailed("the provider calls itself by another name than JOINEDUP_OIDC_ISSUER")
    for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
        if not _is_safe(str(about.get(name, "")), issuer):
            raise SignInFailed(f"the provider's settings have no {name} that can be used")
    return about


def _is_safe(address: str, issuer: str) -> bool:
    """Addresses are https, unless the provider itself runs on this machine (a test)."""
    scheme, is_local = urlsplit(address).scheme, urlsplit(issuer).hostname in ("localhost", "127.0.0.1")
    return scheme == "https" or (scheme == "http" and is_local)


def _fetched(address: str) -> dict[str, Any]:
    try:
        answer = requests.get(address, timeout=PATIENCE_SECONDS)
        answer.raise_for_status()
        return dict(answer.json())
    except (requests.RequestException, ValueError) as error:
        raise SignInFailed(f"the provider does not answer ({type(error).__name__})") from error


@lru_cache(maxsize=2)
def _private_key(file: Path) -> RSAKey | ECKey:
    text = file.read_bytes()
    for kind in (RSAKey, ECKey):
        try:
            return kind.import_key(text)
        except (ValueError, TypeError, JoseError):
            continue
    raise SignInFailed(
        "JOINEDUP_OIDC_PRIVATE_KEY_FILE holds neither an RSA nor an elliptic curve key in PEM form"
    )


def _algorithm(key: RSAKey | ECKey) -> str:
    return (
        "RS256"
        if isinstance(key, RSAKey)
        else f"ES{ {'P-256': 256, 'P-384': 384, 'P-521': 512}[key.curve_name] }"
    )


def _plain(word: str) -> str:
    """A provider's word, with nothing in it but letters: it is shown and logged."""
    return "".join(letter if letter.isalnum() or letter in "_- " else "?" for letter in word[:60])
