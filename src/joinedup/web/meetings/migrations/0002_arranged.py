import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_posts_sessions_attempts"),
        ("meetings", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Arranged",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("number", models.PositiveSmallIntegerField()),
                ("held_on", models.DateField()),
                ("starts_at", models.TimeField(null=True)),
                ("where", models.CharField(blank=True, max_length=200)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.post"
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="arranged",
                        to="meetings.meeting",
                    ),
                ),
            ],
            options={
                "ordering": ("number",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("meeting", "number"), name="one_arrangement_of_a_meeting_at_a_time"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1)), name="arrangements_begin_at_one"
                    ),
                ],
            },
        ),
    ]
