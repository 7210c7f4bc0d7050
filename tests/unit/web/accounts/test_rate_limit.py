"""How often one may try to sign in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

pytestmark = pytest.mark.usefixtures("database")
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def tried(
    times: int, *, address: str = "192.0.2.1", subject: str = "", succeeded: bool, at: datetime = NOON
) -> None:
    from joinedup.web.accounts.rate_limit import note

    for _ in range(times):
        note(address=address, subject=subject, succeeded=succeeded, at=at)


def waits(*, address: str = "192.0.2.1", subject: str = "", at: datetime = NOON) -> bool:
    from joinedup.web.accounts.rate_limit import must_wait

    return must_wait(address=address, subject=subject, at=at)


def test_an_address_that_failed_twenty_times_waits_a_quarter_of_an_hour() -> None:
    tried(19, succeeded=False)
    assert not waits()
    tried(1, succeeded=False)
    assert waits()
    assert waits(at=NOON + timedelta(minutes=14, seconds=59))
    assert not waits(at=NOON + timedelta(minutes=15))


def test_another_address_does_not_wait() -> None:
    tried(30, succeeded=False)
    assert not waits(address="192.0.2.2")


def test_a_hospital_behind_one_address_signs_in_as_often_as_it_likes() -> None:
    for number in range(60):
        tried(1, subject=f"nurse {number}", succeeded=True)
    assert not waits(subject="another nurse")


def test_one_person_signs_in_ten_times_in_a_quarter_of_an_hour_from_anywhere() -> None:
    for number in range(10):
        tried(1, address=f"192.0.2.{number}", subject="nurse", succeeded=True)
    assert waits(address="198.51.100.7", subject="nurse")
    assert not waits(address="198.51.100.7", subject="doctor")


def test_the_database_holds_neither_address_nor_subject() -> None:
    from joinedup.web.accounts.models import Attempt

    tried(1, address="192.0.2.1", subject="nurse", succeeded=True)
    kept = str(list(Attempt.objects.values()))
    assert "192.0.2.1" not in kept
    assert "nurse" not in kept


def test_an_attempt_is_forgotten_after_a_day() -> None:
    from joinedup.web.accounts.models import Attempt

    tried(3, succeeded=False)
    tried(1, succeeded=False, at=NOON + timedelta(days=1, seconds=1))
    assert Attempt.objects.count() == 1


def test_behind_our_own_proxy_the_address_is_what_the_proxy_wrote_down() -> None:
    from django.test import RequestFactory

    from joinedup.web.accounts.rate_limit import address_of

    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="203.0.113.9, 192.0.2.1")
    assert address_of(request, 0) == "10.0.0.1"
    # The last entry is the one that our proxy added; what stands before it anybody may have written.
    assert address_of(request, 1) == "192.0.2.1"
