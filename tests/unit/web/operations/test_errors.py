"""What a page says when something fails: in the same design, and with nothing half written."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import InterfaceError, OperationalError, transaction
from django.http import HttpRequest, HttpResponse
from django.urls import path

from joinedup.errors import JoinedupError

pytestmark = pytest.mark.usefixtures("database")


def _loses_the_database(request: HttpRequest, person: str) -> HttpResponse:
    """An action whose database goes away between its two writes."""
    from joinedup.web.accounts.models import User

    with transaction.atomic():
        User.objects.create(subject="half written", name="Half")
        raise OperationalError("server closed the connection unexpectedly: secret words")


def _loses_the_build(request: HttpRequest) -> HttpResponse:
    raise JoinedupError("the build is no longer whole: secret words")


def _fails(request: HttpRequest) -> HttpResponse:
    raise ValueError("secret words")


def _reads_what_is_sent(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(len(request.POST)))


urlpatterns = [
    path("", _fails, name="place"),
    path("sign-in/", _fails, name="sign-in"),
    path("database/<str:person>/", _loses_the_database),
    path("build/", _loses_the_build),
    path("fails/", _fails),
    path("reads/", _reads_what_is_sent),
]
handler400 = "joinedup.web.operations.errors.bad_request"
handler403 = "joinedup.web.operations.errors.forbidden"
handler404 = "joinedup.web.operations.errors.not_found"
handler500 = "joinedup.web.operations.errors.failed"


@pytest.fixture
def client() -> Any:
    """A browser at addresses that fail, in the application's own surroundings."""
    from django.test import Client, override_settings

    with override_settings(ROOT_URLCONF=__name__):
        yield Client(headers={"host": "localhost"}, raise_request_exception=False)


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/database/p7q/", 503, "it was not saved, nor was half of it"),
        ("/build/", 503, "cannot be read just now"),
        ("/fails/", 500, "Sorry, something went wrong"),
        ("/nothing/", 404, "Page not found"),
    ],
)
def test_a_failure_has_a_page_in_the_same_design_that_leaks_nothing(
    client: Any, address: str, status: int, words: str
) -> None:
    answer = client.get(address)
    page = answer.content.decode()
    assert answer.status_code == status
    assert words in page
    assert "nhsuk-header" in page
    assert "secret words" not in page


def test_a_database_lost_in_the_middle_of_an_action_leaves_nothing_half_written(client: Any) -> None:
    from joinedup.web.accounts.models import User

    assert client.post("/database/p7q/").status_code == 503
    assert not User.objects.filter(subject="half written").exists()


@pytest.mark.parametrize("kind", [OperationalError, InterfaceError])
def test_a_database_that_is_gone_is_known_behind_other_errors(kind: type[Exception]) -> None:
    from joinedup.web.operations.errors import failure_of
    from joinedup.web.operations.what_failed import DATABASE_LOST, FAILED

    behind = RuntimeError("in the middle")
    behind.__cause__ = kind("gone")
    assert failure_of(behind) is DATABASE_LOST
    assert failure_of(ValueError("else")) is FAILED
    assert failure_of(None) is FAILED


def test_too_much_at_once_is_said_to_be_too_much(client: Any) -> None:
    answer = client.post(
        "/reads/", "words=" + "a" * 1_100_000, content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code == 413
    assert "too much at once" in answer.content.decode()


def test_a_form_left_open_for_too_long_is_told_what_to_do() -> None:
    from django.test import Client

    answer = Client(headers={"host": "localhost"}, enforce_csrf_checks=True).post(
        "/sign-in/", {"persona": "gp"}
    )
    assert answer.status_code == 403
    assert "That form can no longer be sent" in answer.content.decode()


def test_who_is_signed_in_is_still_named_on_the_page_for_what_is_not_there() -> None:
    from django.test import Client

    client = Client(headers={"host": "localhost"})
    client.post("/sign-in/", {"persona": "gp"})
    answer = client.get("/no-such-page/")
    assert answer.status_code == 404
    assert "Tom Ellery" in answer.content.decode()


def test_a_failure_before_the_place_is_known_has_a_page_with_a_title_and_a_way_home() -> None:
    from django.test import Client

    page = Client(headers={"host": "somewhere.else"}, raise_request_exception=False).get("/").content.decode()
    assert "– joinedup</title>" in page
    assert '<a class="nhsuk-header__service-name" href="/">joinedup</a>' in page
    assert "Nothing is built yet" not in page  # nobody looked
