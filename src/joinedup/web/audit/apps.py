"""The audit as a part of Django."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class Audit(AppConfig):
    """Its name and label; it has the tables that are only ever added to guarded (guards.py)."""

    name = "joinedup.web.audit"
    label = "audit"

    def ready(self) -> None:
        from joinedup.web import guards

        pre_migrate.connect(guards.before_migrating, sender=self)
        post_migrate.connect(guards.after_migrating, sender=self)
