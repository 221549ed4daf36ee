from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("photos", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="photo",
            name="thumbnail",
            field=models.ImageField(blank=True, editable=False, upload_to="thumbnails/"),
        ),
        migrations.CreateModel(
            name="Statistic",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=40, unique=True)),
                ("value", models.BigIntegerField()),
                ("counted_at", models.DateTimeField(auto_now=True)),
            ],
        ),
    ]
