"""Signing in by the subject that an OpenID provider (or, in a demo, a persona) vouches for."""

from __future__ import annotations

from joinedup.web.accounts.models import User


class BySubject:
    """Django's way from a session back to a user; who may begin a session is decided in accounts/actions.py."""

    def authenticate(self, request: object, subject: str | None = None) -> User | None:
        return User.objects.filter(subject=subject).first() if subject else None

    def get_user(self, user_id: int) -> User | None:
        return User.objects.filter(pk=user_id).first()
