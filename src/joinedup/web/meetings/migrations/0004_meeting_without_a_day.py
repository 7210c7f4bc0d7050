from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("meetings", "0003_days_of_meetings_called_before")]

    operations = [
        migrations.RemoveIndex(model_name="meeting", name="meetings_me_held_on_20003d_idx"),
        migrations.RemoveField(model_name="meeting", name="held_on"),
    ]
