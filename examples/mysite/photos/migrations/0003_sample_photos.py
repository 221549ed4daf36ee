"""The wall of a new site is not bare. A migration runs once, so pictures that are taken down stay away."""

import logging

from django.conf import settings
from django.db import migrations

from photos import first_pictures
from photos.samples import SAMPLES

logger = logging.getLogger(__name__)


def hang_samples(apps, schema_editor):
    database = schema_editor.connection.alias
    model = apps.get_model("photos", "Photo")
    if not settings.SAMPLE_PHOTOS or model.objects.using(database).exists():
        return
    try:
        photos = first_pictures.store(model, list(SAMPLES))
    except Exception as error:  # noqa: BLE001 (any storage's; without its pictures the site starts all the same)
        logger.warning("cannot store the sample pictures: %s; load_sample_photos adds them later", error)
        return
    for photo in photos:
        photo.save(using=database)


class Migration(migrations.Migration):
    dependencies = [("photos", "0002_thumbnail_and_statistic")]

    operations = [migrations.RunPython(hang_samples, migrations.RunPython.noop, elidable=True)]
