from typing import Any

from django.db import migrations


def arranged_as_called(apps: Any, schema_editor: Any) -> None:
    """The day of every meeting becomes its first arrangement, by whoever called it and then; nobody said a time or a place."""
    called = apps.get_model("meetings", "Meeting").objects.using(schema_editor.connection.alias)
    arranged = apps.get_model("meetings", "Arranged")
    arranged.objects.using(schema_editor.connection.alias).bulk_create(
        (
            arranged(meeting_id=one.pk, number=1, held_on=one.held_on, by_id=one.by_id, at=one.at)
            for one in called.order_by("pk").iterator()
        ),
        batch_size=500,
    )


class Migration(migrations.Migration):
    dependencies = [("meetings", "0002_arranged")]

    operations = [migrations.RunPython(arranged_as_called)]
