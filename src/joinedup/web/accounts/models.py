"""A person who signs in, the posts they hold (a role in an organisation from one day until another), and attempts to sign in."""

from __future__ import annotations

from secrets import token_urlsafe

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac

from joinedup.web.access.roles import TITLES, Role


class Users(BaseUserManager["User"]):
    """Finds users by their subject."""

    def get_by_natural_key(self, subject: str | None) -> User:
        return self.get(subject=subject)


class User(AbstractBaseUser):
    """Somebody who signs in. `subject` is what the OpenID provider calls them; a persona's begins with persona:."""

    subject = models.CharField(max_length=255, unique=True)
    name = models.CharField(max_length=120)
    # Every session holds its hash: another one here ends them all.
    sessions_key = models.CharField(max_length=64, default=token_urlsafe)
    password = None  # type: ignore[assignment]  # nobody signs in with one here

    USERNAME_FIELD = "subject"
    objects = Users()

    def get_session_auth_hash(self) -> str:
        """What Django compares with each session of the user, at each request."""
        return salted_hmac("joinedup.sessions", self.sessions_key, algorithm="sha256").hexdigest()

    def get_session_auth_fallback_hash(self) -> tuple[str, ...]:
        return ()


class GivenBy(models.TextChoices):
    """Who gave a post."""

    ADMINISTRATOR = "administrator"
    PROVIDER = "provider"
    DEMO = "demo"


class Post(models.Model):
    """A role that a user holds in an organisation. A post ends; it is never edited into another."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="posts")
    role = models.CharField(max_length=40, choices=[(role.value, TITLES[role]) for role in Role])
    organisation = models.CharField(max_length=15)
    starts_on = models.DateField()
    ends_before = models.DateField(null=True)
    given_by = models.CharField(max_length=20, choices=GivenBy.choices, default=GivenBy.ADMINISTRATOR)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(ends_before__isnull=True)
                | models.Q(ends_before__gte=models.F("starts_on")),
                name="a_post_ends_after_it_starts",
            ),
        )


class Attempt(models.Model):
    """An attempt to sign in, kept for a day. Address and subject stand as keyed hashes: they can be counted, not read."""

    at = models.DateTimeField()
    address_hash = models.CharField(max_length=64)
    subject_hash = models.CharField(max_length=64, blank=True)
    succeeded = models.BooleanField()

    class Meta:
        indexes = (models.Index(fields=["address_hash", "at"]), models.Index(fields=["subject_hash", "at"]))
