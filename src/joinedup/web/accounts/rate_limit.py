"""How often one address or one person may try to sign in. Counted in the database, so that every process counts the same.

A hospital may stand behind one address: there only failures count. A person's own sign-ins all count.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from joinedup.web.accounts.models import Attempt

WINDOW = timedelta(minutes=15)
FAILURES_OF_AN_ADDRESS = 20
SIGN_INS_OF_A_SUBJECT = 10
KEPT = timedelta(days=1)


def must_wait(*, address: str, subject: str = "", at: datetime) -> bool:
    """Whether this address, or this person, tried too often in the quarter of an hour before `at`."""
    lately = Attempt.objects.filter(at__gt=at - WINDOW, at__lte=at)
    failures = lately.filter(address_hash=_hash("address", address), succeeded=False).count()
    if failures >= FAILURES_OF_AN_ADDRESS:
        return True
    return (
        bool(subject)
        and lately.filter(subject_hash=_hash("subject", subject)).count() >= SIGN_INS_OF_A_SUBJECT
    )


def note(*, address: str, subject: str = "", succeeded: bool, at: datetime) -> None:
    """Count an attempt, and forget those of more than a day ago. It is no entry of the audit: nobody has acted yet."""
    Attempt.objects.filter(at__lt=at - KEPT).delete()
    Attempt.objects.create(
        at=at,
        address_hash=_hash("address", address),
        subject_hash=_hash("subject", subject) if subject else "",
        succeeded=succeeded,
    )


def address_of(request: HttpRequest, proxies: int) -> str:
    """Where a request came from: behind our own web servers, what the outermost of them wrote down."""
    told = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    if proxies and len(told) >= proxies:
        return told[-proxies]
    return str(request.META.get("REMOTE_ADDR", ""))


def _hash(kind: str, value: str) -> str:
    return salted_hmac(f"joinedup.sign-in.{kind}", value, algorithm="sha256").hexdigest()
